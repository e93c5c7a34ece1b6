"""Which column of a sheet is which column of the table: by the heads above it, and by order only where they tell."""

from collections.abc import Mapping, Sequence

from generator.workbook.expected import AMOUNT_WORDS, Leaf, is_label
from generator.workbook.labels import head_key, loose_head

_AMOUNTS = frozenset(map(loose_head, AMOUNT_WORDS))


def amount_columns(paths: Mapping[int, tuple[str, ...]], leaves: Sequence[Leaf]) -> dict[int, Leaf]:
    """Match a sheet's columns with a table's; a column that could be several, or none, is left out."""
    given = {column: path for column, path in paths.items() if not is_label(path[-1])}
    if len(leaves) == 1:
        return _single(given, leaves[0])
    columns = sorted(given)
    names = [loose_head(given[column][-1]) for column in columns]
    if names == [loose_head(leaf.name) for leaf in leaves]:
        return dict(zip(columns, leaves, strict=True))
    best = {column: _best(path, leaves) for column, path in given.items()}
    found = {column: leaves[ties[0]] for column, ties in best.items() if len(ties) == 1}
    for ties in {ties for ties in best.values() if len(ties) > 1}:
        columns = sorted(column for column, each in best.items() if each == ties)
        if len(columns) == len(ties):
            found |= {column: leaves[index] for column, index in zip(columns, ties, strict=True)}
    taken = list(found.values())
    return {column: leaf for column, leaf in found.items() if taken.count(leaf) == 1}


def _single(given: Mapping[int, tuple[str, ...]], leaf: Leaf) -> dict[int, Leaf]:
    exact = [column for column, path in given.items() if head_key(path[-1]) == head_key(leaf.name)]
    usual = [column for column, path in given.items() if loose_head(path[-1]) in _AMOUNTS]
    column = next((columns[0] for columns in (exact, usual, list(given)) if len(columns) == 1), None)
    return {} if column is None else {column: leaf}


def _best(path: tuple[str, ...], leaves: Sequence[Leaf]) -> tuple[int, ...]:
    """Return the leaves that a column's heads speak for the most."""
    scores = {index: _score(path, leaf) for index, leaf in enumerate(leaves)}
    most = max(scores.values(), default=0)
    return tuple(index for index, score in scores.items() if score == most > 0)


def _score(path: tuple[str, ...], leaf: Leaf) -> int:
    if loose_head(path[-1]) != loose_head(leaf.name):
        return 0
    above, groups = {*map(loose_head, path[:-1])}, {*map(loose_head, leaf.groups)}
    exact = head_key(path[-1]) == head_key(leaf.name)
    if above & groups or not above | groups:
        return 4 + exact
    return 2 + exact if not above or not groups else 0
