"""Coordinates of a PDF's pages to a tenth of the renderer's unit, 0.03 mm: less than a printer's dot.

The renderer writes six decimals, which nobody sees and everybody loads.
"""

import re
from typing import Any

_FURTHER = re.compile(rb"(\.\d)\d+")
_PATHS = (b" m", b" l", b" c", b" re")


def shorten_coordinates(pdf: Any) -> None:
    """Cut the coordinates of lines, curves, boxes and text on every page of a PDF about to be written.

    Scales and colours stay as they are.
    """
    for page in pdf.page_references:
        contents = pdf.objects[int(pdf.objects[int(page.split()[0])]["Contents"].split()[0])]
        contents.stream = [_shortened(item) if isinstance(item, bytes) else item for item in contents.stream]


def _shortened(operation: bytes) -> bytes:
    if operation.endswith(_PATHS):
        return _FURTHER.sub(rb"\1", operation)
    if operation.endswith(b" Tm"):
        *scale, x, y, operator = operation.split(b" ")
        return b" ".join([*scale, _FURTHER.sub(rb"\1", x), _FURTHER.sub(rb"\1", y), operator])
    return operation
