"""Jinja environment: autoescape, strict about what is undefined, and no arithmetic in templates."""

import datetime
import functools
import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.errors import GeneratorError
from generator.model.money import plain
from generator.render.rows import columns_html, heads_html, item_rows_html, money_html, outcomes_html, rows_html
from generator.view.linked_data import catalogue, dataset, organization
from generator.view.numbers import chinese_number, date_text, numbered
from generator.view.prose import prose_html


class UnprintableValue(GeneratorError):
    """A template printed something that is not text: nothing, or a binary fraction."""

    def __init__(self, value: object) -> None:
        super().__init__(f"模板输出了不能公开的值 {value!r}（{type(value).__name__}）。")


def _finalize(value: Any) -> Any:
    if value is None or isinstance(value, float):
        raise UnprintableValue(value)
    return value


def json_text(value: Any) -> Markup:
    """Write data for a script: nothing in it can end the script or begin a tag."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def rfc3339(date: datetime.date) -> str:
    """Write the beginning of a day in China as feeds do."""
    return f"{date.isoformat()}T00:00:00+08:00"


def measure_word(number: int) -> str:
    """Write a small count before a measure word: 两个, 四个."""
    return "两" if number == 2 else chinese_number(number)


@functools.cache
def environment(templates: Path) -> Environment:
    """Return the environment of a template folder, made once per process."""
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters.update(chinese=chinese_number, date=date_text, json=json_text, measure=measure_word)
    made.filters.update(moment=rfc3339, numbered=numbered, plain=plain, prose=prose_html)
    made.filters.update(catalogue=catalogue, dataset=dataset, organization=organization)
    made.filters.update(columns=columns_html, heads=heads_html, outcomes=outcomes_html, rows=rows_html)
    made.filters.update(item_rows=item_rows_html)
    made.globals["money_html"] = money_html
    return made


def render_html(templates: Path, name: str, **values: object) -> str:
    """Render one template with the values it may see."""
    return environment(templates).get_template(name).render(**values)
