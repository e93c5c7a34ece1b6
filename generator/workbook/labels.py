"""Names in cells, made comparable: widths, spaces, list numbers and marks of punctuation tell nothing apart."""

import difflib
import re
from collections.abc import Iterable

from generator.workbook.cells import half_width

_NUMBERING = re.compile(
    r"^(?:(?:\((?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})\)|(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[、.])"
    r"|其中:|加:|减:|其中、)+"
)
_MARKS = re.compile(r"[^\w]|_")
_TABLE_NUMBER = re.compile(
    r"^\s*(?:预算公开|公开)?(?:附件|附表|表)\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}?(?=一般|[^一二三四五六七八九十]))[\s、.:：\-—]*"
)
_YEAR = re.compile(r"[0-9]{4}年度?")
_SUBJECT = re.compile(r"部门\(单位\)|单位\(部门\)|部门/单位|^(?:部门|单位|本部门|本单位)")
_BRACKETS_AT_END = re.compile(r"\([^()]*\)$")
_EMPTY_WORDS_OF_TITLES = re.compile(r"情况|安排|预算|公开|总体|明细|总(?=表)")
_EMPTY_WORDS_OF_HEADS = re.compile(
    r"^(?:20[0-9]{2}年度?|本年度?)(?=.)|支出(?=.)|(?<=.)支出|收入(?=预算数|金额)|经费$|金额$|预算(?=数)"
)
_EMPTY_WORDS_OF_ROWS = re.compile(r"财政|拨款|预算|资金|收入")
_FUNDS = ("一般公共", "政府性基金", "国有资本")
_ALIKE, _APART = 82, 10
"""How alike two titles are in percent to be one, and how much less alike any other must be."""
_LONG = 8
"""From how many characters on a title may lack its 表 and be nearly so: short ones are names of rows, too."""

TOTALS = frozenset(("合计", "总计", "总合计", "支出合计", "支出总计", "合计数"))
SUBTOTALS = frozenset(("小计", "分类小计"))


def name_key(text: str) -> str:
    """Return what a name says, without list number, spaces, brackets and quotation marks."""
    return _MARKS.sub("", _NUMBERING.sub("", half_width(text)))


def head_key(text: str) -> str:
    """Return what a column's head says, without a unit in brackets at its end."""
    return _MARKS.sub("", re.sub(r"\([^()]*元\)$", "", half_width(text))).replace("费用", "费")


def loose_head(text: str) -> str:
    """Return a head without the words that layouts add or leave out: 支出合计 and 合计 are one."""
    key = head_key(text)
    if any(fund in key for fund in _FUNDS):
        key = key.replace("财政拨款", "")
    return _EMPTY_WORDS_OF_HEADS.sub("", key) or key


def loose_name(text: str) -> str:
    """Return a row's name without the words that layouts add or leave out, 资金 and 财政拨款 among them."""
    return _EMPTY_WORDS_OF_ROWS.sub("", name_key(text))


def title_key(text: str, unit_names: Iterable[str]) -> str:
    """Return what a table's title says, without its number, the year, the unit's name and words that say nothing."""
    title = half_width(_TABLE_NUMBER.sub("", _NUMBERING.sub("", _YEAR.sub("", text).strip())))
    for name in unit_names:
        title = title.replace(half_width(name), "")
    title = _BRACKETS_AT_END.sub("", title) if not title.endswith("表") else title
    title = _MARKS.sub("", _SUBJECT.sub("", title))
    if any(fund in title for fund in _FUNDS):
        title = title.replace("财政拨款", "")
    return _EMPTY_WORDS_OF_TITLES.sub("", title)


def nearest_title(key: str, among: Iterable[str]) -> str:
    """Return the one title that is the same, or the only one nearly so; nothing where none or several are."""
    titles = list(among)
    if key in titles:
        return key if titles.count(key) == 1 else ""
    if len(key) >= _LONG and not key.endswith("表") and f"{key}表" in titles:
        return f"{key}表"
    if len(key) < _LONG:
        return ""
    scores = sorted(
        ((difflib.SequenceMatcher(None, key, title).ratio() * 100, title) for title in titles), reverse=True
    )
    if not scores or scores[0][0] < _ALIKE or (len(scores) > 1 and scores[1][0] > scores[0][0] - _APART):
        return ""
    return scores[0][1]
