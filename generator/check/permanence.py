"""What was published stands: each edition held against the ledger of the served site."""

import datetime
import enum
from collections.abc import Iterable
from operator import itemgetter

from generator.model.ledger import Edition, Ledger, Publication, Revision
from generator.model.site import Site
from generator.problems import Explanation, Problem, Severity
from generator.source import Span

EXPLANATIONS = (
    Explanation(
        "L101",
        Severity.ERROR,
        """已经公开的内容改了，却没有新的更正。

        公开以后的文件不能悄悄改动：要改的，在“更正”中加一条日期和说明，成为新的一版；原来的一版留在 r1、r2 等地址。
        与已公开站点的台账（ledger.json）核对，用 disclose check --published 或 disclose build --published。
        所属单位的数更正以后，部门的数跟着变，部门也要写更正。
        依法不公开以后恢复公开的也一样：内容与撤下的一版相同，或者写更正。
        """,
    ),
    Explanation(
        "L102",
        Severity.ERROR,
        """版次比已经公开的小：“更正”少了已经公开过的一条。

        更正公开以后不能撤回；更正写错了的，再加一条更正。
        """,
    ),
    Explanation(
        "L103",
        Severity.ERROR,
        """已经公开的文件不见了。

        公开的地址长期有效：数据文件不能删去，也不能改回草稿或已批复。
        依法不公开的，把状态改为“依法不公开”，写明依据：文件从站点撤下，台账中仍有记录。
        """,
    ),
    Explanation(
        "L104",
        Severity.NOTE,
        """数据没有变，文字与公开的 PDF 不同；PDF 保持原样。

        程序换了写法，或者所比较的上年数变了，就会这样。要让 PDF 也改用新的写法，在 site.yaml 的“重排”中写明；
        上年的数更正了、这一年的说明也应改的，写更正。
        """,
    ),
    Explanation(
        "L105",
        Severity.ERROR,
        """写新的更正时，改了以前各版的日期或说明。

        什么时候公开、什么时候为什么更正，都已经公开，台账中有记录，不能改写。
        以前的日期或说明写错了的，恢复原样，在新的更正的说明中写明错在哪里。
        """,
    ),
    Explanation(
        "L106",
        Severity.NOTE,
        """一次写了几条新的更正，中间的几版没有公开过。

        页面会说它们在那些日期公开过。一起公开的改动，合成一条更正，写公开它的日期。
        已公开的站点是从较早的存档恢复的，这几版其实公开过，就不用改。
        """,
    ),
    Explanation(
        "L107",
        Severity.NOTE,
        """新的更正什么也没有改。

        除“更正”以外，填报的内容和各表的数都与上一版相同。漏了改动的，补上；只为说明以前的更正写错了的，不用改。
        """,
    ),
    Explanation(
        "L108",
        Severity.NOTE,
        """同一天的重排已经做过一次，没有再做。

        site.yaml 的“重排”按日期做，一天一次。还要再排一次的，另写一条，日期在做过的以后；只改了说明的，
        台账中仍是做的时候写的说明。
        """,
    ),
)


class Step(enum.Enum):
    """What a publication does at an address, in the words that the command tells it in."""

    FIRST = "第一次公开"
    KEPT = "沿用原来的 PDF"
    REVISED = "更正"
    RERENDERED = "重排"
    RESTORED = "恢复公开"


RESTORED_BECAUSE = "依法不公开以后恢复公开"
"""The reason of a rendering that was made because the one before had been taken down."""


def step_of(edition: Edition, last: Revision | None, rerendered: datetime.date | None) -> Step | None:
    """Say what becomes of an edition; nothing where it contradicts what was published.

    `last` is what was published last at its address, withdrawn or not; `rerendered` is the date of the last 重排 that
    concerns it.
    """
    if last is None:
        return Step.FIRST
    if edition.revision > last.revision:
        return Step.REVISED
    if edition.revision < last.revision or (edition.content != last.content and edition.facts != last.facts):
        return None
    if rerendered is not None and (last.dated is None or rerendered > last.dated):
        return Step.RERENDERED
    return Step.RESTORED if last.is_withdrawn else Step.KEPT


def rerendering_of(address: str, site: Site) -> tuple[datetime.date, str] | None:
    """Return the date and the reason of the last 重排 that concerns an address; of one day, the one listed last."""
    found = [(each.date, each.reason) for each in reversed(site.rerenderings) if each.concerns(address)]
    return max(found, key=itemgetter(0), default=None)


def contradiction(edition: Edition, last: Revision, changes: Iterable[str]) -> Problem:
    """Say how an edition contradicts what was published; `changes` are the figures that differ, both told."""
    published = f"第{last.revision}版{_on(last.date)}"
    if edition.revision < last.revision:
        message = f"已经公开到{published}，现在的“更正”只到第{edition.revision}版。请恢复少了的更正。"
        return Problem(edition.latest.span, "L102", Severity.ERROR, message)
    told = "；".join(changes)
    withdrawn = "（后来依法不公开）" if last.is_withdrawn else ""
    message = (
        f"与已经公开的{published}{withdrawn}不同，却没有新的更正：{told}。"
        f"要改的，在“更正”中写第{last.revision + 1}版的日期和说明；不改的，恢复原来的内容。"
    )
    return Problem(edition.latest.span, "L101", Severity.ERROR, message)


def reworded(edition: Edition, standing: Revision) -> list[Problem]:
    """Say that the program words the same facts otherwise than the PDF that stands."""
    if edition.revision != standing.revision or edition.content == standing.content:
        return []
    what = f"数据与公开的第{standing.revision}版相同，文字与它的 PDF 不同，PDF 保持原样。"
    return [Problem(edition.latest.span, "L104", Severity.NOTE, what)]


def retold(edition: Edition, earlier: Iterable[Revision]) -> list[Problem]:
    """Say which revisions before have another date or reason now than they were published with."""
    problems = []
    for was in (each for each in earlier if each.revision < edition.revision):
        now = edition.publications[was.revision - 1]
        if (now.date, now.reason) != (was.date or now.date, was.reason):
            what = (
                f"第{was.revision}版公开时是{_told(was)}，现在是{_told(now)}。"
                "请恢复原样；当时写错了的，在新的更正的说明中写明。"
            )
            problems.append(Problem(now.span, "L105", Severity.ERROR, what))
    return problems


def _told(each: Revision | Publication) -> str:
    date = _said(each.date) if each.date else "没有日期"
    return f"{date}“{each.reason}”" if each.reason else date


def not_again(edition: Edition, last: Revision, rerendered: tuple[datetime.date, str] | None) -> list[Problem]:
    """Say that a 重排 asks for what was done that day for another reason, and is not done once more."""
    date, reason = rerendered or (None, "")
    done = [each.reason for each in last.renderings if each.date and each.date == date]
    if date is None or not done or reason in done:
        return []
    what = (
        f"“重排”写着{_said(date)}“{reason}”，同一天已经重排过一次（“{done[-1]}”），没有再做。"
        "还要重排的，请写以后的日期。"
    )
    return [Problem(edition.latest.span, "L108", Severity.NOTE, what)]


def doubtful(edition: Edition, last: Revision) -> list[Problem]:
    """Say of a new revision that others before it were never published, or that it changes nothing."""
    span, skipped = edition.latest.span, range(last.revision + 1, edition.revision)
    problems = []
    if skipped:
        which = "、".join(f"第{number}版" for number in skipped)
        what = f"{which}没有公开过，现在与第{edition.revision}版一起公开。一起公开的改动，请合成一条更正。"
        problems.append(Problem(span, "L106", Severity.NOTE, what))
    if edition.uncorrected == last.facts:
        what = f"除“更正”以外，与公开的第{last.revision}版没有不同。漏了改动的，请补上。"
        problems.append(Problem(span, "L107", Severity.NOTE, what))
    return problems


def missing(ledger: Ledger, there: Iterable[str], folder: str) -> list[Problem]:
    """Say which published addresses are gone; `there` are those that are published or withheld by law."""
    gone = sorted(set(ledger.disclosures) - set(there))
    return [
        Problem(
            Span(f"{folder}/{address}.yaml", 1, 1),
            "L103",
            Severity.ERROR,
            f"{address} 的第{standing.revision}版{_on(standing.date)}已经公开，现在没有公开的文件。"
            "请恢复数据文件和“已公开”的状态；依法不公开的，写状态和依据。",
        )
        for address in gone
        if (standing := ledger.standing(address))
    ]


def _on(date: datetime.date | None) -> str:
    return f"（{_said(date)}）" if date else ""


def _said(date: datetime.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"
