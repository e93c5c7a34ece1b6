"""The floor: every YAML file of a folder read by SafeLoader and printed by one template, with no question asked.

It checks nothing, adds nothing up and knows no table; a build that does all that cannot be quicker.
"""

import sys
from pathlib import Path

import jinja2
import yaml

TEMPLATE = """<!DOCTYPE html>
<html lang="zh-Hans-CN"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
{%- for key, value in facts.items() recursive %}
<section><h2>{{ key }}</h2>
{%- if value is mapping %}{{ loop(value.items()) }}
{%- elif value is sequence and value is not string %}<table>
{%- for row in value %}<tr>
{%- for cell in (row.values() if row is mapping else [row]) %}<td>{{ cell }}</td>{% endfor %}</tr>
{%- endfor %}</table>
{%- else %}<p>{{ value }}</p>{% endif %}</section>
{%- endfor %}
</body></html>
"""


def main(units: Path, out: Path) -> None:
    """Print every file beside its name."""
    template = jinja2.Environment(autoescape=True).from_string(TEMPLATE)
    for path in sorted(units.glob("*/*.yaml")):
        facts = yaml.load(path.read_bytes(), yaml.SafeLoader)
        page = out / path.parent.name / path.stem / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(template.render(title=path.stem, facts=facts), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
