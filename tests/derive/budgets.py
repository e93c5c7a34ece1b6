"""Random budgets as plain data of a unit file: trees of codes, funds, columns, stated totals, 万元 or 元."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from generator.build.workspace import Workspace
from tests.derive.oracle import ASSETS, FISCAL, FUNDS, INCOME, PROJECT, THREE_PUBLIC, TOTAL

REGISTERS = Workspace().registers()
FUNCTIONAL = sorted(code for code in REGISTERS.functional.names)
ECONOMIC = sorted(code for code in REGISTERS.economic.names if code[:3] in ("301", "302", "303", "310"))
ITEMS = [*sorted(REGISTERS.procurement.names)[:400], "B", "C", "C22010000", "C23090100", "B01000000"]

AMOUNTS = st.one_of(
    st.integers(0, 10**7),
    st.decimals(0, 10**4, places=2),
    st.decimals(-100, 10**9, places=2),
    st.just(Decimal("0.00")),
)


def _rows(keys: tuple[str, ...] | list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(keys), AMOUNTS, max_size=6)


def _amounts(*columns: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(columns), AMOUNTS, min_size=1, max_size=len(columns))


@st.composite
def _coded(draw: st.DrawFn, codes: list[str], key: str, amounts: st.SearchStrategy[dict[str, Any]]) -> Any:
    chosen = draw(st.lists(st.sampled_from([TOTAL, *codes]), max_size=7, unique=True))
    if chosen and draw(st.booleans()) and len(chosen[0]) > 3:
        chosen += [code for code in (chosen[0][:3], chosen[0][:5]) if code in codes and code not in chosen]
    return [{key: code} | draw(amounts) for code in chosen]


@st.composite
def _expenditure(draw: st.DrawFn) -> Any:
    columns = _amounts("基本支出", "项目支出", "支出合计")
    found = []
    for fund in draw(st.lists(st.sampled_from(FUNDS), min_size=1, max_size=3, unique=True)):
        lines = draw(_coded([PROJECT, *FUNCTIONAL], "科目", columns))
        found += [line | ({} if fund == FISCAL[0] else {"资金": fund}) for line in lines]
    return found


@st.composite
def _block(draw: st.DrawFn) -> Any:
    """What this year's facts and the block 上年 have in common."""
    transfers = st.lists(st.sampled_from([TOTAL, "甲县", "乙县", "丙县"]), max_size=3, unique=True)
    units = [{"单位": name} | draw(_amounts(*(f"{fund}项目支出" for fund in FISCAL))) for name in draw(transfers)]
    economic = st.one_of(_amounts("金额"), _amounts("人员经费", "公用经费", "合计"))
    parts: dict[str, Any] = {
        "收入": draw(_rows(sorted({*INCOME, *(row for rows in INCOME.values() for row in rows)}))),
        "支出": draw(_expenditure()),
        "基本支出经济分类": draw(_coded(ECONOMIC, "科目", economic)),
        "三公经费": draw(_rows(sorted({*THREE_PUBLIC, *(row for rows in THREE_PUBLIC.values() for row in rows)}))),
        "政府采购": draw(_coded(ITEMS, "品目", st.fixed_dictionaries({"金额": AMOUNTS}))),
        "部门管理转移支付": units,
    }
    for key in ("会议费", "培训费", "非税收入", "年终结转结余"):
        if draw(st.booleans()):
            parts[key] = draw(AMOUNTS)
    return parts


@st.composite
def budgets(draw: st.DrawFn) -> Any:
    """Draw the plain data of a whole file; what is stated need not add up."""
    data: dict[str, Any] = {
        "单位代码": "156001",
        "单位名称": "某办公室",
        "年度": 2026,
        "版式": "gansu",
        "状态": "草稿",
        "金额单位": draw(st.sampled_from(["万元", "元"])),
    } | draw(_block())
    operating = st.one_of(st.just({}), _amounts("基本支出", "项目支出", "合计"), st.just({"项目": "巡察"}))
    leaves = st.lists(st.sampled_from(ECONOMIC), max_size=4, unique=True)
    data["机关运行经费"] = [{"科目": code} | draw(operating) for code in draw(leaves)]
    data["资产"] = {"截止日期": "2025-12-31"} | {
        block: draw(_rows([block, *ASSETS[block]])) for block in ("固定资产", "无形资产")
    }
    data["项目"] = [
        {
            "名称": "巡察",
            "科目": PROJECT,
            "年度目标": "完成",
            "年度": draw(_rows(["其他资金"])),
            "中期": draw(_rows(["资金总额", "财政拨款", "其他资金"])),
            "指标": [{"一级指标": "产出", "二级指标": [{"名称": "数量", "三级指标": [{"名称": "次数", "年度": 2}]}]}],
        }
    ]
    if draw(st.booleans()):
        data["上年"] = {"口径": "年初预算"} | draw(_block())
    return data
