"""Writes the codes with their names into the unit files' schema, for editors to complete; run after a register changed.

Editors read them as `defaultSnippets`; nothing that validates does.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.build.workspace import Workspace
from generator.model.codes import TOTAL, Register

SNIPPETS = "defaultSnippets"
_MARK = re.compile(r'"@([0-9]+)@"')
"""What stands for a completion until the rest is written."""
_DEEPEST = 7
"""So many digits has the code of a 项, the lowest level by function."""


def completed(schema: Mapping[str, Any], workspace: Workspace) -> str:
    """Return the schema's text with the completions of every code; each of them stands on a line."""
    made = json.loads(json.dumps(schema))
    lines: list[str] = []
    for node, snippets in _places(made, workspace):
        node[SNIPPETS] = [f"@{len(lines) + number}@" for number in range(len(snippets))]
        lines += [json.dumps(each, ensure_ascii=False) for each in snippets]
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    return _MARK.sub(lambda mark: lines[int(mark[1])], text)


def _places(schema: Any, workspace: Workspace) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Yield each place of the schema where a code is typed, with what can be typed there."""
    registers, defined = workspace.registers(), schema["definitions"]
    total = [{"label": TOTAL, "body": TOTAL}]
    functional, economic = _snippets(registers.functional), _snippets(registers.economic)
    groups = [each for each in _snippets(registers.procurement) if _is_group(each["body"])]
    lowest = [each for each in functional if len(str(each["body"])) == _DEEPEST]
    yield defined["支出"]["items"]["properties"]["科目"], total + functional
    yield defined["基本支出经济分类"]["items"]["properties"]["科目"], total + economic
    yield defined["机关运行经费"]["items"]["properties"]["科目"], total + economic
    yield defined["政府采购"]["items"]["properties"]["品目"], total + groups
    yield schema["properties"]["项目"]["items"]["properties"]["科目"], lowest


def _is_group(code: str) -> bool:
    """Say whether a code of procurement stands above the lowest level: with all 4,254 an editor waits a second."""
    return len(code) == 1 or code.endswith("00")


def _snippets(register: Register) -> list[dict[str, Any]]:
    """Return a register's codes in order: the label that an editor lists and searches, and what it types."""
    return [
        {"label": f"{code} {name}", "body": int(code) if code.isdecimal() else code}
        for code, name in sorted(register.names.items())
    ]


def main() -> int:
    """Write the schema anew."""
    workspace = Workspace()
    path: Path = workspace.schema
    path.write_text(completed(json.loads(path.read_text("utf-8")), workspace), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
