"""What is told of every figure: where it comes from, what it is held against, where it is shown."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

from generator.build.units import Unit, read_units
from generator.export.appendix import Appendix, appendix_of
from generator.export.data import data_json
from generator.export.grid import grid_of
from generator.export.origins import Held, Origin, Origins, figures_script, origins_of
from generator.model.site import Site
from tests.editing import REFERENCE
from tests.government import WORKSPACE, Government, simple


@pytest.fixture(scope="module")
def unit() -> Unit:
    (found,) = read_units([REFERENCE], WORKSPACE)
    return found


@pytest.fixture(scope="module")
def origins(unit: Unit) -> Origins:
    return told(unit)


@pytest.fixture(scope="module")
def appendix(origins: Origins) -> Appendix:
    return appendix_of(origins)


def told(unit: Unit) -> Origins:
    assert unit.page is not None, [problem.message for problem in unit.problems]
    return origins_of(unit.page, unit.judgements)


def at(origins: Origins, address: str) -> Origin:
    return next(each for each in origins.figures if each.address == address)


def relations(origins: Origins, address: str) -> list[Held]:
    return [origins.relations[place - 1] for place in at(origins, address).relations]


def test_every_printed_amount_is_the_figure_of_its_cell(unit: Unit, origins: Origins) -> None:
    assert unit.page is not None
    data = json.loads(data_json(unit.page, [grid_of(table) for table in unit.page.tables], Site()))
    amounts = [
        [Decimal(cell["yuan"]) for row in table["rows"] for cell in row["cells"] if cell.get("yuan")]
        for table in data["tables"]
    ]
    shown = [
        [Decimal(origins.figures[number - 1].yuan) for number in table.cells if number > 0] for table in origins.tables
    ]
    assert shown == amounts


def test_a_typed_figure_says_its_file_and_line(origins: Origins) -> None:
    figure = at(origins, "三公经费/公务接待费/金额")
    line = REFERENCE.read_text("utf-8").split("\n").index("  公务接待费: 0.27") + 1
    assert (figure.basis, figure.file, figure.line) == ("typed", "156001/2026.yaml", line)


def test_a_computed_figure_is_the_sum_of_its_parts(origins: Origins) -> None:
    computed = [each for each in origins.figures if each.basis == "computed" and each.parts]
    assert computed
    for each in computed:
        assert Decimal(each.yuan) == sum(Decimal(origins.figures[part - 1].yuan) for part in each.parts)


def test_last_years_figure_is_told_with_what_kind_it_is(origins: Origins) -> None:
    figure = at(origins, "三公经费/公务接待费/金额")
    assert (figure.last, figure.last_basis) == ("0.27", "年初预算")


def test_last_years_figure_of_a_view_names_the_view(origins: Origins) -> None:
    figure = at(origins, "支出·一般公共预算/208/基本支出")
    assert (figure.last, figure.last_basis) == ("26.52", "年初预算，支出合计")


def test_a_rounding_difference_is_told_of_every_figure_in_it(origins: Origins) -> None:
    whole, part = "支出·一般公共预算/208/基本支出", "支出·一般公共预算/2089999/基本支出"
    both = [held for held in relations(origins, whole) if held in relations(origins, part)]
    (held,) = [each for each in both if origins.figures[each.figures[0] - 1].address == whole]
    assert [origins.figures[each - 1].text for each in held.figures] == ["29.17", "28.39", "0.77"]
    assert (held.outcome, held.sign, "A7" in held.rules) == ("尾差", "=", True)


def test_a_figure_that_is_not_reported_is_no_figure(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("101001", 2026, simple("100.00"))
    found = told(government.units()["101001/2026"])
    three_public = next(table for table in found.tables if "三公" in table.title)
    assert set(three_public.cells) == {-1}


def test_a_department_names_the_files_of_its_units(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write(
        "101",
        2026,
        """
所属单位:
  - {代码: 101001, 名称: 示例101001, 性质: 行政}
  - {代码: 101002, 名称: 示例101002, 性质: 事业}
""",
    )
    government.write("101001", 2026, simple("100.00"))
    government.write("101002", 2026, simple("50.00"))
    found = told(government.units()["101/2026"])
    total = next(each for each in found.figures if each.address.startswith("收入/") and each.text == "150.00")
    assert [found.figures[part - 1].file for part in total.parts] == ["101001/2026.yaml", "101002/2026.yaml"]


def test_a_figure_of_a_unit_below_says_whose_it_is_at_any_depth(tmp_path: Path) -> None:
    government = Government(tmp_path)
    listed = "所属单位:\n  - {{代码: {0}, 名称: 示例{0}, 性质: 事业}}\n  - {{代码: {1}, 名称: 示例{1}, 性质: 事业}}\n"
    government.write("101", 2026, "简称: 局\n" + listed.format("101001", "101002"))
    government.write("101001", 2026, "简称: 局\n" + simple("1.00"))
    government.write("101002", 2026, "简称: 馆\n" + listed.format("101002001", "101002002"))
    government.write("101002001", 2026, simple("2.00"))
    government.write("101002002", 2026, simple("3.00"))
    found = told(government.units()["101/2026"])
    names = {each.text: found.owners[each.owner - 1].name if each.owner else "" for each in found.figures}
    assert names == {"6.00": "", "1.00": "示例101001", "5.00": "馆", "2.00": "示例101002001", "3.00": "示例101002002"}
    total = next(each for each in found.figures if each.text == "6.00")
    row = rows(appendix_of(found))[f"f{found.figures.index(total) + 1}"]
    assert row[4] == "示例101001 1.00 + 馆 5.00"
    written = "".join(group.rows for group in appendix_of(found).groups)
    assert '<a href="../../101002/2026/index.html">馆</a> · ' in written


def test_summands_of_nothing_are_counted_and_not_written(appendix: Appendix) -> None:
    assert "项为0）" in appendix.relations
    assert "+ 0.00" not in appendix.relations


def test_the_script_holds_just_what_is_told(origins: Origins) -> None:
    script = figures_script(origins).decode()
    assert script.startswith("disclosed({")
    data = json.loads(script.removeprefix("disclosed(").removesuffix(");\n"))
    assert [figure[3] for figure in data["figures"]] == [each.text for each in origins.figures]
    assert len(data["tables"]) == len(origins.tables)


def rows(appendix: Appendix) -> dict[str, list[str]]:
    joined = "".join(group.rows for group in appendix.groups)
    table = html.fromstring(f"<table>{joined}</table>")
    return {row.get("id"): [cell.text_content() for cell in row] for row in table.iter("tr")}


def test_the_appendix_has_every_figure_with_its_origin_and_parts(origins: Origins, appendix: Appendix) -> None:
    found = rows(appendix)
    assert list(found) == [f"f{number}" for number in range(1, len(origins.figures) + 1)]
    for number, figure in enumerate(origins.figures, start=1):
        _, name, text, origin, parts, *_ = found[f"f{number}"]
        assert (name, text) == (figure.name, figure.text)
        assert (figure.file in origin, f"第{figure.line}行" in origin) == (True, bool(figure.file))
        assert parts == " + ".join(origins.figures[part - 1].text for part in figure.parts)


def test_the_appendix_has_every_table_and_every_relation(origins: Origins, appendix: Appendix) -> None:
    assert [group.number for group in appendix.groups if group.number] == [table.number for table in origins.tables]
    assert appendix.relations.count('<a href="#f') == len(origins.relations)


def test_every_figure_of_a_table_is_listed_under_it_or_named_as_listed_before(
    origins: Origins, appendix: Appendix
) -> None:
    for table, group in zip(origins.tables, appendix.groups, strict=False):
        listed = {int(each[1:]) for each in html.fromstring(f"<table>{group.rows}<tr></tr></table>").xpath("//@id")}
        assert {number for number in table.cells if number > 0} == listed | set(group.elsewhere)


def test_typed_names_are_text_and_never_markup(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("101001", 2026, simple("100.00", extra="政府购买服务:\n  - {内容: '<b>甲&乙', 金额: 1}\n"))
    written = "".join(group.rows for group in appendix_of(told(government.units()["101001/2026"])).groups)
    assert "&lt;b&gt;甲&amp;乙" in written
