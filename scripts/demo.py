"""Writes the budgets of an invented city, the same bytes for the same seed: `python scripts/demo.py DIR`.

Four departments with fourteen units over three years have every feature of a file in use somewhere; `--units` adds
plain departments until there are that many units, for measuring. Existing files in DIR are written over, others stay.
"""

import argparse
from pathlib import Path

from demonstration.government import demonstration


def main() -> None:
    """Write every file below the folder asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--units", type=int, default=14, metavar="N")
    parser.add_argument("--years", type=int, default=3, metavar="Y")
    parser.add_argument("--seed", type=int, default=156001, metavar="S")
    options = parser.parse_args()
    if options.years < 2:
        parser.error("--years must be at least 2: the features of several years need them")
    count = 0
    for name, text in demonstration(options.units, options.years, options.seed):
        path = options.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        count += 1
    print(f"{count} files in {options.folder}")


if __name__ == "__main__":
    main()
