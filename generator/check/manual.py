"""Manual pages: the text behind a code, parsed into title, why, condition, source and samples.

A page is plain text, as a rule's docstring: the title in the first paragraph; then why, where a line that begins with
依据： names the source and one with 条件： the condition; then samples under 通过:: and 不通过:: (a fragment of a unit
file), 外来表通过:: and 外来表不通过:: (tables as `outside` reads them). A fragment of another file that stands beside
that of the next sample goes under 另有 156001/2025::.
"""

import inspect
import re
from dataclasses import dataclass
from itertools import groupby

_SAMPLE = re.compile(r"(?:另有 (?P<beside>[0-9]{3,12}/[0-9]{4})|(?P<outside>外来表)?(?P<verdict>通过|不通过))::\Z")
_FIELDS = {"依据：": "source", "条件：": "condition"}


@dataclass(frozen=True, slots=True)
class Sample:
    """An example that a rule passes or refuses: a fragment of a unit file, or tables read from outside.

    `beside` are fragments of other files that the example needs, by address.
    """

    passes: bool
    is_outside: bool
    text: str
    beside: tuple[tuple[str, str], ...] = ()

    @property
    def heading(self) -> str:
        """What the sample is called in the manual."""
        return f"{'外来表' if self.is_outside else ''}{'通过' if self.passes else '不通过'}"


@dataclass(frozen=True, slots=True)
class Manual:
    """One parsed page; what it does not say is empty."""

    title: str
    why: tuple[str, ...]
    condition: str
    source: str
    samples: tuple[Sample, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """The condition and the source, as far as the page says them, as a line each."""
        fields = (("条件", self.condition), ("依据", self.source))
        return tuple(f"{name}：{text}" for name, text in fields if text)


def manual_from_text(text: str) -> Manual:
    """Parse a page."""
    prose, samples = _split(inspect.cleandoc(text).split("\n"))
    title, *paragraphs = _paragraphs(prose)
    named = {field: "" for field in _FIELDS.values()}
    why = []
    for paragraph in paragraphs:
        field = _FIELDS.get(paragraph[:3])
        if field:
            named[field] += paragraph[3:]
        else:
            why.append(paragraph)
    return Manual(title, tuple(why), named["condition"], named["source"], tuple(samples))


def _split(lines: list[str]) -> tuple[list[str], list[Sample]]:
    """Part the prose from the samples: a sample is what stands indented below its heading."""
    prose: list[str] = []
    samples: list[Sample] = []
    beside: list[tuple[str, str]] = []
    heading: re.Match[str] | None = None
    body: list[str] = []
    for line in [*lines, "。"]:
        if heading and (line.startswith(" ") or not line):
            body.append(line)
            continue
        if heading:
            text = inspect.cleandoc("\n".join(body)).strip("\n") + "\n"
            if heading["beside"]:
                beside.append((heading["beside"], text))
            else:
                samples.append(Sample(heading["verdict"] == "通过", bool(heading["outside"]), text, tuple(beside)))
                beside = []
        heading, body = _SAMPLE.match(line), []
        if not heading:
            prose.append(line)
    return prose[:-1], samples


def _paragraphs(lines: list[str]) -> list[str]:
    """Join the lines of a paragraph; a line that begins a field begins a paragraph."""
    numbered = []
    number = 0
    for line in lines:
        number += not line or line[:3] in _FIELDS
        numbered.append((number, line))
    joined = ("".join(line for _, line in group) for _, group in groupby(numbered, key=lambda pair: pair[0]))
    return [text for text in joined if text]
