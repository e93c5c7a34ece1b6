"""Which figures a report tells the change of, with a reason: what its sections of text say."""

from collections.abc import Mapping

from generator.model.sheets import EXPENDITURE
from generator.view.page import DisclosurePage, Told

_THREE_PUBLIC = {
    "三公经费": "三公经费/三公经费",
    "因公出国境费用": "三公经费/因公出国境费用",
    "公务接待费": "三公经费/公务接待费",
    "公务用车购置费": "三公经费/公务用车购置费",
    "公务用车运行费": "三公经费/公务用车运行费",
}
TOLD_IN: Mapping[str, Mapping[str, str]] = {
    "balance": {"收入总计": "收入/收入总计", "支出合计": "支出/合计/支出合计"},
    "general-budget": {
        "基本支出": "支出·一般公共预算/合计/基本支出",
        "项目支出": "支出·一般公共预算/合计/项目支出",
    },
    "three-public": {
        **_THREE_PUBLIC,
        "培训费": "三公经费/培训费",
        "会议费": "三公经费/会议费",
    },
    "operating-costs": {"机关运行经费": "机关运行经费/合计/合计"},
    "shanghai/balance": {"收入总计": "财政拨款/本年收入", "支出合计": "财政拨款支出/合计/支出合计"},
    "shanghai/three-public": {**_THREE_PUBLIC, "公务用车购置及运行费": "三公经费/公务用车购置及运行费"},
}
"""The figures whose change is told with a reason, by the template part that tells them, with their addresses."""


def told_figures(page: DisclosurePage) -> dict[str, Told]:
    """Return the figures whose change this report tells, by the names that reasons use for them."""
    sections = {section.template for part in page.parts for section in part.sections}
    names = {name: address for part, told in TOLD_IN.items() if part in sections for name, address in told.items()}
    found = {name: told for name, address in names.items() if (told := page.tell(address, name))}
    if "balance" in sections:
        found |= {code: told for code, _, told in page.classes(EXPENDITURE, "支出合计")}
    return found
