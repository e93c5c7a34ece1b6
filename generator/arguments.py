"""The arguments of the command `disclose`, and what may be written for each."""

import argparse
import re
from pathlib import Path

from generator import __version__
from generator.report import DIFFERENCE_REPORTERS, REPORTERS

_WORDS = {
    "usage: ": "用法：",
    "options": "选项",
    "positional arguments": "参数",
    "show this help message and exit": "显示这段说明",
    "%(prog)s: error: %(message)s\n": "%(prog)s：错误：%(message)s。说明见 %(prog)s --help。\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s %(message)s",
    "the following arguments are required: %s": "缺少 %s",
    "unrecognized arguments: %s": "没有这样的参数：%s",
    "invalid choice: %(value)r (choose from %(choices)s)": "不能是 %(value)r，可以是 %(choices)s",
    "invalid %(type)s value: %(value)r": "不能是 %(value)r，应是整数",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不明确，可能是 %(matches)s",
    "expected one argument": "后面要写一个值",
    "expected at least one argument": "后面至少要写一个值",
    "ignored explicit argument %r": "后面不写值，却写了 %r",
}
"""What Python's reading of arguments says, in Chinese."""


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line; `command` of what was read is the name of the command."""
    argparse._ = lambda said: _WORDS.get(said, said)  # type: ignore[attr-defined]  # the module's own place for it
    made = argparse.ArgumentParser(prog="disclose", description="预算公开：检查数据，生成网页和 PDF。")
    made.add_argument("--version", action="version", version=__version__, help="显示版本")
    commands = made.add_subparsers(dest="command", metavar="命令", required=True)
    _build(commands.add_parser("build", help="生成站点"))
    _check(commands.add_parser("check", help="检查数据，不写任何文件"))
    _diff(commands.add_parser("diff", help="说明两个版本之间数据的改动"))
    _new(commands.add_parser("new", help="由上年的文件生成新年度的文件"))
    _export(commands.add_parser("export", help="把表写成工作簿，供填报"))
    _import(commands.add_parser("import", help="把工作簿中的表导入数据文件"))
    _serve(commands.add_parser("serve", help="边改边看：在本机预览，文件一保存就更新"))
    _fmt(commands.add_parser("fmt", help="整理数据文件的格式，内容不变"))
    hold = commands.add_parser("verify", help="用所附数据核对已公开的 PDF 或站点")
    hold.add_argument("path", type=Path, metavar="PATH", help="PDF、文件夹或站点")
    commands.add_parser("rules", help="列出全部规则")
    manual = commands.add_parser("explain", help="说明一条规则")
    manual.add_argument("code", metavar="CODE", help="规则代码，如 A7")
    return made


def _build(build: argparse.ArgumentParser) -> None:
    _add_units(build)
    build.add_argument("--out", type=Path, metavar="DIR", help="站点的文件夹（默认 site，预览为 preview）")
    build.add_argument(
        "--preview", action="store_true", help="生成供审核的预览：包括草稿，每页注明“预览”；与 --only 同用时只有这几份"
    )
    build.add_argument("--no-pdf", action="store_true", help="不生成 PDF")
    build.add_argument("--jobs", type=_count, metavar="N", help="同时用几个进程（默认可用的处理器数）")
    build.add_argument(
        "--only", nargs="+", default=(), metavar="CODE[/YEAR]", help="只更新这些单位（年度），其余沿用现有的站点"
    )
    build.add_argument("--explain", action="store_true", help="说明每份文件为什么重新生成")
    build.add_argument("--cache", type=Path, metavar="DIR", help="缓存的文件夹（默认 .cache/results），可以随时删去")
    build.add_argument(
        "--scheduler", type=_scheduler, metavar="ADDRESS", help="用已有的 Dask 集群生成，如 tcp://host:8786"
    )
    build.add_argument("--shard", type=_share, metavar="I/N", help="只生成 N 份中的第 I 份到缓存，不发布")
    build.add_argument("--no-xlsx", action="store_true", help="不生成 XLSX 工作簿")
    build.add_argument("--no-search", action="store_true", help="不生成全文索引")
    build.add_argument("--base-url", type=_address, metavar="URL", help="站点公开后的地址（默认按 site.yaml）")
    _add_published(build)


def _check(check: argparse.ArgumentParser) -> None:
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="要检查的文件或文件夹")
    _add_units(check)
    check.add_argument("--format", choices=sorted(REPORTERS), default="text", help="问题的格式")
    _add_published(check)
    check.add_argument("--strict", action="store_true", help="有警告也算不通过")
    check.add_argument("--verbose", action="store_true", help="提示也列出原文和相关的行（text 格式）")


def _diff(diff: argparse.ArgumentParser) -> None:
    diff.add_argument("base", nargs="?", metavar="BASE", help="原来的版本（默认为与主分支分开的地方）")
    diff.add_argument("head", nargs="?", metavar="HEAD", help="现在的版本（默认为工作区中的文件）")
    _add_units(diff)
    diff.add_argument("--format", choices=sorted(DIFFERENCE_REPORTERS), default="markdown", help="输出的格式")


def _new(new: argparse.ArgumentParser) -> None:
    new.add_argument("code", metavar="CODE", help="单位代码，如 156001")
    new.add_argument("year", type=int, metavar="YEAR", help="新的年度，如 2027")
    new.add_argument("--from", dest="start", type=int, metavar="YEAR", help="由哪一年的文件生成（默认上年）")
    _add_units(new)


def _export(export: argparse.ArgumentParser) -> None:
    export.add_argument("budget", type=_budget, metavar="CODE/YEAR", help="单位代码和年度，如 156001/2026")
    export.add_argument("--xlsx", type=Path, required=True, metavar="FILE", help="要生成的工作簿")
    _add_units(export)


def _import(taken: argparse.ArgumentParser) -> None:
    taken.add_argument("file", type=Path, metavar="FILE", help="工作簿：xlsx、xls 或 ods")
    taken.add_argument("--code", default="", metavar="CODE", help="单位代码，工作簿中没有写的")
    taken.add_argument("--year", type=_count, metavar="YEAR", help="年度，工作簿中没有写的")
    taken.add_argument("--profile", default="", metavar="NAME", help="新文件的版式（默认取 site.yaml 的默认版式）")
    _add_units(taken)


def _serve(serve: argparse.ArgumentParser) -> None:
    _add_units(serve)
    serve.add_argument("--port", type=_port, default=8000, metavar="N", help="端口（默认 8000；0 是任意空着的端口）")
    serve.add_argument("--host", default="127.0.0.1", metavar="HOST", help="地址（默认 127.0.0.1，只有本机能打开）")


def _fmt(fmt: argparse.ArgumentParser) -> None:
    fmt.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="要整理的文件或文件夹")
    _add_units(fmt)
    fmt.add_argument("--check", action="store_true", help="只检查格式，不写文件")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("应是正整数")
    return int(text)


def _budget(text: str) -> tuple[str, str]:
    code, _, year = text.partition("/")
    if not (code.isdecimal() and year.isdecimal()):
        raise argparse.ArgumentTypeError("应写作 156001/2026：单位代码和年度")
    return code, year


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError("应是 0 到 65535 的整数")
    return int(text)


def _address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
        raise argparse.ArgumentTypeError("应写作 https://域名/路径/")
    return text.removesuffix("/") + "/"


def _scheduler(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("应写作 tcp://host:8786：调度器的地址")
    return text


def _share(text: str) -> tuple[int, int]:
    share, _, shares = text.partition("/")
    if not (share.isdecimal() and shares.isdecimal() and 1 <= int(share) <= int(shares)):
        raise argparse.ArgumentTypeError("应写作 1/3：三份中的第一份")
    return int(share), int(shares)


def _add_units(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--units", type=Path, default=Path("units"), metavar="DIR", help="数据的文件夹（默认 units）")


def _add_published(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--published", default="", metavar="PLACE", help="已公开的站点（文件夹或网址），与它的台账核对")
