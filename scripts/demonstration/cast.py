"""Who there is in 示例市: four departments written out with a feature or two each, and any number of plain ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from demonstration.facts import Typing

EXACT = Typing("元")
ROUNDED = Typing("万元", states=True)
PLAIN = Typing("万元")
FIRST_YEAR = 2024


@dataclass(frozen=True)
class Trade:
    """What kind of work a unit does: function codes of its running costs and projects, and words for its texts."""

    run: str
    run_of_institutions: str
    projects: tuple[tuple[str, str], ...]
    field: str
    work: str


CULTURE = Trade(
    "2070101",
    "2070109",
    (("2070108", "公共文化活动经费"), ("2070111", "文艺精品创作经费"), ("2079903", "文化产业发展引导经费")),
    "文化和旅游",
    "公共文化服务、文物保护和旅游市场管理",
)
BUILDING = Trade(
    "2120101",
    "2120199",
    (("2120399", "市政设施维护经费"), ("2120501", "城区环境卫生经费"), ("2120601", "建筑市场监管经费")),
    "住房和城乡建设",
    "市政设施维护、房屋安全和建筑市场监管",
)
SCHOOLS = Trade(
    "2059999",
    "2050203",
    (("2050299", "校舍安全维护经费"), ("2050302", "职业教育实训经费")),
    "教育",
    "义务教育、职业教育和教师培训管理",
)
JUSTICE = Trade(
    "2040601",
    "2040607",
    (("2040604", "基层司法业务经费"), ("2040605", "法治宣传教育经费")),
    "司法行政",
    "普法宣传、人民调解和公共法律服务",
)
TRADES = (CULTURE, BUILDING, SCHOOLS, JUSTICE)


@dataclass(frozen=True)
class Member:
    """One unit: its name and kind, how its file types amounts, the years that it has files for, and its features."""

    code: str
    name: str
    kind: str
    trade: Trade
    typing: Typing = PLAIN
    staff: tuple[int, int] = (12, 30)
    first: int = 0
    last: int = 9999
    has: frozenset[str] = frozenset()
    former: tuple[str, str, int] | None = None
    """Code and name that it had before a year."""
    profile: str = "gansu"
    recodes: int = 0
    """The year from which a project of its stands under another function code."""

    def in_year(self, year: int) -> Member:
        """Return the unit as it was called in a year."""
        if self.former and year < self.former[2]:
            return replace(self, code=self.former[0], name=self.former[1])
        return self

    def exists(self, year: int) -> bool:
        """Say whether the unit has a file for a year."""
        return self.first <= year <= self.last


@dataclass(frozen=True)
class Department:
    """A department, or a unit that has units of its own: who is below it, and whether it sums them."""

    code: str
    name: str
    kind: str
    trade: Trade
    members: tuple[Member | Department, ...]
    sums: bool = True
    typing: Typing = PLAIN
    merged: tuple[tuple[str, str, str], ...] = ()
    """Units without files of their own: name, kind, and 不单列 or 并入本级."""
    profile: str = "gansu"
    recodes: int = 0
    has: frozenset[str] = frozenset()

    def exists(self, _: int) -> bool:
        """Say whether it has a file for a year: always."""
        return True

    def in_year(self, _: int) -> Department:
        """Return it as it was called in a year: always the same."""
        return self


def having(*features: str) -> frozenset[str]:
    """Name a unit's features."""
    return frozenset(features)


def written_out(years: range) -> tuple[Department, ...]:
    """Return the four departments; what opens, closes or is renamed does so within the years asked for."""
    middle, last = years[len(years) // 2], years[-1]
    culture = Department(
        "101",
        "示例市文化和旅游局",
        "行政",
        CULTURE,
        (
            Member(
                "101001",
                "示例市文化和旅游局本级",
                "行政",
                CULTURE,
                ROUNDED,
                (28, 40),
                has=having("operating", "waiver"),
            ),
            Member("101002", "示例市图书馆", "事业", CULTURE, PLAIN, (20, 30), has=having("own income", "correction")),
            Member(
                "101003",
                "示例市昇平街道群众文化艺术与非物质文化遗产保护传承综合服务中心",
                "事业",
                CULTURE,
                ROUNDED,
                (8, 14),
                first=middle,
                recodes=middle + 1,
            ),
            Member(
                "101014",
                "示例市喆玥博物馆",
                "事业",
                CULTURE,
                EXACT,
                (15, 22),
                former=("101004", "示例市历史文物陈列馆", last),
                has=having("carry-over"),
            ),
        ),
        merged=(("示例市旅游咨询中心", "事业", "并入本级"),),
        recodes=middle + 1,
    )
    building = Department(
        "102",
        "示例市住房和城乡建设局",
        "行政",
        BUILDING,
        (
            Member("102001", "示例市住房和城乡建设局本级", "行政", BUILDING, EXACT, (35, 50), has=having("operating")),
            Member(
                "102002",
                "示例市市政工程中心",
                "事业",
                BUILDING,
                ROUNDED,
                (30, 45),
                has=having("government funds", "state capital", "transfers", "carry-over"),
            ),
            Member("102003", "示例市房屋征收服务中心", "参公", BUILDING, PLAIN, (10, 16), has=having("restated")),
        ),
        sums=False,
        typing=ROUNDED,
        merged=(("示例市城建档案室", "事业", "不单列"),),
    )
    college = Department(
        "103002",
        "示例市职业教育集团",
        "事业",
        SCHOOLS,
        (
            Member("103002001", "示例市职业技术学校", "事业", SCHOOLS, EXACT, (60, 90), has=having("fees", "long")),
            Member("103002002", "示例市喆英实训中心", "事业", SCHOOLS, ROUNDED, (12, 20), has=having("own income")),
        ),
    )
    schools = Department(
        "103",
        "示例市教育局",
        "行政",
        SCHOOLS,
        (
            Member("103001", "示例市教育局本级", "行政", SCHOOLS, PLAIN, (25, 36), has=having("operating")),
            college,
            Member("103003", "示例市教育考试服务站", "事业", SCHOOLS, ROUNDED, (5, 9), last=last - 1),
        ),
    )
    justice = Department(
        "104",
        "示例市司法局",
        "行政",
        JUSTICE,
        (
            Member(
                "104001",
                "示例市司法局本级",
                "行政",
                JUSTICE,
                ROUNDED,
                (30, 44),
                has=having("operating", "draft"),
                profile="shanghai",
            ),
            Member(
                "104002",
                "示例市法律援助中心",
                "参公",
                JUSTICE,
                PLAIN,
                (8, 12),
                has=having("execution", "approved"),
                profile="shanghai",
            ),
            Member("104003", "示例市特别勤务队", "行政", JUSTICE, PLAIN, has=having("kept back")),
        ),
        profile="shanghai",
    )
    return culture, building, schools, justice


_NUMBERS = "零一二三四五六七八九"


def _numbered(number: int) -> str:
    return "".join(_NUMBERS[int(digit)] for digit in str(number))


def plain_departments(units: int) -> Iterator[Department]:
    """Yield departments of up to twenty plain units each, `units` in all."""
    for index, start in enumerate(range(0, units, 20)):
        code, trade = f"{201 + index}", TRADES[index % len(TRADES)]
        name = f"示例市第{_numbered(index + 1)}{trade.field}服务局"
        members = tuple(
            Member(
                f"{code}{place:03d}",
                f"{name}本级" if place == 1 else f"{name}第{_numbered(place)}中心",
                "行政" if place == 1 else "事业",
                trade,
                (PLAIN, ROUNDED, EXACT)[place % 3],
                has=frozenset({"operating"} if place == 1 else {"carry-over"} if place % 5 == 0 else ()),
            )
            for place in range(1, min(20, units - start) + 1)
        )
        yield Department(code, name, "行政", trade, members)


def leaves(department: Department) -> Iterator[Member]:
    """Yield the units that spend, at whatever depth."""
    for member in department.members:
        if isinstance(member, Department):
            yield from leaves(member)
        else:
            yield member


def government(units: int, years: range) -> tuple[Department, ...]:
    """Return the departments: those written out, and plain ones until there are `units` units."""
    main = written_out(years)
    more = units - sum(1 for department in main for _ in leaves(department))
    return (*main, *plain_departments(max(more, 0)))
