"""The schema in the words of those who fill the file, and its agreement with editors' YAML plug-ins."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, FormatChecker

from generator.build.workspace import Workspace
from generator.load import load
from generator.problems import Problem
from generator.validate import check_schema
from tests.editing import ROOT, edited, line_of
from tests.load.damage import yaml_text
from tests.validate.violations import example, listed

SCHEMA = Workspace().schema


def problems_of(text: str) -> list[Problem]:
    document, problems = load("f.yaml", text.encode())
    assert document is not None, problems
    return check_schema(document, SCHEMA)


# What was typed: the edit, a fragment of the line that the problem must name, its code, words that it must say.
FAULTS: dict[str, tuple[tuple[str, str], str, str, tuple[str, ...]]] = {
    "misspelt key": (("收支范围: 机关预算", "收支范畴: 机关预算"), "收支范畴", "S101", ("收支范围",)),
    "misspelt key in a list": (("2011101, 基本支出:", "2011101, 基本支处:"), "基本支处", "S101", ("基本支出",)),
    "list number in a key": (("收支范围: 机关预算", "一、收支范围: 机关预算"), "一、收支", "S101", ("收支范围",)),
    "quoted amount": (
        ("2011101, 基本支出: 242.51", '2011101, 基本支出: "242.51"'),
        '"242.51"',
        "S103",
        ("数字", "加了引号"),
    ),
    "text for an amount": (("2011101, 基本支出: 242.51", "2011101, 基本支出: 很多"), "很多", "S103", ("数字", "很多")),
    "empty amount": (("财政拨款收入: 405.31", "财政拨款收入:"), "一般公共预算财政拨款收入:", "S103", ("空",)),
    "number for text": (("简称: 市委巡察办", "简称: 12"), "简称: 12", "S103", ("文字", "12")),
    "date for text": (("简称: 市委巡察办", "简称: 2026-01-01"), "简称: 2026-01-01", "S106", ("日期",)),
    "no date": (("编制日期: 2026-02-02", "编制日期: 二月二日"), "二月二日", "S106", ("2026-02-02",)),
    "list for a mapping": (("机构设置:\n", "机构设置: [无]\n错:\n"), "机构设置: [无]", "S103", ("列表",)),
    "wrong choice": (("状态: 已公开", "状态: 公开"), "状态: 公开", "S104", ("草稿", "已批复")),
    "code of a wrong length": (("{科目: 2101199, ", "{科目: 210119, "), "210119,", "S105", ("项7位", "210119")),
    "unit code of a wrong length": (("单位代码: 156001", "单位代码: 15601"), "单位代码", "S105", ("三位",)),
    "correction of a full stop": (
        ("状态: 已公开", "更正: [{日期: 2026-03-10, 说明: 。}]\n状态: 已公开"),
        "说明: 。",
        "S105",
        ("用文字写明更正了什么",),
    ),
    "correction of blanks": (
        ("状态: 已公开", '更正: [{日期: 2026-03-10, 说明: "  "}]\n状态: 已公开'),
        "说明: ",
        "S105",
        ("用文字写明更正了什么",),
    ),
    "count with decimals": (("调整项目数: 0", "调整项目数: 0.5"), "调整项目数", "S103", ("整数",)),
    "count with a decimal point": (("调整项目数: 0", "调整项目数: 0.0"), "调整项目数", "S103", ("整数",)),
    "year with a decimal point": (("年度: 2026", "年度: 2026.0"), "年度: 2026.0", "S105", ("去掉小数点",)),
    "code with a decimal point": (("{科目: 2080505, ", "{科目: 2080505.0, "), "2080505.0", "S105", ("去掉小数点",)),
    "a comma in a text in brackets": (("指标值: 合规}", "指标值: 合规, 合理}"), "合规, 合理", "S101", ("半角逗号",)),
    "nothing in words": (
        ("2011101, 基本支出: 242.51", "2011101, 基本支出: 无"),
        "基本支出: 无",
        "S103",
        ("没有的写 0",),
    ),
    "brackets for a minus": (("2011101, 基本支出: 242.51", "2011101, 基本支出: (2.51)"), "(2.51)", "S103", ("-2.51",)),
    "negative count": (("调整项目数: 0", "调整项目数: -1"), "调整项目数", "S107", ("0",)),
    "weight over a hundred": (("权重: 10\n", "权重: 110\n"), "权重: 110", "S107", ("100",)),
    "empty text": (("简称: 市委巡察办", '简称: ""'), '简称: ""', "S108", ("不能为空",)),
    "missing key": (("状态: 已公开\n", ""), "yaml-language-server", "S102", ("状态",)),
    "the telephone number": (("联系人: 黄婷婷", "联系人: 黄婷婷\n  联系电话: 无"), "联系电话", "S101", ("没有",)),
}


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault not in ("missing key", "list for a mapping")])
def test_a_fault_is_named_at_its_line(fault: str) -> None:
    change, fragment, code, words = FAULTS[fault]
    text = edited(change)
    problems = problems_of(text)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].span.line == line_of(text, fragment)
    assert all(word in problems[0].message for word in words), problems[0].message


def test_a_block_of_a_wrong_kind_is_named_where_its_content_begins() -> None:
    text = edited(("部门管理转移支付: []", "部门管理转移支付:\n  单位: 甲县"))
    (problem,) = problems_of(text)
    assert (problem.span.line, problem.span.column) == (line_of(text, "  单位: 甲县"), 3)
    assert "列表" in problem.message


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1O2", "字母 O"), ("l02.5", "字母 l"), ("IO", "字母 O、I"), ("Omit", ""), ("约102", ""), ("1.0.2", "")],
)
def test_letters_typed_for_digits_are_named(typed: str, said: str) -> None:
    (problem,) = problems_of(edited(("2011102, 项目支出: 102.00", f"2011102, 项目支出: {typed}")))
    assert ("字母" in problem.message) == bool(said)
    assert said in problem.message


def test_a_date_field_asks_for_a_date() -> None:
    (problem,) = problems_of(edited(("编制日期: 2026-02-02", "编制日期: 20260202")))
    assert problem.code == "S103"
    assert "2026-02-02" in problem.message


def test_what_stands_under_a_misspelt_key_is_checked_too() -> None:
    text = edited(("资产:\n  截止日期: 2025-12-31", "资铲:\n  截止日期: 去年底"))
    problems = problems_of(text)
    assert [(problem.code, problem.span.line) for problem in problems] == [
        ("S101", line_of(text, "资铲:")),
        ("S106", line_of(text, "去年底")),
    ]


def test_a_key_like_one_that_is_there_already_is_not_taken_for_it() -> None:
    text = edited(("简称: 市委巡察办\n", "简称: 市委巡察办\n简 称: 巡察办\n"))
    (problem,) = problems_of(text)
    assert "这里已有“简称”" in problem.message


def test_a_missing_key_is_named() -> None:
    (problem,) = problems_of(edited(("状态: 已公开\n", "")))
    assert problem.code == "S102"
    assert "“状态”" in problem.message


def test_the_printed_form_of_a_key_names_the_key() -> None:
    (problem,) = problems_of(edited(("三公经费:\n  因公出国境费用:", "三公经费:\n  因公出国（境）费用:")))
    assert problem.code == "S101"
    assert "因公出国境费用" in problem.message


def test_long_values_are_cut_and_controls_never_shown() -> None:
    (problem,) = problems_of(edited(("状态: 已公开", "状态: " + "长" * 500)))
    assert len(problem.message) < 200


def properties(schema: dict[str, Any], path: str = "") -> list[tuple[str, dict[str, Any]]]:
    found = []
    for name, spec in {**schema.get("properties", {}), **schema.get("definitions", {})}.items():
        found += [(f"{path}/{name}", spec), *properties(spec, f"{path}/{name}")]
    for name, spec in schema.get("definitions", {}).items():
        found += [(f"{path}#{name}", spec), *properties(spec, f"{path}#{name}")]
    if isinstance(schema.get("items"), dict):
        found += properties(schema["items"], f"{path}[]")
    return found


KNOWN = {
    "$schema",
    "$ref",
    "definitions",
    "title",
    "description",
    "type",
    "properties",
    "patternProperties",
    "required",
    "additionalProperties",
    "items",
    "anyOf",
    "allOf",
    "if",
    "then",
    "else",
    "enum",
    "pattern",
    "format",
    "minimum",
    "maximum",
    "minLength",
    "minItems",
    "defaultSnippets",
}


def keywords(schema: Any) -> set[str]:
    if not isinstance(schema, dict):
        return set()
    found = set(schema)
    for name, value in schema.items():
        if name in ("properties", "patternProperties", "definitions"):
            for inner in value.values():
                found |= keywords(inner)
        elif name in ("items", "if", "then", "else"):
            found |= keywords(value)
        elif name in ("anyOf", "allOf"):
            found |= set().union(*map(keywords, value))
    return found


@pytest.mark.parametrize("path", sorted((ROOT / "schema").glob("*.schema.json")), ids=lambda path: path.name)
def test_the_schema_uses_known_keywords_and_tells_editors_everything(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    Draft7Validator.check_schema(schema)
    assert keywords(schema) <= KNOWN
    assert schema["type"] != "object" or schema["additionalProperties"] is False
    for place, spec in properties(schema):
        if "$ref" in spec:
            continue
        assert spec.get("title"), place
        assert re.search("[一-鿿]", spec.get("description", "")), place
        if spec.get("type") == "object":
            assert spec.get("additionalProperties") is False, place


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors' plug-ins do, after the core schema of YAML 1.2: no dates, no yes and no."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+\Z", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z", "-+.0123456789"),
    ("tag:yaml.org,2002:null", r"(~|null|Null|NULL|)\Z", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:bool", r"(true|True|TRUE|false|False|FALSE)\Z", list("tTfF")),
):
    EditorLoader.add_implicit_resolver(tag, re.compile(pattern), list(first))

BEYOND_EDITORS = {fault for fault in FAULTS if fault == "date for text" or "with a decimal point" in fault}
"""What only the validator can tell: to an editor's plug-in a date outside its place is text, and 2026.0 an integer."""

SAMPLES = {"the reference": edited()} | {name: edited(change) for name, (change, *_) in FAULTS.items()}


@pytest.mark.parametrize("sample", SAMPLES)
def test_editors_and_the_validator_agree(sample: str) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    seen = yaml.load(SAMPLES[sample], EditorLoader)
    as_editor = not list(Draft7Validator(schema, format_checker=FormatChecker()).iter_errors(seen))
    as_validator = not [problem for problem in problems_of(SAMPLES[sample]) if sample not in BEYOND_EDITORS]
    assert as_editor == as_validator


def test_editors_and_the_validator_agree_on_every_violation_and_every_example() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    stock = Draft7Validator(schema, format_checker=FormatChecker())
    paths = {violation.path for violation in listed()}
    for violation in listed():
        seen = yaml.load(yaml_text(violation.data(schema)), EditorLoader)
        assert list(stock.iter_errors(seen)), violation
    for path in paths:
        text = yaml_text(example(schema, path))
        assert not list(stock.iter_errors(yaml.load(text, EditorLoader))), path
        assert not problems_of(text), path
