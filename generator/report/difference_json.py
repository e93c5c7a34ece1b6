"""Differences → JSON for programs, as `schema/diff.schema.json` describes it: amounts as text, in each file's unit."""

import dataclasses
import json
from decimal import Decimal
from typing import Any

from generator.check.wording import amount
from generator.compare.disclosures import DisclosureChange, ToldChange
from generator.compare.figures import Moved, Place, Unmoved
from generator.compare.outcomes import OutcomeChange
from generator.model.figures import Figure
from generator.model.money import MoneyUnit
from generator.report.differences import Differences, Revision
from generator.report.machine import problem_as_dict
from generator.source import Span
from generator.view.page import Told


def differences_json(differences: Differences) -> str:
    """Write everything that changed, nothing left out."""
    found = {
        "base": _revision(differences.base),
        "head": _revision(differences.head),
        "units": [_unit(change) for change in differences.changes],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _revision(revision: Revision) -> dict[str, Any]:
    return {"name": revision.name, "commit": revision.commit or None}


def _unit(change: DisclosureChange) -> dict[str, Any]:
    side, unit = change.side, change.side.unit
    return {
        "code": side.code,
        "year": side.year,
        "name": side.name,
        "path": side.path,
        "status": change.status.name.lower(),
        "former_code": change.before.code if change.before and change.before.code != side.code else None,
        "has_new_errors": change.has_new_errors,
        "unit": unit.value,
        "facts": [_moved(moved, unit) for moved in change.figures.facts],
        "consequences": [_moved(moved, unit) for moved in change.figures.consequences],
        "unmoved": [_unmoved(stayed, unit) for stayed in change.figures.unmoved],
        "changes": [_told_change(told) for told in change.told],
        "outcomes": [_outcome(outcome) for outcome in change.outcomes],
        "problems": {
            "appeared": [problem_as_dict(problem) for problem in change.problems.appeared],
            "gone": [problem_as_dict(problem) for problem in change.problems.gone],
        },
        "sentences": [dataclasses.asdict(sentence) for sentence in change.sentences],
        "contents": [
            {
                "keys": list(content.keys),
                "before": content.before or None,
                "after": content.after or None,
                **_line(content.span),
            }
            for content in change.contents
        ],
        "main_figures": [
            {"name": name, "value": amount(figure.yuan, unit)}
            for name, figure in (change.summary.figures if change.summary else {}).items()
        ],
    }


def _line(span: Span | None) -> dict[str, Any]:
    return {"line": span.line if span else None}


def _place(place: Place, label: str) -> dict[str, Any]:
    return {"name": label, "scope": place.scope, "sheet": place.sheet, "row": place.row, "column": place.column}


def _moved(moved: Moved, unit: MoneyUnit) -> dict[str, Any]:
    figure = moved.after or moved.before
    return {
        **_place(moved.place, moved.label),
        "before": _amount(moved.before, unit),
        "after": _amount(moved.after, unit),
        "difference": amount(moved.difference, unit),
        "rate": _plain(moved.rate),
        "basis_before": moved.before.basis.value if moved.before else None,
        "basis_after": moved.after.basis.value if moved.after else None,
        **_line(figure.place if figure else None),
    }


def _unmoved(stayed: Unmoved, unit: MoneyUnit) -> dict[str, Any]:
    return {
        **_place(stayed.place, stayed.label),
        "value": amount(stayed.figure.yuan, unit),
        "below_before": amount(stayed.below_before, unit),
        "below_after": amount(stayed.below_after, unit),
        **_line(stayed.figure.span),
    }


def _told_change(change: ToldChange) -> dict[str, Any]:
    return {
        "name": change.name,
        "title": change.title or None,
        "before": _told(change.before),
        "after": _told(change.after),
    }


def _told(told: Told | None) -> dict[str, Any] | None:
    if told is None or told.change is None:
        return None
    return {
        "value": told.text,
        "last": told.last or None,
        "direction": told.change.direction.value,
        "difference": told.difference,
        "rate": told.rate or None,
        "unit": told.unit,
    }


def _outcome(outcome: OutcomeChange) -> dict[str, Any]:
    return {
        "code": outcome.code,
        "also": list(outcome.also),
        "severity": outcome.severity.value,
        "name": outcome.name,
        "before": outcome.before,
        "after": outcome.after,
        "message": outcome.message or None,
        **_line(outcome.span),
    }


def _amount(figure: Figure | None, unit: MoneyUnit) -> str | None:
    return amount(figure.yuan, unit) if figure else None


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
