"""Scalars that YAML readers reinterpret: here each is kept as typed, or refused at its line with a way to write it."""

import pytest

from generator.load import load
from generator.load.nodes import Kind, Scalar

KEPT = {
    "405.31": Kind.NUMBER,
    "0": Kind.NUMBER,
    "-5": Kind.NUMBER,
    "-0.10": Kind.NUMBER,
    "102.00": Kind.NUMBER,
    "2080505": Kind.NUMBER,
    "见附件#2": Kind.TEXT,
    "见附件 #2": None,
    "405.31 #注": None,
    "405。31": None,
    "1，5": None,
    "5％": None,
    "405.31万": None,
    "9999999999999.99": Kind.NUMBER,
    "2026-02-02": Kind.DATE,
    "2024-02-29": Kind.DATE,
    "": Kind.NULL,
    "~": Kind.NULL,
    "null": Kind.NULL,
    "无": Kind.TEXT,
    "是": Kind.TEXT,
    "否": Kind.TEXT,
    "≥": Kind.TEXT,
    "=": Kind.TEXT,
    "2026年": Kind.TEXT,
    "1-6月": Kind.TEXT,
    "7月底": Kind.TEXT,
    "2轮": Kind.TEXT,
    "100%完成": Kind.TEXT,
    "A02010108": Kind.TEXT,
    "1. 财政拨款": Kind.TEXT,
    "（一）基本支出": Kind.TEXT,
    "第1项": Kind.TEXT,
    "增长3.96%": Kind.TEXT,
    "挽回国有资产损失，推动国有资产保值增值": Kind.TEXT,
    "http://example.com/a": Kind.TEXT,
    "nothing": Kind.TEXT,
    "N": None,
    "yes": None,
    "Yes": None,
    "YES": None,
    "no": None,
    "NO": None,
    "on": None,
    "Off": None,
    "true": None,
    "True": None,
    "FALSE": None,
    "y": None,
    "010": None,
    "00": None,
    "-012.5": None,
    "0x1F": None,
    "0o17": None,
    "0b101": None,
    "1e3": None,
    "1.5E-2": None,
    "12:30": None,
    "1:2:3": None,
    "190:20:30.15": None,
    "1,234.56": None,
    "1,234": None,
    "1，234.56": None,
    "1_000": None,
    "1 234.56": None,
    "+5": None,
    "+0.5": None,
    ".5": None,
    "-.5": None,
    "5.": None,
    "95%": None,
    "5.56 %": None,
    "3‰": None,
    "405.31万元": None,
    "405.31 元": None,
    "1.2亿元": None,
    "¥405": None,
    "￥405.31": None,
    "４０５．３１": None,
    "405．31": None,
    "−5": None,
    "－5": None,
    "9５%": None,
    ".inf": None,
    "-.INF": None,
    ".nan": None,
    "NaN": None,
    "-": None,
    "—": None,
    "——": None,
    "2024-13-45": None,
    "2023-02-29": None,
    "2026-2-2": None,
    "2026-02-02 10:00:00": None,
    "2026-02-02T10:00:00Z": None,
    "99999999999999.99": None,
    "1" * 30: None,
}


def test_there_are_at_least_eighty_traps() -> None:
    assert len(KEPT) >= 80


@pytest.mark.parametrize("typed", KEPT)
def test_a_trap_is_kept_as_typed_or_refused_at_its_line(typed: str) -> None:
    text = f"甲: 1\n乙: {typed}\n丙: 2\n"
    document, problems = load("f.yaml", text.encode())
    kind = KEPT[typed]
    if kind is None:
        assert {problem.span.line for problem in problems} == {2}
        return
    assert document is not None, problems
    value = document.root.entries["乙"]
    assert isinstance(value, Scalar)
    assert (value.text, value.kind) == (typed, kind)


@pytest.mark.parametrize("typed", [trap for trap, kind in KEPT.items() if kind is None])
def test_in_quotation_marks_every_trap_is_text(typed: str) -> None:
    document, problems = load("f.yaml", f'乙: "{typed}"\n'.encode())
    assert document is not None, problems
    value = document.root.entries["乙"]
    assert isinstance(value, Scalar)
    assert (value.text, value.kind) == (typed, Kind.TEXT)
