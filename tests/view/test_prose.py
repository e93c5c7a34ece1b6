"""Typed text as it is printed: what works as a mark, what is kept as typed, and that nothing is ever lost."""

import html
import random
import re
import unicodedata

import pytest

from generator.view.prose import prose_html

PRINTED = {
    "一段文字": "<p>一段文字</p>",
    "一段\n换行\n\n二段": "<p>一段<br>\n换行</p>\n<p>二段</p>",
    "- 甲\n- 乙": "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>",
    "按照**先有预算**的原则": "<p>按照<strong>先有预算</strong>的原则</p>",
    "- **甲**：一": "<ul>\n<li><strong>甲</strong>：一</li>\n</ul>",
    "": "",
    "\n\n  \n": "",
}
AS_TYPED = [
    "- 5万元",
    "-5万元",
    "- 300万元\n- 200万元",
    "- 甲\n- 5万元",
    "1*2*3",
    "2**3**4",
    "139****1234",
    "*重点*",
    "** 空 **",
    "****",
    "4. 2026年培训费\n7. 会议费",
    "1) 甲\n3) 乙",
    "[注]: 本年减少300万元",
    "[文字](地址)",
    "![图](a.png)",
    "# 一号",
    "> 引用",
    "    缩进四格",
    "`代码`",
    "```\n代码\n```",
    "甲 | 乙\n--- | ---",
    "---",
    "===",
    "甲\n===",
    "&#x202e;&nbsp;&lt;b&gt;",
    "<b>粗</b><!-- 注 -->",
    "https://example.com/a_b_c",
    "a_b_c __d__ ~~e~~",
    "反斜杠\\*和\\n",
    "甲  \n乙",
    "10<20 & 30>20",
    "“三公”经费'引'\"号\"",
    "- - - 甲",
    "* 甲\n* 乙",
    "+ 甲",
]


def seen(text: str) -> str:
    """Return what a reader sees of a printed text."""
    return html.unescape(re.sub(r"</?(p|ul|li|strong|br)>", "", str(prose_html(text))))


def substance(text: str) -> str:
    """Leave out blanks, and the marks that did their work."""
    return "".join(text.split())


@pytest.mark.parametrize("text", PRINTED)
def test_what_works_as_a_mark(text: str) -> None:
    assert prose_html(text) == PRINTED[text]


@pytest.mark.parametrize("text", AS_TYPED)
def test_everything_else_is_printed_as_typed(text: str) -> None:
    assert substance(seen(text)) == substance(text)


def counted(text: str) -> str:
    """Digits, letters, Han characters and every sign but the bullets' and the stars'."""
    return "".join(
        character for character in text if unicodedata.category(character)[0] in "LNPS" and character not in "*"
    )


PIECES = [
    *"0123456789.-−+%‰±*_~`#>|[]()!&;:\\/<\"'=，。、：；（）《》“”—…·",
    *"预算支出减少增加万元年度一二三",
    *("\n", "\n\n", "\n- ", "\n* ", "\n1. ", "\n4) ", "    ", "  \n", "**", "__", "- 5万元", "](", "[注]: ", "&#45;"),
    *(
        "&nbsp;",
        "<br>",
        "</p>",
        "<script>",
        "1*2*3",
        "\\*",
        "~~",
        "```\n",
        "---\n",
        "|---|",
        "http://a.b ",
        "300",
        "2026年",
    ),
]


def random_text(rng: random.Random) -> str:
    return "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 60)))


def conserved(seeds: range) -> None:
    for seed in seeds:
        text = random_text(random.Random(seed))
        bullets = len(re.findall(r"(?m)^\s*- +(?=[^\s0-9.+\-−±¥￥$])", text))
        typed, printed = counted(text), counted(seen(text))
        listed, strong = (str(prose_html(text)).count(tag) for tag in ("<li>", "<strong>"))
        assert text.count("*") - seen(text).count("*") == 4 * strong, (seed, text)
        assert listed <= bullets, seed
        assert without_bullets(text, listed) == printed, (seed, text)
        assert typed.count("-") - printed.count("-") == listed, (seed, text)


def without_bullets(text: str, listed: int) -> str:
    """Take the bullets off those paragraphs that consist of nothing else, and count what is left."""
    found = []
    for block in re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text) if listed else [text]:
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        is_list = bool(lines) and all(re.match(r"- +[^\s0-9.+\-−±¥￥$]", line) for line in lines)
        found.append("".join(line[1:] if is_list else line for line in lines))
    return counted("".join(found))


def test_nothing_is_lost_of_a_thousand_random_texts() -> None:
    conserved(range(1_000))


@pytest.mark.slow
def test_nothing_is_lost_of_ten_thousand_random_texts() -> None:
    conserved(range(1_000, 11_000))
