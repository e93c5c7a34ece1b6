"""A page as one file that needs no other: for portals that take uploads, and for keeping.

Styles stand in the page and are permitted by their hash; scripts are left out, which no page needs to be complete.
"""

import base64
import functools
import hashlib
import re
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import escape

_STYLES = re.compile(r'<link rel="stylesheet" href="(?:\.\./)*assets/([\w.-]+)">\n?')
_SCRIPTS = re.compile(r'<script src="[^"]*"[^>]*></script>\n?')
_ICON = re.compile(r'<link rel="icon"[^>]*>\n?')
_POLICY = re.compile(r'(http-equiv="Content-Security-Policy" content=")[^"]*"')
_LINKED = re.compile(r'(<a\b[^>]*?) href="(?!#|https?:|mailto:)([^"]*)"([^>]*>)')
_LABEL = re.compile(r' aria-label="[^"]*"')
_IMPORTED = re.compile(r'@import url\("([\w.-]+)"\);\n?')


def standalone(page: str, address: str, templates: Path) -> str:
    """Return a page with its styles in it; `address` is where the page is published, empty where it has no address.

    Links to other pages lead there, and lead nowhere where the site has no address: the file may stand anywhere.
    """
    names = tuple(_STYLES.findall(page))
    style, permitted = _style(templates, names)
    page = _SCRIPTS.sub("", _ICON.sub("", _STYLES.sub("", page)))
    policy = f"default-src 'none'; style-src '{permitted}'; base-uri 'none'; form-action 'none'"
    page = _POLICY.sub(lambda match: f'{match[1]}{policy}"', page, count=1)
    page = page.replace("</head>", f"<style>{style}</style>\n</head>", 1)
    base = str(escape(address))
    return _LINKED.sub(lambda match: _linked(match, base), page)


def _linked(match: re.Match[str], base: str) -> str:
    """Return the tag of a link; one that leads nowhere is no link to readers, and may have no name of its own."""
    if base:
        return f'{match[1]} href="{urljoin(base, match[2])}"{match[3]}'
    return _LABEL.sub("", f"{match[1]}{match[3]}")


@functools.cache
def _style(templates: Path, names: tuple[str, ...]) -> tuple[str, str]:
    """Return style sheets as one, with those that they import, and the hash by which a policy permits it."""
    style = "".join(_sheet(templates / "assets", name) for name in names)
    return style, f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"


def _sheet(folder: Path, name: str) -> str:
    return _IMPORTED.sub(lambda match: _sheet(folder, match[1]), (folder / name).read_text("utf-8"))
