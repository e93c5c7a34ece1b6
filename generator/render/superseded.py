"""The page of a superseded revision: as it was published, one folder deeper, saying what it is."""

import re

_UPWARDS = re.compile(r'( (?:href|src)=")(?=\.\./)')
_MAIN = re.compile(r"<main [^>]*>\n?")


def superseded_page(html: str, revision: int, newer: str) -> str:
    """Return a served page for the folder `r<revision>/`: links upwards reach one level more, a notice stands on top.

    `newer` says which revision follows. Nothing else of the page is changed.
    """
    notice = (
        f'<p class="superseded"><strong>这是第{revision}版，已经更正。</strong>'
        f'这一页和它的 PDF、数据保持当时的样子；现行的是<a href="../index.html">{newer}</a>。</p>\n'
    )
    return _MAIN.sub(lambda found: found[0] + notice, _UPWARDS.sub("\\g<1>../", html), count=1)
