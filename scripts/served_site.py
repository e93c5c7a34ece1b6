"""Holds a served site against the repository: before a deployment its place, revision and size, after it its manifest.

Needs the standard library and git alone, so that it runs where nothing is set up. Exit codes: 0 as wanted, 1 not so.
"""

import argparse
import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}", re.ASCII)
_ADDRESS = re.compile(r"^网址:\s*['\"]?(?P<url>https?://[^\s'\"#]+)", re.MULTILINE)
"""Where a site file says its address; read without a YAML parser, as nothing is set up."""
_SECONDS = 30
_LARGEST = 1_000_000_000
"""So many bytes may a site on Pages have."""


class Refused(Exception):
    """What is served is not as wanted; the text is for whoever runs the deployment."""


def main() -> int:
    """Run one of the comparisons and say what was found."""
    options = _parser().parse_args()
    try:
        if said := options.command(options):
            print(said)
    except Refused as refused:
        print(f"错误：{refused}", file=sys.stderr)
        return 1
    return 0


def descends(options: argparse.Namespace) -> str:
    """Refuse a commit that does not descend from the one that is served; nothing served yet is fine."""
    content = _served_manifest(options.url, "before")
    if content is None:
        return f"{options.url} 还没有公开的站点。"
    served = _commit_of(content, options.url)
    asked = subprocess.run(
        ["git", "merge-base", "--is-ancestor", served, "HEAD"], capture_output=True, text=True, check=False
    )
    if asked.returncode == 0:
        return f"现在公开的是 {served}，要发布的版本就是它或在它之后。"
    if asked.returncode == 1:
        raise Refused(f"现在公开的是 {served}，要发布的版本不在它之后，不发布。请先合并最新的主分支。")
    raise Refused(
        f"现在公开的是 {served}，仓库中没有这个版本（{asked.stderr.strip()}），不发布。请核对主分支是否被改写过。"
    )


def place(options: argparse.Namespace) -> str:
    """Return where a site of ours is served, for whoever holds new data against it; nothing where none is yet."""
    given: str = options.place
    url = given if _is_address(given) else _address_in(Path(given))
    if not url:
        print(f"{given} 没有写“网址”，不与已公开的站点核对。", file=sys.stderr)
        return ""
    content = _served_manifest(url, "place")
    if content is None:
        print(f"{url} 还没有公开的站点，不核对。", file=sys.stderr)
        return ""
    try:
        _commit_of(content, url)
    except Refused as refused:  # what is damaged is no measure; `descends` refuses to publish over it
        print(refused, file=sys.stderr)
        return ""
    return url


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _address_in(site_file: Path) -> str:
    found = _ADDRESS.search(site_file.read_text("utf-8")) if site_file.exists() else None
    return found["url"] if found else ""


def matches(options: argparse.Namespace) -> str:
    """Wait until the manifest that is served is the one that was built, byte for byte."""
    wanted = options.manifest.read_bytes()
    for attempt in range(options.attempts):
        if attempt:
            time.sleep(options.pause)
        try:
            served = _served_manifest(options.url, str(attempt))
            found = "没有 manifest.json" if served is None else "manifest.json 与生成的不同"
        except Refused as refused:  # a server that is busy with the new site may answer the next time
            served, found = None, str(refused)
        if served == wanted:
            return f"{options.url} 与生成的站点一致。"
    raise Refused(f"{options.url} 与生成的站点不一致：{found}（核对了 {options.attempts} 次）。请重新运行“上线”一步。")


def fits(options: argparse.Namespace) -> str:
    """Refuse a site that holds more than Pages serves, or a link, which the upload would follow."""
    paths = sorted(options.site.rglob("*"))
    if links := [path for path in paths if path.is_symlink()]:
        raise Refused(f"{links[0]} 是符号链接，不发布。")
    size = sum(path.stat().st_size for path in paths if path.is_file())
    told = f"{options.site} 共 {size:,} 字节，上限 {_LARGEST:,} 字节"
    if size > _LARGEST:
        raise Refused(f"{told}，不发布。办法见发布与维护手册的“站点太大”。")
    return f"{told}。"


def _served_manifest(url: str, attempt: str) -> bytes | None:
    """Fetch the served manifest past every cache on the way; None where the server says there is none."""
    address = f"{url.rstrip('/')}/manifest.json"
    request = urllib.request.Request(f"{address}?{attempt}-{time.time_ns()}", headers={"Cache-Control": "no-cache"})
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        raise Refused(f"取不到 {address}：服务器答 {error.code}。请稍后重新运行。") from error
    except OSError as error:
        raise Refused(f"取不到 {address}：{error}。请稍后重新运行。") from error


def _commit_of(content: bytes, url: str) -> str:
    try:
        commit = json.loads(content)["revision"]["commit"]
    except (ValueError, KeyError, TypeError):
        commit = None
    if not isinstance(commit, str) or not _COMMIT.fullmatch(commit):
        raise Refused(
            f"{url} 的 manifest.json 没有写明版本，不是本程序发布的站点，或已损坏；不发布。恢复的办法见发布与维护手册。"
        )
    return commit


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="核对公开的站点。")
    commands = parser.add_subparsers(metavar="命令", required=True)
    before = commands.add_parser("descends", help="要发布的版本是否在公开的版本之后")
    before.add_argument("url", metavar="URL", help="站点的网址")
    before.set_defaults(command=descends)
    where = commands.add_parser("place", help="写出已公开的站点的网址；还没有的，什么也不写")
    where.add_argument("place", metavar="URL|FILE", help="站点的网址，或者写有“网址”的 site.yaml")
    where.set_defaults(command=place)
    after = commands.add_parser("matches", help="公开的站点是否与生成的一致")
    after.add_argument("url", metavar="URL", help="站点的网址")
    after.add_argument("manifest", type=Path, metavar="FILE", help="生成的 manifest.json")
    after.add_argument("--attempts", type=int, default=40, metavar="N", help="最多核对几次（默认 40）")
    after.add_argument("--pause", type=int, default=15, metavar="SECONDS", help="两次之间隔几秒（默认 15）")
    after.set_defaults(command=matches)
    size = commands.add_parser("fits", help="生成的站点能否放得下")
    size.add_argument("site", type=Path, metavar="DIR", help="生成的站点")
    size.set_defaults(command=fits)
    return parser


if __name__ == "__main__":
    sys.exit(main())
