"""The names that files of a site may have."""

import pytest

from generator.publish.names import BadName, Names

HOSTILE = [
    "",
    "/",
    "/etc/passwd",
    "//etc/passwd",
    ".",
    "..",
    "./index.html",
    "../index.html",
    "../../etc/passwd",
    "156001/../../x",
    "156001/..",
    "156001/./x",
    "156001//x",
    "156001/",
    "/156001/x",
    "..\\x",
    "156001\\x",
    "C:\\x",
    "x\x00.html",
    "x\n.html",
    "x\r.html",
    "x\t.html",
    "x\x1b[31m.html",
    "x\x7f.html",
    "x\x85.html",
    "x\u2028.html",
    "x\u200b.html",
    "x\u202e.html",
    "x\ufeff.html",
    "x\u00ad.html",
    "x\u00a0.html",
    "x\u3000.html",
    "x\ue000.html",
    "x\ud800.html",
    "e\u0301.html",
    "\u1100\u1161.html",
    "\u2126.html",
    "\uf900.html",
    "x" * 256,
    "预" * 86,
    "a/" + "x" * 256 + "/b",
    "manifest.json",
    "manifest.json/x",
    "MANIFEST.JSON",
]


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_name_that_leaves_the_site_or_cannot_be_seen_is_refused(name: str) -> None:
    with pytest.raises(BadName):
        Names("manifest.json").take(name)


def test_a_name_that_is_refused_is_told_without_its_control_characters() -> None:
    with pytest.raises(BadName, match=r"^站点里不能有名为 'x\\x1b\[31m' 的文件：名字里有控制字符或反斜线。没有生成。$"):
        Names().take("x\x1b[31m")


@pytest.mark.parametrize(
    "name",
    ["index.html", "156001/2026/index.html", "assets/样式.css", "预" * 85, "a b.html", "...", "..x", ".x"],
)
def test_plain_names_are_taken(name: str) -> None:
    Names("manifest.json").take(name)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("a.html", "a.html", "这个名字已经用过"),
        ("a.html", "A.html", "只差大小写"),
        ("straße", "STRASSE", "只差大小写"),
        ("Rules/a", "rules/b", "只差大小写"),
        ("x/Data/a", "x/data/b", "只差大小写"),
        ("a", "a/b", "不能既是文件又是文件夹"),
        ("a/b", "a", "不能既是文件又是文件夹"),
    ],
)
def test_two_names_that_fall_together_are_refused(first: str, second: str, why: str) -> None:
    names = Names()
    names.take(first)
    with pytest.raises(BadName, match=why):
        names.take(second)


def test_files_of_one_folder_do_not_clash() -> None:
    names = Names()
    for name in ("a/b", "a/c", "a/d/e", "ab/c"):
        names.take(name)
