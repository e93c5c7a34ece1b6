"""Which sheets of figures a budget has: where their lines are typed, their columns, and the fixed row trees.

Row and column names are the terms of the official tables. A row that is a code hangs in its register's tree instead.
"""

from collections.abc import Mapping

from generator.model.disclosure import CARRIED_FORWARD, FISCAL_CARRY_OVER

AMOUNT = "金额"
INCOME = "收入"
EXPENDITURE = "支出"
BASIC = "基本支出经济分类"
THREE_PUBLIC = "三公经费"
OPERATING = "机关运行经费"
PROCUREMENT = "政府采购"
ASSETS = "资产"
OTHER = "其他事项"
TRANSFERS = "部门管理转移支付"
BALANCE = "支出总计"
FISCAL = "财政拨款支出"
APPROPRIATION = "财政拨款"
SOURCES = "资金来源"
INCOME_BY_FUNCTION = "收入·功能分类"
SMALL_BUSINESS = "中小企业采购"
SERVICES = "政府购买服务"
NEW_ASSETS = "新增资产配置"
TARGETS = "绩效目标设置"
PROJECT = "项目·"

INPUTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    INCOME: ((INCOME,),),
    EXPENDITURE: ((EXPENDITURE,),),
    BASIC: ((BASIC,),),
    THREE_PUBLIC: ((THREE_PUBLIC,), ("会议费",), ("培训费",)),
    OPERATING: ((OPERATING,),),
    PROCUREMENT: ((PROCUREMENT,),),
    TRANSFERS: ((TRANSFERS,),),
    ASSETS: (("资产", "固定资产"), ("资产", "无形资产")),
    OTHER: (("非税收入",),),
    BALANCE: (("年终结转结余",),),
    SMALL_BUSINESS: ((SMALL_BUSINESS,),),
    SERVICES: ((SERVICES,),),
    NEW_ASSETS: ((NEW_ASSETS, AMOUNT),),
    TARGETS: ((TARGETS, "涉及金额"),),
}
"""Where each sheet's lines stand in a file, and in its block 上年."""

FIXED_ROWS: Mapping[str, Mapping[str, str | None]] = {
    INCOME: {
        "收入总计": None,
        "本年收入合计": "收入总计",
        "一般公共预算财政拨款收入": "本年收入合计",
        "政府性基金预算财政拨款收入": "本年收入合计",
        "国有资本经营预算收入": "本年收入合计",
        "教育专户核算": "本年收入合计",
        "事业收入": "本年收入合计",
        "上级补助收入": "本年收入合计",
        "附属单位上缴收入": "本年收入合计",
        "经营收入": "本年收入合计",
        "其他收入": "本年收入合计",
        "上年结转结余": "收入总计",
        "财政性资金": "上年结转结余",
        "教育专户": "上年结转结余",
        "非财政性资金": "上年结转结余",
    },
    THREE_PUBLIC: {
        "三公经费": None,
        "因公出国境费用": "三公经费",
        "公务接待费": "三公经费",
        "公务用车购置及运行费": "三公经费",
        "公务用车购置费": "公务用车购置及运行费",
        "公务用车运行费": "公务用车购置及运行费",
        "会议费": None,
        "培训费": None,
    },
    ASSETS: {
        "固定资产": None,
        "房屋和构筑物": "固定资产",
        "设备": "固定资产",
        "文物和陈列品": "固定资产",
        "图书和档案": "固定资产",
        "家具和用具": "固定资产",
        "特种动植物": "固定资产",
        "无形资产": None,
        "土地使用权": "无形资产",
        "专利及信息数据等无形资产": "无形资产",
    },
    OTHER: {"非税收入": None},
    SMALL_BUSINESS: {"中小企业预留": None, "小微企业预留": None},
    NEW_ASSETS: {AMOUNT: None},
    TARGETS: {"涉及金额": None},
    BALANCE: {
        "支出总计": None,
        "本年支出合计": "支出总计",
        "年终结转结余": "支出总计",
        "财政性资金": "年终结转结余",
        "教育专户": "年终结转结余",
        "非财政性资金": "年终结转结余",
    },
    APPROPRIATION: {
        "收入总计": None,
        "本年收入": "收入总计",
        "一般公共预算财政拨款收入": "本年收入",
        "政府性基金预算财政拨款收入": "本年收入",
        "国有资本经营预算收入": "本年收入",
        "上年结转": "收入总计",
        "支出总计": None,
        "本年支出": "支出总计",
        "上年结转支出": "支出总计",
        "结转下年": "支出总计",
    },
    SOURCES: {
        "收入预算合计": None,
        "上级财政补助": "收入预算合计",
        "上级补助收入": "上级财政补助",
        "本级财政安排": "收入预算合计",
        "一般公共预算财政拨款收入": "本级财政安排",
        "政府性基金预算财政拨款收入": "本级财政安排",
        "国有资本经营预算收入": "本级财政安排",
        "其他资金": "收入预算合计",
        "教育专户核算": "其他资金",
        "事业收入": "其他资金",
        "附属单位上缴收入": "其他资金",
        "经营收入": "其他资金",
        "其他收入": "其他资金",
        "上年结转结余": "其他资金",
    },
}
"""Rows that the tables fix, each with the row it is part of."""

LISTED_AS = {FISCAL: EXPENDITURE, INCOME_BY_FUNCTION: EXPENDITURE, APPROPRIATION: INCOME, SOURCES: INCOME}
"""Sheets that are views of a list typed under another name."""

FISCAL_FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
CARRY_OVER_SOURCES = (FISCAL_CARRY_OVER, "教育专户", "非财政性资金")
FUNDS = (*FISCAL_FUNDS, "财政专户", "事业收入", "经营收入", "其他收入", CARRIED_FORWARD)

PERSONNEL_CLASSES = ("301", "303")
OPERATING_CLASSES = ("302", "310")


def is_sheet(name: str) -> bool:
    """Say whether a budget has a sheet of that name."""
    return name in {*INPUTS, *FIXED_ROWS, FISCAL, INCOME_BY_FUNCTION, *(by_fund(fund) for fund in FUNDS)}


def list_of(name: str) -> str:
    """Name the list of a file that a sheet's figures are typed in: 支出 for every fund's sheet of expenditure."""
    return LISTED_AS.get(name, name.split("·")[0])


def by_fund(fund: str, source: str = "") -> str:
    """Name the sheet of one fund's expenditure by function, or of what one source of carried-forward money pays."""
    return f"{EXPENDITURE}·{fund}·{source}" if source else f"{EXPENDITURE}·{fund}"
