"""What one plain scalar is: a number, a date, nothing, text, or something that looks like one and is not."""

import datetime
import functools
import re

from generator.load.nodes import Kind

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?\Z", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)
MAX_DIGITS = 15
"""What spreadsheets keep of a number: a trillion 元 to the fen, so that sums and rates of amounts stay exact."""

_WORDS = {"yes", "no", "on", "off", "true", "false", "y", "n"}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．。，－−＋％", "0123456789..,--+%")

# Whole scalars that a person meant as a number, tried in this order.
_NUMBER_LIKE = (
    (re.compile(r"[-+]?[0-9]{1,3}([,，][0-9]{3})+(\.[0-9]*)?\Z"), "千分位", "数字不加千分位，写作 {digits}"),
    (re.compile(r"[-+]?[0-9][0-9 _]*[,，][0-9,，. _]*\Z"), "数字中有逗号", "小数点用“.”，不加千分位"),
    (re.compile(r"[-+]?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+\Z"), "科学记数", "写出全部数字，如 1000"),
    (re.compile(r"[0-9]{1,4}(:[0-9]{1,2}){1,2}(\.[0-9]*)?\Z"), "时刻", "金额用小数点；确实是文字的加引号"),
    (re.compile(r"-?0[0-9]+(\.[0-9]*)?\Z"), "以零开头的数字", "金额去掉开头的零；编码加引号"),
    (re.compile(r"0[xob][0-9a-fA-F_]+\Z"), "其他进制的数", "写十进制数字；确实是文字的加引号"),
    (re.compile(r"\+[0-9]+(\.[0-9]*)?\Z"), "带加号的数字", "去掉加号"),
    (re.compile(r"[-+]?\.[0-9]+\Z"), "缺整数位的小数", "小数点前补零，如 0.5"),
    (re.compile(r"-?[0-9]+\.\Z"), "缺小数位的小数", "去掉末尾的小数点"),
    (re.compile(r"-?[0-9][0-9 _]*[ _][0-9][0-9 _]*(\.[0-9]*)?\Z"), "数字中间有空格或下划线", "去掉，写作 {digits}"),
    (re.compile(r"[-+]?[0-9.,]+ ?(%|‰)\Z"), "百分数", '“计量单位”是 % 的只写数；是文字的加引号，如 "95%"'),
    (
        re.compile(r"[¥￥$]? ?[-+]?[0-9.,]+ ?(亿元?|万元?|元)\Z"),
        "带单位的金额",
        "金额不写单位，它在“金额单位”中统一说明；是文字的加引号",
    ),
    (re.compile(r"[¥￥$] ?[-+]?[0-9.,]+\Z"), "带货币符号的金额", "去掉货币符号"),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ tT].*)?\Z"), "日期", "日期写作 2026-02-02，须是日历上有的日期"),
    (re.compile(r"[-+]?(\.inf|\.nan|inf|nan)\Z", re.IGNORECASE), "无穷大或非数", "写数字；不掌握的数不写这一行"),
    (re.compile(r"[-—–−]{1,2}\Z"), "横线", "没有金额的写 0，不掌握的不写这一行"),
)


@functools.lru_cache(maxsize=4096)
def kind_of_plain(text: str) -> tuple[Kind, str]:
    """Return what a plain scalar is, and what is wrong with it: a sentence, or nothing."""
    if _NUMBER.match(text):
        digits = sum(character.isdigit() for character in text) if len(text) > MAX_DIGITS else 0
        if digits > MAX_DIGITS:
            return Kind.TEXT, f"这个数有 {digits} 位数字，最多 {MAX_DIGITS} 位。"
        return Kind.NUMBER, ""
    if _DATE.match(text) and _is_on_calendar(text):
        return Kind.DATE, ""
    if text in ("", "~", "null", "Null", "NULL"):
        return Kind.NULL, ""
    if text.lower() in _WORDS:
        return (
            Kind.TEXT,
            f'“{text}”在 YAML 中不是文字。是与否写作 是、否，没有的金额写 0；确实是文字的加引号："{text}"。',
        )
    return Kind.TEXT, _complaint(text)


def _is_on_calendar(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _complaint(text: str) -> str:
    if len(text) > 60 or not any(character.isdigit() or character in "-—–−nN" for character in text):
        return ""
    for pattern, what, advice in _NUMBER_LIKE:
        if pattern.match(text):
            digits = re.sub(r"[^0-9.\-]", "", text)
            return f"“{text}”是{what}：{advice.format(digits=digits)}。"
    half = text.translate(_FULL_WIDTH)
    if half != text and (_NUMBER.match(half) or any(pattern.match(half) for pattern, *_ in _NUMBER_LIKE)):
        written = half if _NUMBER.match(half) else f'"{half}"' if half.endswith("%") else ""
        return f"“{text}”中有全角的数字或标点，请用半角" + (f"，写作 {written}。" if written else "。")
    return ""
