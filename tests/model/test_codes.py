"""Codes stand above one another by their levels, never by the beginning of a string."""

import pytest

from generator.model.codes import is_unit_below, unit_levels, units_above
from tests.government import WORKSPACE

REGISTERS = WORKSPACE.registers()


def test_a_unit_code_has_three_digits_a_level() -> None:
    assert unit_levels("156001002") == ("156", "001", "002")
    assert units_above("156001002") == ("156001", "156")
    assert units_above("156") == ()


@pytest.mark.parametrize(
    ("code", "above", "is_below"),
    [
        ("156001", "156", True),
        ("156001002", "156", True),
        ("156001002", "156001", True),
        ("156002", "156001", False),
        ("156", "156", False),
        ("156", "156001", False),
        ("1561", "156", False),
        ("156100", "1561", False),
        ("1560010", "156001", False),
        ("157001", "156", False),
        ("", "156", False),
    ],
)
def test_a_unit_stands_below_another_by_whole_levels(code: str, above: str, is_below: bool) -> None:
    assert is_unit_below(code, above) is is_below


@pytest.mark.parametrize(
    ("code", "ancestors"),
    [
        ("2011101", ["20111", "201"]),
        ("2019901", ["20199", "201"]),
        ("2010301", ["20103", "201"]),
        ("20111", ["201"]),
        ("201", []),
    ],
)
def test_a_function_code_hangs_under_its_item_and_class(code: str, ancestors: list[str]) -> None:
    assert REGISTERS.functional.ancestors(code) == ancestors


@pytest.mark.parametrize(
    ("code", "ancestors"),
    [
        ("A02010105", ["A02010100", "A02010000", "A02000000", "A"]),
        ("A02990105", ["A02990100", "A02990000", "A02000000", "A"]),
        ("A02010110", ["A02010100", "A02010000", "A02000000", "A"]),
        ("C99000000", ["C"]),
        ("C9901", ["C99", "C"]),
        ("A00000000", ["A"]),
        ("B", []),
    ],
)
def test_a_procurement_code_hangs_under_its_levels_known_or_not(code: str, ancestors: list[str]) -> None:
    assert REGISTERS.procurement.ancestors(code) == ancestors
