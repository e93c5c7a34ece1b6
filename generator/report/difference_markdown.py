"""Differences → Markdown for a comment on a change: the worst first, long lists cut, nothing typed read as markup."""

import difflib
import html
import re
from collections.abc import Iterable, Iterator, Sequence

from generator.check.outcome import Outcome
from generator.check.wording import amount
from generator.compare.disclosures import DisclosureChange, Status, ToldChange
from generator.compare.figures import Moved, Unmoved
from generator.compare.outcomes import ABSENT, OutcomeChange
from generator.model.figures import Basis, Figure
from generator.model.money import MoneyUnit
from generator.problems import Problem, Severity
from generator.report.differences import Differences
from generator.view.page import Told

LONGEST = 60_000
"""How many characters a comment may have; what does not fit is named and counted."""

_ROWS = 20
_CONTEXT = 30
_PIECE = 200
_COMPARED = 400
"""Texts that differ over more parts than this are set side by side as they are."""

_PARTS = re.compile(r"[0-9][0-9.,]*|[^0-9]", re.ASCII)
"""A number is one part of a text, any other character too."""
_MARKUP = re.compile(r"([\\`*_\[\]~|#])")
_WEIGHTS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}


def differences_markdown(differences: Differences) -> str:
    """Write what changed, disclosures with new errors first, then by the greatest difference."""
    changes = sorted(differences.changes, key=lambda change: (not change.has_new_errors, -change.greatest))
    text = f"## 数据改动：{_safe(differences.base.label)} → {_safe(differences.head.label)}\n\n{_count(changes)}\n\n"
    for index, change in enumerate(changes):
        told = "".join(f"{line}\n" for line in _disclosure(change))
        if len(text) + len(told) > LONGEST:
            left = [_title(each) for each in changes[index:]]
            rest = "、".join(left[:_ROWS]) + ("等" if len(left) > _ROWS else "")
            return f"{text}另有 {len(left)} 份没有列出：{rest}。用 `--format json` 看全部。\n"
        text += told
    return text


def _count(changes: Sequence[DisclosureChange]) -> str:
    if not changes:
        return "没有改动：两边的数、文字和检查结果都相同。"
    wrong = sum(change.has_new_errors for change in changes)
    return f"{len(changes)} 份预算有改动，" + (f"其中 **{wrong} 份有新的错误**。" if wrong else "没有新的错误。")


def _title(change: DisclosureChange) -> str:
    return f"{change.side.code} {_safe(change.side.name)} {change.side.year} 年"


def _disclosure(change: DisclosureChange) -> Iterator[str]:
    before, unit = change.before, change.side.unit
    marks = [] if change.status is Status.CHANGED else [change.status.value]
    marks += ["草稿"] if change.side.is_draft else []
    yield f"### {_title(change)}" + (f"（{'，'.join(marks)}）" if marks else "")
    yield ""
    yield f"`{change.side.path}`" + ("　**有新的错误**" if change.has_new_errors else "")
    yield ""
    if change.status is Status.RENAMED and before:
        yield f"原代码 {before.code}，原名称 {_safe(before.name)}。"
        yield ""
    if change.status in (Status.ADDED, Status.REMOVED):
        yield from _main_figures(change)
    yield from _table("规则结果", ("规则", "级别", "原来", "现在", "说明"), map(_outcome_row, change.outcomes))
    yield from _table("新出现的问题", ("规则", "级别", "行", "说明"), map(_problem_row, change.problems.appeared))
    yield from _table("不再有的问题", ("规则", "级别", "行", "说明"), map(_problem_row, change.problems.gone))
    heads = ("项目", "原来", "现在", "增减", "增减率")
    facts, consequences = change.figures.facts, _largest(change.figures.consequences)
    yield from _table(f"填报的数（{unit.value}）", heads, (_moved_row(moved, unit) for moved in facts))
    yield from _table(f"由此变动的数（{unit.value}）", heads, (_moved_row(moved, unit) for moved in consequences))
    stayed = (_unmoved_row(each, unit) for each in change.figures.unmoved)
    yield from _table(f"没有跟着变的合计数（{unit.value}）", ("项目", "填报", "下级之和原来", "下级之和现在"), stayed)
    yield from _table("与上年相比", ("项目", "原来", "现在"), map(_told_row, change.told))
    sentences = ((_safe(each.section), *_side_by_side(each.before, each.after)) for each in change.sentences)
    yield from _table("公开的句子", ("位置", "原来", "现在"), sentences)
    contents = ((_safe(each.label), *_side_by_side(each.before, each.after)) for each in change.contents)
    yield from _table("其他填报内容", ("位置", "原来", "现在"), contents)


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    listed = list(rows)
    if not listed:
        return
    yield f"**{title}**"
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in listed[:_ROWS])
    yield ""
    if len(listed) > _ROWS:
        yield f"另有 {len(listed) - _ROWS} 项。"
        yield ""


def _main_figures(change: DisclosureChange) -> Iterator[str]:
    summary, unit = change.summary, change.side.unit
    if summary:
        rows = ((_safe(name), amount(figure.yuan, unit)) for name, figure in summary.figures.items())
        yield from _table(f"主要的数（{unit.value}）", ("项目", "金额"), rows)
    elif change.side.page is None:
        yield "没有可以公开的数。"
        yield ""


def _largest(moved: Iterable[Moved]) -> list[Moved]:
    return sorted(moved, key=lambda each: -abs(each.difference))


def _outcome_row(change: OutcomeChange) -> tuple[str, ...]:
    rules = "、".join((change.code, *change.also))
    after = f"**{change.after}**" if change.is_worse else change.after
    told = change.message or ("这组数不再一起核对。" if change.after == ABSENT else f"{change.name}相符。")
    return rules, _weight(change), change.before, after, _safe(told)


def _weight(change: OutcomeChange) -> str:
    """Say what an outcome weighs now: a contradiction what its rule says, rounding a note, what holds nothing."""
    if change.after == Outcome.CONTRADICTION.value:
        return _WEIGHTS[change.severity]
    return _WEIGHTS[Severity.NOTE] if change.is_worse else ""


def _problem_row(problem: Problem) -> tuple[str, ...]:
    return problem.code, _WEIGHTS[problem.severity], str(problem.span.line), _safe(problem.message)


def _moved_row(moved: Moved, unit: MoneyUnit) -> tuple[str, ...]:
    rate = "" if moved.rate is None else f"{moved.rate:+f}%"
    return (
        _safe(moved.label),
        _amount(moved.before, unit),
        _amount(moved.after, unit) + _basis(moved),
        signed(amount(moved.difference, unit)),
        rate,
    )


def _basis(moved: Moved) -> str:
    """Say that a figure is typed where it was computed, or computed where it was typed."""
    if not moved.before or not moved.after or moved.before.is_entered == moved.after.is_entered:
        return ""
    return "（改为计算）" if moved.after.basis is Basis.COMPUTED else "（改为填报）"


def signed(text: str) -> str:
    """Write a difference with its sign; nothing has none."""
    return text if text.startswith("-") or not text.strip("0.") else f"+{text}"


def _amount(figure: Figure | None, unit: MoneyUnit) -> str:
    return amount(figure.yuan, unit) if figure else "无"


def _unmoved_row(stayed: Unmoved, unit: MoneyUnit) -> tuple[str, ...]:
    amounts = (stayed.figure.yuan, stayed.below_before, stayed.below_after)
    return (_safe(stayed.label), *(amount(yuan, unit) for yuan in amounts))


def _told_row(change: ToldChange) -> tuple[str, ...]:
    return _safe(f"{change.name} {change.title}"), _told(change.before), _told(change.after)


def _told(told: Told | None) -> str:
    if told is None or told.change is None:
        return "无"
    last = f"上年 {told.last}，" if told.last else ""
    rate = f"，{told.rate}%" if told.rate else ""
    return f"{last}{told.change.direction.value} {told.difference} {told.unit}{rate}"


def _side_by_side(before: str, after: str) -> tuple[str, str]:
    """Write two texts with what differs between them marked, and what they share around it cut to its surroundings."""
    if not before or not after:
        return _piece(before) or "（无）", _piece(after) or "（无）"
    old, new = _PARTS.findall(before), _PARTS.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    head, tail = "".join(new[:start]), "".join(new[len(new) - end :])
    head = head if len(head) <= _CONTEXT else f"…{head[-_CONTEXT:]}"
    tail = tail if len(tail) <= _CONTEXT else f"{tail[:_CONTEXT]}…"
    middles = _marked(old[start : len(old) - end], new[start : len(new) - end])
    return f"{_safe(head)}{middles[0]}{_safe(tail)}", f"{_safe(head)}{middles[1]}{_safe(tail)}"


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many parts two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))


def _marked(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Mark what was taken out of one text and put into the other, part by part where they are not too long."""
    if max(len(old), len(new)) > _COMPARED:
        return _mark("del", old), _mark("ins", new)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    left = right = ""
    for tag, start, end, first, last in matcher.get_opcodes():
        same = tag == "equal"
        left += _safe("".join(old[start:end])) if same else _mark("del", old[start:end])
        right += _safe("".join(new[first:last])) if same else _mark("ins", new[first:last])
    return left, right


def _mark(tag: str, parts: Sequence[str]) -> str:
    return f"<{tag}>{_piece(''.join(parts))}</{tag}>" if parts else ""


def _piece(text: str) -> str:
    return _safe(text if len(text) <= _PIECE else f"{text[:_PIECE]}…（共 {len(text)} 字）")


def _safe(text: str) -> str:
    """Write typed text so that no character of it is markup, a mention or the end of a cell."""
    escaped = _MARKUP.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))
    return escaped.replace("@", "@<!-- -->")
