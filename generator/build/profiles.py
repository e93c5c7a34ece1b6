"""Profile files and what they inherit → Profile: merged, validated, every reference in them followed."""

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

from generator.errors import GeneratorError
from generator.load import read
from generator.load.inherit import overlaid
from generator.load.nodes import Document, Mapping, Node, Scalar, Sequence
from generator.load.plain import plain_from_node
from generator.model.layout import profile_from_plain
from generator.model.profile import Profile
from generator.model.sheets import FIXED_ROWS, is_sheet
from generator.problems import Problem, Severity, has_errors, in_order
from generator.report import Report, report_text
from generator.source import Span
from generator.validate import check_schema

PARENT = "继承"
_NEEDED = {
    (): ("名称", "主体", "文首标题", "编号", "文字", "表格", "节", "表", "部分"),
    ("文字",): ("金额单位", "小数"),
    ("表格",): ("金额单位", "小数"),
    ("部分", "*"): ("名称",),
    ("表", "*"): ("标题", "形式"),
}
"""What a profile must say, itself or through what it inherits, by the path of the mapping."""
_NEEDED_BY_FORM = {
    "两栏": ("左", "右"),
    "单栏": ("行",),
    "科目": ("数据", "列"),
    "采购": ("数据",),
    "单位": ("列",),
    "单行": ("列",),
}
_ADDRESSES = ("数据", "表", "取")
"""The keys in a table that name a sheet, or an address in one."""


class BadProfile(GeneratorError):
    """A profile that is not valid: the program's own data, so the run stops."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        super().__init__(f"版式文件 {path} 有错：\n{report_text(Report(in_order(problems)))}")


def read_profile(templates: Path, schema: Path, key: str) -> Profile:
    """Read one profile with all that it inherits; raises BadProfile where it is not valid."""
    folder = templates / "profiles"
    path = folder / f"{key}.yaml"
    document = _inherited(folder, key)
    problems = check_schema(document, schema)
    problems = problems or [*_missing(document.root), *_dangling(document.root, templates)]
    if has_errors(problems):
        raise BadProfile(path, problems)
    return profile_from_plain(key, plain_from_node(document.root))


def _inherited(folder: Path, key: str) -> Document:
    """Read a profile and lay it over its parent, and that over its own; a circle or a missing parent is BadProfile."""
    chain: list[Document] = []
    keys: list[str] = []
    while True:
        chain.append(_read(folder / f"{key}.yaml"))
        keys.append(key)
        parent = chain[-1].root.entries.get(PARENT)
        if not isinstance(parent, Scalar):
            break
        if parent.text in keys:
            circle = " → ".join([*keys, parent.text])
            _refuse(folder, keys[0], parent.span, f"继承成了一个圈：{circle}。请删去其中一个“{PARENT}”。")
        if not (folder / f"{parent.text}.yaml").is_file():
            known = "、".join(sorted(path.stem for path in folder.glob("*.yaml")))
            _refuse(folder, keys[0], parent.span, f"要继承的版式“{parent.text}”不存在。现有的版式：{known}。")
        key = parent.text
    root = functools.reduce(overlaid, (document.root for document in reversed(chain)))
    return Document(chain[0].path, root, chain[0].lines)


def _refuse(folder: Path, key: str, span: Span, message: str) -> NoReturn:
    raise BadProfile(folder / f"{key}.yaml", [_problem(span, message)])


def _problem(span: Span, message: str) -> Problem:
    return Problem(span, "S112", Severity.ERROR, message)


def _read(path: Path) -> Document:
    document, problems = read(path, str(path))
    if document is None or problems:
        raise BadProfile(path, problems)
    return document


def _missing(root: Mapping) -> Iterator[Problem]:
    for path, keys in _NEEDED.items():
        for name, span, mapping in _mappings(root, path):
            for key in keys:
                if key not in mapping.entries:
                    yield _lacks(span, f"“{name}”" if name else "版式", key)
    for name, span, table in _mappings(root, ("表", "*")):
        form = table.entries.get("形式")
        for key in _NEEDED_BY_FORM.get(form.text, ()) if isinstance(form, Scalar) else ():
            if key not in table.entries:
                yield _lacks(span, f"“{name}”", key)


def _lacks(span: Span, what: str, key: str) -> Problem:
    return _problem(span, f"{what}缺少“{key}”，它继承的版式也没有写。")


def _mappings(root: Mapping, path: tuple[str, ...]) -> Iterator[tuple[str, Span, Mapping]]:
    """Yield (name, place, mapping) of a path, where * stands for every key."""
    found = [("", root.span, root)]
    for step in path:
        found = [
            (key, mapping.keys[key], value)
            for _, _, mapping in found
            for key, value in mapping.entries.items()
            if step in ("*", key) and isinstance(value, Mapping)
        ]
    yield from found


def _dangling(root: Mapping, templates: Path) -> Iterator[Problem]:
    """Yield every name of a part, section, table or template that is not there, and every one listed twice."""
    entries = root.entries
    yield from _unknown(_listed(entries.get("部分次序")), _keys(entries.get("部分")), "部分")
    for what in ("节", "表"):
        listed = [name for _, _, part in _mappings(root, ("部分", "*")) for name in _listed(part.entries.get(what))]
        yield from _unknown(listed, _keys(entries.get(what)), what)
    for _, _, table in _mappings(root, ("表", "*")):
        yield from _unknown_addresses(table)
    for kind, span, section in _mappings(root, ("节", "*")):
        template = section.entries.get("模板")
        name = template.text if isinstance(template, Scalar) else kind
        if not (templates / "parts" / f"{name}.html.j2").is_file():
            place = template.span if template else span
            yield _problem(place, f"节“{kind}”没有模板 templates/parts/{name}.html.j2。")


def _unknown(listed: Iterable[Scalar], known: tuple[str, ...], what: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in listed:
        if name.text not in known:
            yield _problem(name.span, f"“{what}”中没有“{name.text}”。这里可以写：{'、'.join(known)}。")
        elif name.text in seen:
            yield _problem(name.span, f"“{name.text}”列了两次，请删去一个。")
        seen.add(name.text)


def _unknown_addresses(node: Node) -> Iterator[Problem]:
    """Yield every sheet that there is not, and every row that a sheet of fixed rows has not."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _unknown_addresses(item)
    if isinstance(node, Mapping):
        for key, value in node.entries.items():
            if key in _ADDRESSES:
                for address in [value] if isinstance(value, Scalar) else _listed(value):
                    yield from _unknown_address(address, key)
            else:
                yield from _unknown_addresses(value)


def _unknown_address(address: Scalar, key: str) -> Iterator[Problem]:
    sheet, *rest = address.text.split("/")
    if key == "取" and not rest:
        return  # a column of the table's own sheet
    if not is_sheet(sheet):
        yield _problem(address.span, f"“{key}”要取的数据“{sheet}”不存在。")
    elif rest and rest[0] not in FIXED_ROWS.get(sheet, rest):
        yield _problem(address.span, f"“{sheet}”中没有“{rest[0]}”这一行。可以取：{'、'.join(FIXED_ROWS[sheet])}。")


def _listed(node: Node | None) -> list[Scalar]:
    return [item for item in node.items if isinstance(item, Scalar)] if isinstance(node, Sequence) else []


def _keys(node: Node | None) -> tuple[str, ...]:
    return tuple(node.entries) if isinstance(node, Mapping) else ()
