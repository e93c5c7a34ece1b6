"""The tables as a page must print them, from a ledger's account; and the tables that a page prints, from its HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

from lxml import html

from tests.demonstration.ledger import (
    CAPITAL,
    CARRIED,
    ECONOMIC,
    FISCAL,
    FUNCTION,
    FUNDS,
    GENERAL,
    ITEMS,
    TOTAL,
    Account,
    Amount,
    added,
)

Row = tuple[str, ...]
INCOMES = (
    "一般公共预算财政拨款收入",
    "政府性基金预算财政拨款收入",
    "国有资本经营预算收入",
    "教育专户核算",
    "事业收入",
    "上级补助收入",
    "附属单位上缴收入",
    "经营收入",
    "其他收入",
)
SOURCES = ("财政性资金", "教育专户", "非财政性资金")
BRIEF = {INCOMES[0]: "一般公共预算", INCOMES[1]: "政府性基金预算", INCOMES[2]: "国有资本经营预算"}
COLUMNS = ("支出合计", "基本支出", "项目支出")


def text(amount: Amount) -> str:
    """Print 元 in 万元 with two decimals, half up; nothing, and zero, as a blank."""
    if not amount:
        return ""
    hundredths = int(abs(amount) / 100 + Fraction(1, 2))
    return f"{'-' if amount < 0 else ''}{hundredths // 100}.{hundredths % 100:02d}"


def tables(page: Path) -> dict[str, list[Row]]:
    """Every official table of a page by its kind: the rows' cells, list numbers left out."""
    found = {}
    for section in html.fromstring(page.read_bytes()).iterfind(".//section[@class]"):
        if section.get("class", "").startswith("table-section"):
            rows = section.findall(".//tbody/tr")
            found[section.get("id", "")] = [tuple(_plain(cell.text_content()) for cell in row) for row in rows]
    return found


def _plain(label: str) -> str:
    return re.sub(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)", "", " ".join(label.split()))


def amounts_of(rows: Iterable[Row]) -> set[Row]:
    """The rows of a two-sided table as (label, amount), those with an amount."""
    pairs = [pair for row in rows for pair in (row[:2], row[2:])]
    return {pair for pair in pairs if len(pair) == 2 and pair[1]}


def expected(account: Account, units: list[Account]) -> dict[str, Callable[[], object]]:
    """What each table must hold, by kind."""
    return {
        "revenue-expenditure": lambda: overall(account),
        "revenue": lambda: revenue(account),
        "expenditure": lambda: by_code(
            account.codes(account.funds()), FUNCTION, (*COLUMNS, CARRIED), account.of_all_funds, with_codes=False
        ),
        "appropriation-balance": lambda: balance(account),
        "appropriation-by-unit": lambda: by_unit(account, units, fiscal_cells),
        "general-budget": lambda: of_fund(account, GENERAL, COLUMNS, with_codes=True),
        "basic": lambda: by_code(
            [TOTAL, *sorted({code for file in account.files for code in file.classes()})],
            ECONOMIC,
            (TOTAL, "人员经费", "公用经费"),
            account.basic,
            with_codes=True,
        ),
        "three-public": lambda: by_unit(account, units, expense_cells),
        "operating-costs": lambda: operating(account),
        "government-funds": lambda: of_fund(account, FUNDS, ("支出合计",)),
        "state-capital": lambda: of_fund(account, CAPITAL, ("支出合计",)),
        "managed-transfers": lambda: transfers(account),
        "procurement": lambda: procurement(account),
    }


def overall(account: Account) -> set[Row]:
    """收支总体情况表."""
    year, carried = account.income(*INCOMES), account.income(*SOURCES)
    spent, kept = account.of_all_funds(TOTAL, "支出合计"), account.carried_on("", *SOURCES)
    found = {row: account.income(row) for row in INCOMES}
    found |= {FUNCTION[code]: account.of_all_funds(code, "支出合计") for code in FUNCTION if len(code) == 3}
    found |= {"本年收入合计": year, "上年结转结余": carried, "收入总计": added((year, carried))}
    found |= {"本年支出合计": spent, "年终结转结余": kept, "支出总计": added((spent, kept))}
    return {(label, text(amount)) for label, amount in found.items() if text(amount)}


def revenue(account: Account) -> set[Row]:
    """收入总体情况表."""
    year, carried = account.income(*INCOMES), account.income(*SOURCES)
    found = {f"{BRIEF.get(row, row)}{'资金' if row in INCOMES[:4] else ''}": account.income(row) for row in INCOMES}
    found |= {row: account.income(row) for row in SOURCES}
    found |= {"财政拨款": account.income(INCOMES[0]), "本年收入合计": year, "上年结转": carried}
    found |= {"收入合计": added((year, carried))}
    return {(label, text(amount)) for label, amount in found.items() if text(amount)}


def balance(account: Account) -> set[Row]:
    """财政拨款收支总体情况表."""
    fiscal = [(fund, "") for fund in FISCAL]
    year, carried = account.income(*INCOMES[:3]), account.income("财政性资金")
    spent, kept = account.spent(fiscal, TOTAL, "支出合计"), account.carried_on("财政性资金")
    from_last = account.spent([(CARRIED, "财政性资金")], TOTAL, "支出合计")
    found = {f"{brief}财政拨款": account.income(row) for row, brief in BRIEF.items()}
    found |= {FUNCTION[code]: account.spent(fiscal, code, "支出合计") for code in FUNCTION if len(code) == 3}
    found |= {"本年收入": year, "上年结转": carried, "收入总计": added((year, carried)), "本年支出": spent}
    found |= {"上年结转安排的支出": from_last, "结转下年": kept, "支出总计": added((spent, from_last, kept))}
    return {(label, text(amount)) for label, amount in found.items() if text(amount)}


def by_code(
    codes: list[str],
    register: dict[str, str],
    columns: tuple[str, ...],
    value: Callable[[str, str], Amount],
    *,
    with_codes: bool,
) -> list[Row]:
    """A table by code, 合计 first."""
    rows = []
    for code in codes:
        name = TOTAL if code == TOTAL else register[code]
        label = ("" if code == TOTAL else code, name) if with_codes else (name,)
        rows.append((*label, *(text(value(code, column)) for column in columns)))
    return rows


def of_fund(account: Account, fund: str, columns: tuple[str, ...], *, with_codes: bool = False) -> list[Row]:
    """A fund's expenditure; an empty table has one blank row."""
    codes = account.codes([(fund, "")])
    rows = by_code(
        codes, FUNCTION, columns, lambda code, column: account.spent([(fund, "")], code, column), with_codes=with_codes
    )
    return rows or [("",) * (1 + with_codes + len(columns))]


def fiscal_cells(account: Account) -> list[Amount]:
    cells = [account.spent([(fund, "") for fund in FISCAL], TOTAL, "支出合计")]
    return cells + [account.spent([(fund, "")], TOTAL, column) for fund in FISCAL for column in COLUMNS]


def expense_cells(account: Account) -> list[Amount]:
    rows = ("三公经费", "因公出国境费用", "公务接待费", "公务用车购置费", "公务用车运行费", "会议费", "培训费")
    return [account.expense(row) for row in rows]


def by_unit(account: Account, units: list[Account], cells: Callable[[Account], list[Amount]]) -> dict[str, Row]:
    """The rows of a table by units, by name."""
    found = {unit.name: tuple(map(text, cells(unit))) for unit in units}
    return found | {TOTAL: tuple(map(text, cells(account))), account.name: tuple(map(text, cells(account)))}


def operating(account: Account) -> list[Row]:
    """机关运行经费表: ordinal, name, 合计, 基本支出, 项目支出."""
    codes = sorted({code for file in account.files for code in file.operating_classes()})
    rows = []
    for ordinal, code in enumerate([TOTAL, *codes] if codes else [], start=1):
        amount = text(account.operating(code))
        rows.append((str(ordinal), ECONOMIC.get(code, code), amount, amount, ""))
    return rows or [("",) * 5]


def transfers(account: Account) -> dict[str, Row]:
    """部门管理转移支付表 by receiver."""
    columns = [f"{fund}项目支出" for fund in FISCAL]
    lines = [each for file in account.files for each in file.handed().items()]
    found = {}
    for receiver in dict.fromkeys([TOTAL, *(name for name, _ in lines)] if lines else []):
        cells = [added(each.get(column) for name, each in lines if receiver in (TOTAL, name)) for column in columns]
        found[receiver] = tuple(map(text, (added(cells), *cells)))
    return found or {"": ("",) * 4}


def procurement(account: Account) -> set[Row]:
    """政府采购预算表: items and amounts."""
    bought = [each for file in account.files for each in file.bought().items()]
    found = {TOTAL: added(fen for _, fen in bought)}
    for item, _ in bought:
        found[ITEMS[item]] = added(yuan for code, yuan in bought if code == item)
    return {(label, text(amount)) for label, amount in found.items() if text(amount)}
