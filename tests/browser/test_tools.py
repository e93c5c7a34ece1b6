"""A missing tool skips tests where nobody asked for it, and fails them where the set-up has run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import kinds, tools


def test_a_missing_tool_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "TOOLS", tmp_path)
    with pytest.raises(pytest.skip.Exception, match=r"gone\.jar is not installed: run `scripts/setup tests`"):
        tools.existing(tmp_path / "gone.jar")


def test_a_tool_that_the_set_up_should_have_brought_may_not_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "TOOLS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "made-from").touch()
    with pytest.raises(pytest.fail.Exception, match="Chromium is missing although"):
        tools.browser()


def test_a_page_of_a_new_kind_fails_until_the_kind_is_listed() -> None:
    assert kinds.kind_of("156001/2026/index.html") == "disclosure"
    with pytest.raises(pytest.fail.Exception, match=r"new/index\.html is of no kind"):
        kinds.kind_of("new/index.html")
