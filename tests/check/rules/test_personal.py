"""Personal data in texts. The numbers are made up: of ranges that are not given out, with their check digits right."""

import pytest

from generator.check.rules.personal import masked
from tests.check.reading import codes_where, pointed_at, said_of, written
from tests.editing import edited

FOUND = {
    "联系张三13800138000。": "P401",
    "联系张三138 0013 8000。": "P401",
    "联系张三138-0013-8000。": "P401",
    "电话0932-8210000。": "P402",
    "电话09328210000。": "P402",
    "电话（0932）8210000。": "P402",
    "电话010-65290000。": "P402",
    "传真：8210000。": "P402",
    "身份证11010519491231002X。": "P403",
    "身份证11010519491231002x。": "P403",
    "卡号6222020000000000018。": "P404",
    "卡号4111 1111 1111 1111。": "P404",
    "邮箱zhangsan@example.com。": "P405",
    "邮箱zhang.san@mail.example.gov.cn。": "P405",
}


@pytest.mark.parametrize("sentence", FOUND)
def test_personal_data_is_reported_and_not_repeated(sentence: str) -> None:
    (problem,) = said_of(edited(written(sentence)))
    assert problem.code == FOUND[sentence]
    digits = "".join(character for character in sentence if character.isdigit())
    assert "zhang" not in problem.message
    assert len(digits) < 7 or digits not in "".join(filter(str.isdigit, problem.message))


OTHERS = [
    "拨打12345热线或12388。",
    "科目2011101和2080505，品目A02010108。",
    "登记证书110105194912310021。",
    "统一社会信用代码11622400MB1234567X。",
    "编号4111111111111112。",
    "资产编号20260202000123456。",
    "文号定办发〔2026〕13号。",
    "面积13800.13平方米。",
    "完成13800138件。",
    "账号由财政部门管理，@全体人员。",
]


@pytest.mark.parametrize("sentence", OTHERS)
def test_other_numbers_are_silent(sentence: str) -> None:
    assert codes_where(sentence) == []


def permitting(content: str) -> tuple[str, str]:
    return "\n名词解释:\n", f'\n允许公开:\n  - {{内容: "{content}", 理由: 政务公开}}\n\n名词解释:\n'


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("电话0932-8210000。", "0932-8210000"),
        ("电话（0932）8210000。", "0932-8210000"),
        ("邮箱xunchaban@example.gov.cn。", "xunchaban@example.gov.cn"),
    ],
)
def test_what_the_file_permits_may_be_written(sentence: str, content: str) -> None:
    assert codes_where(sentence, permitting(content)) == []


def test_another_number_than_the_permitted_is_reported() -> None:
    assert codes_where("电话0932-8210001。", permitting("0932-8210000")) == ["P402", "P406"]


@pytest.mark.parametrize("content", ["0932-8210000", "办公室", "12345"])
def test_a_needless_permission_is_reported(content: str) -> None:
    assert codes_where("设四个科室。", permitting(content)) == ["P406"]


def test_the_report_points_at_the_number() -> None:
    text = edited(("直属事业单位: 市巡察信息中心", "直属事业单位: 市巡察信息中心（13800138000）"))
    (problem,) = said_of(text)
    assert pointed_at(text, problem).startswith("13800138000")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13800138000", "138******00"),
        ("8210000", "821***00"),
        ("zhangsan@example.com", "z***@example.com"),
        ("1", "1***1"),
    ],
)
def test_only_the_ends_are_shown(text: str, shown: str) -> None:
    assert masked(text) == shown
