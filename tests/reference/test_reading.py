"""The reader and the comparison notice what they are there to notice, on a page small enough to read."""

from __future__ import annotations

from .comparing import compare_sentences, compare_table, row_runs, sections
from .expected import Key, Sentence, Table
from .reading import page_from_text

SAMPLE = """
<section id="part-3"><p>单位：万元</p>
<table id="table-6"><caption>表六 一般公共预算支出情况表</caption>
<thead>
<tr><th colspan="2">功能分类科目</th><th colspan="3">一般公共预算支出</th></tr>
<tr><th>科目编码</th><th>科目名称</th><th>合计</th><th>基本支出</th><th>项目支出</th></tr>
<tr><th>**</th><th>**</th><th>1</th><th>2</th><th>3</th></tr>
</thead>
<tbody>
<tr><th scope="row" colspan="2">合 计</th><td>2.50</td><td>1.50</td><td>1.00</td></tr>
<tr><td>20899</td><th scope="row">其他支出</th><td>1.50</td><td>1.50</td><td></td></tr>
<tr><td>2089999</td><th scope="row">其他支出</th><td>1.00</td><td></td><td>1.00</td></tr>
<tr><td colspan="5">备注：第 3 行</td></tr>
</tbody></table></section>
"""
TITLES: list[Key] = [
    ("功能分类科目", "科目编码"),
    ("功能分类科目", "科目名称"),
    ("一般公共预算支出", "合计"),
    ("一般公共预算支出", "基本支出"),
    ("一般公共预算支出", "项目支出"),
]
ROWS = [
    ["", "合计", "2.50", "1.50", "1.00"],
    ["20899", "其他支出", "1.50", "1.50", ""],
    ["2089999", "其他支出", "1.00", "", "1.00"],
]
TABLE = Table(6, TITLES, [([0, 1], [2, 3, 4])], [], ROWS)


def compare(sample: str, table: Table = TABLE) -> list[str]:
    return compare_table(page_from_text(sample).grid(6), table)


def test_two_rows_of_titles_are_resolved_and_column_numbers_left_out() -> None:
    assert page_from_text(SAMPLE).grid(6).titles() == TITLES


def test_the_sample_agrees() -> None:
    assert compare(SAMPLE) == []


def test_a_figure_in_the_wrong_column_is_noticed() -> None:
    moved = SAMPLE.replace("<td>1.00</td><td></td><td>1.00</td>", "<td>1.00</td><td>1.00</td><td></td>")
    assert compare(moved) == [
        "table-6, row 2089999 其他支出, column 一般公共预算支出/基本支出: expected “”, found “1.00”",
        "table-6, row 2089999 其他支出, column 一般公共预算支出/项目支出: expected “1.00”, found “”",
    ]


def test_a_figure_in_the_wrong_row_is_noticed() -> None:
    moved = SAMPLE.replace("20899<", "x<").replace("2089999<", "20899<").replace("x<", "2089999<")
    assert len(compare(moved)) == 6


def test_a_changed_digit_a_lost_zero_and_a_lost_row_are_noticed() -> None:
    assert compare(SAMPLE.replace("<td>2.50", "<td>2.51")) == [
        "table-6, row 合计, column 一般公共预算支出/合计: expected “2.50”, found “2.51”"
    ]
    assert len(compare(SAMPLE.replace("<td>2.50", "<td>2.5"))) == 1
    renamed = SAMPLE.replace('<td>2089999</td><th scope="row">其他支出', '<td></td><th scope="row">别的')
    assert len(compare(renamed)) == 5


def test_a_zero_for_a_blank_is_noticed() -> None:
    assert compare(SAMPLE.replace("<td></td><td>1.00</td>", "<td>0.00</td><td>1.00</td>")) != []


def test_a_column_that_the_reference_does_not_have_is_noticed() -> None:
    wider = SAMPLE.replace('colspan="3"', 'colspan="4"').replace("<th>项目支出</th>", "<th>项目支出</th><th>上年</th>")
    wider = wider.replace("<td>1.50</td><td>1.00</td></tr>", "<td>1.50</td><td>1.00</td><td>9.00</td></tr>")
    assert compare(wider) == [
        "table-6, row 合计: “9.00” stands in column 一般公共预算支出/上年, which the reference does not have"
    ]


def test_equal_names_are_told_apart_by_their_order() -> None:
    table = Table(3, [("科目",), ("合计",)], [([0], [1])], [], [["其他", "1.50"], ["其他", "1.00"]])
    rows = "".join(f'<tr><th scope="row">其他</th><td>{figure}</td></tr>' for figure in ("1.00", "1.50"))
    page = page_from_text(f'<table id="table-3"><tr><th>科目</th><th>合计</th></tr>{rows}</table>')
    assert compare_table(page.grid(3), table) == [
        "table-3, row 其他 (no. 2), column 合计: expected “1.00”, found “1.50”",
        "table-3, row 其他, column 合计: expected “1.50”, found “1.00”",
    ]


def test_a_span_of_rows_belongs_to_each_of_them() -> None:
    page = page_from_text(
        '<table id="table-14"><tr><th>一级</th><th>二级</th><th>值</th></tr>'
        '<tr><th scope="row" rowspan="2">产出:</th><td>数量</td><td>2</td></tr><tr><td>质量</td><td></td></tr></table>'
    )
    assert row_runs(page.grid(14))[1:] == [["产出", "数量", "2"], ["产出", "质量", ""]]


CONTENTS = "三、收支(一)收入"
TEXT = (
    CONTENTS
    + "三、收支(一)收入2026年收入5.10万元,与上年4.00万元相比增加1.10万元,增长27.5%。包括:拨款5万元,其他0.1万元。"
)
SENTENCES = [
    Sentence("(一)收入", "", ("收入", "5.10万元", "上年", "4.00万元", "增加", "1.10万元", "增长", "27.5%")),
    Sentence("(一)收入", "", ("拨款", "5万元", "其他", "0.1万元")),
]


def test_contents_do_not_count_as_headings() -> None:
    assert sections(TEXT, ["三、收支", "(一)收入"]) == (
        {"三、收支": "三、收支", "(一)收入": TEXT[len(CONTENTS) + len("三、收支") :]},
        [],
    )


def test_a_sentence_with_its_quantities_agrees() -> None:
    assert compare_sentences(TEXT, SENTENCES) == []


def test_a_changed_lost_added_or_exchanged_quantity_is_noticed() -> None:
    for slip in [
        TEXT.replace("5.10万元", "15.10万元"),
        TEXT.replace("5.10万元", "5.1万元"),
        TEXT.replace("27.5%", ""),
        TEXT.replace("增加1.10万元", "增加0.00万元1.10万元"),
        TEXT.replace("拨款5万元,其他0.1万元", "拨款0.1万元,其他5万元"),
        TEXT.replace("拨款5万元,其他0.1万元", "其他0.1万元,拨款5万元"),
        TEXT.replace("增加1.10", "减少1.10"),
    ]:
        assert len(compare_sentences(slip, SENTENCES)) == 1, slip
