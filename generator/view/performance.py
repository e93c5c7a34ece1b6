"""The performance tables: the whole unit's targets, and one table for each project."""

from generator.derive.projects import project_sheet
from generator.model import sheets
from generator.model.codes import TOTAL
from generator.model.disclosure import Dimension, Disclosure, Indicator, OverallPerformance, Project
from generator.model.figures import Figure, Sheet
from generator.model.profile import NumberStyle, TableSpec
from generator.model.tables import Cell, Row, Table
from generator.view.numbers import figure_text
from generator.view.tables import Material, take

REFERENCES = {
    "支出合计": "支出/合计/支出合计",
    "收入合计": "收入/收入总计",
    "基本支出": "支出/合计/基本支出",
    "项目支出": "支出/合计/项目支出",
}
"""What an indicator of the whole unit may refer to instead of typing a figure again."""

_OVERALL_WIDTHS = (11, 6, 11, 26, 10, 12, 10, 8, 6)
_PROJECT_WIDTHS = (11, 12, 20, 12, 12, 21, 12)


def overall_table(spec: TableSpec, number: int, material: Material) -> Table | None:
    """Build the table of the whole unit's targets; nothing where none are given."""
    overall = material.disclosure.overall
    if overall is None:
        return None
    rows = (
        _row("单位名称", _head("单位（部门）名称", 2), _text(material.disclosure.name, 7)),
        _row("联系人", _head("联系人", 2), _text(overall.contact, 7)),
        _row("年度绩效目标", _head("年度绩效目标", 2), _prose(overall.goal, 7)),
        *_budget_rows(material, spec.style),
        _row("", *(_column_head(text) for text in _OVERALL_HEADS)),
        *_overall_indicators(overall, material, spec.style),
    )
    return _assembled(spec, spec.kind, number, material.disclosure, material.fill(spec.title), _OVERALL_WIDTHS, rows)


_OVERALL_HEADS = (
    "一级指标",
    "权重",
    "二级指标",
    "三级指标",
    "指标值类型",
    "指标值",
    "度量单位",
    "指标值内容",
    "备注",
)


def _budget_rows(material: Material, style: NumberStyle) -> list[Row]:
    """Set expenditure by kind beside revenue by source."""

    def spent(key: str, address: str, *before: Cell, label: str = "", span: int = 1) -> tuple[Cell, ...]:
        return (*before, _head(label or key, span), _money(key, take(material.budget, address), style, 2))

    def source(label: str) -> tuple[Cell, ...]:
        return (_head(label, 2), _money(label, material.budget.cell(sheets.SOURCES, label), style, 2))

    blank = (_text("", 2), _text("", 2))
    basic, project = _head("基本支出", rowspan=3), _head("项目支出", rowspan=3)
    transfers = "部门管理转移支付/合计/合计"
    return [
        _row(
            "预算情况",
            _head("预算情况（万元）", 2, rowspan=8),
            _column_head("按支出类型分", 2),
            _column_head("预算金额", 1),
            _column_head("按来源类型分", 2),
            _column_head("预算金额", 2),
        ),
        _row("人员经费", *_narrow(spent("人员经费", "基本支出经济分类/合计/人员经费", basic)), *source("上级财政补助")),
        _row("公用经费", *_narrow(spent("公用经费", "基本支出经济分类/合计/公用经费")), *source("本级财政安排")),
        _row("基本支出", *_narrow(spent("基本支出", "基本支出经济分类/合计/合计", label="合计")), *source("其他资金")),
        _row("本级", *_narrow(spent("本级", "支出/合计/项目支出", project)), *blank),
        _row("对下转移支付", *_narrow(spent("对下转移支付", transfers)), *blank),
        _row("项目支出", *_narrow(spent("项目支出", "支出/合计/项目支出", label="合计")), *blank),
        _row("合计", *_narrow(spent("支出预算合计", "支出/合计/支出合计", span=2)), *source("收入预算合计")),
    ]


def _narrow(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Give the amount of the left half a single column."""
    *labels, amount = cells
    return (*labels, Cell(amount.text, amount.at, amount.figure, is_amount=True))


def _overall_indicators(overall: OverallPerformance, material: Material, style: NumberStyle) -> list[Row]:
    rows = []
    for dimension in overall.dimensions:
        for group_index, group in enumerate(dimension.groups):
            for index, indicator in enumerate(group.indicators):
                cells = _weight_cells(dimension) if not group_index and not index else []
                if not index:
                    cells.append(_head(group.name, rowspan=len(group.indicators)))
                cells.append(_head(indicator.name))
                cells.append(_text(indicator.comparison))
                cells.append(_overall_value(indicator, material, style))
                cells += [_text(indicator.unit), _text(""), _text(indicator.note)]
                rows.append(_row(indicator.name, *cells))
    return rows


def _weight_cells(dimension: Dimension) -> list[Cell]:
    height = _height(dimension)
    weight = f"{dimension.weight.value:f}" if dimension.weight else ""
    return [_head(dimension.name, rowspan=height), Cell(weight, (dimension.name, "权重"), rowspan=height)]


def _height(dimension: Dimension) -> int:
    return sum(len(group.indicators) for group in dimension.groups)


def _overall_value(indicator: Indicator, material: Material, style: NumberStyle) -> Cell:
    if indicator.refers_to is None:
        return Cell(indicator.values.get("指标值", ""), (indicator.name, "指标值"))
    figure = take(material.budget, REFERENCES[indicator.refers_to])
    return Cell(figure_text(figure, style), (indicator.name, "指标值"), figure)


def project_tables(spec: TableSpec, number: int, material: Material) -> list[Table]:
    """Build one table for each project, numbered on from `number`."""
    return [
        _project_table(spec, number + index, f"{spec.kind}-{index + 1}", material, project)
        for index, project in enumerate(material.disclosure.projects)
    ]


def _project_table(spec: TableSpec, number: int, kind: str, material: Material, project: Project) -> Table:
    money = project_sheet(project, material.budget, material.disclosure.unit)
    years = project.medium_years
    period = f"（{years[0]}—{years[1]}年）" if years else ""
    rows = (
        _row("项目名称", _head("项目名称"), _text(project.name, 6)),
        _row(
            "主管部门",
            _head("主管部门及代码"),
            _text(project.department, 2),
            _head("实施单位"),
            _text(project.implementer, 3),
        ),
        _row("项目属性", _head("项目属性"), _text(project.attribute, 2), _head("项目日期"), _text(project.date, 3)),
        *_project_money(money, spec.style),
        _row("", _head("总体目标", rowspan=2), _column_head(f"中期目标{period}", 3), _column_head("年度目标", 3)),
        _row("总体目标", _prose(project.medium_goal, 3), _prose(project.annual_goal, 3)),
        _row("", *(_column_head(text) for text in ("一级指标", *("二级指标", "三级指标", "指标值") * 2))),
        *_project_indicators(project, money, spec.style),
    )
    title = f"{material.fill(spec.title)}（{project.name}）"
    return _assembled(spec, kind, number, material.disclosure, title, _PROJECT_WIDTHS, rows)


def _project_money(money: Sheet, style: NumberStyle) -> list[Row]:
    labels = {"资金总额": "资金总额：", "财政拨款": "其中：财政拨款", "其他资金": "其他资金"}
    rows = []
    for row, label in labels.items():
        cells = [_head("项目资金（万元）", rowspan=3)] if row == "资金总额" else []
        for period, span in (("中期", 1), ("年度", 2)):
            shown = f"{period}{label}" if row == "资金总额" else label
            cells.append(_head(shown, 2 if period == "中期" else 1))
            figure = money.cell(row, period)
            cells.append(Cell(figure_text(figure, style), (row, period), figure, is_amount=True, colspan=span))
        rows.append(_row(row, *cells))
    return rows


def _project_indicators(project: Project, money: Sheet, style: NumberStyle) -> list[Row]:
    rows = []
    for dimension in project.dimensions:
        for group_index, group in enumerate(dimension.groups):
            for index, indicator in enumerate(group.indicators):
                cells = []
                if not group_index and not index:
                    cells.append(_head(dimension.name, rowspan=_height(dimension)))
                for period in ("中期", "年度"):
                    if not index:
                        cells.append(_head(group.name, rowspan=len(group.indicators)))
                    cells.append(_head(indicator.name))
                    cells.append(_project_value(indicator, period, money, style))
                rows.append(_row(indicator.name, *cells))
    return rows


def _project_value(indicator: Indicator, period: str, money: Sheet, style: NumberStyle) -> Cell:
    at = (indicator.name, period)
    if indicator.refers_to is None:
        value = indicator.values.get(period, "")
        return Cell(f"{indicator.comparison}{value}{indicator.unit}" if value else "", at)
    figure = money.cell(indicator.refers_to, period)
    text = figure_text(figure, style)
    return Cell(f"{indicator.comparison}{text}{indicator.unit}" if text else "", at, figure)


def _assembled(
    spec: TableSpec,
    kind: str,
    number: int,
    disclosure: Disclosure,
    title: str,
    widths: tuple[int, ...],
    rows: tuple[Row, ...],
) -> Table:
    return Table(
        kind=kind,
        number=number,
        title=title,
        unit="",
        heads=(),
        widths=widths,
        rows=rows,
        note="",
        subtitle=f"（{disclosure.year}年度）",
        is_performance=True,
    )


def _row(key: str, *cells: Cell) -> Row:
    return Row(key, cells)


def _head(text: str, colspan: int = 1, *, rowspan: int = 1) -> Cell:
    return Cell(text, scope="row", colspan=colspan, rowspan=rowspan)


def _column_head(text: str, colspan: int = 1) -> Cell:
    return Cell(text, scope="col", colspan=colspan)


def _text(text: str, colspan: int = 1) -> Cell:
    return Cell(text, colspan=colspan)


def _prose(text: str, colspan: int) -> Cell:
    return Cell(text, colspan=colspan, is_prose=True)


def _money(key: str, figure: Figure | None, style: NumberStyle, colspan: int) -> Cell:
    return Cell(figure_text(figure, style), (key, TOTAL), figure, is_amount=True, colspan=colspan)
