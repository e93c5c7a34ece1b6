"""The limits of what is read: the last that is accepted, and the first that is refused."""

import pytest

from generator.load import load
from generator.load.lines import MAX_SLIPS
from generator.load.nodes import Mapping
from generator.load.text import MAX_BYTES
from generator.load.tree import MAX_PROBLEMS


def nested(depth: int) -> str:
    return "甲: " + "[" * (depth - 1) + "]" * (depth - 1) + "\n"


def wide(values: int) -> str:
    """A file of one mapping, one key, one list and the rest of the values in it."""
    return "甲: [" + "1," * (values - 3) + "]\n"


LIMITS = {
    "bytes": ("a: 1\n#" + "x" * (MAX_BYTES - 6), "a: 1\n#" + "x" * (MAX_BYTES - 5), "Y101"),
    "depth": (nested(16), nested(17), "Y114"),
    "values": (wide(50_000), wide(50_001), "Y114"),
    "letters of a key": ("键" * 200 + ": 1\n", "键" * 201 + ": 1\n", "Y115"),
    "digits": ("甲: 1234567890123.45\n", "甲: 12345678901234.56\n", "Y120"),
    "digits of a negative number": ("甲: -123456789012345\n", "甲: -1234567890123456\n", "Y120"),
}


@pytest.mark.parametrize("limit", LIMITS)
def test_the_last_is_accepted_and_the_first_is_refused(limit: str) -> None:
    last, first, code = LIMITS[limit]
    document, problems = load("f.yaml", last.encode())
    assert not problems
    assert document is not None
    _, (problem,) = load("f.yaml", first.encode())
    assert problem.code == code


def test_no_more_than_two_hundred_problems_are_reported() -> None:
    one_less = "".join(f"k{number}: 010\n" for number in range(MAX_PROBLEMS - 1))
    document, problems = load("f.yaml", one_less.encode())
    assert document is not None
    assert [problem.code for problem in problems] == ["Y120"] * (MAX_PROBLEMS - 1)
    document, problems = load("f.yaml", (one_less + "a: 010\nb: 010\n").encode())
    assert document is None
    assert [problem.code for problem in problems[-2:]] == ["Y120", "Y117"]
    assert [problem.span.line for problem in problems[-2:]] == [MAX_PROBLEMS, MAX_PROBLEMS]


def test_no_more_than_a_hundred_mistyped_lines_are_reported() -> None:
    one_less = "".join(f"k{number}；1\n" for number in range(MAX_SLIPS - 1))
    document, problems = load("f.yaml", one_less.encode())
    assert document is not None
    assert [problem.code for problem in problems] == ["Y105"] * (MAX_SLIPS - 1)
    document, problems = load("f.yaml", (one_less + "a；1\nb；1\n").encode())
    assert document is None
    assert [problem.code for problem in problems[-2:]] == ["Y105", "Y117"]
    assert problems[-1].span.line == MAX_SLIPS


@pytest.mark.parametrize(("character", "code"), [("\u200b", "Y103"), ("\u3000", "Y104")])
def test_no_more_than_twenty_wrong_characters_of_a_kind_are_reported(character: str, code: str) -> None:
    document, problems = load("f.yaml", ("甲: 1\n" + f"{character}乙: 1\n" * 30).encode())
    assert document is None
    assert [(problem.span.line, problem.code) for problem in problems] == [(line, code) for line in range(2, 22)]


def test_a_text_that_only_begins_like_a_number_is_text_from_sixty_letters_on() -> None:
    digits = "1," * 30 + "1"
    assert not load("f.yaml", f"甲: {digits}\n".encode())[1]
    (problem,) = load("f.yaml", f"甲: {digits[2:]}\n".encode())[1]
    assert problem.code == "Y120"


def test_a_mended_file_holds_what_was_meant() -> None:
    document, problems = load("f.yaml", "甲：1\n乙:\n\u3000- {丙：2}\n丁\u200b: 3\n⼀: 4\n".encode())
    assert sorted(problem.span.line for problem in problems) == [1, 3, 4, 5]
    assert document is not None
    assert list(document.root.entries) == ["甲", "乙", "丁", "一"]
    assert document.damaged == {1, 3, 4, 5}


def test_of_a_key_that_stands_twice_the_first_counts() -> None:
    document, _ = load("f.yaml", "甲: 1\n甲: {乙: 2}\n丙: {x：1}\n".encode())
    assert document is not None
    assert document.root.entries["甲"].text == "1"  # type: ignore[union-attr]
    inner = document.root.entries["丙"]
    assert isinstance(inner, Mapping)
    assert list(inner.entries) == ["x"]
