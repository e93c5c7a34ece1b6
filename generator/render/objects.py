"""The objects of a PDF, each written once: the renderer writes and compresses all of them twice, to number the file."""

import zlib
from typing import Any

_LEVEL = 7
"""How hard streams are compressed: the renderer's 9 saves a thousandth of the bytes and takes twice as long."""
_BEGIN, _END = b"stream\n", b"\nendstream"


def write_once(pdf: Any) -> None:
    """Put in place of each object of a PDF about to be written what it is written as; nothing of it changes."""
    import pydyf  # type: ignore[import-untyped]

    class Written(pydyf.Object):  # type: ignore[misc]  # the library is not typed
        """An object that has been written."""

        def __init__(self, source: Any) -> None:
            super().__init__()
            self.number, self.generation, self.free = source.number, source.generation, source.free
            self._data, self._is_compressible = data_of(source), source.compressible

        @property
        def data(self) -> Any:
            return self._data

        @property
        def compressible(self) -> Any:
            return self._is_compressible

    def data_of(source: Any) -> Any:
        if not getattr(source, "compress", False):
            return source.data
        plain = pydyf.Stream(source.stream).data
        content = plain[plain.index(_BEGIN) + len(_BEGIN) : -len(_END)]
        return pydyf.Stream([zlib.compress(content, _LEVEL)], {**source.extra, "Filter": "/FlateDecode"}).data

    pdf.objects[:] = [each if each.free == "f" else Written(each) for each in pdf.objects]
