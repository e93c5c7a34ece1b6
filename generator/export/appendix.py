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
        _row(number, origin, origins.figures, tables.get(number, ()), [outcomes[at - 1] for at in origin.relations])
        for number, origin in enumerate(origins.figures, start=1)
    ]
    alike = itertools.groupby(origins.relations, key=lambda each: (each.rules, each.outcome, _is_of_views(each)))
    relations = [_relations(list(some), origins.figures) for _, some in alike]
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


def _row(number: int, origin: Origin, figures: Sequence[Origin], tables: Iterable[int], outcomes: Iterable[str]) -> str:
    place = f"：{origin.file} 第{origin.line}行" if origin.file else ""
    parts = " + ".join([f'<a href="#f{part}">{figures[part - 1].text}</a>' for part in origin.parts])
    last = f"{origin.last}（{origin.last_basis}）" if origin.last else ""
    return (
        f'<tr id="f{number}"><td>{number}</td><th scope="row">{escape(origin.name)}</th>'
        f'<td class="amount">{origin.text}</td><td>{_BASES[origin.basis]}{place}</td><td>{parts}</td>'
        f"<td>{last}</td><td>{'、'.join(map(str, tables))}</td><td>{'；'.join(dict.fromkeys(outcomes))}</td></tr>"
    )


def _is_of_views(held: Held) -> bool:
    """Say whether a relation holds two views of one figure together."""
    return len(held.figures) == 2 and held.figures[0] == held.figures[1]


def _relations(some: Sequence[Held], figures: Sequence[Origin]) -> str:
    """Write relations that fare alike: 收入总计 405.31 = 405.31 + 0.00; those of views of one figure in one row."""
    if _is_of_views(some[0]):
        return _relation(some[0], f"{'、'.join([_named(each, figures) for each in some])} 各处列示的是同一个数")
    return "\n".join([_relation(each, f"{_named(each, figures)} {each.sign} {_sum(each, figures)}") for each in some])


def _relation(held: Held, said: str) -> str:
    rules = "、".join([f'<a href="../../rules/{rule}.html">{rule}</a>' for rule in held.rules])
    return f'<tr><th scope="row">{rules}</th><td>{said}</td><td>{held.outcome}</td></tr>'


def _named(held: Held, figures: Sequence[Origin]) -> str:
    first = figures[held.figures[0] - 1]
    return f'<a href="#f{held.figures[0]}">{escape(first.name)}</a> {first.text}'


def _sum(held: Held, figures: Sequence[Origin]) -> str:
    return " + ".join([figures[each - 1].text for each in held.figures[1:]])
