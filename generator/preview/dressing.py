"""A page as the preview shows it: the problems over it, and the script that waits for the next version."""

import hashlib
from dataclasses import dataclass, field

from generator.build.workspace import Workspace
from generator.model.site import Site
from generator.preview.notices import notices_of
from generator.render.html import render_html
from generator.report import Report, summary

ASSETS = "_preview/"
"""Where the preview's own files and events stand; no file of a site begins like that."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be shown at one address; a page that is empty leaves the problems alone.

    `is_old` says that the page is the last good one, from before the problems; `notice` is a sentence on top of them.
    """

    html: bytes = b""
    report: Report = field(default_factory=lambda: Report(()))
    notice: str = ""
    is_old: bool = False


def dressed(shown: Shown, root: str, site: Site, workspace: Workspace) -> tuple[bytes, str]:
    """Return the page with what the preview adds, and its tag, which changes whenever anything on it does."""
    html = shown.html.decode() or _alone(root, site, workspace)
    values = {"notices": notices_of(shown.report), "summary": summary(shown.report), "shown": shown}
    panel = render_html(workspace.templates, "preview/panel.html.j2", **values)
    tag = hashlib.sha256(f"{html}\0{panel}".encode()).hexdigest()
    head = render_html(workspace.templates, "preview/head.html.j2", assets=f"/{ASSETS}", tag=tag)
    before, _, after = html.partition("</head>\n<body>\n")
    return f"{before}{head}</head>\n<body>\n{panel}{after}".encode(), tag


def _alone(root: str, site: Site, workspace: Workspace) -> str:
    """Return a page with nothing on it."""
    return render_html(workspace.templates, "preview/alone.html.j2", site=site, root=root, path="")
