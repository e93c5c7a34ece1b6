"""Problems → text, JSON, SARIF 2.1.0, annotations; differences → Markdown, JSON, addresses; one reporter for each."""

from collections.abc import Callable, Mapping

from generator.report.difference_addresses import differences_addresses
from generator.report.difference_json import differences_json
from generator.report.difference_markdown import differences_markdown
from generator.report.differences import Differences, Revision
from generator.report.github import report_github, write_step_summary
from generator.report.machine import report_json
from generator.report.report import Report, summary
from generator.report.sarif import report_sarif
from generator.report.text import report_text

__all__ = [
    "DIFFERENCE_REPORTERS",
    "REPORTERS",
    "Differences",
    "Report",
    "Revision",
    "report_text",
    "summary",
    "write_step_summary",
]

REPORTERS: Mapping[str, Callable[[Report], str]] = {
    "text": report_text,
    "json": report_json,
    "sarif": report_sarif,
    "github": report_github,
}
"""The formats that `disclose check --format` knows."""

DIFFERENCE_REPORTERS: Mapping[str, Callable[[Differences], str]] = {
    "markdown": differences_markdown,
    "json": differences_json,
    "addresses": differences_addresses,
}
"""The formats that `disclose diff --format` knows."""
