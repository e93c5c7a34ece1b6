"""Every code that a problem may bear, with what stands behind it: the rules, and the checks that are no rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.check import hindrances, joint, permanence, waivers
from generator.check.manual import Manual, manual_from_text
from generator.check.rules import RULES
from generator.errors import GeneratorError
from generator.load import manual as loading
from generator.problems import Explanation, Severity
from generator.validate import manual as validating

ALL = (
    *loading.EXPLANATIONS,
    *validating.EXPLANATIONS,
    *(rule.explanation for rule in RULES),
    *joint.EXPLANATIONS,
    *hindrances.EXPLANATIONS,
    *waivers.EXPLANATIONS,
    *permanence.EXPLANATIONS,
)
EXPLANATIONS: Mapping[str, Explanation] = {explanation.code: explanation for explanation in ALL}
"""By code, in the order in which a file meets them."""

FAMILIES: Mapping[str, str] = {
    "A": "收支总体",
    "B": "财政拨款和各项支出表",
    "C": "基本支出和两种分类",
    "D": "“三公”经费和机关运行经费",
    "E": "转移支付和政府采购",
    "F": "绩效目标",
    "G": "文字中的数",
    "H": "上年数、所属单位和资产",
    "J": "各项合计一起看",
    "N": "编码、名称和金额的写法",
    "T": "日期",
    "P": "文字",
    "V": "豁免",
    "L": "已公开的文件：台账",
    "Y": "读文件：编码、字符和 YAML 的写法",
    "S": "数据格式：键和值",
}
"""What the codes of one letter are about; the order of the catalogue."""


class UnknownCode(GeneratorError):
    """A code that no problem bears."""

    def __init__(self, code: str) -> None:
        near = waivers.nearest_code(code, EXPLANATIONS)
        super().__init__(f"没有代码“{code}”，是不是 {near}？disclose rules 列出全部代码。")


@dataclass(frozen=True, slots=True)
class Page:
    """The manual page of one code."""

    code: str
    severity: Severity
    can_be_waived: bool
    manual: Manual

    @property
    def weight(self) -> str:
        """What a problem of the code weighs, in words."""
        return WEIGHTS[self.severity]

    @property
    def waiver(self) -> str:
        """Whether a file may let a problem of the code pass, in words; a note needs no waiver."""
        if self.severity is Severity.NOTE:
            return "不需要豁免"
        return "可以豁免" if self.can_be_waived else "不能豁免"

    @property
    def text(self) -> str:
        """The page as a terminal shows it."""
        lines = [f"{self.code} {self.weight}（{self.waiver}） {self.manual.title}", ""]
        for paragraph in (*self.manual.why, *self.manual.named):
            lines += [paragraph, ""]
        for sample in self.manual.samples:
            blocks = [*((f"另有 {address}", text) for address, text in sample.beside), (sample.heading, sample.text)]
            for heading, text in blocks:
                lines += [f"{heading}：", "", *(f"    {line}".rstrip() for line in text.split("\n"))]
        return "\n".join(lines).rstrip("\n") + "\n"


WEIGHTS: Mapping[Severity, str] = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}


def page_of(code: str) -> Page:
    """Return the manual page of a code; raises UnknownCode."""
    explanation = EXPLANATIONS.get(code)
    if explanation is None:
        raise UnknownCode(code)
    return Page(code, explanation.severity, explanation.can_be_waived, manual_from_text(explanation.text))


def pages() -> tuple[Page, ...]:
    """Return every manual page."""
    return tuple(page_of(code) for code in EXPLANATIONS)


@dataclass(frozen=True, slots=True)
class Family:
    """The pages of the codes that begin with one letter."""

    letter: str
    title: str
    pages: tuple[Page, ...]


def families(listed: Iterable[Page]) -> tuple[Family, ...]:
    """Group pages by the letter of their code, in the order of the families."""
    gathered: dict[str, list[Page]] = {letter: [] for letter in FAMILIES}
    for page in listed:
        gathered[page.code[0]].append(page)
    return tuple(Family(letter, FAMILIES[letter], tuple(found)) for letter, found in gathered.items() if found)
