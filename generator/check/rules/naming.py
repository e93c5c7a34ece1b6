"""P207, P208: names in texts that are not what they should be called."""

import re
from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.check.texts import Passage
from generator.problems import Severity

_SAME_SOUND = (
    "察查视",
    "账帐",
    "做作",
    "定订",
    "员原",
    "办辩辨",
    "委萎",
    "政正证",
    "坚监",
    "建健",
    "既即",
    "末未",
    "己已",
    "入人",
)
"""Characters that are typed for one another."""
_SHORTEST = 5
_LONG = 10


@rule_of_file("P207", Severity.WARNING)
def former_class_names(filed: Filed) -> Iterator[Result]:
    """文字中的支出科目类名应当用现行名称。

    机构改革后，2019年起“文化体育与传媒”“医疗卫生与计划生育”“国土海洋气象等”等类已改名；沿用往年文稿会留下旧名。
    依据：财政部各年《政府收支分类科目》。

    通过::

        部门职责: 主要用于文化旅游体育与传媒支出。

    不通过::

        部门职责: 主要用于文化体育与传媒支出。
    """
    register = filed.registers.functional
    classes = {name: code for name, code in register.former.items() if len(code) == 3}
    for former, code in classes.items():
        stem = former.removesuffix("支出").removesuffix("等")
        if stem in filed.texts.whole:
            current = register.name(code)
            for passage in filed.texts.find(re.compile(re.escape(stem))):
                message = f"“{former}”是 {code} 类的旧名称，现名“{current}”。"
                yield Finding(filed.texts.place(passage), message, suggestions=(f"把“{former}”改为“{current}”",))


@rule_of_file("P208", Severity.WARNING)
def second_spelling(filed: Filed) -> Iterator[Result]:
    """单位的名称和简称全文只有一个写法。

    漏字、重字、颠倒和同音字使同一个单位有了两个名称，如“市委巡察办”写成“市巡察办”。与名称首尾相同、只差一处的写法才指出。

    通过::

        单位名称: 中共某市委巡察工作领导小组办公室
        简称: 市委巡察办
        部门职责: 市委巡察办指导市委巡察组，下设市巡察信息中心。

    不通过::

        单位名称: 中共某市委巡察工作领导小组办公室
        简称: 市委巡察办
        部门职责: 市巡察办指导市委巡察组。
    """
    disclosure = filed.page.disclosure
    names = tuple(dict.fromkeys((disclosure.name, disclosure.short_name)))
    whole = filed.texts.whole
    for name in names:
        for other in sorted(_near_spellings(name), key=len, reverse=True):
            if other in whole and not any(other in right for right in names):
                for passage in filed.texts.find(re.compile(re.escape(other))):
                    if not _is_inside(passage, names):
                        message = f"“{other}”与单位名称“{name}”只差一处。全文只用一个写法，请改正或核对。"
                        yield Finding(filed.texts.place(passage), message, suggestions=(f"把“{other}”改为“{name}”",))


def _is_inside(passage: Passage, names: tuple[str, ...]) -> bool:
    """Say whether a found spelling is only a piece of a name that is written right."""
    text, end = passage.typed.text, passage.start + len(passage.match.group())
    return any(
        at <= passage.start and end <= at + len(name)
        for name in names
        for at in (match.start() for match in re.finditer(re.escape(name), text))
    )


def _near_spellings(name: str) -> set[str]:
    """Return how a name may be mistyped between its first and its last character.

    A character left out (two in a row of a long name), doubled, exchanged with the next or typed as one of the same
    sound or shape. Any other character in place of one may be another unit's name: 财政局 and 民政局.
    """
    if len(name) < _SHORTEST:
        return set()
    inner = range(1, len(name) - 1)
    found = {name[:at] + name[at + 1 :] for at in inner} | {name[:at] + name[at] + name[at:] for at in inner}
    found |= {name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(1, len(name) - 2)}
    found |= {
        name[:at] + other + name[at + 1 :]
        for at in inner
        for group in _SAME_SOUND
        if name[at] in group
        for other in group
    }
    if len(name) >= _LONG:
        found |= {name[:at] + name[at + 2 :] for at in range(1, len(name) - 2)}
    return found - {name}
