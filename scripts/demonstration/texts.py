"""What invented units write: duties, organisation, reasons, targets and terms, all of it saying what it is."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from demonstration.cast import Department, Member
from demonstration.facts import Project, Told

_SURNAMES = "赵钱孙李周吴郑王冯陈"
_GIVEN = ("昇", "喆", "玥", "文昇", "喆远", "玥宁", "一帆", "立新", "思源", "明慧")
_OFFICES = ("办公室", "财务科", "规划科", "业务科", "监督科", "政策法规科", "宣传科")
_WORK = ("因公", "公务", "三公", "会议费", "培训费", "项目支出")
_REASONS = {
    (False, False): "落实过紧日子要求，压减一般性支出",
    (False, True): "人员增加和工资标准调整",
    (True, False): "落实过紧日子要求，压减有关活动",
    (True, True): "本年工作任务增加",
}
"""Why figures move: by whether they follow from tasks rather than from staff, and whether they grow."""


def person(rng: Random) -> str:
    """Invent a name."""
    return rng.choice(_SURNAMES) + rng.choice(_GIVEN)


def short_name(name: str) -> str:
    """Shorten a unit's name as its own texts do."""
    return name.removeprefix("示例市").removesuffix("本级") if len(name) < 20 else "昇平文化中心"


def duties(unit: Member | Department) -> str:
    """Write a unit's duties."""
    return (
        f"示例数据：{short_name(unit.name)}主要负责全市{unit.trade.work}等工作，贯彻落实有关法律法规和方针政策，"
        f"拟订{unit.trade.field}事业发展规划并组织实施，完成市委、市政府交办的其他任务。"
    )


def organisation(unit: Member | Department, rng: Random) -> dict[str, str]:
    """Write a unit's organisation."""
    offices = "、".join(rng.sample(_OFFICES, k=rng.randint(2, 5)))
    return {"机关内设机构" if unit.kind != "事业" else "直属事业单位": f"{short_name(unit.name)}内设{offices}。"}


_TOLD_IN_SHANGHAI = ("收入总计", "支出合计", "三公经费", "因公", "公务")


def _is_told(name: str, profile: str) -> bool:
    """Say whether a region's sentences tell how a figure moved."""
    if profile == "shanghai":
        return name.startswith(_TOLD_IN_SHANGHAI)
    return name != "公务用车购置及运行费"


def reasons(this: Told, last: Told, profile: str) -> list[tuple[list[str], str]]:
    """Give a reason for every figure that a sentence tells to have moved, as printed in 0.01万元."""
    found: dict[str, list[str]] = {}
    for name in this.keys() & last.keys():
        moved = _shown(this[name]) - _shown(last[name])
        if moved and _is_told(name, profile):
            found.setdefault(_REASONS[name.startswith(_WORK), moved > 0], []).append(name)
    return [(sorted(names), reason) for reason, names in sorted(found.items())]


def _shown(fen: int) -> int:
    return (fen + 5000) // 10000


Group = tuple[str, list[tuple[str, str, str, str]]]
"""二级指标, with its 三级指标: name, comparison, value, unit."""


def overall_targets(unit: Member | Department, rng: Random, *, is_long: bool) -> list[tuple[str, int, list[Group]]]:
    """Invent the whole unit's targets: 一级指标, weight, groups; a long table has every target there is."""
    work = unit.trade.field
    bank: list[tuple[str, list[Group]]] = [
        (
            "基本运行指标",
            [
                ("预算收支管理", [("预算执行率", "≥", "95", "%"), ("预算调整率", "≤", "10", "%")]),
                ("财会管理", [("资金使用合规性", "定性", "合规", ""), ("内部控制有效性", "定性", "有效", "")]),
                ("资产管理", [("资产账实相符率", "=", "100", "%")]),
            ],
        ),
        (
            "重点履职指标",
            [
                ("数量指标", [(f"{work}专项检查", "≥", "12", "次"), (f"{work}业务培训", "≥", "4", "期")]),
                ("质量指标", [("重点任务完成率", "≥", "98", "%"), ("服务规范化水平", "定性", "提高", "")]),
                ("时效指标", [("任务按期完成率", "≥", "95", "%")]),
            ],
        ),
        (
            "效益指标",
            [
                ("社会效益", [(f"{work}服务水平", "定性", "提升", "")]),
                ("服务对象满意度", [("群众满意度", "≥", "90", "%"), ("服务对象满意度", "≥", "92", "%")]),
            ],
        ),
    ]
    weights = (40, 40, 20)
    if is_long:
        return [(name, weight, groups * 3) for (name, groups), weight in zip(bank, weights, strict=True)]
    return [
        (name, weight, groups[: rng.randint(1, len(groups))])
        for (name, groups), weight in zip(bank, weights, strict=True)
    ]


def project_targets(project: Project, rng: Random) -> list[tuple[str, list[tuple[str, str, str, str, str]]]]:
    """Invent a project's targets: 一级指标, then 三级指标 as name, comparison, medium-term and annual value, unit."""
    times = rng.randint(2, 9)
    found = [
        (
            "产出指标",
            [
                (f"{project.name}支出活动次数", "≥", f"{3 * times}", f"{times}", "次"),
                ("任务完成率", "≥", "95", "95", "%"),
            ],
        ),
        ("效益指标", [("服务能力", "定性", "提升", "提升", "")]),
        ("满意度指标", [("服务对象满意度", "≥", "90", "90", "%")]),
    ]
    return found[: rng.randint(2, 3)]


TERMS: Sequence[tuple[str, str]] = (
    ("财政拨款", "指本级财政安排给部门和单位的一般公共预算、政府性基金预算和国有资本经营预算资金。"),
    ("基本支出", "指为保障机构正常运转、完成日常工作任务而安排的人员经费和公用经费。"),
    ("项目支出", "指在基本支出之外，为完成特定任务和事业发展目标安排的支出。"),
    ("“三公”经费", "指因公出国（境）费、公务用车购置及运行费和公务接待费。"),
    ("机关运行经费", "指为保障机关运行，用一般公共预算安排的购买货物和服务的支出。"),
    ("上年结转", "指以前年度预算安排、需要结转到本年继续使用的资金。"),
)
