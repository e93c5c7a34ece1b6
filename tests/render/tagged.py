"""Tables as their tags tell them, laid out as grids."""

from generator.verify.tagged import Place, TaggedTable


def grid(table: TaggedTable) -> list[list[str]]:
    """The table's texts by row and column, spans filled."""
    return filled([[(cell.text, cell.down, cell.right) for cell in row] for row in table.rows])


def filled(rows: list[list[tuple[str, int, int]]]) -> list[list[str]]:
    """Place (text, rows, columns) of cells, each in all the places that it spans."""
    grid: dict[Place, str] = {}
    for line, row in enumerate(rows):
        column = 0
        for text, down, right in row:
            while (line, column) in grid:
                column += 1
            grid |= {(line + y, column + x): text for y in range(down) for x in range(right)}
    width = max(column for _, column in grid) + 1
    return [[grid[line, column] for column in range(width)] for line in range(len(rows))]
