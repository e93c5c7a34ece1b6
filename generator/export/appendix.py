"""The appendix 出处与勾稽: what a page's script tells of figures, as rows for a page that needs no script.

Rows are written here and not by a template: there are hundreds in a disclosure.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from generator.export.origins import Held, Origin, Origins

_BASES = {"typed": "填报", "stated": "填报的合计", "computed": "计算"}


@dataclass(frozen=True, slots=True)
class Group:
    """One table with the rows of the figures that it is the first to show; number 0 is what no table shows.

    `elsewhere` are the figures of the table that a table before it has shown already.
    """

    number: int
    title: str
    rows: Markup
    elsewhere: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """All figures by table, then the rows of all relations."""

    unit: str
    groups: tuple[Group, ...]
    relations: Markup


def appendix_of(origins: Origins) -> Appendix:
    """Set out everything that is known of a disclosure's figures."""
    tables: dict[int, dict[int, None]] = {}
    for table in origins.tables:
        for number in table.cells:
            if number > 0:
                tables.setdefault(number, {})[table.number] = None
    outcomes = [f"{'、'.join(each.rules)} {each.outcome}" for each in origins.relations]
    rows = [
        _row(number, origin, origins, tables.get(number, ()), [outcomes[at - 1] for at in origin.relations])
        for number, origin in enumerate(origins.figures, start=1)
    ]
    alike = itertools.groupby(origins.relations, key=lambda each: (each.rules, each.outcome, _is_of_views(each)))
    relations = [_relations(list(some), origins) for _, some in alike]
    return Appendix(origins.unit, tuple(_groups(origins, rows)), Markup("\n".join(relations)))


def _groups(origins: Origins, rows: Sequence[str]) -> Iterable[Group]:
    """Part rows by table: figures are numbered in the order in which tables show them."""
    done = 0
    for table in origins.tables:
        shown = dict.fromkeys([number for number in table.cells if number > 0])
        elsewhere = tuple([number for number in shown if number <= done])
        last = max([done, *shown])
        yield Group(table.number, table.title, Markup("\n".join(rows[done:last])), elsewhere)
        done = last
    if done < len(rows):
        yield Group(0, "", Markup("\n".join(rows[done:])), ())


def _row(number: int, origin: Origin, origins: Origins, tables: Iterable[int], outcomes: Iterable[str]) -> str:
    place = f"：{origin.file} 第{origin.line}行" if origin.file else ""
    parts = " + ".join([_addend(part, origins) for part in origin.parts])
    last = f"{origin.last}（{origin.last_basis}）" if origin.last else ""
    return (
        f'<tr id="f{number}"><td>{number}</td><th scope="row">{_of_unit(origin, origins)}{escape(origin.name)}</th>'
        f'<td class="amount">{origin.text}</td><td>{_BASES[origin.basis]}{place}</td><td>{parts}</td>'
        f"<td>{last}</td><td>{'、'.join(map(str, tables))}</td><td>{'；'.join(dict.fromkeys(outcomes))}</td></tr>"
    )


def _of_unit(origin: Origin, origins: Origins) -> str:
    """Name the unit below whose figure it is, and lead to its page: 市图书馆 · ; nothing where it is the page's own."""
    if not origin.owner:
        return ""
    owner = origins.owners[origin.owner - 1]
    name = escape(owner.name)
    return f'<a href="../../{owner.folder}index.html">{name}</a> · ' if owner.folder else f"{name} · "


def _addend(part: int, origins: Origins) -> str:
    origin = origins.figures[part - 1]
    name = f"{escape(origins.owners[origin.owner - 1].name)} " if origin.owner else ""
    return f'{name}<a href="#f{part}">{origin.text}</a>'


def _is_of_views(held: Held) -> bool:
    """Say whether a relation holds two views of one figure together."""
    return len(held.figures) == 2 and held.figures[0] == held.figures[1]


def _relations(some: Sequence[Held], origins: Origins) -> str:
    """Write relations that fare alike: 收入总计 405.31 = 344.51 + 60.80; those of views of one figure in one row."""
    if _is_of_views(some[0]):
        return _relation(some[0], f"{'、'.join([_named(each, origins) for each in some])} 各处列示的是同一个数")
    return "\n".join([_relation(each, f"{_named(each, origins)} {each.sign} {_sum(each, origins)}") for each in some])


def _relation(held: Held, said: str) -> str:
    rules = "、".join([f'<a href="../../rules/{rule}.html">{rule}</a>' for rule in held.rules])
    return f'<tr><th scope="row">{rules}</th><td>{said}</td><td>{held.outcome}</td></tr>'


def _named(held: Held, origins: Origins) -> str:
    first = origins.figures[held.figures[0] - 1]
    return f'{_of_unit(first, origins)}<a href="#f{held.figures[0]}">{escape(first.name)}</a> {first.text}'


def _sum(held: Held, origins: Origins) -> str:
    """Write the amounts on the other side; those of nothing are counted, where there are others."""
    others = [origins.figures[each - 1] for each in held.figures[1:]]
    told = [each.text for each in others if each.yuan != "0"] or [each.text for each in others[:1]]
    left = len(others) - len(told)
    return " + ".join(told) + (f"（其余{left}项为0）" if left else "")
