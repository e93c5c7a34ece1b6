"""The appendix 出处与勾稽: what a page's script tells of figures, as rows for a page that needs no script.

Rows are written here and not by a template: there are hundreds in a disclosure.
"""

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
    relations = [_relation(each, origins.figures) for each in origins.relations]
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


def _relation(held: Held, figures: Sequence[Origin]) -> str:
    """Write a relation with its amounts: 收入总计 405.31 = 405.31 + 0.00."""
    first, *others = [figures[each - 1] for each in held.figures]
    said = " + ".join([each.text for each in others])
    said = "各处列示的是同一个数" if others == [first] else f"{held.sign} {said}"
    rules = "、".join([f'<a href="../../rules/{rule}.html">{rule}</a>' for rule in held.rules])
    return (
        f'<tr><th scope="row">{rules}</th>'
        f'<td><a href="#f{held.figures[0]}">{escape(first.name)}</a> {first.text} {said}</td>'
        f"<td>{held.outcome}</td></tr>"
    )
