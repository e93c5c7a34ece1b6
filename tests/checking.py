"""Files taken through every stage in this process: nothing stands beside them, and profiles are read once for all."""

from pathlib import Path

from generator.build.sites import SiteFile
from generator.build.units import Office, Unit
from generator.build.workspace import Workspace
from generator.load import load
from generator.model.profile import Profile
from generator.model.reading import disclosure_from_document
from generator.model.site import Site
from generator.validate import check_schema
from generator.view.page import DisclosurePage

WORKSPACE = Workspace()
ADDRESS = "156001/2026"
_PROFILES: dict[str, Profile] = {}


def _office(data: bytes) -> Office:
    office = Office(Path("given"), WORKSPACE, SiteFile("given/site.yaml", Site()), {ADDRESS: data})
    office.profiles = _PROFILES
    return office


def unit_of(text: str | bytes) -> Unit:
    """Return what becomes of a file's text."""
    data = text if isinstance(text, bytes) else text.encode()
    return _office(data).unit(Path("given") / f"{ADDRESS}.yaml")


def page_of(text: str) -> DisclosurePage:
    """Lay a file's text out as its profile says, whatever the rules would say of its figures."""
    document, problems = load(f"given/{ADDRESS}.yaml", text.encode())
    assert document is not None
    assert not problems, problems
    assert not check_schema(document, WORKSPACE.schema)
    return _office(text.encode()).page(disclosure_from_document(document))
