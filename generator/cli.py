"""The command `disclose`: arguments, exit codes, and where problems and progress go."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from generator import __version__
from generator.build.run import Options, build, problems_of
from generator.build.sources import find_files
from generator.build.units import read_units
from generator.build.workspace import Workspace
from generator.errors import GeneratorError, UnreadableFile
from generator.problems import Problem, Severity, has_errors
from generator.report import REPORTERS, summary

DONE, PROBLEMS, FAILED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 done, 1 the data has problems, 2 the run could not be done."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # text streams of a command always can
    options = _parser().parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except GeneratorError as error:
        print(f"错误：{error}", file=sys.stderr)
        return FAILED


def _build(options: argparse.Namespace) -> int:
    problems = build(Options(options.units, options.out, with_pdf=not options.no_pdf), Workspace())
    print(REPORTERS["text"](problems), end="")
    failed = has_errors(problems)
    outcome = f"没有生成，{options.out} 保持原样" if failed else f"已生成 {options.out}"
    print(f"{summary(problems)}；{outcome}。", file=sys.stderr)
    return PROBLEMS if failed else DONE


def _check(options: argparse.Namespace) -> int:
    paths = options.paths or [options.units]
    files = [path for given in paths for path in _files(given)]
    problems = problems_of(read_units(files, Workspace()), [given for given in paths if given.is_dir()])
    print(REPORTERS[options.format](problems), end="")
    print(f"{summary(problems)}。", file=sys.stderr)
    return PROBLEMS if _refused(problems, strict=options.strict) else DONE


def _files(given: Path) -> list[Path]:
    if given.is_file() or given.is_symlink():
        return [given]
    if not given.exists():
        raise UnreadableFile(given, "没有这个文件或文件夹")
    return find_files(given) if given.is_dir() else [given]


def _refused(problems: list[Problem], *, strict: bool) -> bool:
    return has_errors(problems) or (strict and any(problem.severity is Severity.WARNING for problem in problems))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="disclose", description="预算公开：检查数据，生成网页和 PDF。")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(metavar="命令", required=True)
    make = commands.add_parser("build", help="生成站点")
    _add_units(make)
    make.add_argument("--out", type=Path, default=Path("site"), metavar="DIR", help="站点的文件夹（默认 site）")
    make.add_argument("--no-pdf", action="store_true", help="不生成 PDF")
    make.set_defaults(command=_build)
    look = commands.add_parser("check", help="检查数据，不写任何文件")
    look.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="要检查的文件或文件夹")
    _add_units(look)
    look.add_argument("--format", choices=sorted(REPORTERS), default="text", help="问题的格式")
    look.add_argument("--strict", action="store_true", help="有警告也算不通过")
    look.set_defaults(command=_check)
    return parser


def _add_units(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--units", type=Path, default=Path("units"), metavar="DIR", help="数据的文件夹（默认 units）")
