"""P103, P111–P115: years in texts."""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.check.facts import DECLARED
from generator.check.mentions import YEAR
from generator.check.texts import Passage
from generator.problems import Severity

_COMPARED = re.compile(
    r"(?:(?:与|同|和)(?P<with>20[0-9]{2})年[^，。；！？\n\x00]{0,16}?(?:相比|比较|持平)"
    r"|(?:比|较)(?P<than>20[0-9]{2})年[^，。；！？\n\x00]{0,16}?(?:增|减|上升|下降|提高|降低|压缩|持平|多|少))"
)
_PRESENTED = re.compile(
    r"现将(?P<now>20[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2})年|(?P<preface>20[0-9]{2})年(?:度)?[^，。；\n\x00]{0,12}?预算(?:公开|信息|情况|予以)"
)
_SETTLED = re.compile(
    r"(?P<year>20[0-9]{2})年(?:度)?(?:部门|单位|本级|收支|收入|支出|财务|总)*(?:决算|执行数|实际支出数)"
)
_PLANNED = re.compile(r"(?P<year>20[0-9]{2})年(?:度)?(?:计划|拟)(?!完成|执行|生育)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_ANY_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


def unexplained_years(filed: Filed) -> Iterator[tuple[Passage, int]]:
    """Yield the years in texts that are neither this nor last year nor in a period that the file states."""
    for passage in filed.texts.find(YEAR, titles=False):
        year = int(passage.match["year"])
        if year not in filed.facts.years and passage.typed.keys[0] != DECLARED:
            yield passage, year


def _wrong_year(filed: Filed, passage: Passage, group: str, message: str, wanted: int) -> Finding:
    suggestion = f"把“{passage.match[group]}年”改为“{wanted}年”"
    return Finding(filed.texts.place(passage, group), message, suggestions=(suggestion,))


@rule_of_file("P103", Severity.WARNING)
def unknown_year(filed: Filed) -> Iterator[Result]:
    """文字中的年份应当是预算年度、上年，或本文件写明的期间内的年份。

    沿用往年文稿时，年份最容易漏改。书名号内的年份、文号和完整的日期不作核对；确实要写别的年份的，在“文中数据”中写明。

    通过::

        年度: 2026
        部门职责: 根据《工作规划（2018-2023年）》（定办发〔2018〕12号），2019年3月1日起履行监督职责，2026年完成两轮。

    通过::

        年度: 2026
        部门职责: 办公室成立于2009年。
        文中数据:
          - {数: 2009年, 说明: 办公室成立的年份}

    不通过::

        年度: 2026
        部门职责: 2023年计划举办培训班2次。
    """
    this = filed.page.year
    for passage, year in unexplained_years(filed):
        if ("年份", Decimal(year)) not in filed.facts.declared:
            message = (
                f"文字中的“{year}年”不是预算年度 {this} 年、上年 {this - 1} 年，也不在项目的期间内。"
                "请核对；确实要写这个年份的，在“文中数据”中写明。"
            )
            yield Finding(filed.texts.place(passage, "year"), message)


@rule_of_file("P111", Severity.ERROR)
def compared_with_itself(filed: Filed) -> Iterator[Result]:
    """本年的数不能与本年相比：比较的基数是上年。

    年份只改了一半，就会写出“与2026年相比”这样的话。依据：财预〔2016〕143号，预算公开应当说明与上年相比的增减变化。

    通过::

        年度: 2026
        部门职责: 与2025年相比，人员增加2人；2027年比2026年再增加1人。

    不通过::

        年度: 2026
        部门职责: 与2026年预算相比，人员增加2人。
    """
    this = filed.page.year
    for passage in filed.texts.find(_COMPARED, titles=False):
        group = "with" if passage.match["with"] else "than"
        speaks_of_later = any(int(year) > this for year in _ANY_YEAR.findall(passage.sentence))
        if int(passage.match[group]) >= this and not speaks_of_later:
            message = f"“{passage.match.group()}”：预算年度是 {this} 年，应与上年（{this - 1} 年）相比。"
            yield _wrong_year(filed, passage, group, message, this - 1)


@rule_of_file("P112", Severity.ERROR)
def presents_another_year(filed: Filed) -> Iterator[Result]:
    """“现将××年部门预算公开如下”中的年份应当是预算年度。

    沿用上年前言而没有改年份，读者不知道公开的是哪一年的预算。依据：《预算法》第十四条，预算按年度公开。

    通过::

        年度: 2026
        前言: 现将2026年部门预算公开如下：

    不通过::

        年度: 2026
        前言: 现将2025年部门预算公开如下：
    """
    this = filed.page.year
    for passage in filed.texts.find(_PRESENTED, titles=False):
        group = "now" if passage.match["now"] else "preface"
        applies = group == "now" or passage.typed.keys[0] == "前言"
        if applies and int(passage.match[group].translate(_DIGITS)) != this:
            message = f"“{passage.match.group()}…”：本文件是 {this} 年的预算。"
            yield _wrong_year(filed, passage, group, message, this)


@rule_of_file("P113", Severity.WARNING)
def accounts_of_this_year(filed: Filed) -> Iterator[Result]:
    """编制预算时，本年还没有决算和执行数。

    依据：《预算法》第七十七条，决算在预算年度终了后编制。

    通过::

        年度: 2026
        部门职责: 完成2025年决算公开和2026年预决算信息审核。

    不通过::

        年度: 2026
        部门职责: 2026年决算已随预算一并公开。
    """
    this = filed.page.year
    for passage in filed.texts.find(_SETTLED, titles=False):
        if int(passage.match["year"]) >= this:
            message = f"“{passage.match.group()}”：{this} 年是预算年度，还没有决算和执行数。"
            yield _wrong_year(filed, passage, "year", message, this - 1)


@rule_of_file("P114", Severity.WARNING)
def plans_of_last_year(filed: Filed) -> Iterator[Result]:
    """年度目标中的计划应当是预算年度的。

    沿用上年的绩效目标而没有改年份，就会写出“2025年计划”。依据：绩效目标与预算同步编制、同步公开。

    通过::

        年度: 2026
        整体绩效:
          年度目标: 在2025年工作的基础上，2026年计划举办培训班2次。
          指标:
            - 一级指标: 产出指标
              二级指标:
                - {名称: 数量指标, 三级指标: [{名称: 举办培训班, 比较: ≥, 指标值: 2, 计量单位: 次}]}

    不通过::

        年度: 2026
        整体绩效:
          年度目标: 2025年度计划举办培训班2次。
          指标:
            - 一级指标: 产出指标
              二级指标:
                - {名称: 数量指标, 三级指标: [{名称: 举办培训班, 比较: ≥, 指标值: 2, 计量单位: 次}]}
    """
    this = filed.page.year
    for passage in filed.texts.find(_PLANNED, titles=False):
        if passage.typed.keys[-1] == "年度目标" and int(passage.match["year"]) < this:
            message = f"“{passage.match.group()}”：这是 {this} 年的年度目标。"
            yield _wrong_year(filed, passage, "year", message, this)


@rule_of_file("P115", Severity.WARNING)
def project_outside_the_year(filed: Filed) -> Iterator[Result]:
    """项目日期和中期的期间应当包括预算年度。

    本年没有实施期的项目不应有本年的预算；多半是沿用了上年的日期。

    通过::

        年度: 2026
        项目:
          - 名称: 巡察经费
            科目: 2011102
            日期: 2024年-2026年
            中期: {起始年: 2026, 截止年: 2028}
            年度目标: 完成两轮巡察
            指标:
              - 一级指标: 产出指标
                二级指标:
                  - {名称: 数量指标, 三级指标: [{名称: 开展巡察, 比较: ≥, 年度: 2, 计量单位: 轮}]}

    不通过::

        年度: 2026
        项目:
          - 名称: 巡察经费
            科目: 2011102
            日期: 2025年
            年度目标: 完成两轮巡察
            指标:
              - 一级指标: 产出指标
                二级指标:
                  - {名称: 数量指标, 三级指标: [{名称: 开展巡察, 比较: ≥, 年度: 2, 计量单位: 轮}]}
    """
    this = filed.page.year
    for project in filed.page.disclosure.projects:
        dated = [int(year) for year in _ANY_YEAR.findall(project.date)]
        periods = [(min(dated), max(dated))] if dated else []
        periods += [project.medium_years] if project.medium_years else []
        for first, last in periods:
            if not first <= this <= last:
                period = f"{first} 年" if first == last else f"{first}—{last} 年"
                yield Finding(project.span, f"项目“{project.name}”的期间是 {period}，不包括预算年度 {this} 年。")
