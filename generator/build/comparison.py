"""The comparison of two revisions as a recipe: read both, work out what may have changed, compare."""

from collections.abc import Iterable
from pathlib import Path

from generator.build.revisions import Repository, Tree
from generator.build.sites import SITE_FILE, SiteFile, site_from_bytes
from generator.build.units import Office
from generator.build.workspace import Workspace, shown_as
from generator.compare.disclosures import Address, compare_all
from generator.compare.side import Side
from generator.errors import UnreadableFile
from generator.model.codes import unit_levels
from generator.model.site import Site
from generator.render.sentences import sentences_of
from generator.report import Differences, Revision


def compare_revisions(units: Path, base: str | None, head: str | None, workspace: Workspace) -> Differences:
    """Compare the units at two revisions; by default where the branch left the main one, and the working tree.

    Both sides are worked out with the rules and templates of this program, so that only the data tell. Raises
    UnreadableFile where there are no units at either.
    """
    repository = Repository(units)
    before = repository.tree(base or repository.base())
    after = repository.tree(head) if head else repository.working_tree()
    if not before.files and not after.files:
        raise UnreadableFile(shown_as(units), "两个版本中都没有预算文件，请核对 --units")
    affected = _affected(before, after)
    old, new = (_sides(units, tree, affected, workspace) for tree in (before, after))
    base_at, head_at = (Revision(tree.name, tree.commit) for tree in (before, after))
    return Differences(base_at, head_at, compare_all(old, new))


def _affected(before: Tree, after: Tree) -> set[str]:
    """Return the addresses of files that changed, and of those whose figures may rest on them.

    These are the files of the same department, of that year and the next, and files of the next year that name a
    changed file's code as their former one. What the site file says may concern every file.
    """
    everything = {*before.files, *after.files}
    changed = {address for address in everything if before.files.get(address) != after.files.get(address)}
    if before.site != after.site:
        return everything
    moved = {(unit_levels(code)[0], year) for code, year in map(_parts, changed)}
    moved |= {(head, year + 1) for head, year in moved}
    return changed | {
        address
        for address in everything
        for code, year in (_parts(address),)
        if (unit_levels(code)[0], year) in moved or _names_one(address, year, changed, (before, after))
    }


def _names_one(address: str, year: int, changed: Iterable[str], trees: Iterable[Tree]) -> bool:
    former = [code.encode() for code, then in map(_parts, changed) if then == year - 1]
    return any(code in tree.files.get(address, b"") for tree in trees for code in former)


def _parts(address: str) -> Address:
    code, _, year = address.partition("/")
    return code, int(year)


def _sides(units: Path, tree: Tree, affected: Iterable[str], workspace: Workspace) -> dict[Address, Side]:
    path = units / SITE_FILE
    site = site_from_bytes(path, tree.site, [], workspace) if tree.site is not None else None
    office = Office(units, workspace, site or SiteFile(shown_as(path), Site()), tree.files)
    return {_parts(address): _side(office, address) for address in sorted(affected) if address in tree.files}


def _side(office: Office, address: str) -> Side:
    unit = office.unit(office.folder / f"{address}.yaml")
    code, year = _parts(address)
    document, page = unit.source.document, unit.page
    return Side(
        path=shown_as(unit.source.path),
        code=code,
        year=year,
        document=document,
        disclosure=unit.source.disclosure,
        page=page,
        examination=office.examination(document, page) if document and page else None,
        problems=unit.problems,
        sentences=sentences_of(office.workspace.templates, page=page, waived=unit.waived) if page else (),
    )
