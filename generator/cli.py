"""The command `disclose`: its commands, exit codes, and where problems and progress go.

What only `build` needs (templates, layout) is imported when it is asked for, so that `check` answers at once.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from generator.arguments import parser
from generator.build.formatting import Form, format_files
from generator.build.next_year import start_year
from generator.build.sites import SITE_FILE, read_sites
from generator.build.sources import FEW, find_files, is_large
from generator.build.units import read_units, report_of
from generator.build.workspace import Workspace, shown_as
from generator.check.codes import families, page_of, pages
from generator.errors import GeneratorError, UnreadableFile
from generator.problems import Problem, Severity, has_errors
from generator.report import DIFFERENCE_REPORTERS, REPORTERS, Report, summary, write_step_summary

DONE, PROBLEMS, FAILED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 done, 1 the data has problems, 2 the run could not be done, 75 the output is held.

    Return 130 where it was interrupted.
    """
    _prepare_streams()
    options = parser().parse_args(arguments)
    if options.command != "serve":
        gc.disable()  # what a command makes lives until its end, and looking through it took a tenth of its time
    try:
        code = _COMMANDS[options.command](options)
        sys.stdout.flush()
        return code
    except GeneratorError as error:
        _tell(f"错误：{error}\n", sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # whoever reads the output has seen enough
        _let_go(sys.stdout)
        return FAILED
    except OSError as error:  # the system's word: a full disk, a folder that cannot be written, a missing library
        _let_go(sys.stdout)
        _tell("\n".join([f"错误：系统没有做成：{error}", *getattr(error, "__notes__", ())]) + "\n", sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        _tell("已中断。\n", sys.stderr)
        return INTERRUPTED


def _prepare_streams() -> None:
    """Let both streams take Chinese whatever the locale; what goes to one that is closed goes nowhere."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115  # as long as the process lives
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # text streams of a command always can


def _tell(text: str, stream: TextIO) -> None:
    """Write what became of a command, which stands whether or not it can be told."""
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        _let_go(stream)
        if stream is sys.stdout and not isinstance(error, BrokenPipeError):
            _tell(f"结果没有写全：{error}\n", sys.stderr)


def _let_go(stream: TextIO) -> None:
    """Write the rest of a stream; where that cannot be, nowhere, so that nothing tries again when the process ends."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _build(options: argparse.Namespace) -> int:
    from generator.build.workers import RENDERER, available_processors, prepare

    files = find_files(options.units)
    if is_large(files) or (len(files) > FEW and not options.no_pdf):
        prepare(*([] if options.no_pdf else [RENDERER]))  # beside what this process needs itself
    from generator.build.options import Options
    from generator.build.run import build, build_shard

    wanted = Options(
        options.units,
        _out(options),
        with_pdf=not options.no_pdf,
        with_xlsx=not options.no_xlsx,
        with_search=not options.no_search,
        jobs=options.jobs or available_processors(),
        cache=options.cache,
        only=tuple(options.only),
        scheduler=options.scheduler or "",
        base_url=options.base_url or "",
        shard=options.shard or (1, 1),
        published=options.published,
        is_preview=options.preview,
    )
    outcome = build_shard(wanted, Workspace()) if options.shard else build(wanted, Workspace())
    reasons = sorted(outcome.reasons.items()) if options.explain else ()
    ending = f"{summary(outcome.report)}；{_result(outcome.done, options)}{outcome.permanence}。\n"
    _tell(REPORTERS["text"](outcome.report), sys.stdout)
    _tell("".join(f"{address}：{reason}\n" for address, reason in reasons) + ending, sys.stderr)
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
    others: list[Problem] = []
    if options.published:
        from generator.build.published import contradictions

        others = contradictions(options.published, units, folders, workspace)
    report = report_of(units, read_sites(files, workspace), folders, others, is_verbose=options.verbose)
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


def _export(options: argparse.Namespace) -> int:
    from generator.build.exporting import export_workbook

    code, year = options.budget
    problems = export_workbook(options.units, code, year, options.xlsx, Workspace())
    print(REPORTERS["text"](Report(problems)), end="")
    if problems:
        print(f"{code}/{year} 有错，没有生成 {options.xlsx}。", file=sys.stderr)
        return PROBLEMS
    print(f"已生成 {options.xlsx}，填好后用 disclose import 导入。", file=sys.stderr)
    return DONE


def _import(options: argparse.Namespace) -> int:
    from generator.build.importing import import_workbook

    year = str(options.year or "")
    done = import_workbook(options.file, options.units, Workspace(), options.code, year, options.profile)
    for remark in done.remarks:
        print(f"{shown_as(options.file)}：{remark.place}: {remark.severity.value} {remark.text}")
    print(REPORTERS["text"](done.report), end="")
    print(f"{summary(done.report, done.remarks)}；{done.result}。", file=sys.stderr)
    return PROBLEMS if has_errors(done.everything) else DONE


def _serve(options: argparse.Namespace) -> int:
    from generator.preview import serve

    serve(options.units, options.host, options.port, Workspace())
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


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "check": _check,
    "diff": _diff,
    "new": _new,
    "export": _export,
    "import": _import,
    "serve": _serve,
    "fmt": _fmt,
    "verify": _verify,
    "rules": _rules,
    "explain": _explain,
}
