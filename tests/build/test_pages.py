"""The pages over all disclosures of a small government, as the built site has them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

from tests.build.government import FILES, SITE, amounts, written
from tests.editing import disclose

ADDRESS = "https://example.org/budget/"


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("government")
    run = disclose("build", "--no-pdf", "--units", written(folder), "--out", folder / "site")
    assert run.code == 0, run.out
    return folder / "site"


def tree(site: Path, page: str) -> html.HtmlElement:
    return html.fromstring((site / page).read_bytes())


def rows(table: html.HtmlElement) -> list[list[str]]:
    return [[text_of(cell) for cell in row.iter("th", "td")] for row in table.iter("tr")]


def names(table: html.HtmlElement) -> list[str]:
    return [text_of(cell) for cell in table.xpath(".//tbody//th")]


def pages(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        name = str(path.relative_to(site))
        yield name, tree(site, name)


def test_home_lists_every_disclosure_newest_year_first_by_department(site: Path) -> None:
    newest, before = tree(site, "index.html").xpath("//details")
    assert newest.get("open") is not None
    assert before.get("open") is None
    assert names(newest) == [
        "示例市教育局",
        "示例市教育局本级（第3版）",
        "示例市实验小学",
        "示例市考试中心（依法不公开）",
        "示例市委办公室",
        "示例市档案馆（地方志馆）（已批复）",
        "示例市数据局",
    ]
    assert names(before)[-2:] == ["示例市农业农村局", "示例市蚕种场"]


def test_a_unit_that_may_not_be_published_is_named_without_figures_or_page(site: Path) -> None:
    for page in ("index.html", "2026/index.html"):
        (row,) = tree(site, page).xpath("//tr[th[contains(., '考试中心')]]")
        assert not re.search(r"[0-9]\.[0-9]", text_of(row))
        assert not row.xpath(".//a")
    assert not (site / "101003").exists()


def test_a_draft_stands_on_no_page(site: Path) -> None:
    assert not [name for name, page in pages(site) if "筹备中" in page.text_content()]
    assert not (site / "104001").exists()


def test_a_year_has_the_main_figures_of_every_unit(site: Path) -> None:
    (table,) = tree(site, "2026/index.html").xpath("//table[@id='main-figures']")
    assert "单位：万元" in text_of(table.find("caption"))
    assert rows(table)[:4] == [
        ["部门（单位）", "收入总计", "支出总计", "占合计", "基本支出", "项目支出", "“三公”经费"],
        ["示例市教育局", "400.51", "400.51", "85.49%", "290.51", "110.00", "1.50"],
        ["示例市教育局本级（第3版）", "310.50", "310.50", "66.27%", "210.50", "100.00", "1.50"],
        ["示例市实验小学", "90.01", "90.01", "19.21%", "80.01", "10.00", "0.00"],
    ]


def test_totals_count_every_amount_once(site: Path) -> None:
    for year in (2025, 2026):
        typed = [
            Decimal(match[1])
            for address, text in FILES.items()
            if address.endswith(f"/{year}")
            and "草稿" not in text
            and (match := re.search(r"拨款收入: ([0-9.]+)", text))
        ]
        (total,) = tree(site, f"{year}/index.html").xpath("//tfoot/tr")
        assert text_of(total[1]) == f"{sum(typed)}"


def test_every_main_figure_of_a_year_stands_in_the_cell_that_it_leads_to(site: Path) -> None:
    links = tree(site, "2026/index.html").xpath("//td[@class='amount']/a")
    assert links
    for link in links:
        page, _, anchor = link.get("href").removeprefix("../").partition("#")
        (cell,) = tree(site, page).xpath("//td[@id=$id]", id=anchor)
        assert (text_of(cell) or "0.00") == text_of(link)


def test_a_year_names_who_came_who_went_and_who_was_renamed(site: Path) -> None:
    (compared,) = tree(site, "2026/index.html").xpath("//section[@id='compared']")
    lists = {text_of(heading): text_of(heading.getnext()) for heading in compared.iter("h3")}
    assert lists == {
        "本年新列": "示例市数据局 105",
        "上年有、本年没有": "示例市蚕种场 103001",
        "更名": "示例市档案馆（地方志馆）（已批复） 102001，2025年为“示例市档案馆”",
    }
    assert not tree(site, "2025/index.html").xpath("//section[@id='compared']"), "the first year has nothing before it"


def test_a_unit_has_its_figures_over_the_years_with_changes(site: Path) -> None:
    (table,) = tree(site, "102001/index.html").xpath("//table[@id='series']")
    assert rows(table)[3:] == [
        ["支出总计", "2026", "48.00", "-2.00", "-4.00%"],
        ["2025", "50.00", "", ""],
        ["基本支出", "2026", "40.00", "0.00", "持平"],
        ["2025", "40.00", "", ""],
        ["项目支出", "2026", "8.00", "-2.00", "-20.00%"],
        ["2025", "10.00", "", ""],
        ["“三公”经费", "2026", "0.00", "-0.10", "-100.00%"],
        ["2025", "0.10", "", ""],
    ]


def test_from_zero_there_is_no_rate(site: Path) -> None:
    (table,) = tree(site, "101002/index.html").xpath("//table[@id='series']")
    assert ["项目支出", "2026", "10.00", "+10.00", "上年无此项"] in rows(table)
    assert ["“三公”经费", "2026", "0.00", "0.00", "零增长"] in rows(table)


def test_a_unit_tells_the_names_it_had(site: Path) -> None:
    (section,) = tree(site, "102001/index.html").xpath("//section[@id='names']")
    assert [text_of(item) for item in section.iter("li")] == [
        "2026年：示例市档案馆（地方志馆）（102001）",
        "2025年：示例市档案馆（102001）",
    ]
    assert not tree(site, "101001/index.html").xpath("//section[@id='names']")


def test_a_department_has_its_units_of_each_year(site: Path) -> None:
    (table,) = tree(site, "101/index.html").xpath("//table[@id='units']")
    assert rows(table) == [
        ["单位", "2026年", "2025年"],
        ["示例市教育局本级", "310.50", "300.00"],
        ["示例市实验小学", "90.01", "80.00"],
        ["示例市考试中心", "依法不公开", ""],
        ["示例市招生办公室", "并入本级", "并入本级"],
        ["示例市教师之家", "不单列预算", "不单列预算"],
    ]


def test_corrections_are_listed_newest_first(site: Path) -> None:
    items = tree(site, "corrections/index.html").xpath("//ol/li")
    assert [text_of(item) for item in items] == [
        "示例市教育局本级2026年预算 2026年4月1日更正，第3版 前言的文号写错，已改正。",
        "示例市教育局本级2026年预算 2026年3月10日更正，第2版 表八公务接待费误为1万元，更正为1.5万元。",
    ]


def test_without_corrections_the_page_says_so(built_site: Path) -> None:
    assert "目前没有更正" in tree(built_site, "corrections/index.html").text_content()


def facts(site: Path, page: str) -> dict[str, str]:
    (listed,) = tree(site, page).xpath("//dl[@class='facts']")
    return {text_of(fact.find("dt")): text_of(fact.find("dd")) for fact in listed}


def links(site: Path, page: str) -> dict[str, str]:
    return {text_of(link): link.get("href") for link in tree(site, page).xpath("//ul[@class='report-links']//a")}


def test_a_disclosure_tells_its_revision_and_dates_near_its_head(site: Path) -> None:
    assert facts(site, "101001/2026/index.html") == {
        "单位代码": "101001",
        "版次": "第3版（2026年4月1日更正）",
        "批复日期": "2026年1月20日",
        "公开日期": "2026年2月2日",
        "保密审查": "示例市保密局，2026年1月28日",
    }


def test_a_disclosure_that_is_only_approved_says_so(site: Path) -> None:
    assert facts(site, "102001/2026/index.html")["状态"] == "已批复，尚未正式公开"
    assert "状态" not in facts(site, "101001/2026/index.html")


def test_corrections_stand_between_head_and_text(site: Path) -> None:
    page = tree(site, "101001/2026/index.html")
    (section,) = page.xpath("//main/header/following-sibling::*[1][@id='corrections']")
    assert [text_of(each) for each in section.iter("dt", "dd")] == [
        "第3版，2026年4月1日更正",
        "前言的文号写错，已改正。",
        "第2版，2026年3月10日更正",
        "表八公务接待费误为1万元，更正为1.5万元。",
    ]
    assert not tree(site, "101002/2026/index.html").xpath("//*[@id='corrections']")


def test_a_unit_leads_to_its_department_last_year_and_its_other_years(site: Path) -> None:
    assert links(site, "101001/2026/index.html") == {
        "示例市教育局": "../../101/2026/index.html",
        "2025年预算": "../../101001/2025/index.html",
        "历年预算": "../../101001/index.html",
        "2026年各部门（单位）": "../../2026/index.html",
    }
    assert set(links(site, "105/2026/index.html")) == {"历年预算", "2026年各部门（单位）"}


def test_a_department_counts_and_lists_the_units_it_adds_up(site: Path) -> None:
    (section,) = tree(site, "101/2026/index.html").xpath("//section[@id='organisation-text']")
    assert [text_of(each) for each in section.iter("p")] == [
        "2026年本部门预算编制范围内的单位共5个，其中：行政单位1个、参照公务员法管理的事业单位1个、事业单位3个。"
        "本部门预算由本级和所属单位预算汇总而成，依法不公开的单位1个，其金额不在其内。",
        "1.示例市教育局本级（行政单位）：设办公室、财务科",
        "2.示例市实验小学（事业单位）",
        "3.示例市考试中心（参照公务员法管理的事业单位）（依法不公开）",
        "4.示例市招生办公室（事业单位）（并入本级）",
        "5.示例市教师之家（事业单位）（不单列预算）",
    ]
    assert section.xpath(".//a/@href") == ["../../101001/2026/index.html", "../../101002/2026/index.html"]


def test_a_department_that_reports_for_itself_says_so(tmp_path: Path) -> None:
    units = written(tmp_path)
    with (units / "101" / "2026.yaml").open("a", encoding="utf-8") as file:
        file.write("汇总: 否\n" + amounts("400.51", "290.51", "110.00", "1.50"))
    run = disclose("build", "--no-pdf", "--units", units, "--out", tmp_path / "site")
    assert run.code == 0, run.out
    text = text_of(tree(tmp_path / "site", "101/2026/index.html").xpath("//section[@id='organisation-text']")[0])
    assert "本部门预算由本部门统一填报，不由所属单位预算相加" in text


def test_every_page_says_that_the_data_are_made_up(site: Path) -> None:
    for name, page in pages(site):
        assert page.xpath("//p[strong='示例数据']"), name
        assert "（示例数据）" in page.findtext(".//title"), name


def test_real_data_say_nothing_of_the_kind(built_site: Path) -> None:
    assert not [name for name, page in pages(built_site) if "示例数据" in text_of(page)]


def test_every_page_has_the_site_s_title_region_and_address(site: Path) -> None:
    for name, page in pages(site):
        assert text_of(page.xpath("//header/p[@class='site-name']")[0]) == "示例市部门预算公开 示例省示例市"
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        assert canonical == ADDRESS + re.sub(r"(index|[0-9]+-20[0-9]{2})\.html$", "", name)


def test_tables_have_captions_and_scopes_and_pages_one_heading(site: Path) -> None:
    for name, page in pages(site):
        for table in page.iter("table"):
            assert text_of(table.find("caption")), name
            assert all(cell.get("scope") for cell in table.iter("th")), name
        assert len(page.xpath("//h1")) == 1, name


def test_a_section_that_is_not_reported_is_blank_and_said_below_the_total(tmp_path: Path) -> None:
    units = written(tmp_path)
    path = units / "105" / "2026.yaml"
    path.write_text(path.read_text("utf-8").replace("三公经费: {公务接待费: 0.30}\n", ""), "utf-8")
    assert disclose("build", "--no-pdf", "--units", units, "--out", tmp_path / "site").code == 0
    page = tree(tmp_path / "site", "2026/index.html")
    assert text_of(page.xpath("//tr[th='示例市数据局']")[0]).endswith("5.00")
    assert text_of(page.xpath("//tfoot/tr")[0]).endswith("1.50")
    assert "“三公经费”有1个没有填报，没有计入" in text_of(page.xpath("//p[@class='table-note']")[0])


def test_the_note_of_the_site_stands_on_the_home_page(tmp_path: Path) -> None:
    units = written(tmp_path, SITE + "公开目录说明: 公开市级部门（单位）预算。\n")
    assert disclose("build", "--no-pdf", "--units", units, "--out", tmp_path / "site").code == 0
    assert (
        text_of(tree(tmp_path / "site", "index.html").xpath("//div[@class='note']")[0]) == "公开市级部门（单位）预算。"
    )


def test_home_leads_to_every_year_department_and_item_without_a_script(site: Path) -> None:
    home = tree(site, "index.html")
    links = set(home.xpath("//main//a/@href"))
    assert {"2026/index.html", "2025/index.html", "items/index.html", "search/index.html"} <= links
    assert [text_of(each) for each in home.xpath("//ul[@class='departments']/li")] == [
        "示例市教育局 4个",
        "示例市委办公室 1个",
        "示例市数据局 1个",
    ]


def test_home_tells_the_totals_of_the_newest_year_and_what_is_new(site: Path) -> None:
    home = tree(site, "index.html")
    totals = [text_of(each) for each in home.xpath("//dl[@class='totals']/div")]
    assert totals[:2] == ["收入总计468.51 万元", "支出总计468.51 万元"]
    assert text_of(home.xpath("//ul[@class='news']/li")[0]) == "2026年4月1日 更正（第3版） 示例市教育局本级2026年预算"


def test_a_department_without_a_budget_of_its_own_has_a_page_of_its_units(site: Path) -> None:
    (table,) = tree(site, "103/index.html").xpath("//table[@id='units']")
    assert rows(table) == [["单位", "2025年"], ["示例市蚕种场", "5.00"]]


def test_an_item_has_the_amounts_of_every_unit_and_year_as_they_are_printed(site: Path) -> None:
    (table,) = tree(site, "items/official-receptions/index.html").xpath("//table[@id='item']")
    assert rows(table)[0] == ["部门（单位）", "代码", "2026年", "2025年"]
    assert ["示例市教育局本级", "101001", "1.50", "2.00"] in rows(table)
    (link,) = table.xpath(".//tr[td='101001']/td[2]/a/@href")
    assert link == "../../101001/2026/index.html#item-official-receptions"


def test_every_amount_of_an_item_stands_in_the_cell_that_it_leads_to(site: Path) -> None:
    for name in ("items/2011102/index.html", "items/official-receptions/index.html"):
        for link in tree(site, name).xpath("//td[@class='amount']/a"):
            page, _, anchor = link.get("href").removeprefix("../../").partition("#")
            (cell,) = tree(site, page).xpath("//td[@id=$id]", id=anchor)
            assert (text_of(cell) or "0.00") == text_of(link)
