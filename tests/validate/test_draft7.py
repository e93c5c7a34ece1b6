"""The schema's keywords as they are checked here, beside an independent validator of the standard."""

from __future__ import annotations

import datetime
import json
import random
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from generator.load import load
from generator.load.nodes import Document
from generator.load.plain import plain_from_node
from generator.validate.draft7 import check_from_schema
from tests.editing import ROOT, edited

from .test_schema import FAULTS

SCHEMAS = ROOT / "schema"
PROFILES = ROOT / "templates" / "profiles"
SOURCES = {
    "unit.schema.json": [edited(), *(edited(change) for change, *_ in FAULTS.values())],
    "site.schema.json": [(ROOT / "units" / "site.yaml").read_text("utf-8"), "标题: ''\n地址: 没有\n别的: 1\n"],
    "profile.schema.json": [path.read_text("utf-8") for path in sorted(PROFILES.glob("*.yaml"))],
}

# The standard's validator, told of our numbers (Decimal, a whole one only if typed without a point), of patterns whose
# `$` is the end, and of dates as they are written here.

formats = FormatChecker(formats=())


@formats.checks("date", raises=ValueError)
def is_date(value: object) -> bool:
    return not isinstance(value, str) or datetime.date.fromisoformat(value).isoformat() == value


def pattern(_: object, wanted: str, value: object, __: object) -> Iterator[ValidationError]:
    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", wanted), value, re.ASCII):
        yield ValidationError(value)


types = Draft7Validator.TYPE_CHECKER.redefine("number", lambda _, value: isinstance(value, int | Decimal))
types = types.redefine("integer", lambda _, value: isinstance(value, int))
Independent: Any = extend(Draft7Validator, validators={"pattern": pattern}, type_checker=types)


def faults(name: str, document: Document) -> set[tuple[str, tuple[Any, ...]]]:
    """What is wrong with a document, keyword and path, after both have said the same."""
    schema = json.loads((SCHEMAS / name).read_text("utf-8"), parse_float=Decimal)
    errors = Independent(schema, format_checker=formats).iter_errors(plain_from_node(document.root))
    found = {(fault.keyword, fault.path) for fault in check_from_schema(schema)(document.root)}
    assert found == {(error.validator, tuple(error.absolute_path)) for error in errors}
    return found


def read(text: str) -> Document | None:
    return load("f.yaml", text.encode())[0]


@pytest.mark.parametrize("name", SOURCES)
def test_every_sample_has_the_same_faults(name: str) -> None:
    documents = [document for text in SOURCES[name] if (document := read(text))]
    assert documents
    for document in documents:
        faults(name, document)


VALUES = (
    *("", "1", "-1", "0.5", "2026.0", "200", '"200"', '"１２３"', "文字", '""'),
    *("2026-02-02", "2026-02-30", "[]", "{}", "[甲]"),
)
LINE = re.compile(
    r"^(?P<before>[ -]*)(?P<key>[^ :{}\[\],'\"-][^:{}\[\]\n]*): (?P<value>[^{}\[\]>|&\n]*)$", re.MULTILINE
)


def mistyped(text: str, source: random.Random) -> str:
    """Exchange the value or the key of one line, or leave the line out."""
    line = source.choice(list(LINE.finditer(text)) or [None])
    if line is None:
        return text
    value, key = source.choice(VALUES), source.choice((line["key"], line["key"], line["key"] + "二"))
    new = "" if source.random() < 0.2 else f"{line['before']}{key}: {value}"
    return text[: line.start()] + new + text[line.end() :]


@pytest.mark.parametrize("name", SOURCES)
def test_whatever_is_mistyped_has_the_same_faults(name: str) -> None:
    source, seen = random.Random(7), set()
    for _ in range(60):
        text = source.choice(SOURCES[name])
        for _ in range(source.randrange(1, 6)):
            text = mistyped(text, source)
        if document := read(text):
            seen |= {keyword for keyword, _ in faults(name, document)}
    assert len(seen) >= 3


def test_a_keyword_that_nobody_checks_is_refused() -> None:
    with pytest.raises(KeyError, match="maxLength"):
        check_from_schema({"type": "string", "maxLength": 3})


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.schema.json")), ids=lambda path: path.name)
def test_every_keyword_of_the_schemas_is_checked(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    for definition in (schema, *schema.get("definitions", {}).values()):
        check_from_schema({**definition, "definitions": schema.get("definitions", {})})
