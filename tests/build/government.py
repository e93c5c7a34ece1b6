"""A small government, written file by file: departments, units, states, years, a correction. Amounts are in 万元."""

from pathlib import Path

SITE = "标题: 示例市部门预算公开\n地区: 示例省示例市\n网址: https://example.org/budget/\n默认版式: gansu\n示例: 是\n"

HEAD = """单位代码: {code}
单位名称: {name}
年度: {year}
状态: {state}
前言: 现将{year}年预算公开如下。
"""
AMOUNTS = """收入: {{一般公共预算财政拨款收入: {income}}}
支出:
  - {{科目: 2011101, 基本支出: {basic}}}
  - {{科目: 2011102, 项目支出: {project}}}
三公经费: {{公务接待费: {reception}}}
"""
UNITS = """所属单位:
  - {代码: 101001, 名称: 示例市教育局本级, 性质: 行政, 说明: 设办公室、财务科}
  - {代码: 101002, 名称: 示例市实验小学, 性质: 事业}
  - {代码: 101003, 名称: 示例市考试中心, 性质: 参公}
  - {名称: 示例市招生办公室, 性质: 事业, 预算: 并入本级}
  - {名称: 示例市教师之家, 性质: 事业, 预算: 不单列}
"""
DATES = "批复日期: {year}-01-20\n公开日期: {year}-02-02\n保密审查: {{审查人: 示例市保密局, 日期: {year}-01-28}}\n"
CORRECTION = """更正:
  - {日期: 2026-03-10, 说明: 表八公务接待费误为1万元，更正为1.5万元。}
  - {日期: 2026-04-01, 说明: 前言的文号写错，已改正。}
"""


def head(code: str, year: int, name: str, state: str = "已公开", extra: str = "") -> str:
    """Return what every file begins with."""
    return HEAD.format(code=code, year=year, name=name, state=state) + extra


def amounts(income: str, basic: str, project: str, reception: str) -> str:
    """Return the sections of a unit with money."""
    return AMOUNTS.format(income=income, basic=basic, project=project, reception=reception)


FILES = {
    "101/2025": head(
        "101", 2025, "示例市教育局", extra=UNITS.replace("  - {代码: 101003, 名称: 示例市考试中心, 性质: 参公}\n", "")
    ),
    "101/2026": head("101", 2026, "示例市教育局", extra=DATES.format(year=2026) + UNITS),
    "101001/2025": head("101001", 2025, "示例市教育局本级") + amounts("300.00", "200.00", "100.00", "2.00"),
    "101001/2026": head("101001", 2026, "示例市教育局本级", extra=DATES.format(year=2026) + CORRECTION)
    + amounts("310.50", "210.50", "100.00", "1.50"),
    "101002/2025": head("101002", 2025, "示例市实验小学") + amounts("80.00", "80.00", "0.00", "0.00"),
    "101002/2026": head("101002", 2026, "示例市实验小学", extra="主管部门: 示例市教育局\n")
    + amounts("90.01", "80.01", "10.00", "0.00"),
    "101003/2026": head("101003", 2026, "示例市考试中心", "依法不公开", "不公开依据: 《政府信息公开条例》第十四条\n"),
    "102001/2025": head("102001", 2025, "示例市档案馆", extra="主管部门: 示例市委办公室\n")
    + amounts("50.00", "40.00", "10.00", "0.10"),
    "102001/2026": head(
        "102001", 2026, "示例市档案馆（地方志馆）", "已批复", "原名称: 示例市档案馆\n主管部门: 示例市委办公室\n"
    )
    + amounts("48.00", "40.00", "8.00", "0.00"),
    "103001/2025": head("103001", 2025, "示例市蚕种场", extra="主管部门: 示例市农业农村局\n")
    + amounts("5.00", "5.00", "0.00", "0.00"),
    "104001/2026": head("104001", 2026, "示例市筹备中的单位", "草稿") + amounts("7.00", "7.00", "0.00", "0.00"),
    "105/2026": head("105", 2026, "示例市数据局") + amounts("20.00", "15.00", "5.00", "0.30"),
}


def written(folder: Path, site: str = SITE) -> Path:
    """Write the government below a folder and return its folder of units."""
    units = folder / "units"
    for address, text in FILES.items():
        path = units / f"{address}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (units / "site.yaml").write_text(site, "utf-8")
    return units
