"""Writes docs/fields.md, the list of every key of unit files and of the site file; run after a schema changed."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "fields.md"
_HEAD = """# 数据格式

`units/` 中的文件可以有的全部的键。本文由 `schema/` 中的数据格式生成，编辑器中鼠标停在键上看到的也是这些话；
怎样写见[编辑手册](editing.md)。

“块”下面缩进写它的各个键；“列表”的每一项以 `- ` 开头，写它的各个键。标“必填”的，写了这一块就必须写。"""
_WAIVER = "豁免"
_TYPES = {"string": "文字", "number": "数", "integer": "整数", "array": "列表", "object": "块"}
Schema = Mapping[str, Any]


def guide() -> str:
    """Return the whole document."""
    unit, site = (_schema(name) for name in ("unit", "site"))
    parts = [
        _HEAD,
        f"\n## 单位文件\n\n{unit['description']}",
        "许多块和列表的每一项也可以有“豁免”，写法与文件第一级的相同，下面不逐个列出。\n",
        *_table(unit, unit["definitions"]),
        f"\n## 站点\n\n文件是 `units/site.yaml`。{site['description']}\n",
        *_table(site, {}),
    ]
    return "\n".join(parts) + "\n"


def _schema(name: str) -> Schema:
    found: Schema = json.loads((ROOT / "schema" / f"{name}.schema.json").read_text("utf-8"))
    return found


def _table(schema: Schema, definitions: Schema) -> Iterator[str]:
    yield "| 键 | 填什么 | 说明 |\n|---|---|---|"
    told: set[str] = set()
    yield from _rows(schema, "", definitions, told)


def _rows(schema: Schema, above: str, definitions: Schema, told: set[str]) -> Iterator[str]:
    for key, said in schema.get("properties", {}).items():
        if key == _WAIVER and above:
            continue
        name = _referred(said)
        is_again = name in told
        told |= {name} - {""}
        spec = {**definitions.get(name, {}), **said}
        must = "，必填" if key in schema.get("required", ()) else ""
        text = spec["description"] + (f"写法同上面的“{name}”。" if is_again and _inside(spec) else "")
        yield f"| {above}{key} | {_kind(spec)}{must} | {text.replace('|', '&#124;')} |"
        if not is_again:
            yield from _rows(_inside(spec), f"{above}{key} / ", definitions, told)


def _referred(said: Schema) -> str:
    """Return the definition that a key refers to, whatever else its place allows; nothing where it refers to none."""
    references = (each.get("$ref", "") for each in (said, said.get("else", {}), *said.get("allOf", ())))
    return next((str(each).rpartition("/")[2] for each in references if each), "")


def _inside(spec: Schema) -> Schema:
    """Return what has the keys of a block, or of each item of a list."""
    items: Schema = spec.get("items", {})
    return spec if "properties" in spec else items if "properties" in items else {}


def _kind(spec: Schema) -> str:
    if "enum" in spec:
        return "、".join(spec["enum"])
    if spec.get("format") == "date":
        return "日期"
    types = spec.get("type", [each["type"] for each in spec.get("anyOf", ())])
    names = [_TYPES[each] for each in ([types] if isinstance(types, str) else types)]
    return "或".join(dict.fromkeys(names)) or "块或列表"


if __name__ == "__main__":
    GUIDE.write_text(guide(), "utf-8")
