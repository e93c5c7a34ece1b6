"""The tag tree of a PDF as a reader of tables needs it: one tree without filling, built on what the renderer tagged.

The renderer makes a new table on every page, repeats its head among the contents, tags page furniture without placing
it, and puts no scope on a head. Here a table that runs over pages is one table, every head says what it heads, and what
is no content (page numbers, running titles, repeated heads) is an artifact.
"""

from collections.abc import Iterator
from typing import Any

from generator.render.links import release

_FILLING = ("/Span", "/NonStruct", "/Div")
_SCOPES = {"row": "/Row", "col": "/Column", "colgroup": "/Column"}
CONTINUES = "continues"
"""The class of a table that goes on with the rows of the table before it."""


class Tree:
    """The structure elements of one PDF: dictionaries of the writer, which refer to one another by object number."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self.at(pdf.catalog["StructTreeRoot"])
        self.top = self.at(self.root["K"][0])

    def at(self, reference: bytes) -> Any:
        """Return the object that a reference names."""
        return self.pdf.objects[int(reference.split()[0])]

    def kids(self, element: Any) -> list[Any]:
        """Return the elements and references to annotations directly below an element, without marked content."""
        return [self.at(kid) for kid in element.get("K", ()) if isinstance(kid, bytes)]

    def below(self, element: Any) -> Iterator[Any]:
        """Yield an element and all below it, in reading order."""
        yield element
        for kid in self.kids(element):
            yield from self.below(kid)

    def adopt(self, parent: Any, kids: list[bytes | int]) -> None:
        """Make these the contents of an element."""
        parent["K"][:] = kids
        for kid in self.kids(parent):
            if kid["Type"] == "/StructElem":
                kid["P"] = parent.reference


def finish_tags(document: Any, pdf: Any) -> None:
    """Rebuild the tag tree of a PDF about to be written."""
    tree = Tree(pdf)
    for number, table in enumerate(_joined_tables(tree, document)):
        _name_heads(tree, table, number)
    _splice(tree, tree.top)
    _index_heads(tree)
    owned = _map_content(tree)
    _mark_artifacts(tree, owned)
    _free_unused(tree)


def _joined_tables(tree: Tree, document: Any) -> list[Any]:
    """Join the parts of each table; a head that is repeated on a further page falls out of the tree."""
    tables: list[Any] = []
    before = None
    for box, cells in _tables(document):
        row = tree.at(cells[0].mark["P"])
        table = tree.at(tree.at(row["P"])["P"])
        for cell in cells:
            cell.mark["A"].pop("Headers", None)
            if cell.mark["S"] == "/TH":
                cell.mark["A"]["Scope"] = _SCOPES[cell.element.get("scope")]
        is_rest = box.element is before
        if is_rest or CONTINUES in box.element.get("class", "").split():
            _append(tree, tables[-1], table, is_rest=is_rest)
        else:
            tables.append(table)
        before = box.element
    return tables


def _tables(document: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Yield the part of a table on each page with its cells."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if box.element_tag == "table" and not box.is_table_wrapper:
                cells = [cell for group in box.children for row in group.children for cell in row.children]
                if cells:
                    yield box, cells


def _append(tree: Tree, table: Any, rest: Any, *, is_rest: bool) -> None:
    """Move the rows of a further part to a table; the head of another table is so many rows more."""
    groups = [tree.at(kid) for kid in table["K"] if isinstance(kid, bytes)]
    for group in tree.kids(rest):
        if group["S"] == "/THead" and is_rest:
            continue
        group["S"] = "/TBody" if group["S"] == "/THead" else group["S"]
        groups.append(group)
    tree.adopt(table, [group.reference for group in groups])
    rest["K"].clear()


def _splice(tree: Tree, element: Any) -> None:
    """Put the contents of elements that mean nothing in their place, and leave out what holds nothing."""
    kids: list[bytes | int] = []
    for kid in element["K"]:
        below = tree.at(kid) if isinstance(kid, bytes) else None
        if below is None or below["Type"] == "/OBJR":
            if below is None or tree.at(below["Obj"]).free == "n":
                kids.append(kid)
            continue
        _splice(tree, below)
        if below["S"] in _FILLING or below["S"] == element["S"] == "/Link":
            kids += below["K"]
        elif below["K"] or below["S"] in ("/TD", "/TH"):
            kids.append(kid)
    tree.adopt(element, kids)


def _name_heads(tree: Tree, table: Any, number: int) -> None:
    """Tell each cell of a table its heads: the nearest run of row heads to its left, of column heads above it."""
    rows = [row for group in tree.kids(table) if group["S"] != "/Caption" for row in tree.kids(group)]
    grid = _grid(tree, rows)
    for (line, column), cell in grid.items():
        if cell["S"] == "/TD":
            left = _nearest([grid.get((line, x)) for x in range(column - 1, -1, -1)], "/Row")
            above = _nearest([grid.get((y, column)) for y in range(line - 1, -1, -1)], "/Column")
            heads = cell["A"].setdefault("Headers", type(cell["K"])())
            heads += [head for head in (*reversed(left), *reversed(above)) if head not in heads]
    for place, cell in enumerate({id(cell): cell for cell in grid.values() if cell["S"] == "/TH"}.values()):
        cell["ID"] = f"({number}.{place})"
    for cell in {id(cell): cell for cell in grid.values() if cell["S"] == "/TD"}.values():
        cell["A"]["Headers"][:] = [head["ID"] for head in cell["A"]["Headers"]]
        if not cell["A"]["Headers"]:
            del cell["A"]["Headers"]


def _grid(tree: Tree, rows: list[Any]) -> dict[tuple[int, int], Any]:
    """Place cells by row and column, one that spans several in all of them."""
    grid: dict[tuple[int, int], Any] = {}
    for line, row in enumerate(rows):
        column = 0
        for cell in tree.kids(row):
            while (line, column) in grid:
                column += 1
            for down in range(cell["A"].get("RowSpan", 1)):
                for right in range(cell["A"].get("ColSpan", 1)):
                    grid[line + down, column + right] = cell
    return grid


def _nearest(cells: list[Any], scope: str) -> list[Any]:
    """Return the first run of heads of a scope among cells, the nearest first."""
    found: list[Any] = []
    for cell in cells:
        if cell is not None and cell["A"].get("Scope") == scope:
            found += [cell] if not any(cell is one for one in found) else []
        elif found:
            break
    return found


def _index_heads(tree: Tree) -> None:
    """List the elements that bear an identifier, in the order of identifiers."""
    named = sorted((element["ID"], element.reference) for element in tree.below(tree.top) if "ID" in element)
    if named:
        names = type(tree.top["K"])(item for pair in named for item in pair)
        tree.root["IDTree"] = type(tree.top)({"Names": names})


def _map_content(tree: Tree) -> dict[bytes, dict[int, bytes]]:
    """Say for each page which element holds each piece of its marked content, and for each link, in the index too."""
    pages = tree.pdf.page_references
    owned: dict[bytes, dict[int, bytes]] = {page: {} for page in pages}
    index = tree.at(tree.root["ParentTree"])["Nums"]
    index[2 * len(pages) + 1 :: 2] = [b"null"] * (len(index) // 2 - len(pages))
    for element in tree.below(tree.top):
        if not any(isinstance(kid, int) for kid in element.get("K", ())):
            element.pop("Pg", None)
        for kid in element.get("K", ()):
            if isinstance(kid, int):
                owned[element["Pg"]][kid] = element.reference
            elif tree.at(kid)["Type"] == "/OBJR":
                index[2 * tree.at(tree.at(kid)["Obj"])["StructParent"] + 1] = element.reference
    for number, page in enumerate(pages):
        held = owned[page]
        index[2 * number + 1][:] = [held.get(mark, b"null") for mark in range(max(held, default=-1) + 1)]
    return owned


def _mark_artifacts(tree: Tree, owned: dict[bytes, dict[int, bytes]]) -> None:
    """Mark what no element holds as belonging to the page, not to its contents."""
    for page, held in owned.items():
        stream = tree.at(tree.at(page)["Contents"]).stream
        for place, item in enumerate(stream):
            if isinstance(item, dict) and item.get("MCID", -1) not in held and "MCID" in item:
                stream[place - 1] = b"/Artifact"
                item.clear()
                item["Type"] = "/Pagination"


def _free_unused(tree: Tree) -> None:
    """Leave out of the file the elements that fell out of the tree."""
    used = {id(element) for element in tree.below(tree.top)}
    objects: list[Any] = tree.pdf.objects
    for item in objects:
        kind = item.get("Type") if isinstance(item, dict) else None
        if kind in ("/StructElem", "/OBJR") and id(item) not in used:
            release(item)
