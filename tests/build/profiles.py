"""A checkout of its own whose profiles a test may write, and pages made in it."""

import shutil
from pathlib import Path

from generator.build.making import print_html
from generator.build.units import read_units
from generator.build.workspace import ROOT, Workspace
from generator.view.page import DisclosurePage
from tests.editing import edited


def workspace(folder: Path, **profiles: str) -> Workspace:
    """Copy the templates into a folder and add profiles to them by name, - for _ in it."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    (folder / "schema").symlink_to(ROOT / "schema")
    for name, text in profiles.items():
        (folder / "templates" / "profiles" / f"{name.replace('_', '-')}.yaml").write_text(text, "utf-8")
    return Workspace(folder)


def reference_in(profile: str, place: Workspace) -> DisclosurePage:
    """Return the reference's page under another profile; it must be without errors."""
    path = place.root / "units" / "156001" / "2026.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(edited(("版式: gansu", f"版式: {profile}")), "utf-8")
    (unit,) = read_units([path], place)
    assert unit.page is not None, unit.problems
    return unit.page


def printed(page: DisclosurePage, place: Workspace) -> str:
    """Return what the PDF of a page is laid out from, with no waiver."""
    return print_html(page, place)
