"""No typed text becomes markup: pages keep their skeleton whatever is typed, and print it letter by letter."""

import copy
import json
import random
import re
from typing import Any

import pytest
from lxml import html

from generator.build.making import print_html
from generator.build.pages import page_html, pages_over
from generator.check.waivers import Waived
from generator.load import load
from generator.load.plain import plain_from_node
from generator.model.site import Site
from generator.problems import Problem, Severity
from generator.view.collection import Collection
from generator.view.overview import overview_of
from generator.view.page import DisclosurePage
from generator.view.summary import Withheld, summary_from_page
from tests.checking import WORKSPACE, page_of
from tests.editing import REFERENCE
from tests.load.damage import yaml_text
from tests.render.payloads import PAYLOADS
from tests.validate.violations import resolved

SCHEMA = json.loads(WORKSPACE.schema.read_text("utf-8"))
Skeleton = list[tuple[str, tuple[str, ...]]]
MORE: dict[str, Any] = {
    "部门管理转移支付": [{"单位": "甲县", "合计": 1}],
    "所属单位": [{"代码": 156001001, "名称": "甲", "性质": "事业", "预算": "不单列"}],
    "更正": [{"日期": "2026-03-01", "说明": "甲"}],
    "豁免": [{"规则": "F3", "理由": "甲"}],
}
"""Sections that the reference file has no use for."""


def is_free(schema: dict[str, Any]) -> bool:
    """Say whether a value is text that an editor may fill with anything."""
    kinds = schema.get("type")
    return (kinds == "string" or (isinstance(kinds, list) and "string" in kinds)) and not (
        {"enum", "pattern", "format"} & schema.keys()
    )


def fill(data: Any, schema: dict[str, Any], text: str) -> int:
    """Put a text into every free field of plain data, those not there yet included; return how many there are."""
    schema = resolved(schema, SCHEMA)
    if "if" in schema:
        schema = schema["then"] if isinstance(data, list) else resolved(schema["else"], SCHEMA)
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
    data = copy.deepcopy(plain_from_node(document.root) | MORE)
    fields = fill(data, SCHEMA, text)
    return page_of(yaml_text(data)), fields


def documents(page: DisclosurePage, text: str) -> list[str]:
    """Return the page, what its PDF is laid out from, and the pages over all, of a site whose texts are this one."""
    site = Site(title=text, region=text, note=text)
    waived = tuple(
        Waived(text, Problem(each.span, "F3", Severity.NOTE, text), each) for each in page.disclosure.waivers
    )
    collection = Collection([summary_from_page(page)], [Withheld("157", 2026, *[text] * 4)])
    over = pages_over(collection, site, with_pdf=True, with_search=True)
    markup = [each for each in over if each.template.endswith((".html", ".xml"))]
    shown = {"page": page, "overview": overview_of(page), "waived": waived, "has_pdf": True, "has_xlsx": True}
    return [
        page_html("pages/disclosure.html.j2", "156001/2026/", site, WORKSPACE, **shown).decode(),
        print_html(page, WORKSPACE, site, waived),
        *(re.sub(r"<\?xml.*?\?>\n", "", each.html(site, WORKSPACE).decode()) for each in markup),
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


HARMLESS = [skeleton(document) for document in documents(page_with("字")[0], "字")]


def printed(document: str) -> str:
    return "".join(html.document_fromstring(document).text_content().split())


def nothing_becomes_markup(payloads: list[str]) -> None:
    for payload in payloads:
        page, fields = page_with(payload)
        made = documents(page, payload)
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
    title = re.search("<title>(.*?)</title>", documents(page, "</title><script>x</script>")[0])
    assert title
    assert "<" not in title.group(1)
