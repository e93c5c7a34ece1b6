"""P301–P306: the reasons given for changes on last year."""

import re
from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.derive.change import Direction
from generator.load.nodes import Mapping as MappingNode
from generator.load.nodes import Node, Scalar, Sequence
from generator.model.disclosure import Reason
from generator.problems import Related, Severity
from generator.source import Span
from generator.view.page import Told

_MOVED = (Direction.INCREASE, Direction.DECREASE, Direction.NEW)
_LEAD = re.compile(r"^(?:其)?(?:主要)?原因(?:是|为|：|:|在于)")
_EMPTY = re.compile(
    r"^(?:其)?(?:主要)?原因(?:是|为|：|:|在于)?[\s，。；、：:,.;]*$|^[\s\W_]*$|^(?:无|没有|暂无|略|同上)[。.]?$"
)
_TAIL = re.compile(r"(?:主要)?原因(?:是|为)[，。；：:\s]*$")
_MONEY = r"(?:经费|支出|预算|人员|编制|基数|资金|项目|费用|工资|投入|任务|补助|收入|标准|人数|业务量|工作量)"
_MORE = re.compile(
    rf"{_MONEY}[^，。；、]{{0,6}}(?:增加|增长|调增|上调|新增|提高|加大)|(?:新增|增加|加大)[^，。；、]{{0,8}}{_MONEY}"
)
_LESS = re.compile(
    rf"{_MONEY}[^，。；、]{{0,6}}(?:减少|下降|压减|压缩|调减|核减|下调)|(?:减少|压减|压缩|核减|削减)[^，。；、]{{0,8}}{_MONEY}"
)
_OTHERWISE = re.compile(r"上年|去年|往年|20[0-9]{2}年|退休|离休|调出|划转|划出|不再|未|没有|无新增|避免|防止|控制")


def _direction(told: Told | None) -> Direction | None:
    return told.change.direction if told and told.change else None


def _entries(filed: Filed) -> Iterator[tuple[Reason, Scalar, dict[str, Span]]]:
    """Yield each reason with its text and the places of the names that it applies to."""
    listed = filed.document.root.entries.get("变动原因")
    items = listed.items if isinstance(listed, Sequence) else ()
    for reason, item in zip(filed.page.disclosure.reasons, items, strict=False):
        text = item.entries.get("原因") if isinstance(item, MappingNode) else None
        if isinstance(item, MappingNode) and isinstance(text, Scalar):
            yield reason, text, _places(item.entries.get("适用"))


def _places(applies: Node | None) -> dict[str, Span]:
    names = applies.items if isinstance(applies, Sequence) else ()
    return {name.text: name.span for name in names if isinstance(name, Scalar)}


@rule_of_file("P301", Severity.ERROR)
def blank_reason(filed: Filed) -> Iterator[Result]:
    """变动原因不能是空的。

    只有“主要原因是”或“无”，等于没有说明。
    依据：财预〔2016〕143号，应当说明增减变化的原因。

    通过::

        变动原因:
          - {适用: [收入总计], 原因: 人员增加}

    不通过::

        变动原因:
          - {适用: [收入总计], 原因: 无}

    不通过::

        变动原因:
          - {适用: [收入总计], 原因: 本年收入增加，主要原因是。}
    """
    for _, text, _ in _entries(filed):
        if _EMPTY.search(text.text) or _TAIL.search(text.text):
            yield Finding(text.span, f"变动原因“{text.text.strip()[:40]}”没有说出原因，请写明，如“人员增加”。")


@rule_of_file("P302", Severity.WARNING)
def reason_without_change(filed: Filed) -> Iterator[Result]:
    """与上年持平或都为零的数不写变动原因。

    持平之后再写“主要原因是”，前后矛盾；这样的原因也不会公开。条件：版式没有写“持平说明原因: 是”。

    通过::

        三公经费: {公务接待费: 0.3}
        上年:
          口径: 年初预算
          三公经费: {公务接待费: 0.2}
        变动原因:
          - {适用: [公务接待费], 原因: 接待任务增加}

    不通过::

        三公经费: {公务接待费: 0.3}
        上年:
          口径: 年初预算
          三公经费: {公务接待费: 0.3}
        变动原因:
          - {适用: [公务接待费], 原因: 接待任务增加}
    """
    told = {} if filed.page.profile.wording.explains_level else filed.facts.told
    for _, _, places in _entries(filed):
        for name, span in places.items():
            if _direction(told.get(name)) in (Direction.LEVEL, Direction.NONE):
                figure = told[name]
                message = f"“{name}”本年 {figure.text}{figure.unit}，与上年相同，不写原因。请从“适用”中删去，或核对。"
                yield Finding(span, message)


@rule_of_file("P303", Severity.WARNING)
def change_without_reason(filed: Filed) -> Iterator[Result]:
    """与上年相比有增减的数应当写明变动原因。

    依据：财预〔2016〕143号，公开预算应当对增减变化的原因作出说明。

    通过::

        三公经费: {公务接待费: 0.3}
        上年:
          口径: 年初预算
          三公经费: {公务接待费: 0.2}
        变动原因:
          - {适用: [公务接待费, 三公经费], 原因: 接待任务增加}

    不通过::

        三公经费: {公务接待费: 0.3}
        上年:
          口径: 年初预算
          三公经费: {公务接待费: 0.2}
        变动原因:
          - {适用: [三公经费], 原因: 接待任务增加}
    """
    root = filed.document.root
    for name, told in filed.facts.told.items():
        if told.change and told.change.direction in _MOVED and not filed.page.disclosure.reason_for(name):
            moved = "减少" if told.change.direction is Direction.DECREASE else "增加"
            message = (
                f"“{name}”本年 {told.text}{told.unit}，比上年 {told.last}{told.unit}{moved}"
                f" {told.difference}{told.unit}，没有变动原因。请在“变动原因”中写明。"
            )
            yield Finding(told.figure.place or root.keys.get("变动原因", root.span), message)


@rule_of_file("P304", Severity.WARNING)
def reason_for_unknown_figure(filed: Filed) -> Iterator[Result]:
    """变动原因要对应公开的数，而且有上年数可比。

    没有这个数，或者没有上年数，原因就不会公开，多半是类编码写错了或上年数漏填了。

    通过::

        支出:
          - {科目: 2011101, 基本支出: 110}
        上年:
          口径: 年初预算
          支出:
            - {科目: 201, 支出合计: 100}
        变动原因:
          - {适用: [201], 原因: 人员增加}

    不通过::

        支出:
          - {科目: 2011101, 基本支出: 110}
        上年:
          口径: 年初预算
          支出:
            - {科目: 201, 支出合计: 100}
        变动原因:
          - {适用: [213], 原因: 人员增加}
    """
    told = filed.facts.told
    for _, _, places in _entries(filed):
        for name, span in places.items():
            if name not in told:
                yield Finding(span, f"本年没有“{name}”这个数，这条原因不会公开。请核对名称或类编码。")
            elif told[name].change is None:
                yield Finding(span, f"“{name}”没有上年数，不能比较，这条原因不会公开。请在“上年”中填写，或删去。")


@rule_of_file("P305", Severity.WARNING)
def reason_repeats_the_frame(filed: Filed) -> Iterator[Result]:
    """变动原因不写“主要原因是”，句末不加标点：这些由程序加上。

    写了就会公开成“主要原因是主要原因是”和“。。”。

    通过::

        变动原因:
          - {适用: [收入总计], 原因: 人员增加}

    不通过::

        变动原因:
          - {适用: [收入总计], 原因: 主要原因是人员增加}

    不通过::

        变动原因:
          - {适用: [收入总计], 原因: 人员增加。}
    """
    for _, text, _ in _entries(filed):
        typed = text.text.strip()
        lead = _LEAD.match(typed)
        bare = _LEAD.sub("", typed).rstrip("。；，、.;, ")
        if bare and bare != typed:
            what = f"开头的“{lead.group()}”" if lead else f"句末的“{typed[len(bare) :]}”"
            yield Finding(text.span, f"变动原因{what}由程序加上，请删去。", suggestions=(f"改为“{bare}”",))


@rule_of_file("P306", Severity.WARNING)
def two_reasons_for_one_figure(filed: Filed) -> Iterator[Result]:
    """一个数只写一条变动原因。

    同一个数写了两条，只公开前一条。

    通过::

        变动原因:
          - {适用: [收入总计, 支出合计], 原因: 人员增加}

    不通过::

        变动原因:
          - {适用: [收入总计, 支出合计], 原因: 人员增加}
          - {适用: [支出合计], 原因: 工资调标}
    """
    first: dict[str, Span] = {}
    for _, _, places in _entries(filed):
        for name, span in places.items():
            if name in first:
                related = (Related(first[name], f"前一条“{name}”的原因"),)
                yield Finding(span, f"“{name}”在第 {first[name].line} 行已有原因，这一条不会公开。请合并。", related)
            first.setdefault(name, span)


@rule_of_file("P307", Severity.WARNING)
def reason_against_direction(filed: Filed) -> Iterator[Result]:
    """变动原因说的增减与数的增减相反。

    数减少了，原因却是“经费增加”，多半是数或原因抄错了行。既说增又说减的、说上年或人员退休的，不作核对。

    通过::

        三公经费: {公务接待费: 0.2}
        上年:
          口径: 年初预算
          三公经费: {公务接待费: 0.3}
        变动原因:
          - {适用: [公务接待费], 原因: 落实过紧日子要求，压减接待费用}

    不通过::

        三公经费: {公务接待费: 0.2}
        上年:
          口径: 年初预算
          三公经费: {公务接待费: 0.3}
        变动原因:
          - {适用: [公务接待费], 原因: 接待任务增加}
    """
    told = filed.facts.told
    for _, text, places in _entries(filed):
        says_more, says_less = _MORE.search(text.text), _LESS.search(text.text)
        said = says_more or says_less
        if said is None or (says_more and says_less) or _OTHERWISE.search(text.text):
            continue
        against = Direction.DECREASE if says_more else Direction.INCREASE
        for name, span in places.items():
            if _direction(told.get(name)) is against:
                message = f"“{name}”比上年{against.value}，而原因说“{said.group()}”。请核对数和原因。"
                yield Finding(span, message)
