"""Comma-separated text that Excel, WPS and programs read alike: UTF-8 with a mark, CRLF, nothing that is a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

MARK = b"\xef\xbb\xbf"
"""The byte order mark, by which spreadsheets know UTF-8."""
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]\s*\S|[\t\r\n]")


def harmless(text: str) -> str:
    """Put an apostrophe before a text that spreadsheets would take for a formula; amounts are never passed here.

    A sign alone, such as the = of a target, is none.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def yes_or_no(answer: bool) -> str:
    """Write an answer as programs read it: true or false."""
    return "true" if answer else "false"


def lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows of fields, without the mark."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode()


def read(data: bytes) -> list[list[str]]:
    """Read rows of fields back, heads among them."""
    return list(csv.reader(io.StringIO(data.removeprefix(MARK).decode(), newline="")))
