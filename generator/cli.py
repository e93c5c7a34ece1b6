"""The command `disclose`: arguments, exit codes, and where problems and progress go.

What only `build` needs (templates, layout) is imported when it is asked for, so that `check` answers at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from generator import __version__
from generator.build.formatting import Form, format_files
from generator.build.next_year import start_year
from generator.build.sites import SITE_FILE, read_sites
from generator.build.sources import find_files
from generator.build.units import read_units, report_of
from generator.build.workspace import Workspace
from generator.check.codes import families, page_of, pages
from generator.errors import GeneratorError, UnreadableFile
from generator.problems import Severity, has_errors
from generator.report import DIFFERENCE_REPORTERS, REPORTERS, Report, summary, write_step_summary

DONE, PROBLEMS, FAILED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 done, 1 the data has problems, 2 the run could not be done, 75 the output is held."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # text streams of a command always can
    options = _parser().parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        code = command(options)
        sys.stdout.flush()
        return code
    except GeneratorError as error:
        print(f"错误：{error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # whoever reads the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _build(options: argparse.Namespace) -> int:
    from generator.build.options import Options
    from generator.build.run import build, build_shard
    from generator.build.workers import available_processors

    share = options.shard or (1, 1)
    wanted = Options(
        options.units,
        _out(options),
        with_pdf=not options.no_pdf,
        with_xlsx=not options.no_xlsx,
        jobs=options.jobs or available_processors(),
        cache=options.cache,
        only=tuple(options.only),
        scheduler=options.scheduler,
        shard=share,
        is_preview=options.preview,
    )
    outcome = build_shard(wanted, Workspace()) if options.shard else build(wanted, Workspace())
    print(REPORTERS["text"](outcome.report), end="")
    if options.explain:
        for address, reason in sorted(outcome.reasons.items()):
            print(f"{address}：{reason}", file=sys.stderr)
    print(f"{summary(outcome.report)}；{_result(outcome.done, options)}。", file=sys.stderr)
    return DONE if outcome.done else PROBLEMS


def _result(done: bool, options: argparse.Namespace) -> str:
    if options.shard:
        return "这一份已生成到缓存" if done else "没有生成"
    return f"已生成 {_out(options)}" if done else f"没有生成，{_out(options)} 保持原样"


def _out(options: argparse.Namespace) -> Path:
    out: Path = options.out or Path("preview" if options.preview else "site")
    return out


def _check(options: argparse.Namespace) -> int:
    paths = options.paths or [options.units]
    files = [path for given in paths for path in _files(given)]
    workspace = Workspace()
    units = read_units([path for path in dict.fromkeys(files) if path.name != SITE_FILE], workspace)
    folders = dict.fromkeys(given for given in paths if given.is_dir())
    report = report_of(units, read_sites(files, workspace), folders, is_verbose=options.verbose)
    print(REPORTERS[options.format](report), end="")
    step_summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if options.format == "github" and step_summary:
        write_step_summary(report, Path(step_summary))
    print(f"{summary(report)}。", file=sys.stderr)
    return PROBLEMS if _refused(report, strict=options.strict) else DONE


def _diff(options: argparse.Namespace) -> int:
    from generator.build.comparison import compare_revisions

    differences = compare_revisions(options.units, options.base, options.head, Workspace())
    print(DIFFERENCE_REPORTERS[options.format](differences), end="")
    print(
        f"{differences.base.label} → {differences.head.label}：{len(differences.changes)} 份有改动。", file=sys.stderr
    )
    return DONE


def _new(options: argparse.Namespace) -> int:
    year = options.start if options.start is not None else options.year - 1
    made, problems = start_year(options.units, options.code, options.year, year, Workspace())
    print(REPORTERS["text"](Report(problems)), end="")
    if problems:
        print(f"{year} 年的文件有错，没有生成 {made}。", file=sys.stderr)
        return PROBLEMS
    print(f"已生成 {made}，状态为草稿；写着 TODO 的地方待填，disclose check 会列出。", file=sys.stderr)
    return DONE


def _fmt(options: argparse.Namespace) -> int:
    site_file = options.units / SITE_FILE
    usual = [*find_files(options.units), *([site_file] if site_file.exists() else [])] if not options.paths else []
    given = [path for each in options.paths for path in _files(each)]
    found = format_files(dict.fromkeys((*given, *usual)), Workspace(), write=not options.check)
    others = [each for each in found if each.form is Form.OTHER]
    unreadable = [problem for each in found for problem in each.problems]
    for each in others:
        print(f"{each.path}: {'格式不同，用 disclose fmt 整理' if options.check else '已整理'}")
    print(REPORTERS["text"](Report(unreadable)), end="")
    print(f"{len(found)} 个文件，{len(others)} 个{'格式不同' if options.check else '已整理'}。", file=sys.stderr)
    return PROBLEMS if unreadable or (options.check and others) else DONE


def _verify(options: argparse.Namespace) -> int:
    from generator.verify.verification import verify

    found = verify(options.path, Workspace())
    for verdict in found:
        for difference in verdict.differences:
            print(f"{verdict.path}：{difference}。")
        for remark in verdict.remarks:
            print(f"{verdict.path}：{remark}。", file=sys.stderr)
    wrong = sum(bool(verdict.differences) for verdict in found)
    pdfs = sum(verdict.path.endswith(".pdf") for verdict in found)
    result = f"{wrong} 个文件不符" if wrong else "没有不符"
    print(f"核对了 {pdfs} 份 PDF，{result}。", file=sys.stderr)
    return PROBLEMS if wrong else DONE


def _rules(_options: argparse.Namespace) -> int:
    for family in families(pages()):
        print(f"{family.letter} {family.title}")
        for page in family.pages:
            print(f"  {page.code:<5} {page.weight} {page.manual.title}")
    return DONE


def _explain(options: argparse.Namespace) -> int:
    print(page_of(options.code.upper()).text, end="")
    return DONE


def _files(given: Path) -> list[Path]:
    if given.is_dir():
        return find_files(given)
    if not given.exists() and not given.is_symlink():
        raise UnreadableFile(given, "没有这个文件或文件夹")
    return [given]


def _refused(report: Report, *, strict: bool) -> bool:
    warned = any(problem.severity is Severity.WARNING for problem in report.problems)
    return has_errors(report.problems) or (strict and warned)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="disclose", description="预算公开：检查数据，生成网页和 PDF。")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(metavar="命令", required=True)
    make = commands.add_parser("build", help="生成站点")
    _add_units(make)
    make.add_argument("--out", type=Path, metavar="DIR", help="站点的文件夹（默认 site，预览为 preview）")
    make.add_argument(
        "--preview", action="store_true", help="生成供审核的预览：包括草稿，每页注明“预览”；与 --only 同用时只有这几份"
    )
    make.add_argument("--no-pdf", action="store_true", help="不生成 PDF")
    make.add_argument("--jobs", type=_count, metavar="N", help="同时用几个进程（默认可用的处理器数）")
    make.add_argument(
        "--only", nargs="+", default=(), metavar="CODE[/YEAR]", help="只更新这些单位（年度），其余沿用现有的站点"
    )
    make.add_argument("--explain", action="store_true", help="说明每份文件为什么重新生成")
    make.add_argument("--cache", type=Path, metavar="DIR", help="缓存的文件夹（默认 .cache/results），可以随时删去")
    make.add_argument("--scheduler", default="", metavar="ADDRESS", help="用已有的 Dask 集群生成，如 tcp://host:8786")
    make.add_argument("--shard", type=_share, metavar="I/N", help="只生成 N 份中的第 I 份到缓存，不发布")
    make.add_argument("--no-xlsx", action="store_true", help="不生成 XLSX 工作簿")
    make.set_defaults(command=_build)
    look = commands.add_parser("check", help="检查数据，不写任何文件")
    look.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="要检查的文件或文件夹")
    _add_units(look)
    look.add_argument("--format", choices=sorted(REPORTERS), default="text", help="问题的格式")
    look.add_argument("--strict", action="store_true", help="有警告也算不通过")
    look.add_argument("--verbose", action="store_true", help="提示也列出原文和相关的行（text 格式）")
    look.set_defaults(command=_check)
    tell = commands.add_parser("diff", help="说明两个版本之间数据的改动")
    tell.add_argument("base", nargs="?", metavar="BASE", help="原来的版本（默认为与主分支分开的地方）")
    tell.add_argument("head", nargs="?", metavar="HEAD", help="现在的版本（默认为工作区中的文件）")
    _add_units(tell)
    tell.add_argument("--format", choices=sorted(DIFFERENCE_REPORTERS), default="markdown", help="输出的格式")
    tell.set_defaults(command=_diff)
    begin = commands.add_parser("new", help="由上年的文件生成新年度的文件")
    begin.add_argument("code", metavar="CODE", help="单位代码，如 156001")
    begin.add_argument("year", type=int, metavar="YEAR", help="新的年度，如 2027")
    begin.add_argument("--from", dest="start", type=int, metavar="YEAR", help="由哪一年的文件生成（默认上年）")
    _add_units(begin)
    begin.set_defaults(command=_new)
    tidy = commands.add_parser("fmt", help="整理数据文件的格式，内容不变")
    tidy.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="要整理的文件或文件夹")
    _add_units(tidy)
    tidy.add_argument("--check", action="store_true", help="只检查格式，不写文件")
    tidy.set_defaults(command=_fmt)
    hold = commands.add_parser("verify", help="用所附数据核对已公开的 PDF 或站点")
    hold.add_argument("path", type=Path, metavar="PATH", help="PDF、文件夹或站点")
    hold.set_defaults(command=_verify)
    catalogue = commands.add_parser("rules", help="列出全部规则")
    catalogue.set_defaults(command=_rules)
    manual = commands.add_parser("explain", help="说明一条规则")
    manual.add_argument("code", metavar="CODE", help="规则代码，如 A7")
    manual.set_defaults(command=_explain)
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("应是正整数")
    return int(text)


def _share(text: str) -> tuple[int, int]:
    share, _, shares = text.partition("/")
    if not (share.isdecimal() and shares.isdecimal() and 1 <= int(share) <= int(shares)):
        raise argparse.ArgumentTypeError("应写作 1/3：三份中的第一份")
    return int(share), int(shares)


def _add_units(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--units", type=Path, default=Path("units"), metavar="DIR", help="数据的文件夹（默认 units）")
