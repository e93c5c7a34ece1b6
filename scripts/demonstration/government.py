"""The whole of 示例市: every file of every unit and year, by its path."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from demonstration import files, texts
from demonstration.amounts import draw
from demonstration.cast import ROUNDED, Department, Member, government
from demonstration.facts import Facts, Printed, Told, Typing, printed_of

Node = Member | Department
SITE = """标题: 示例市部门预算公开
地区: 示例省示例市
网址: https://example.org/budget/
默认版式: gansu
示例: 是
"""


def demonstration(units: int, years: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every file, the same for the same seed; 2024 is the first year."""
    span = range(2024, 2024 + years)
    yield "site.yaml", SITE
    books = Books(seed)
    for department in government(units, span):
        for year in span:
            yield from _of_department(department, year, span, books, department.name)
        for member in _members(department):
            if "draft" in member.has:
                yield f"{member.code}/{span[-1] + 1}.yaml", _draft(member, span[-1] + 1, department.name, books)


def _members(department: Department) -> Iterator[Member]:
    for member in department.members:
        if isinstance(member, Department):
            yield from _members(member)
        else:
            yield member


def _of_department(
    department: Department, year: int, span: range, books: Books, above: str
) -> Iterator[tuple[str, str]]:
    yield f"{department.code}/{year}.yaml", _file(department, year, span, books, above)
    for member in department.members:
        if isinstance(member, Department):
            yield from _of_department(member, year, span, books, above)
        elif member.exists(year):
            now = member.in_year(year)
            text = _kept_back(now, year) if "kept back" in member.has else _file(member, year, span, books, above)
            yield f"{now.code}/{year}.yaml", text


@dataclass
class Books:
    """Everybody's amounts by year, each drawn once."""

    seed: int
    drawn: dict[tuple[str, int], Facts | None] = field(default_factory=dict)

    def facts(self, node: Node, year: int) -> Facts | None:
        """Return what a unit spends, or a department's units together, in true 分; nothing where there is no file."""
        key = (node.code, year)
        if key not in self.drawn:
            self.drawn[key] = self._facts(node, year)
        return self.drawn[key]

    def _facts(self, node: Node, year: int) -> Facts | None:
        if isinstance(node, Member):
            return draw(node, year, self.seed) if node.exists(year) and "kept back" not in node.has else None
        found = Facts()
        for member in node.members:
            facts = self.facts(member, year)
            if facts is not None:
                found.add(facts)
        return found

    def printed(self, node: Node, year: int) -> Printed | None:
        """Return what a file's tables print; a sum's are its units' tables added up."""
        facts = self.facts(node, year)
        if not isinstance(node, Department) or not node.sums:
            return printed_of(facts, node.typing) if facts is not None else None
        found = Printed()
        for member in node.members:
            printed = self.printed(member, year)
            if printed is not None:
                found.add(printed)
        return found


def _file(node: Node, year: int, span: range, books: Books, above: str) -> str:
    """Write one file that is published."""
    rng = Random(f"{books.seed}/{node.code}/{year}/texts")
    facts = books.facts(node, year)
    if facts is None:
        raise ValueError(f"{node.code} has no amounts in {year}")
    sums = isinstance(node, Department) and node.sums
    before, last = _last_year(node, year, span, books)
    printed = books.printed(node, year)
    projects = () if sums else facts.projects
    if isinstance(node, Department):
        projects = tuple(project for project in projects if project.fund != "一般公共预算")
    money = "" if sums else files.amounts(facts, node.typing, explicit_operating=isinstance(node, Department))
    money += "" if sums else files.belongings(facts, node, year)
    return "\n".join(
        part.rstrip("\n") + "\n"
        for part in (
            _head(node, year, span, above, rng),
            files.introduction(node, year, rng),
            _subordinates(node, year) if isinstance(node, Department) else "",
            money,
            before,
            files.reasons(texts.reasons(printed.told, last, node.profile)) if printed and last else "",
            files.performance_work(len(projects)) if node.profile == "gansu" else "",
            files.overall(node, rng, is_long="long" in node.has, is_short_of_ten="waiver" in node.has),
            files.projects(node, projects, node.typing, year, rng),
            files.for_shanghai(node, facts, projects) if node.profile == "shanghai" and not sums else "",
            files.terms(),
            _waiver() if "waiver" in node.has else "",
        )
        if part
    )


def _head(node: Node, year: int, span: range, above: str, rng: Random) -> str:
    """Write who it is, in what state, and on which days it was approved, reviewed and published."""
    now = node.in_year(year)
    approved = datetime.date(year, 1, rng.randint(12, 25))
    published = approved + datetime.timedelta(days=rng.randint(5, 20))
    is_open = not ("approved" in node.has and year == span[-1])
    former = node.former if isinstance(node, Member) and node.former and node.former[2] == year else ("", "", 0)
    pairs = {
        "单位代码": now.code,
        "单位名称": now.name,
        "简称": texts.short_name(now.name),
        "原代码": former[0],
        "原名称": former[1],
        "性质": node.kind,
        "主管部门": above if above != node.name else "",
        "年度": str(year),
        "版式": node.profile,
        "金额单位": "" if isinstance(node, Department) and node.sums else node.typing.unit,
        "状态": "已公开" if is_open else "已批复",
        "批复日期": approved.isoformat(),
        "公开日期": published.isoformat() if is_open else "",
        "编制日期": approved.isoformat(),
        "保密审查": f"{{审查人: {texts.person(rng)}, 日期: {(approved + datetime.timedelta(days=3)).isoformat()}}}",
        "签署": f"{{部门领导: {texts.person(rng)}, 财务负责人: {texts.person(rng)}, 制表人: {texts.person(rng)}}}",
    }
    text = files.SCHEMA + files.head(pairs)
    if "correction" in node.has and year == span[len(span) // 2]:
        day = (published + datetime.timedelta(days=40)).isoformat()
        text += f"更正:\n  - 日期: {day}\n    说明: 示例数据：公开时漏填“政府采购”的一项，现予补充，合计数相应调整。\n"
    return text


def _subordinates(department: Department, year: int) -> str:
    """List the units of a department in a year, those without files of their own marked."""
    lines = []
    for member in department.members:
        if member.exists(year):
            now = member.in_year(year)
            lines.append(f"  - {{代码: {now.code}, 名称: {now.name}, 性质: {member.kind}}}\n")
    lines += [f"  - {{名称: {name}, 性质: {kind}, 预算: {how}}}\n" for name, kind, how in department.merged]
    return ("" if department.sums else "汇总: 否\n") + "所属单位:\n" + "".join(lines)


def _last_year(node: Node, year: int, span: range, books: Books) -> tuple[str, Told | None]:
    """Write what a file itself says of last year, and return what its figures are compared with.

    The first year has no file before it, so that it types all of last year; later ones type what differs.
    """
    printed, facts = books.printed(node, year - 1), books.facts(node, year - 1)
    if printed is None or facts is None:
        return "", None
    if year == span[0] and isinstance(node, Department) and node.sums:
        printed = printed_of(facts, ROUNDED)
        return "上年:\n  口径: 年初预算\n" + files.last_year(printed, ROUNDED.text), printed.told
    last = printed.told
    if year == span[0]:
        body = files.amounts(facts, node.typing, "  ", explicit_operating=isinstance(node, Department))
        return f"上年:\n  口径: 年初预算\n{body}", last
    if "restated" in node.has and year == span[-1]:
        return _restated(last, node.typing)
    if "execution" in node.has:
        return _execution(last, node.typing)
    if year == node.recodes:
        return "上年:\n  口径: 年初预算\n  科目变更:\n    - {原科目: 2070199, 现科目: 2079999}\n", last
    return "", last


def _restated(last: Told, typing: Typing) -> tuple[str, Told]:
    now = last["培训费"] + 100_000
    text = f"上年:\n  口径: 年初预算\n  培训费: {typing.text(now)}\n  差异说明:\n"
    text += "    - {适用: [培训费], 原因: 培训职能划入，上年数按可比口径调整}\n"
    return text, last | {"培训费": now}


def _execution(last: Told, typing: Typing) -> tuple[str, Told]:
    spent = typing.printed(last["公务接待费"] * 9 // 10)
    text = f"上年:\n  - 口径: 执行数\n    三公经费: {{公务接待费: {typing.text(spent)}}}\n"
    return text, last | {"公务接待费": spent}


def _kept_back(member: Member, year: int) -> str:
    return (
        files.SCHEMA
        + f"单位代码: {member.code}\n单位名称: {member.name}\n性质: {member.kind}\n"
        + f"年度: {year}\n版式: {member.profile}\n"
        "状态: 依法不公开\n不公开依据: 《中华人民共和国保守国家秘密法》（示例数据）\n"
    )


def _draft(member: Member, year: int, above: str, books: Books) -> str:
    """Write a file that somebody has begun: amounts without totals, marks where something is still to be filled in."""
    facts = books.facts(member, year)
    if facts is None:
        raise ValueError(f"{member.code} has no amounts in {year}")
    return (
        files.SCHEMA + f"单位代码: {member.code}\n单位名称: {member.name}\n性质: {member.kind}\n主管部门: {above}\n"
        f"年度: {year}\n版式: {member.profile}\n金额单位: {member.typing.unit}\n状态: 草稿\n"
        "前言: 示例数据：TODO 待财务科补充。\n" + files.amounts(facts, member.typing)
    )


def _waiver() -> str:
    return "豁免:\n  - {规则: F3, 理由: 另有10分留给预算执行率，不在表中列出}\n"
