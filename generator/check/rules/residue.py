"""P201–P204, P209: what a template, a draft or a web page left behind in texts."""

import re
from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.problems import Severity

_BLANKS = re.compile(
    r"[XxＸｘ](?<![A-Za-z].)[XxＸｘ]+(?![A-Za-z])|××+|＊＊+|某某|[_＿]{2,}|[?？]{3,}"
    r"|20[0-9]?[XxＸｘ×]年|(?<![A-Za-z0-9.])[XＸ×](?=[人个项次辆台万元年月])|0000年"
    r"|〇(?<![一二三四五六七八九〇○0-9].)〇+(?![一二三四五六七八九〇○0-9年])"
    r"|○(?<![一二三四五六七八九〇○0-9].)○+(?![一二三四五六七八九〇○0-9])"
)
_MARKS = re.compile(r"TODO|todo|TBD|FIXME|待(?:填(?<!等待填)(?!补)|补充(?<![等对]待补充)|核实|更新)")
_CHOICES = re.compile(
    r"增[加长]?[（(]或?(?:者)?(?:减少?|下降|降低)[）)]|减少?[（(]或?(?:者)?增加?[）)]|(?:下降|降低)[（(]或?(?:者)?(?:增长|上升)[）)]"
    r"|(?:增加|增长|上升)[/／](?:减少|下降|降低)|(?:减少|下降|降低)[/／](?:增加|增长|上升)"
    r"|[（(](?:增加|减少|变动)(?:的)?(?:内容|原因|情况)[）)]|如持平|如无(?:变化|增减|此项)"
    r"|[（(](?:此处|请[在填根按删写]|可删|选填|必填|示例|样例|范例|填写|填列)[^（）()\n]{0,40}[）)]"
    r"|[（(【](?:单位|部门)(?:名称|全称)?[】）)](?<![(（](?:单位|部门)[）)])|[（(【]待定[】）)]|请(?:在此)?填[写列](?:本|相关|具体|单位)"
    r"|此处(?:填|写|说明|插入|省略)|根据(?:本部门|本单位|部门|单位)?实际(?:情况)?(?:填写|填列|修改|删减|增删)"
    r"|20[0-9]{2} ?[-—–] ?20[0-9]{2} ?[+＋] ?[0-9]{1,2} ?年"
)
_LEFTOVERS = re.compile(
    r"可以?参考(?!的|价值|借鉴|依据|[一-鿿]{1,4}经验)|(?<=[，,、（(；])下同(?=[）)。；，]|$)|…{1,}|\.{3,}|。{3,}",
    re.MULTILINE,
)
_MARKUP = re.compile(
    r"</?[A-Za-z][^<>\n]{0,80}>"
    r"|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|#[0-9]{1,6});?|&(?:#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
)


def _found(filed: Filed, pattern: re.Pattern[str], message: str) -> Iterator[Result]:
    for passage in filed.texts.find(pattern):
        around = passage.before[-6:]
        yield Finding(filed.texts.place(passage), f"“{around}{passage.match.group()}”：{message}")


@rule_of_file("P201", Severity.ERROR)
def blanks_left(filed: Filed) -> Iterator[Result]:
    """文字中还有没填的空：XX、××、某某、下划线、TODO、待填。

    模板中的空没有填写就公开，内容不完整。草稿中可以用 TODO、待填 作记号。
    依据：财预〔2016〕143号，公开的内容应当完整。

    通过::

        部门职责: 本年举办培训班2次。

    通过::

        状态: 草稿
        部门职责: 待填

    不通过::

        部门职责: 本年举办培训班XX次。

    不通过::

        状态: 已批复
        部门职责: TODO 职责
    """
    yield from _found(filed, _BLANKS, "这里还有没填的空，请填写或删去。")
    if filed.page.disclosure.state != "草稿":
        yield from _found(filed, _MARKS, "待填的记号只能留在草稿中，请填写或删去。")


@rule_of_file("P209", Severity.NOTE)
def to_be_filled(filed: Filed) -> Iterator[Result]:
    """草稿中还有待填的文字：TODO、待填。

    列出来便于逐个填写；不再是草稿时，留下的记号是错误（P201）。

    通过::

        状态: 草稿
        部门职责: 负责巡察工作。

    不通过::

        状态: 草稿
        部门职责: TODO
    """
    if filed.page.disclosure.state == "草稿":
        yield from _found(filed, _MARKS, "待填，请填写。")


@rule_of_file("P202", Severity.ERROR)
def choices_left(filed: Filed) -> Iterator[Result]:
    """模板中供选择的写法和填写提示没有删去：增加（减少）、如持平、（此处填写…）、2026-2028+3年。

    供选择的写法没有选定，读者不知道是增加还是减少。
    依据：财预〔2016〕143号，应当说明增减变化的原因。

    通过::

        部门职责: 人员增加2人，减少的科室为零。

    不通过::

        部门职责: 人员增加（减少）2人。

    不通过::

        部门职责: 主要原因是（增加内容）。

    不通过::

        部门职责: 中期目标为2026-2028+3年的目标。
    """
    yield from _found(filed, _CHOICES, "这是模板中供选择或提示的写法，请选定并删去多余的字。")


@rule_of_file("P203", Severity.WARNING)
def leftovers(filed: Filed) -> Iterator[Result]:
    """多半是模板留下的话：可以参考、下同、省略号。

    公开的文字应当把话写完。

    通过::

        部门职责: 为决策提供可以参考的依据。

    不通过::

        部门职责: 主要职责可以参考三定方案。

    不通过::

        部门职责: 负责巡察、督查……等工作。
    """
    yield from _found(filed, _LEFTOVERS, "像是模板留下的话，或者没有写完，请核对。")


@rule_of_file("P204", Severity.WARNING)
def markup_left(filed: Filed) -> Iterator[Result]:
    """文字中不能有网页标记。

    从网页或公文系统复制文字时会带上 <br>、&nbsp; 等标记，公开的页面会照样印出来。分段请空一行。

    通过::

        部门职责: 受理时限<15天的事项，即时办结。

    不通过::

        部门职责: 一是抓好巡察工作；<br>二是抓好整改。

    不通过::

        部门职责: 一是抓好巡察工作；&nbsp;二是抓好整改。
    """
    yield from _found(filed, _MARKUP, "这是网页标记，公开时会照样印出来，请删去。")
