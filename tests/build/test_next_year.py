"""`disclose new`: what is carried over, what is dropped, and what has to be filled in again."""

import re
import shutil
from pathlib import Path

import pytest

from generator.build.units import read_units
from generator.problems import Severity
from tests.editing import disclose, edited, placed
from tests.government import WORKSPACE, Government, simple


def started(units: Path, *words: str) -> str:
    """The text of the file for 2027."""
    run = disclose("new", "156001", "2027", *words, "--units", units)
    assert run.code == 0, run.err
    return (units / "156001" / "2027.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of units with the reference file and the file for 2027 made from it."""
    units = placed(tmp_path_factory.mktemp("new"), edited())
    started(units)
    return units


def text_of(made: Path) -> str:
    return (made / "156001" / "2027.yaml").read_text("utf-8")


def test_the_new_file_is_a_draft_of_its_year_in_the_one_form(made: Path) -> None:
    text = text_of(made)
    assert text.startswith("# yaml-language-server: $schema=../../schema/unit.schema.json\n单位代码: 156001\n")
    assert "\n年度: 2027\n" in text
    assert "\n状态: 草稿\n" in text
    assert "编制日期" not in text
    assert disclose("fmt", "--check", "--units", made).code == 0


def test_no_amount_of_last_year_stands_outside_last_years_block(made: Path) -> None:
    before, _, rest = text_of(made).partition("\n上年:\n")
    after = re.split(r"(?m)^(?=\S)", rest, maxsplit=1)[1]
    assert not re.search(r"(?:支出|金额|收入|费|经费): -?[0-9]", before)
    assert "财政拨款: 306" not in after
    assert before.count("TODO") == 60
    assert "- {科目: 2080505, 基本支出: TODO}" in before


def test_totals_that_were_stated_are_left_to_the_program(made: Path) -> None:
    before, _, rest = text_of(made).partition("\n上年:\n")
    assert not re.search(r"(?:科目|品目): (?:合计|208|21011|301|A),", before)
    assert "    - {科目: 208, 基本支出: 29.17}\n" in rest


def test_texts_stay_and_reasons_are_emptied(made: Path) -> None:
    text = text_of(made)
    assert "设四个职能科室（综合科、业务科、整改督查科、巡察指导科）" in text
    assert re.findall(r"原因: (\S+)", text.partition("变动原因")[2]) == ["TODO"] * 6
    assert "  - 适用: [收入总计, 支出合计, 201, 基本支出]\n" in text


def test_only_the_files_own_years_are_advanced(made: Path) -> None:
    text = text_of(made)
    assert "截止日期: 2026-12-31" in text
    assert "日期: 2027年" in text
    assert "现将2026年部门预算公开如下" in text


MARKS_FILLED = (
    ("部门管理转移支付: TODO", "部门管理转移支付: []"),
    ("原因: TODO", "原因: 人员经费增加"),
    ("起始年: TODO, 截止年: TODO", "起始年: 2027, 截止年: 2029"),
    ("TODO", "5"),
)


def test_once_filled_in_the_file_agrees_with_last_years(made: Path, tmp_path: Path) -> None:
    units = tmp_path / "units"
    shutil.copytree(made, units)
    path = units / "156001" / "2027.yaml"
    text = path.read_text("utf-8")
    for mark, typed in MARKS_FILLED:
        text = text.replace(mark, typed)
    path.write_text(text, "utf-8")
    (unit,) = read_units([path], WORKSPACE)
    assert unit.page is not None, [problem.message for problem in unit.problems]
    serious = {problem.code for problem in unit.problems if problem.severity is not Severity.NOTE}
    assert not {code for code in serious if code[0] in "HS"}
    typed, published = unit.page.bases
    assert (typed.published, published.published) == (False, True)
    for address in (("收入", "收入总计", "金额"), ("支出", "208", "支出合计"), ("机关运行经费", "合计", "合计")):
        one, other = typed.budget.cell(*address), published.budget.cell(*address)
        assert one is not None and other is not None and one.yuan == other.yuan, address


def test_marks_are_listed_by_check_with_their_lines(made: Path) -> None:
    run = disclose("check", made / "156001" / "2027.yaml")
    assert run.code == 1
    assert "2027.yaml:28:17: error S109 “收入”“一般公共预算财政拨款收入”待填。" in run.out


def test_texts_to_fill_in_are_notes_in_a_draft_and_errors_outside(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, f"状态: 草稿\n部门职责: TODO{simple('10')}")
    assert ("P209", Severity.NOTE) in codes(government)
    government.write("156001", 2026, f"状态: 已批复\n部门职责: TODO{simple('10')}")
    assert ("P201", Severity.ERROR) in codes(government)


def codes(government: Government) -> set[tuple[str, Severity]]:
    return {(problem.code, problem.severity) for problem in government.units()["156001/2026"].problems}


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    units = placed(tmp_path, edited())
    there = units / "156001" / "2027.yaml"
    there.write_text("我的", "utf-8")
    run = disclose("new", "156001", "2027", "--units", units)
    assert run.code == 2
    assert "已经有了" in run.err
    assert there.read_text("utf-8") == "我的"


def test_without_last_years_file_the_years_that_there_are_are_named(tmp_path: Path) -> None:
    units = placed(tmp_path, edited())
    run = disclose("new", "156001", "2029", "--units", units)
    assert run.code == 2
    assert "有的年度：2026，可用 --from 指定" in run.err


def test_from_an_earlier_year_nothing_is_said_of_last_year(tmp_path: Path) -> None:
    units = placed(tmp_path, edited())
    assert disclose("new", "156001", "2029", "--from", "2026", "--units", units).code == 0
    text = (units / "156001" / "2029.yaml").read_text("utf-8")
    assert "\n上年:" not in text
    assert "截止日期: 2028-12-31" in text


def test_a_later_year_is_no_start(tmp_path: Path) -> None:
    run = disclose("new", "156001", "2026", "--from", "2026", "--units", placed(tmp_path, edited()))
    assert run.code == 2
    assert "2026 年不在 2026 年之前" in run.err


def test_a_file_with_faults_is_told_and_nothing_written(tmp_path: Path) -> None:
    units = placed(tmp_path, edited(("收支范围: 机关预算", "收支范围：机关预算")))
    run = disclose("new", "156001", "2027", "--units", units)
    assert run.code == 1
    assert "Y106" in run.out
    assert not (units / "156001" / "2027.yaml").exists()


def test_what_speaks_of_one_publication_alone_is_dropped_and_comments_stay(tmp_path: Path) -> None:
    government = Government(tmp_path)
    body = """
原名称: 示例旧局
批复日期: 2026-01-20  # 财政局批复
公开日期: 2026-02-02
更正:
  - {日期: 2026-05-01, 说明: 更正一处}
收入: {一般公共预算财政拨款收入: 10}
# 按项填写
支出:
  - {科目: 2010301, 基本支出: 10, 用途: 运转, 豁免: [{规则: A7, 理由: 批复如此}]}
"""
    government.write("156001", 2026, body)
    text = started(government.folder)
    assert not re.search("原名称|批复|公开日期|更正|豁免", text)
    assert "# 按项填写\n支出:\n  - {科目: 2010301, 基本支出: TODO, 用途: 运转}\n" in text
    assert "上年:\n  口径: 年初预算\n" in text
    assert "    - {科目: 2010301, 基本支出: 10}\n" in text


def test_a_department_that_adds_its_units_up_has_no_figures_to_carry(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2026, "所属单位:\n  - {代码: 156001, 名称: 示例156001, 性质: 行政}")
    government.write("156001", 2026, simple("10"))
    assert disclose("new", "156", "2027", "--units", government.folder).code == 0
    text = (government.folder / "156" / "2027.yaml").read_text("utf-8")
    assert "TODO" not in text
    assert "上年" not in text
    assert "代码: 156001" in text


def test_a_unit_that_may_not_be_published_stays_so(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, "状态: 依法不公开\n不公开依据: 《中华人民共和国保守国家秘密法》")
    text = started(government.folder)
    assert "状态: 依法不公开\n" in text
    assert government.codes("156001/2027") == []
