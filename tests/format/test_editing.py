"""Values, keys and items changed in place: every other byte stays."""

from generator.build.workspace import Workspace
from generator.format import read_order
from generator.format.editing import Editor
from generator.load import load
from generator.load.nodes import Mapping, Scalar, Sequence

ORDER = read_order(Workspace().schema)


def editing(text: str) -> tuple[Editor, Mapping]:
    document, problems = load("x.yaml", text.encode())
    assert document is not None, problems
    return Editor(text, document, ORDER), document.root


def sequence(root: Mapping, key: str) -> Sequence:
    found = root.entries[key]
    assert isinstance(found, Sequence)
    return found


def test_nothing_changed_is_the_same_text() -> None:
    text = "年度: 2026 # 注\n\n\n支出: [ {科目: 201,  基本支出: 1} ]\n"
    assert editing(text)[0].result() == text


def test_a_quoted_value_is_replaced_with_its_quotation() -> None:
    editor, root = editing("年度: '2026'  # 注\n单位代码: 156\n")
    node = root.entries["年度"]
    assert isinstance(node, Scalar)
    editor.replace(node, "2027")
    assert editor.result() == "年度: 2027  # 注\n单位代码: 156\n"


def test_a_key_stands_where_the_schema_puts_it() -> None:
    editor, root = editing("收入:\n  事业收入: 1  # 注\n  收入总计: 2\n")
    block = root.entries["收入"]
    assert isinstance(block, Mapping)
    editor.add_keys(block, ORDER.below("收入"), {"其他收入": "5", "一般公共预算财政拨款收入": "3", "经营收入": "4"})
    assert editor.result() == (
        "收入:\n  一般公共预算财政拨款收入: 3\n  事业收入: 1  # 注\n  经营收入: 4\n  其他收入: 5\n  收入总计: 2\n"
    )


def test_a_first_level_block_stands_between_its_neighbours() -> None:
    editor, _ = editing("收入:\n  事业收入: 1\n\n# 注\n会议费: 0\n")
    editor.put("支出", "\n  - {科目: 201}")
    editor.put("年终结转结余", "0")
    assert editor.result() == "收入:\n  事业收入: 1\n\n年终结转结余: 0\n\n支出:\n  - {科目: 201}\n\n# 注\n会议费: 0\n"


def test_an_item_comes_before_the_comment_of_the_next() -> None:
    editor, root = editing("支出:\n  - {科目: 201}\n  # 注\n  - 科目: 203\n    基本支出: 1\n会议费: 0\n")
    editor.add_items(sequence(root, "支出"), 2, ["{科目: 204}"])
    assert editor.result() == (
        "支出:\n  - {科目: 201}\n  # 注\n  - 科目: 203\n    基本支出: 1\n  - {科目: 204}\n会议费: 0\n"
    )


def test_items_of_a_list_in_brackets_come_and_go() -> None:
    editor, root = editing("支出: [{科目: 201}, {科目: 202}, {科目: 203}]\n")
    editor.remove_items(sequence(root, "支出"), [1])
    editor.add_items(sequence(root, "支出"), 0, ["{科目: 200}"])
    editor.add_items(sequence(root, "支出"), 3, ["{科目: 204}"])
    assert editor.result() == "支出: [{科目: 200}, {科目: 201}, {科目: 203}, {科目: 204}]\n"


def test_the_last_items_of_a_list_in_brackets_go() -> None:
    editor, root = editing("支出: [{科目: 201}, {科目: 202}, {科目: 203}]\n")
    editor.remove_items(sequence(root, "支出"), [1, 2])
    assert editor.result() == "支出: [{科目: 201}]\n"


def test_an_item_over_several_lines_goes_whole() -> None:
    editor, root = editing(
        "支出:\n  - 科目: 201\n    用途: |-\n      一\n\n      二\n  - {科目: 203,\n     基本支出: 1}\n会议费: 0\n"
    )
    editor.remove_items(sequence(root, "支出"), [0])
    assert editor.result() == "支出:\n  - {科目: 203,\n     基本支出: 1}\n会议费: 0\n"


def test_a_key_goes_with_its_line_or_with_its_comma() -> None:
    editor, root = editing("会议费: 0  # 注\n培训费: 0\n收入: {事业收入: 1, 经营收入: 2}\n")
    editor.remove_key(root, "会议费")
    block = root.entries["收入"]
    assert isinstance(block, Mapping)
    editor.remove_key(block, "经营收入")
    assert editor.result() == "培训费: 0\n收入: {事业收入: 1}\n"
