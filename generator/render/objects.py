"""The objects of a PDF, written with less work than the renderer's own."""

import zlib
from typing import Any

_LEVEL = 7
"""How hard streams are compressed: the renderer's 9 saves a thousandth of the bytes and takes twice as long."""


class Compression:
    """What stands in place of zlib in the renderer."""

    @staticmethod
    def compressobj(level: int) -> Any:
        """Return what compresses a stream, not harder than is worth its time."""
        return zlib.compressobj(min(level, _LEVEL))


def page_references(pdf: Any) -> list[bytes]:
    """Return the references of a PDF's pages; the renderer asks for all of them at each element of each page."""
    known: list[bytes] = vars(pdf).setdefault("pages_known", [])
    known += [f"{number} 0 R".encode() for number in pdf.pages["Kids"][3 * len(known) :: 3]]
    return known


def write_once(pdf: Any) -> None:
    """Put in place of each object of a PDF about to be written what it is written as; nothing of it changes.

    The renderer writes all of them twice, the first time to number the file.
    """
    import pydyf  # type: ignore[import-untyped]

    class Written(pydyf.Object):  # type: ignore[misc]  # the library is not typed
        """An object that has been written."""

        def __init__(self, source: Any) -> None:
            super().__init__()
            self.number, self.generation, self.free = source.number, source.generation, source.free
            self._data, self._is_compressible = source.data, source.compressible

        @property
        def data(self) -> Any:
            return self._data

        @property
        def compressible(self) -> Any:
            return self._is_compressible

    pdf.objects[:] = [each if each.free == "f" else Written(each) for each in pdf.objects]
