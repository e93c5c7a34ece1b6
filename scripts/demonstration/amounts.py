"""Drawing one unit's amounts: staff and wages give most of them, as they do in a real unit."""

from __future__ import annotations

from random import Random

from demonstration.cast import FIRST_YEAR, Member
from demonstration.facts import CARRIED, FISCAL_SOURCE, GENERAL, WAN_GRAIN, Facts, Project

YUAN = 100
THOUSAND = 1000 * YUAN
OTHER_SOURCE = "非财政性资金"
BASIC, ONE_OFF = "基本支出", "项目支出"
_FUNCTION = {"30108": "2080505", "30109": "2080506", "30111": "2101103", "30112": "2089999", "30113": "2210201"}
"""Function codes that hold, by convention, the same money as an economic class."""
_INCOME = (
    *("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算收入", "教育专户核算", "事业收入"),
    *("上级补助收入", "附属单位上缴收入", "经营收入", "其他收入", FISCAL_SOURCE, "教育专户", OTHER_SOURCE),
)
_OPERATING = ("30201", "30207", "30211", "30299")


def draw(member: Member, year: int, seed: int) -> Facts:
    """Draw a unit's amounts of one year: staff and prices move slowly, so that years can be compared."""
    lasting, yearly = Random(f"{seed}/{member.code}"), Random(f"{seed}/{member.code}/{year}")
    facts = Facts()
    facts.basic = _basic(member, year, seed, lasting, yearly)
    if member.typing.unit == "万元" and not member.typing.states:
        facts.basic = {code: _whole(fen) for code, fen in facts.basic.items()}
    for code, fen in facts.basic.items():
        facts.spend(GENERAL, _function(member, code), BASIC, fen)
    _projects(facts, member, year, lasting, yearly)
    for feature, added in _FEATURES.items():
        if feature in member.has:
            added(facts, member, year, yearly)
    if member.recodes:
        _new_code(facts, member, year, yearly)
    _expenses(facts, member, year, yearly)
    _belongings(facts, member, year, lasting, yearly)
    facts.staff, facts.retired = _staff(member, year, seed), Random(f"{seed}/{member.code}/retired").randint(2, 9)
    _balance(facts)
    return facts


def _whole(fen: int) -> int:
    """Round to 0.01万元."""
    return (fen + WAN_GRAIN // 2) // WAN_GRAIN * WAN_GRAIN


def _staff(member: Member, year: int, seed: int) -> int:
    """Return the number of staff: what the unit began with, and one more or less a year."""
    start = Random(f"{seed}/{member.code}/staff").randint(*member.staff)
    steps = (
        Random(f"{seed}/{member.code}/staff/{each}").choice((-1, 0, 0, 1, 1)) for each in range(FIRST_YEAR, year + 1)
    )
    return max(3, start + sum(steps))


def _basic(member: Member, year: int, seed: int, lasting: Random, yearly: Random) -> dict[str, int]:
    """Return basic expenditure by economic class, with the contributions that follow from wages."""
    staff, prices = _staff(member, year, seed), 100 + 3 * (year - FIRST_YEAR)

    def a_head(low: int, high: int) -> int:
        return staff * lasting.randrange(low * YUAN, high * YUAN) * prices // 100

    wages = {"30101": a_head(42000, 52000), "30102": a_head(18000, 30000), "30103": a_head(15000, 26000)}
    if member.kind == "事业":
        wages = {"30101": a_head(42000, 52000), "30102": a_head(6000, 12000), "30107": a_head(36000, 52000)}
    base = sum(wages.values())
    contributions = {"30108": base * 16 // 100, "30110": base * 6 // 100, "30112": base * 7 // 1000}
    contributions |= {"30109": base * 8 // 100} if member.kind == "事业" else {"30111": base * 2 // 100}
    retired = {"30302": lasting.randint(2, 9) * 7300 * YUAN * prices // 100}
    running = {
        "30201": a_head(1800, 3600),
        "30207": a_head(300, 700),
        "30211": a_head(1500, 4200),
        "30217": yearly.randint(0, 6) * 700 * YUAN,
        "30216": yearly.randint(0, 4) * 1250 * YUAN,
        "30228": base * 2 // 100,
        "30299": a_head(400, 900),
    }
    running |= {"30239": a_head(7200, 7800)} if member.kind != "事业" else {}
    running |= {"30231": lasting.randint(0, 3) * 27500 * YUAN}
    equipment = {"31002": yearly.randint(0, 5) * 6600 * YUAN}
    found = wages | contributions | {"30113": base * 12 // 100} | running | retired | equipment
    return {code: fen for code, fen in sorted(found.items()) if fen}


def _function(member: Member, code: str) -> str:
    is_institution = member.kind == "事业"
    if code == "30110":
        return "2101102" if is_institution else "2101101"
    if code == "30302":
        return "2080502" if is_institution else "2080501"
    return _FUNCTION.get(code) or (member.trade.run_of_institutions if is_institution else member.trade.run)


def _projects(facts: Facts, member: Member, year: int, lasting: Random, yearly: Random) -> None:
    """Draw one or two projects of the trade, in whole thousands of 元."""
    available = member.trade.projects
    for code, name in lasting.sample(available, k=min(len(available), lasting.randint(1, 2))):
        size = lasting.randint(90, 900)
        fen = size * yearly.randint(80, 125) // 100 * THOUSAND
        facts.spend(GENERAL, code, ONE_OFF, fen)
        facts.projects += (Project(name, code, GENERAL, fen),)


def _own_income(facts: Facts, member: Member, year: int, yearly: Random) -> None:
    """A unit that earns: what it earns is spent on its running costs, some of it next year."""
    earned, kept = yearly.randint(200, 600) * THOUSAND, yearly.randint(5, 30) * THOUSAND
    facts.income["事业收入"] = earned
    facts.carried_on[OTHER_SOURCE] = facts.carried_on.get(OTHER_SOURCE, 0) + kept
    facts.spend("事业收入", member.trade.run_of_institutions, BASIC, earned - kept)


def _fees(facts: Facts, member: Member, year: int, yearly: Random) -> None:
    """A school: fees kept in the special account, and some income beside."""
    fees, rents = yearly.randint(900, 1600) * THOUSAND, yearly.randint(20, 80) * THOUSAND
    facts.income |= {"教育专户核算": fees, "其他收入": rents}
    facts.spend("财政专户", "2050302", ONE_OFF, fees)
    facts.spend("其他收入", "2050302", BASIC, rents)


def _carry_over(facts: Facts, member: Member, year: int, yearly: Random) -> None:
    """Money carried in, fiscal and other; most is spent, a little is carried on."""
    fiscal, other = yearly.randint(100, 400) * THOUSAND, yearly.randint(20, 90) * THOUSAND
    left = yearly.randint(0, 3) * 10 * THOUSAND
    facts.income |= {FISCAL_SOURCE: fiscal, OTHER_SOURCE: other}
    facts.carried_on[FISCAL_SOURCE] = left
    facts.spend(CARRIED, member.trade.projects[0][0], ONE_OFF, fiscal - left, FISCAL_SOURCE)
    facts.spend(CARRIED, member.trade.run_of_institutions, BASIC, other, OTHER_SOURCE)


def _government_funds(facts: Facts, member: Member, year: int, yearly: Random) -> None:
    fen = yearly.randint(3000, 9000) * THOUSAND
    facts.income["政府性基金预算财政拨款收入"] = fen
    facts.spend("政府性基金预算", "2120803", ONE_OFF, fen)
    facts.projects += (Project("城市道路桥涵建设经费", "2120803", "政府性基金预算", fen),)


def _state_capital(facts: Facts, member: Member, year: int, yearly: Random) -> None:
    fen = yearly.randint(300, 900) * THOUSAND
    facts.income["国有资本经营预算收入"] = fen
    facts.spend("国有资本经营预算", "223", ONE_OFF, fen)


def _transfers(facts: Facts, member: Member, year: int, yearly: Random) -> None:
    """Money that the unit hands on to districts, out of its projects."""
    general, funds = (
        sum(each.get(ONE_OFF, 0) for line, each in facts.spent.items() if line[0] == fund)
        for fund in (GENERAL, "政府性基金预算")
    )
    for district, part in (("示例县", 3), ("昇平区", 5)):
        facts.transfers[district] = {
            f"{GENERAL}项目支出": general // part // THOUSAND * THOUSAND,
            "政府性基金预算项目支出": funds // part // THOUSAND * THOUSAND,
        }


def _new_code(facts: Facts, member: Member, year: int, yearly: Random) -> None:
    """A project whose function code is another one from a year on."""
    fen = yearly.randint(60, 120) * THOUSAND
    code = "2070199" if year < member.recodes else "2079999"
    facts.spend(GENERAL, code, ONE_OFF, fen)
    facts.projects += (Project("非遗传承人培训经费", code, GENERAL, fen),)


_FEATURES = {
    "own income": _own_income,
    "fees": _fees,
    "carry-over": _carry_over,
    "government funds": _government_funds,
    "state capital": _state_capital,
    "transfers": _transfers,
}


def _expenses(facts: Facts, member: Member, year: int, yearly: Random) -> None:
    basic = facts.basic
    facts.expenses = {
        "因公出国境费用": 0,
        "公务接待费": basic.get("30217", 0),
        "公务用车购置费": 0,
        "公务用车运行费": basic.get("30231", 0),
        "会议费": yearly.randint(0, 4) * 1500 * YUAN if "operating" in member.has else 0,
        "培训费": basic.get("30216", 0),
    }
    if "operating" in member.has:
        facts.operating = {code: basic[code] for code in _OPERATING if code in basic}


def _belongings(facts: Facts, member: Member, year: int, lasting: Random, yearly: Random) -> None:
    """Procurement, non-tax revenue and assets, in whole hundreds of 元."""
    bought = {"A02010105": 5, "A02021000": 2, "A05010000": 6, "A05040101": 3, "C22010000": 8, "C23090100": 15}
    for item in sorted(yearly.sample(sorted(bought), k=yearly.randint(0, len(bought)))):
        facts.procurement[item] = yearly.randint(2, 12) * bought[item] * 100 * YUAN
    facts.other = {"非税收入": yearly.randint(10, 50) * THOUSAND if "fees" in member.has else 0}
    facts.vehicles = facts.basic.get("30231", 0) // (27500 * YUAN)
    worth = lasting.randint(800, 4000) * THOUSAND + (year - FIRST_YEAR) * 20 * THOUSAND
    facts.assets = {
        "房屋和构筑物": lasting.choice((0, 3)) * worth,
        "设备": worth,
        "文物和陈列品": worth // 4 // THOUSAND * THOUSAND if "喆玥" in member.name else 0,
        "图书和档案": worth // 2 // THOUSAND * THOUSAND if "图书馆" in member.name else 0,
        "家具和用具": worth // 7 // THOUSAND * THOUSAND,
        "特种动植物": 0,
        "土地使用权": 0,
        "专利及信息数据等无形资产": worth // 20 // THOUSAND * THOUSAND,
        "车辆": facts.vehicles * 140 * THOUSAND,
    }


def _balance(facts: Facts) -> None:
    """Let the appropriation be what is spent from the general budget; report nothing where there is nothing."""
    spent = sum(sum(columns.values()) for line, columns in facts.spent.items() if line[0] == GENERAL)
    facts.income = dict.fromkeys(_INCOME, 0) | {_INCOME[0]: spent} | facts.income
