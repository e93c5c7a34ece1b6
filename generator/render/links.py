"""Links that say where they lead: one for each place in print, described by its own words."""

from typing import Any


def describe_links(document: Any, pdf: Any) -> None:
    """Describe the links of a PDF about to be written; the renderer adds more for the boxes inside one."""
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        annotations = pdf.objects[int(reference.split()[0])].get("Annots", [])
        described: set[Any] = set()
        for box in page._page_box.descendants():
            link = box.link_annotation
            if link is None:
                continue
            if box.element in described:
                annotations.remove(link.reference)
                release(link)
            else:
                link["Contents"].string = " ".join("".join(box.element.itertext()).split())
                described.add(box.element)


def release(item: Any) -> None:
    """Leave an object out of the file, as the writer leaves out its object zero."""
    item.number, item.generation, item.free = 0, 65535, "f"
