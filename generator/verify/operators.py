"""A page's content read operator by operator, in the narrow form that the program writes: texts, lines, areas.

What lies outside of that form is named and need not be understood.
"""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import inf
from typing import Any

import pikepdf

from generator.verify.tagged import Box

Point = tuple[float, float]
_SMALLEST = 6.0
"""No text is set smaller, in points."""
_BACK = 100
"""So many thousandths of its size a text goes back between two characters at most, to set them closer."""

_LIGHT = 0.5
"""Text can be read on an area lighter than this, of 0 for black to 1 for white."""
_OF_A_MARK = frozenset(("/MCID", "/Type"))
_THICKEST = 2.0
"""No line is thicker, in the renderer's units."""


@dataclass(frozen=True, slots=True)
class _Pen:
    """What operators draw with: how their numbers become points of the page, and how dark areas are."""

    right: float = 1.0
    up: float = 1.0
    x: float = 0.0
    y: float = 0.0
    grey: float = 0.0


class Drawing:
    """One page: how many texts it draws, where it draws lines and areas over them, and what is `unknown`.

    A shape comes with the number of texts that it may hide: those drawn before it, or all where it is dark itself.
    """

    def __init__(self, page: pikepdf.Page) -> None:
        self.texts = 0
        self.shapes: list[tuple[float, Box]] = []
        self.unknown: dict[str, None] = {}
        self._pen, self._kept = _Pen(), list[_Pen]()
        self._at: Point = (0.0, 0.0)
        self._strokes: list[list[Point]] = []
        if not isinstance(page.obj.get("/Contents"), pikepdf.Stream):
            self.unknown["内容不是一段"] = None
        for each in pikepdf.parse_content_stream(page):
            operator = str(each.operator)
            if operator not in _HARMLESS:
                try:
                    is_written = _READ[operator](self, *each.operands)
                except (KeyError, TypeError, ValueError, IndexError):  # another operator, or other operands
                    is_written = False
                if is_written is False:
                    self.unknown[f"运算符 {operator}"] = None

    def _keep(self) -> None:
        self._kept.append(self._pen)

    def _restore(self) -> None:
        self._pen = self._kept.pop()

    def _place(self, *scale: Any) -> bool:
        right, skew, lean, up, x, y = map(float, scale)
        pen = self._pen
        self._pen = _Pen(pen.right * right, pen.up * up, pen.x + pen.right * x, pen.y + pen.up * y, pen.grey)
        return skew == lean == 0

    def _colour(self, *parts: Any) -> None:
        self._pen = replace(self._pen, grey=float(sum(parts)) / 3)

    def _font(self, _name: Any, size: Any) -> None:
        if float(size) * abs(self._pen.up) < _SMALLEST:
            self.unknown[f"小于 {_SMALLEST:g} 磅的文字"] = None

    def _line_begins(self, right: Any, skew: Any, lean: Any, up: Any, _x: Any, _y: Any) -> bool:
        return (right, skew, lean, up) == (1, 0, 0, -1)

    def _mode(self, mode: Any) -> bool:
        return bool(mode == 0)

    def _mark(self, kind: Any, said: Any = None) -> bool:
        return str(kind) in ("/Artifact", "/Figure", "/Span") and (said is None or _OF_A_MARK.issuperset(said.keys()))

    def _width(self, width: Any) -> bool:
        return bool(0 < width <= _THICKEST)

    def _dashes(self, dashes: Any, _start: Any) -> bool:
        return not len(dashes)

    def _text(self, parts: Any) -> None:
        back, is_text = 0.0, False
        for part in parts:
            if isinstance(part, pikepdf.String):
                is_there = bool(bytes(part))
                is_text, back = is_text or is_there, 0.0 if is_there else back
            else:
                back += float(part)
            if back > _BACK:
                self.unknown["叠在一起的文字"] = None
        self.texts += is_text
        if self._pen.grey:
            self.unknown["不是黑色的文字"] = None

    def _move(self, x: Any, y: Any) -> None:
        self._at = self._point(x, y)

    def _stroke(self, *numbers: Any) -> None:
        points = [self._point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        self._strokes.append([self._at, *points])
        self._at = points[-1]

    def _rectangle(self, x: Any, y: Any, width: Any, height: Any) -> None:
        self._strokes.append([self._point(x, y), self._point(x + width, y + height)])

    def _point(self, x: Any, y: Any) -> Point:
        return self._pen.x + self._pen.right * float(x), self._pen.y + self._pen.up * float(y)

    def _area(self) -> None:
        self._shape(itertools.chain.from_iterable(self._strokes))
        self._strokes = []

    def _frame(self) -> None:
        """Read the border of a box: what lies between two rectangles, one inside the other."""
        ((left, top), (right, bottom)), ((outer_left, outer_top), (outer_right, outer_bottom)) = self._strokes
        self._shape([(outer_left, outer_top), (outer_right, top)])
        self._shape([(outer_left, bottom), (outer_right, outer_bottom)])
        self._shape([(outer_left, top), (left, bottom)])
        self._shape([(right, top), (outer_right, bottom)])
        self._strokes = []

    def _lines(self) -> None:
        for stroke in self._strokes:
            self._shape(stroke)
        self._strokes = []

    def _shape(self, corners: Iterable[Point]) -> None:
        xs, ys = zip(*corners, strict=True)
        self.shapes.append((self.texts if self._pen.grey > _LIGHT else inf, (min(xs), min(ys), max(xs), max(ys))))


_HARMLESS = frozenset(("BT", "ET", "EMC", "J", "M", "RG", "gs", "h", "j"))
"""What the program writes and nothing can be hidden with; states that `gs` names are looked at with their page."""
_READ: dict[str, Callable[..., bool | None]] = {
    "BDC": Drawing._mark,
    "BMC": Drawing._mark,
    "Q": Drawing._restore,
    "S": Drawing._lines,
    "TJ": Drawing._text,
    "Tf": Drawing._font,
    "Tm": Drawing._line_begins,
    "Tr": Drawing._mode,
    "c": Drawing._stroke,
    "cm": Drawing._place,
    "d": Drawing._dashes,
    "f": Drawing._area,
    "f*": Drawing._frame,
    "l": Drawing._stroke,
    "m": Drawing._move,
    "q": Drawing._keep,
    "re": Drawing._rectangle,
    "rg": Drawing._colour,
    "w": Drawing._width,
}
"""What else the program writes, with what reads it and says False where its operands are none of the program's."""
