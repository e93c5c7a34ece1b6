"""A project's money: this year's with what it is arranged for, and the medium term's."""

from generator.derive.budget import Budget
from generator.derive.rollup import Columns, Typed, roll_up
from generator.model.disclosure import Project
from generator.model.figures import Sheet
from generator.model.money import MoneyUnit
from generator.model.sheets import PROJECT, by_fund


def project_sheet(project: Project, budget: Budget, unit: MoneyUnit) -> Sheet:
    """Build a project's money: 资金总额 and its parts, this year's and the medium term's.

    Where the year's 财政拨款 is not typed it is the sum of what it is arranged for, or else the 项目支出 of the
    project's function code and fund.
    """
    name = f"{PROJECT}{project.name}"
    typed = [
        Typed(row, column, entry.value * unit.yuan, unit.grain, entry.span)
        for column, entries in (("中期", project.medium), ("年度", project.annual))
        for row, entry in entries.items()
    ]
    spent = budget.cell(by_fund(project.fund), project.code, "项目支出")
    typed += [
        Typed(line.row, "年度", entry.value * unit.yuan, unit.grain, entry.span)
        for line in project.arrangement
        for entry in line.amounts.values()
    ]
    if "财政拨款" not in project.annual and not project.arrangement and spent is not None:
        typed.append(Typed("财政拨款", "年度", spent.yuan, spent.grain, None, (spent,)))
    rows: dict[str, str | None] = {"资金总额": None, "财政拨款": "资金总额", "其他资金": "资金总额"}
    rows |= {line.row: "财政拨款" for line in project.arrangement}
    return roll_up(name, typed, rows, Columns(("中期", "年度")), {row: row for row in rows})
