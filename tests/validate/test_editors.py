"""What an editor offers to type, codes with their names and snippets, is what a file may have there."""

import json
import re
import runpy
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator

from generator.build.workspace import Workspace
from generator.load import load
from generator.validate import check_schema
from tests.editing import ROOT

SCHEMA = json.loads(Workspace().schema.read_text("utf-8"))
COMPLETIONS = runpy.run_path(str(ROOT / "scripts" / "completions.py"))
SNIPPETS = json.loads((ROOT / ".vscode" / "budget.code-snippets").read_text("utf-8"))
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HEAD = "单位代码: 156001\n单位名称: 示例局\n年度: 2027\n状态: 草稿\n"
PLACES = {
    "新文件": "@",
    "支出行": f"{_HEAD}支出:\n  @",
    "其他资金的支出行": f"{_HEAD}支出:\n  @",
    "基本支出行": f"{_HEAD}基本支出经济分类:\n  @",
    "采购行": f"{_HEAD}政府采购:\n  @",
    "所属单位行": f"{_HEAD}所属单位:\n  @",
    "项目": f"{_HEAD}项目:\n  @",
    "上年": f"{_HEAD}@",
    "变动原因": f"{_HEAD}变动原因:\n  @",
    "更正": f"{_HEAD}更正:\n  @",
    "豁免": f"{_HEAD}支出:\n  - {{科目: 208, 基本支出: 29.71@}}",
}
"""Where each snippet is asked for: at the mark."""


def test_the_codes_that_editors_complete_are_those_of_the_registers() -> None:
    wanted = COMPLETIONS["completed"](SCHEMA, Workspace())
    assert Workspace().schema.read_text("utf-8") == wanted, "运行 python scripts/completions.py"


def offered(schema: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield each completion with the schema of what is typed there."""
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from offered(inner)
    if isinstance(schema, dict):
        yield from ((schema, each) for each in schema.get("defaultSnippets", ()))


def test_every_code_that_is_offered_is_accepted_where_it_is_offered() -> None:
    found = list(offered(SCHEMA))
    labels = {each["label"] for _, each in found}
    assert {"2080505 机关事业单位基本养老保险缴费支出", "30112 其他社会保障缴费", "A02021000 打印机"} <= labels
    for place, each in found:
        assert Draft7Validator(place).is_valid(each["body"]), each
        assert each["label"].split(" ")[0] == str(each["body"])


def test_a_code_that_is_not_offered_is_accepted_all_the_same() -> None:
    document, _ = load("f.yaml", f"{_HEAD}支出:\n  - {{科目: 2999999}}\n".encode())
    assert document is not None
    assert not check_schema(document, Workspace().schema)


def expanded(body: str | list[str]) -> str:
    """Return what a snippet types when every stop is passed over: the first choice, the text that stands there."""
    text = "\n".join(body) if isinstance(body, list) else body
    text = re.sub(r"\$\{[0-9]+\|([^,|]+)[^|]*\|\}", r"\1", text)
    return re.sub(r"\$\{[0-9]+:([^}]*)\}", r"\1", text).replace("$0", "").replace("\\$", "$")


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_types_what_a_file_may_have(name: str) -> None:
    before, _, after = PLACES[name].partition("@")
    indent = " " * (len(before) - before.rfind("\n") - 1) if before.endswith(" ") else ""
    typed = before + expanded(SNIPPETS[name]["body"]).replace("\n", f"\n{indent}") + after
    document, problems = load("f.yaml", typed.encode())
    assert document is not None, problems
    found = [*problems, *check_schema(document, Workspace().schema)]
    assert {problem.code for problem in found} <= {"S109"}, found
    assert ("TODO" in typed) or name in ("豁免", "所属单位行")


def test_every_snippet_is_for_budgets_alone_and_says_what_it_is() -> None:
    for name, snippet in SNIPPETS.items():
        assert (snippet["scope"], snippet["prefix"]) == ("yaml", name)
        assert _HAN.search(snippet["description"])
