"""A disclosure as it would be published now: the hashes by which it is held against what was published."""

import html
import json
import re
from decimal import Decimal

from generator.build.units import Unit
from generator.load.plain import plain_from_node
from generator.model.disclosure import PUBLISHED
from generator.model.ledger import Edition, Publication
from generator.publish import sha256
from generator.view.page import DisclosurePage

_HEAD = re.compile(r"<head>.*?</head>|<style.*?</style>|<!--.*?-->", re.DOTALL)
_CELL, _TAG, _SPACE = re.compile(r"<t[dh][ >]"), re.compile(r"<[^>]*>"), re.compile(r"\s+")


def edition_of(unit: Unit, printed: str) -> Edition | None:
    """Return the edition of a unit's print HTML; nothing where the unit is not published."""
    page, document = unit.page, unit.source.document
    if page is None or document is None or page.disclosure.state != PUBLISHED:
        return None
    disclosure, keys = page.disclosure, document.root.keys
    first = Publication(disclosure.published, "", keys.get("公开日期", keys["状态"]))
    return Edition(
        publications=(first, *(Publication(each.date, each.text, each.span) for each in disclosure.corrections)),
        content=sha256(printed_text(printed).encode()),
        facts=sha256(_facts(plain_from_node(document.root), page)),
    )


def printed_text(printed: str) -> str:
    """Return all text of print HTML in order, each cell of a table marked off; how it is marked up does not count."""
    bare = _TAG.sub("", _CELL.sub("|\\g<0>", _HEAD.sub("", printed)))
    return _SPACE.sub("", html.unescape(bare))


def _facts(typed: object, page: DisclosurePage) -> bytes:
    """Write the typed data, amounts by their value, and every cell of every table."""
    tables = [
        (table.title, table.unit, table.note, [[cell.text for cell in row.cells] for row in table.rows])
        for table in page.tables
    ]
    return json.dumps([typed, tables], ensure_ascii=False, sort_keys=True, default=_plain).encode()


def _plain(value: object) -> str:
    assert isinstance(value, Decimal)
    return format(value.normalize(), "f")
