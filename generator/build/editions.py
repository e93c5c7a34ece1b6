"""A disclosure as it would be published now: the hashes by which it is held against what was published."""

import html
import json
import re
from decimal import Decimal
from typing import Any

from generator.build.units import Unit
from generator.load import load
from generator.load.plain import plain_from_node
from generator.model.disclosure import PUBLISHED
from generator.model.ledger import Edition, Publication
from generator.publish import sha256
from generator.render.archive import source_in
from generator.view.page import DisclosurePage

_HEAD = re.compile(r"<head>.*?</head>|<style.*?</style>|<!--.*?-->", re.DOTALL)
_CELL, _TAG, _SPACE = re.compile(r"<t[dh][ >]"), re.compile(r"<[^>]*>"), re.compile(r"\s+")


def edition_of(unit: Unit, printed: str) -> Edition | None:
    """Return the edition of a unit's print HTML; nothing where the unit is not published."""
    page, document = unit.page, unit.source.document
    if page is None or document is None or page.disclosure.state != PUBLISHED:
        return None
    disclosure, keys = page.disclosure, document.root.keys
    typed, cells = plain_from_node(document.root), _cells(page)
    first = Publication(disclosure.published, "", keys.get("公开日期", keys["状态"]))
    return Edition(
        publications=(first, *(Publication(each.date, each.text, each.span) for each in disclosure.corrections)),
        content=sha256(printed_text(printed).encode()),
        facts=sha256(_bytes([typed, cells])),
        typed=sha256(_bytes(typed)),
        uncorrected=sha256(_bytes([_uncorrected(typed), cells])) if disclosure.corrections else "",
    )


def typed_in(pdf: bytes, name: str) -> str:
    """Return the hash of the typed data of the unit file inside a PDF; empty where there is none that can be read."""
    source = source_in(pdf)
    document = load(name, source)[0] if source is not None else None
    return sha256(_bytes(plain_from_node(document.root))) if document else ""


def printed_text(printed: str) -> str:
    """Return all text of print HTML in order, each cell of a table marked off; how it is marked up does not count."""
    bare = _TAG.sub("", _CELL.sub("|\\g<0>", _HEAD.sub("", printed)))
    return _SPACE.sub("", html.unescape(bare))


def _uncorrected(typed: dict[str, Any]) -> dict[str, Any]:
    """Return typed data without their latest 更正, which is how they were published if it changed nothing else."""
    *earlier, _latest = typed["更正"]
    others = {key: value for key, value in typed.items() if key != "更正"}
    return {**others, "更正": earlier} if earlier else others


def _cells(page: DisclosurePage) -> list[object]:
    """Return every table with every cell, as they are printed."""
    return [
        (table.title, table.unit, table.note, [[cell.text for cell in row.cells] for row in table.rows])
        for table in page.tables
    ]


def _bytes(value: object) -> bytes:
    """Write plain data, keys in order, amounts by their value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain).encode()


def _plain(value: object) -> str:
    assert isinstance(value, Decimal)
    return format(value.normalize(), "f")
