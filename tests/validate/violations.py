"""Small files that break one keyword of the schema each, kept in violations.tsv: where, what is typed, the code.

`python -m tests.validate.violations` writes the list anew from the schema; do so after tightening it. A line that
vanishes is a rule that was loosened.
"""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).parents[2] / "schema" / "unit.schema.json"
LISTED = Path(__file__).parent / "violations.tsv"
GONE = "-"
EXTRA = "ZZ"
KEYWORDS = (
    "type",
    "required",
    "additionalProperties",
    "enum",
    "pattern",
    "format",
    "minimum",
    "maximum",
    "minLength",
    "minItems",
    "anyOf",
    "allOf",
    "if",
    "then",
    "else",
    "$ref",
)
"""Every keyword that refuses something, itself or by what it leads to."""

CODES = {
    "type": "S103",
    "required": "S102",
    "additionalProperties": "S101",
    "enum": "S104",
    "pattern": "S105",
    "anyOf": "S105",
    "format": "S106",
    "minimum": "S107",
    "maximum": "S107",
    "minLength": "S108",
    "minItems": "S108",
}
Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class Violation:
    """One value that the schema refuses; `typed` is JSON, or GONE where the key is left out."""

    path: Steps
    typed: str
    code: str

    def data(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the smallest file in which just this is wrong."""
        root = example(schema, self.path)
        holder = root
        for step in self.path[:-1]:
            holder = holder[step]
        if self.typed == GONE:
            holder.pop(self.path[-1], None)
        else:
            holder[self.path[-1]] = json.loads(self.typed)
        return root


@dataclass(frozen=True)
class Constraint:
    """One keyword at one place of the schema: the steps to its subschema, the keyword, and which entry of a list."""

    schema_path: Steps
    data_path: Steps
    keyword: str
    entry: str = ""

    def loosened(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return a schema without this keyword, or without this entry of it."""
        made = copy.deepcopy(schema)
        node = made
        for step in self.schema_path:
            node = node[step]  # type: ignore[index]
        if self.entry:
            node["required"].remove(self.entry)
        else:
            del node[self.keyword]
        return made


def constraints(root: dict[str, Any]) -> Iterator[Constraint]:
    """Yield every keyword of a schema that refuses something, those of a definition where it is first referred to."""
    reached: set[str] = set()

    def inside(schema: dict[str, Any], at: Steps, path: Steps) -> Iterator[Constraint]:
        for keyword in KEYWORDS:
            if keyword == "required":
                yield from (Constraint(at, path, keyword, entry) for entry in schema.get(keyword, ()))
            elif keyword in schema and (path or keyword == "additionalProperties"):
                yield Constraint(at, path, keyword)
        for steps, below in parts(schema):
            yield from inside(subschema(schema, steps), (*at, *steps), (*path, *below))
        name = schema.get("$ref", "").removeprefix("#/definitions/")
        if name and name not in reached:
            reached.add(name)
            yield from inside(root["definitions"][name], ("definitions", name), path)

    return inside(root, (), ())


def parts(schema: dict[str, Any]) -> Iterator[tuple[Steps, Steps]]:
    """Yield the steps to each schema within a schema, and those from a value to the value that it speaks of."""
    for keyword in ("anyOf", "allOf"):
        yield from (((keyword, index), ()) for index in range(len(schema.get(keyword, ()))))
    yield from (((keyword,), ()) for keyword in ("if", "else", "then") if keyword in schema)
    yield from ((("properties", key), (key,)) for key in schema.get("properties", {}))
    if "items" in schema:
        yield ("items",), (0,)


def subschema(schema: dict[str, Any], steps: Steps) -> dict[str, Any]:
    for step in steps:
        schema = schema[step]  # type: ignore[index]
    return schema


def resolved(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """Follow references."""
    while "$ref" in schema:
        schema = root["definitions"][schema["$ref"].removeprefix("#/definitions/")]
    return resolved(schema["allOf"][0], root) if "allOf" in schema else schema


def example(root: dict[str, Any], path: Steps = ()) -> Any:
    """Return the smallest valid file that holds a path."""
    return _example(root, path, root)


def _example(schema: dict[str, Any], path: Steps, root: dict[str, Any]) -> Any:
    schema = resolved(schema, root)
    if "if" in schema:
        schema = {"type": "array", **schema["then"]} if path[:1] == (0,) else resolved(schema["else"], root)
    if "anyOf" in schema:
        numbers = [branch for branch in schema["anyOf"] if branch.get("type") == "integer"]
        return numbers[0]["minimum"]
    if "enum" in schema:
        return schema["enum"][0]
    if schema["type"] == "object" or (path and "object" in schema["type"]):
        wanted = set(schema.get("required", ())) | set(path[:1])
        properties = schema["properties"]
        return {
            key: _example(inner, path[1:] if key in path[:1] else (), root)
            for key, inner in properties.items()
            if key in wanted
        }
    if schema["type"] == "array":
        return [_example(schema["items"], path[1:], root)] if path or schema.get("minItems") else []
    simple = {"number": 1, "integer": schema.get("minimum", 1), "string": _text(schema)}
    return simple.get(schema["type"] if isinstance(schema["type"], str) else "number")


def _text(schema: dict[str, Any]) -> str:
    if schema.get("format") == "date":
        return "2026-01-01"
    return {"^[a-": "gansu", "^[A-": "F3", "^(合计": "A"}.get(schema.get("pattern", "")[:4], "文字")


def violations_of(constraint: Constraint, root: dict[str, Any]) -> Iterator[Violation]:
    """Yield values that this keyword refuses, or what it leads to."""
    inner, path, keyword = subschema(root, constraint.schema_path), constraint.data_path, constraint.keyword
    while keyword in _LEADING:
        inner, path, keyword = _led_to(inner, path, keyword, root)
    in_choice = "anyOf" in constraint.schema_path
    code = CODES["anyOf" if in_choice else keyword]
    if keyword == "required":
        yield Violation((*path, constraint.entry), GONE, code)
        return
    if keyword == "additionalProperties":
        yield Violation((*path, EXTRA), "1", code)
        return
    typed: list[Any] = {
        "type": _wrong_types(inner, in_choice=in_choice) if "type" in inner else [],
        "enum": ["别的"],
        "pattern": ["！"],
        "format": ["不是日期"],
        "minimum": [inner.get("minimum", 0) - 1],
        "maximum": [inner.get("maximum", 0) + 1],
        "minLength": [""],
        "minItems": [[]],
        "anyOf": ["！"],
    }[keyword]
    yield from (Violation(path, json.dumps(value, ensure_ascii=False), code) for value in typed)


_LEADING = ("allOf", "if", "then", "else", "$ref")


def _led_to(
    schema: dict[str, Any], path: Steps, keyword: str, root: dict[str, Any]
) -> tuple[dict[str, Any], Steps, str]:
    """Follow a keyword that refuses nothing itself to the schema that does: it, the place of its value, a keyword."""
    if keyword == "then":
        schema, path = schema["then"]["items"], (*path, 0)
    elif keyword in ("if", "else"):
        schema = schema["else"]
    schema = resolved(schema, root)
    return (
        schema,
        path,
        next(each for each in KEYWORDS if each in schema and each not in ("required", "additionalProperties")),
    )


def _wrong_types(schema: dict[str, Any], *, in_choice: bool) -> list[Any]:
    if in_choice or isinstance(schema["type"], list):
        return [[]]
    if "format" in schema:
        return [20260101]
    return {"string": [12, []], "integer": [schema.get("minimum", 0) + 0.5, "二"], "number": ["二"]}.get(
        schema["type"], ["文字", 1]
    )


def listed() -> list[Violation]:
    """Read the list."""
    found = []
    for line in LISTED.read_text("utf-8").splitlines():
        place, typed, code = line.split("\t")
        path = tuple(int(step) if step == "0" else step for step in place.split("/"))
        found.append(Violation(path, typed, code))
    return found


def write() -> None:
    """Write the list anew from the schema as it is."""
    schema = json.loads(SCHEMA.read_text("utf-8"))
    found = dict.fromkeys(one for each in constraints(schema) for one in violations_of(each, schema))
    lines = ["/".join(map(str, one.path)) + f"\t{one.typed}\t{one.code}\n" for one in found]
    LISTED.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    write()
