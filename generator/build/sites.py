"""The file of a whole folder of units, `site.yaml`: read, validated, its default profile looked up."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build.workspace import Workspace, shown_as
from generator.load import fetch, lines_of, load
from generator.load.nodes import Document
from generator.load.plain import plain_from_node
from generator.model.site import Site, site_from_plain
from generator.problems import Problem, Severity, has_errors
from generator.source import Span
from generator.validate import check_schema

SITE_FILE = "site.yaml"
PROFILE = "默认版式"


@dataclass(frozen=True, slots=True)
class SiteFile:
    """What a folder's site file says, and what is wrong with it; a file with errors says nothing."""

    path: str
    site: Site
    problems: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()
    """Its source lines, as far as they can be read."""

    @property
    def is_refused(self) -> bool:
        """Say whether nothing may be published under this file."""
        return has_errors(list(self.problems))

    def at(self, address: str) -> "SiteFile":
        """Return the same for a site that is published at another address than the file says; none changes nothing."""
        return replace(self, site=replace(self.site, address=address)) if address else self


def read_site(folder: Path, workspace: Workspace, *, is_preview: bool = False) -> SiteFile:
    """Read a folder's site file; without one everything is as by default."""
    path = folder / SITE_FILE
    if not path.exists() and not path.is_symlink():
        return SiteFile(shown_as(path), Site(is_preview=is_preview))
    data, problems = fetch(path, shown_as(path))
    found = site_from_bytes(path, data, problems, workspace)
    return replace(found, site=replace(found.site, is_preview=is_preview))


def site_from_bytes(path: Path, data: bytes | None, problems: list[Problem], workspace: Workspace) -> SiteFile:
    """Load and validate a site file's bytes; a file that could not be fetched has its problems already."""
    document, faults = load(shown_as(path), data) if data is not None else (None, [])
    problems = problems + faults
    if document is not None:
        problems += check_schema(document, workspace.site_schema)
    lines = lines_of(data or b"")
    if document is None or has_errors(problems):
        return SiteFile(shown_as(path), Site(), tuple(problems), lines)
    site = site_from_plain(plain_from_node(document.root))
    unknown = _unknown_profile(site, document, workspace)
    return SiteFile(shown_as(path), Site() if unknown else site, (*problems, *unknown), lines)


def read_sites(files: Iterable[Path], workspace: Workspace) -> list[SiteFile]:
    """Read the site files that given files, unit files or site files, stand under, each once."""
    folders = dict.fromkeys(path.parent if path.name == SITE_FILE else path.parent.parent for path in files)
    return [read_site(folder, workspace) for folder in folders]


def _unknown_profile(site: Site, document: Document, workspace: Workspace) -> list[Problem]:
    if not site.profile or workspace.has_profile(site.profile):
        return []
    return [no_profile(document.root.entries[PROFILE].span, f"没有版式“{site.profile}”。", workspace)]


def no_profile(span: Span, what: str, workspace: Workspace) -> Problem:
    """Say that there is no profile to lay a report out with, and which there are."""
    return Problem(span, "S110", Severity.ERROR, f"{what}现有的版式：{'、'.join(workspace.profile_names())}。")
