"""One site for all tests of downloads, built by the command as a user runs it."""

from pathlib import Path

import pytest

from tests.build.government import head, written
from tests.editing import REFERENCE, ROOT, disclose

HOSTILE = {
    "a command": "=cmd|' /C calc'!A0",
    "a sum": "+1",
    "a difference": "-2",
    "a function": "@SUM(A1)",
    "a wide sign": "＝1+1",
    "signs after spaces": "  =1+1",
}
"""Texts that spreadsheets would take for formulas."""


def hostile_file() -> str:
    """A file in which hostile texts stand wherever tables print what is typed, and last in a cell of several lines."""
    transfers = "".join(
        f'  - {{单位: "{text}", 一般公共预算项目支出: {n}}}\n' for n, text in enumerate(HOSTILE.values(), 1)
    )
    projects = "".join(
        f'  - 名称: "{text}"\n    年度: {{财政拨款: 1}}\n    年度目标: "\\t{text}\\n{text}"\n'
        for text in HOSTILE.values()
    )
    return (
        head("106001", 2026, "示例市文书局")
        + "收入: {一般公共预算财政拨款收入: 21}\n支出:\n  - {科目: 2011102, 项目支出: 21}\n"
        + f"部门管理转移支付:\n{transfers}项目:\n{projects}"
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small government, both published disclosures (万元 and 元), and a unit with hostile texts."""
    folder = tmp_path_factory.mktemp("downloads")
    units = written(folder)
    for address, text in {
        "156001/2026": REFERENCE.read_text("utf-8"),
        "107/2025": (ROOT / "examples" / "shanghai" / "units" / "107" / "2025.yaml").read_text("utf-8"),
        "106001/2026": hostile_file(),
    }.items():
        path = units / f"{address}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    run = disclose("build", "--no-pdf", "--units", units, "--out", folder / "site")
    assert run.code == 0, run.out
    return folder / "site"
