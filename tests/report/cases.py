"""Problems that reporters have trouble with: marks, wide characters, several places, a waiver."""

from generator.problems import Problem, Related, Severity
from generator.report import Report
from generator.source import Span

PATH = "units/156001/2026 年.yaml"
LINES = ("单位代码: 156001", "  公务接待费: 0.5  # 接待", "简称: \u200b馆")


def at(line: int, column: int) -> Span:
    """Return a place in the file of these cases."""
    return Span(PATH, line, column)


ERROR = Problem(
    at(2, 10),
    "D1",
    Severity.ERROR,
    "矛盾：100%，一:二|三 <b>\n第二行",
    (Related(at(1, 7), "那里是 156001"),),
    ("若改为 1，则一致",),
)
WARNING = Problem(at(3, 5), "F3", Severity.WARNING, "权重不是 100。")
NOTE = Problem(at(1, 7), "A7", Severity.NOTE, "尾差：相差 0.01。", (Related(at(2, 10), "0.50"),))
WAIVED = Problem(at(2, 10), "D2", Severity.NOTE, "已豁免（批复数）：相差 0.5。", waived="批复数")

REPORT = Report([NOTE, ERROR, WAIVED, WARNING], {PATH: LINES})
