"""No typed text becomes markup: pages keep their skeleton whatever is typed, and print it letter by letter."""

import copy
import json
import random
import re
from typing import Any

import pytest
from lxml import html

from generator.build.run import print_html
from generator.build.units import Reader
from generator.build.workspace import Workspace
from generator.load import load
from generator.load.plain import plain_from_node
from generator.model.reading import disclosure_from_document
from generator.render.html import render_html
from generator.validate import check_schema
from generator.view.page import DisclosurePage
from generator.view.site import home_from_pages
from tests.editing import REFERENCE
from tests.load.damage import yaml_text
from tests.render.payloads import PAYLOADS

WORKSPACE = Workspace()
READER = Reader(WORKSPACE)
SCHEMA = json.loads(WORKSPACE.schema.read_text("utf-8"))
Skeleton = list[tuple[str, tuple[str, ...]]]


def is_free(schema: dict[str, Any]) -> bool:
    """Say whether a value is text that an editor may fill with anything."""
    kinds = schema.get("type")
    return (kinds == "string" or (isinstance(kinds, list) and "string" in kinds)) and not (
        {"enum", "pattern", "format"} & schema.keys()
    )


def fill(data: Any, schema: dict[str, Any], text: str) -> int:
    """Put a text into every free field of plain data, those not there yet included; return how many there are."""
    if isinstance(data, list):
        return sum(fill(item, schema["items"], text) for item in data)
    count = 0
    for key, inner in schema.get("properties", {}).items():
        if is_free(inner):
            data[key] = text
            count += 1
        elif isinstance(data.get(key), dict | list):
            count += fill(data[key], inner, text)
    return count


def page_with(text: str) -> tuple[DisclosurePage, int]:
    document, _ = load("f.yaml", REFERENCE.read_bytes())
    assert document is not None
    data = copy.deepcopy(plain_from_node(document.root))
    data["部门管理转移支付"] = [{"单位": "甲县", "合计": 1}]
    fields = fill(data, SCHEMA, text)
    filled, problems = load("f.yaml", yaml_text(data).encode())
    assert filled is not None
    assert not problems, problems
    assert not check_schema(filled, WORKSPACE.schema)
    return READER.page(disclosure_from_document(filled)), fields


def documents(page: DisclosurePage) -> list[str]:
    """Return the page, what its PDF is laid out from, and the home page."""
    return [
        render_html(WORKSPACE.templates, "pages/disclosure.html.j2", page=page, root="../../", has_pdf=True),
        print_html(page, WORKSPACE),
        render_html(WORKSPACE.templates, "pages/home.html.j2", home=home_from_pages([page]), root="", has_pdf=True),
    ]


def skeleton(document: str) -> Skeleton:
    """Return every element with the names of its attributes, and with what may load or run something."""
    return [
        (
            str(element.tag),
            tuple(
                f"{name}={value}" if name in ("href", "src", "class", "id") else name
                for name, value in sorted(element.items())
            ),
        )
        for element in html.document_fromstring(document).iter()
    ]


HARMLESS = [skeleton(document) for document in documents(page_with("字")[0])]


def printed(document: str) -> str:
    return "".join(html.document_fromstring(document).text_content().split())


def nothing_becomes_markup(payloads: list[str]) -> None:
    for payload in payloads:
        page, fields = page_with(payload)
        made = documents(page)
        assert fields >= 200
        assert [skeleton(document) for document in made] == HARMLESS, payload
        for document in made[:2]:
            assert printed(document).count("".join(payload.split())) >= 100, payload


def test_there_are_at_least_two_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) >= 200


def test_no_typed_text_becomes_markup() -> None:
    nothing_becomes_markup(random.Random(156001).sample(PAYLOADS, 25))


@pytest.mark.slow
def test_none_of_all_payloads_becomes_markup() -> None:
    nothing_becomes_markup(list(PAYLOADS))


def test_what_is_typed_in_a_heading_is_not_markup_either() -> None:
    page, _ = page_with("</title><script>x</script>")
    title = re.search("<title>(.*?)</title>", documents(page)[0])
    assert title
    assert "<" not in title.group(1)
