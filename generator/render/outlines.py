"""Outlines of glyphs as they are embedded: without subroutines and hints, those of brush strokes on a coarser grid.

Six units of a thousand to the em are 0.1 pt at 16 pt, so no point moves by more than 0.05 pt, two hundredths of a
millimetre; the brush strokes of 仿宋 and 楷体, drawn with some fifty curves a character, take a third fewer bytes.
"""

from typing import Any

from fontTools.cffLib.specializer import commandsToProgram, specializeCommands
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.recordingPen import RecordingPen

Command = tuple[str, list[int]]
"""An operator that moves or draws, and the steps from point to point to the right and up."""
_COARSE = {"Fang": 6, "Kai": 6}
"""To so many units of the em the points of a font are set, by the family name that the style sheets use."""

_OPERATORS = {"moveTo": "rmoveto", "lineTo": "rlineto", "curveTo": "rrcurveto"}


def grid_of(family: str) -> int:
    """Return to how many units of the em the points of a font are set."""
    return _COARSE.get(family, 1)


def commands_of(glyph: Any, grid: int) -> list[Command]:
    """Return what draws a glyph with its points on a grid, without the segments that vanish there.

    Each step leads to where its point is set, so that what was rounded does not add up.
    """
    pen = RecordingPen()
    glyph.draw(pen)
    commands: list[Command] = []
    x = y = 0
    for operator, points in pen.value:
        steps = []
        for point in points:
            to_x, to_y = ((length + grid // 2) // grid * grid for length in point)
            steps += [to_x - x, to_y - y]
            x, y = to_x, to_y
        if operator == "moveTo" or any(steps):
            commands.append((_OPERATORS[operator], steps))
    return commands


def program_of(commands: list[Command], width: int | None) -> bytes:
    """Write a glyph's program (Adobe Technical Note 5177), with its width where that has to be told."""
    told = [] if width is None else [width]
    drawn = commandsToProgram(specializeCommands(commands, generalizeFirst=False, preserveTopology=True))
    program = T2CharString(program=[*told, *drawn, "endchar"])
    program.compile()
    return bytes(program.bytecode)
