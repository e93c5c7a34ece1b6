"""Facts and texts → the text of one file, written line by line so that thousands take little time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random

from demonstration import texts
from demonstration.cast import Department, Member
from demonstration.facts import (
    CARRIED,
    FISCAL_SOURCE,
    GENERAL,
    TOTAL,
    Facts,
    Line,
    Printed,
    Project,
    Typing,
    printed_of,
)

_COLUMNS = ("支出合计", "基本支出", "项目支出")
Write = Callable[[int], str]
PREFACE = "本文件是示例数据，单位、人员和金额均为虚构。按照预算公开的有关要求，"
SCHEMA = "# yaml-language-server: $schema=../../schema/unit.schema.json\n"


def head(pairs: Mapping[str, str]) -> str:
    """Write the first keys, those without a value left out."""
    return "".join(f"{key}: {value}\n" for key, value in pairs.items() if value)


def amounts(facts: Facts, typing: Typing, indent: str = "", *, explicit_operating: bool = False) -> str:
    """Write everything that counts money, for the file itself or, indented, for its block 上年."""
    write = typing.text
    income = "".join(f"  {row}: {write(fen)}\n" for row, fen in facts.income.items())
    lines = ["收入:\n", income, _carried_on(facts, write), "支出:\n", *_spent(facts, typing)]
    lines += _basic(facts, typing)
    lines.append(_expenses(facts, typing))
    lines += _operating(facts, typing, explicit=explicit_operating)
    return "".join(f"{indent}{line}\n" for line in "".join(lines).rstrip("\n").split("\n"))


def _carried_on(facts: Facts | Printed, write: Write) -> str:
    if not facts.carried_on:
        return "年终结转结余: 0\n"
    return "年终结转结余: {" + ", ".join(f"{row}: {write(fen)}" for row, fen in facts.carried_on.items()) + "}\n"


def _tree(leaves: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """List 合计, then every 类 and 款, each with the leaves below it."""
    ordered = sorted(leaves)
    above = dict.fromkeys(code[:length] for code in ordered for length in (3, 5))
    return [
        ("合计", tuple(ordered)),
        *((row, tuple(code for code in ordered if code[: len(row)] == row)) for row in above),
    ]


def _spent(facts: Facts, typing: Typing) -> list[str]:
    """Write expenditure by fund; in a file that states totals, those of every level too."""
    if typing.states:
        return _stated(printed_of(facts, typing), typing.text)
    rows = sorted(facts.spent.items(), key=lambda each: (each[0][:2] != (GENERAL, ""), each[0]))
    return [_line(line, columns, typing.text) for line, columns in rows]


def _stated(printed: Printed, write: Write) -> list[str]:
    rows = sorted(
        printed.spent.items(), key=lambda each: (each[0][:2] != (GENERAL, ""), *each[0][:2], each[0][2] != TOTAL)
    )
    return [_line(line, columns, write) for line, columns in rows]


def _line(line: Line, columns: Mapping[str, int], write: Write) -> str:
    fund, source, row = line
    told = "" if fund == GENERAL else f"资金: {fund}, "
    told += f"结转来源: {source}, " if fund == CARRIED and source != FISCAL_SOURCE else ""
    money = ", ".join(f"{column}: {write(columns[column])}" for column in _COLUMNS if column in columns)
    return f"  - {{科目: {row}, {told}{money}}}\n"


def last_year(printed: Printed, write: Write) -> str:
    """Write last year's figures of a sum, below the block's own keys: what its tables printed."""
    lines = ["  收入:\n", *(f"    {row}: {write(fen)}\n" for row, fen in printed.income.items())]
    lines += ["  ", _carried_on(printed, write), "  支出:\n", *(f"  {line}" for line in _stated(printed, write))]
    three = {row: fen for row, fen in printed.expenses.items() if row not in ("会议费", "培训费")}
    lines += ["  三公经费:\n", *(f"    {row}: {write(fen)}\n" for row, fen in three.items())]
    lines += [f"  {row}: {write(printed.expenses[row])}\n" for row in ("会议费", "培训费")]
    lines += [f"  机关运行经费:\n    - {{科目: 合计, 合计: {write(fen)}}}\n" for fen in printed.operating.values()]
    return "".join(lines)


def _basic(facts: Facts, typing: Typing) -> list[str]:
    lines = ["基本支出经济分类:\n"]
    if typing.states:
        for row, below in _tree(facts.basic):
            fen = {"人员经费": 0, "公用经费": 0}
            for code in below:
                fen["人员经费" if code[:3] in ("301", "303") else "公用经费"] += facts.basic[code]
            money = ", ".join(f"{column}: {typing.text(each)}" for column, each in fen.items() if each)
            both = f", 合计: {typing.text(sum(fen.values()))}" if all(fen.values()) else ""
            lines.append(f"  - {{科目: {row}, {money}{both}}}\n")
    else:
        lines += [f"  - {{科目: {code}, 金额: {typing.text(fen)}}}\n" for code, fen in facts.basic.items()]
    return lines


def _expenses(facts: Facts, typing: Typing) -> str:
    three = {row: fen for row, fen in facts.expenses.items() if row not in ("会议费", "培训费")}
    if typing.states:
        vehicles = three["公务用车购置费"] + three["公务用车运行费"]
        three = {"三公经费": sum(three.values()), "公务用车购置及运行费": vehicles} | three
    lines = ["三公经费:\n", *(f"  {row}: {typing.text(fen)}\n" for row, fen in three.items())]
    return "".join(lines) + "".join(f"{row}: {typing.text(facts.expenses[row])}\n" for row in ("会议费", "培训费"))


def _operating(facts: Facts, typing: Typing, *, explicit: bool) -> list[str]:
    """Write the running costs of offices: the amounts are those of the same classes unless written out."""
    if not facts.operating:
        return ["机关运行经费: []\n"]
    total = typing.text(sum(facts.operating.values()))
    lines = [f"  - {{科目: 合计, 基本支出: {total}}}\n"] if typing.states else []
    for code, fen in facts.operating.items():
        lines.append(f"  - {{科目: {code}{f', 基本支出: {typing.text(fen)}' if explicit else ''}}}\n")
    return ["机关运行经费:\n", *lines]


_USES = (
    "部级领导干部用车",
    "主要领导干部用车",
    "机要通信用车",
    "应急保障用车",
    "执法执勤用车",
    "特种专业技术用车",
    "离退休干部用车",
)


def _vehicles(count: int) -> str:
    """Write vehicles by use: all of them for any other use than those that have names."""
    return "{" + ", ".join(f"{use}: 0" for use in _USES) + f", 其他用车: {count}}}"


def belongings(facts: Facts, unit: Member | Department, year: int) -> str:
    """Write procurement, transfers, non-tax revenue and assets."""
    write = unit.typing.text
    bought = "".join(f"  - {{品目: {item}, 金额: {write(fen)}}}\n" for item, fen in facts.procurement.items())
    handed = "".join(
        f"  - {{单位: {receiver}, {', '.join(f'{column}: {write(fen)}' for column, fen in columns.items())}}}\n"
        for receiver, columns in facts.transfers.items()
    )
    assets = {row: write(fen) for row, fen in facts.assets.items()}
    fixed = ("房屋和构筑物", "设备", "文物和陈列品", "图书和档案", "家具和用具", "特种动植物")
    rights = ("土地使用权", "专利及信息数据等无形资产")
    employed = f"{{编制: {facts.staff + 1}, 实有: {facts.staff}}}"
    staff = f"人员情况:\n  {unit.kind}: {employed}\n  离退休: {{实有: {facts.retired}}}\n" if facts.staff else ""
    return (
        (f"政府采购:\n{bought}" if bought else "政府采购: []\n")
        + (f"部门管理转移支付:\n{handed}" if handed else "部门管理转移支付: []\n")
        + f"非税收入: {write(facts.other['非税收入'])}\n"
        + staff
        + f"资产:\n  截止日期: {year - 1}-12-31\n"
        + f"  固定资产: {{{', '.join(f'{row}: {assets[row]}' for row in fixed)}}}\n"
        + f"  车辆: {{数量: {facts.vehicles}, 价值: {assets['车辆']}}}\n"
        + f"  无形资产: {{{', '.join(f'{row}: {assets[row]}' for row in rights)}}}\n"
        + (f"  车辆用途: {_vehicles(facts.vehicles)}\n  大型设备: 0\n" if unit.profile == "shanghai" else "")
    )


def for_shanghai(unit: Member | Department, facts: Facts, listed: Sequence[Project]) -> str:
    """Write what the reports of that region tell beside the rest."""
    involved = unit.typing.text(sum(project.fen for project in listed))
    return (
        f"绩效目标设置: {{项目数: {len(listed)}, 涉及金额: {involved}}}\n"
        f"新增资产配置:\n  车辆用途: {_vehicles(0)}\n  大型设备: 0\n"
    )


def reasons(listed: Iterable[tuple[list[str], str]]) -> str:
    """Write the reasons for changes."""
    lines = [f"  - 适用: [{', '.join(names)}]\n    原因: {reason}\n" for names, reason in listed]
    return "变动原因:\n" + "".join(lines) if lines else ""


def introduction(unit: Member | Department, year: int, rng: Random) -> str:
    """Write preface, duties and organisation."""
    organisation = "".join(f"  {key}: {text}\n" for key, text in texts.organisation(unit, rng).items())
    return (
        f"前言: |-\n  {PREFACE}现将{year}年部门预算公开如下。\n\n"
        f"部门职责: |-\n  {texts.duties(unit)}\n\n机构设置:\n{organisation}\n"
        f"收支范围: {'本级预算和所属单位预算' if isinstance(unit, Department) else '单位预算'}\n"
    )


def performance_work(projects: int) -> str:
    """Write last year's performance management: its counts."""
    count = max(projects, 1)
    return (
        "绩效管理:\n  概述: |-\n    示例数据：将绩效理念融入预算编制、执行和监督的全过程。\n"
        f"  目标管理: {{绩效目标数: {count + 1}, 公开数: {count + 1}}}\n"
        f"  运行监控: {{开展时间: 7月, 监控期间: 1-6月, 监控项目数: {count}, 项目总数: {count}, "
        f"截至: 7月底, 如期完成数: {count}}}\n"
        f"  绩效自评: {{整体支出: 1, 项目支出: {count}, 应评数: {count + 1}}}\n  结果应用: {{调整项目数: 0}}\n"
    )


def overall(unit: Member | Department, rng: Random, *, is_long: bool, is_short_of_ten: bool) -> str:
    """Write the whole unit's targets; `is_short_of_ten` leaves ten points for carrying the budget out."""
    lines = [
        f"整体绩效:\n  联系人: {texts.person(rng)}\n  年度目标: |-\n",
        f"    示例数据：做好{unit.trade.work}，提高{unit.trade.field}服务水平。\n  指标:\n",
    ]
    for index, (name, weight, groups) in enumerate(texts.overall_targets(unit, rng, is_long=is_long)):
        shown = weight - 10 if is_short_of_ten and not index else weight
        lines.append(f"    - 一级指标: {name}\n      权重: {shown}\n      二级指标:\n")
        for count, (group, targets) in enumerate(groups):
            suffix = "" if count < len(groups) // 3 or not is_long else "（续）"
            lines.append(f"        - 名称: {group}{suffix}\n          三级指标:\n")
            lines += [f"            - {_target(each)}\n" for each in targets]
    return "".join(lines)


def _target(target: tuple[str, str, str, str]) -> str:
    name, comparison, value, unit = target
    sign = f'"{comparison}"' if comparison == "=" else comparison
    return f"{{名称: {name}, 比较: {sign}, 指标值: {value}{_in(unit)}}}"


def _in(unit: str) -> str:
    return f', 计量单位: "{unit}"' if unit else ""


def projects(unit: Member | Department, listed: Sequence[Project], typing: Typing, year: int, rng: Random) -> str:
    """Write each project's money and targets; the year's money is that of its line of expenditure."""
    blocks = []
    for project in listed:
        fund = "" if project.fund == GENERAL else f"    资金: {project.fund}\n"
        blocks.append(
            f"  - 名称: {project.name}\n    科目: {project.code}\n{fund}"
            f"    主管部门: {unit.name}\n    实施单位: {unit.name}\n"
            f"    属性: 延续性\n    日期: {year}年\n"
            f"    中期: {{起始年: {year}, 截止年: {year + 2}, 财政拨款: {typing.text(3 * project.fen)}}}\n"
            f"    中期目标: 示例数据：三年内完成{project.name}安排的各项任务。\n"
            f"    年度目标: 示例数据：完成{project.name}年度安排的各项任务。\n"
        )
        if unit.profile == "shanghai":
            blocks.append(
                f"    概述: 示例数据：{project.name}用于{unit.trade.work}。\n"
                f"    立项依据: [《示例市{unit.trade.field}工作实施意见》]\n"
                f"    实施方案: 示例数据：按年度工作计划组织实施。\n    实施周期: {year}.1.1-{year}.12.31\n"
                f"    预算安排:\n      - {{内容: {project.name}, 金额: {typing.text(project.fen)}}}\n"
                "    绩效说明: 详见项目绩效目标\n"
            )
        blocks.append("    指标:\n")
        for dimension, targets in texts.project_targets(project, rng):
            blocks.append(
                f"      - 一级指标: {dimension}\n        二级指标:\n"
                f"          - 名称: {dimension}\n            三级指标:\n"
            )
            for name, comparison, medium, annual, measure in targets:
                sign = "" if comparison == "定性" else f", 比较: {comparison}"
                blocks.append(f"              - {{名称: {name}{sign}, 中期: {medium}, 年度: {annual}{_in(measure)}}}\n")
    return "项目:\n" + "".join(blocks) if blocks else ""


def terms() -> str:
    """Write the glossary."""
    return "名词解释:\n" + "".join(f"  - 名词: {name}\n    解释: {text}\n" for name, text in texts.TERMS)
