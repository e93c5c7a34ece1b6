"""HarfBuzz cuts a font down to some of its glyphs, numbered anew in their order."""

import contextlib
import ctypes
import functools
from collections.abc import Sequence
from typing import Any

from generator.errors import GeneratorError

LIBRARY = "libharfbuzz-subset.so.0"
_FONTS = "libharfbuzz.so.0"
_READ_ONLY = 1
_WITHOUT_SUBROUTINES = 4
_Handle = ctypes.c_void_p
_Numbers = ctypes.POINTER(ctypes.c_uint32)


class NotCut(GeneratorError):
    """HarfBuzz could not cut a font."""

    def __init__(self) -> None:
        super().__init__("HarfBuzz 不能精简字体，没有生成 PDF；请检查字体文件是否完整（make setup）。")


def cut(font: bytes, glyphs: Sequence[int]) -> bytes:
    """Return an OpenType font with just these glyphs, which are in order, and .notdef; raises NotCut."""
    fonts, subsets = _fonts(), _subsets()
    with contextlib.ExitStack() as made:

        def owned(handle: Any, destroy: Any) -> Any:
            if not handle:
                raise NotCut
            made.callback(destroy, handle)
            return handle

        blob = owned(fonts.hb_blob_create(font, len(font), _READ_ONLY, None, None), fonts.hb_blob_destroy)
        face = owned(fonts.hb_face_create(blob, 0), fonts.hb_face_destroy)
        wanted = owned(subsets.hb_subset_input_create_or_fail(), subsets.hb_subset_input_destroy)
        numbers = (ctypes.c_uint32 * len(glyphs))(*glyphs)
        fonts.hb_set_add_sorted_array(subsets.hb_subset_input_glyph_set(wanted), numbers, len(glyphs))
        subsets.hb_subset_input_set_flags(wanted, _WITHOUT_SUBROUTINES)
        less = owned(subsets.hb_subset_or_fail(face, wanted), fonts.hb_face_destroy)
        content = owned(fonts.hb_face_reference_blob(less), fonts.hb_blob_destroy)
        length = ctypes.c_uint()
        start = fonts.hb_blob_get_data(content, ctypes.byref(length))
        return ctypes.string_at(start, length.value)


@functools.cache
def _fonts() -> Any:
    return _declared(
        _FONTS,
        hb_blob_create=(_Handle, [ctypes.c_char_p, ctypes.c_uint, ctypes.c_int, _Handle, _Handle]),
        hb_blob_destroy=(None, [_Handle]),
        hb_blob_get_data=(_Handle, [_Handle, ctypes.POINTER(ctypes.c_uint)]),
        hb_face_create=(_Handle, [_Handle, ctypes.c_uint]),
        hb_face_destroy=(None, [_Handle]),
        hb_face_reference_blob=(_Handle, [_Handle]),
        hb_set_add_sorted_array=(None, [_Handle, _Numbers, ctypes.c_uint]),
    )


@functools.cache
def _subsets() -> Any:
    return _declared(
        LIBRARY,
        hb_subset_input_create_or_fail=(_Handle, []),
        hb_subset_input_destroy=(None, [_Handle]),
        hb_subset_input_glyph_set=(_Handle, [_Handle]),
        hb_subset_input_set_flags=(None, [_Handle, ctypes.c_uint]),
        hb_subset_or_fail=(_Handle, [_Handle, _Handle]),
    )


def _declared(name: str, **functions: tuple[Any, list[Any]]) -> Any:
    library = ctypes.CDLL(name)
    for each, (result, arguments) in functions.items():
        function = getattr(library, each)
        function.restype, function.argtypes = result, arguments
    return library
