"""The files over all disclosures: their list, the long form, both described as a data package, and the database."""

from collections.abc import Iterable, Iterator, Mapping

from generator.export import comma, long_form
from generator.export.database import database
from generator.export.package import Description, field, package, resource
from generator.model.codes import unit_levels
from generator.model.site import Site
from generator.view.collection import Collection

DISCLOSURE_COLUMNS: Mapping[str, str] = {
    "code": "单位代码",
    "year": "年度",
    "unit": "部门（单位）",
    "short_name": "简称",
    "department": "主管部门",
    "is_top": long_form.COLUMNS["is_top"],
    "title": "标题",
    "state": "状态",
    "revision": "版次",
    "approved": "批复日期",
    "published": "公开日期",
    "path": "页面，从站点开始",
}
"""The columns of the list of disclosures with their titles."""
DATABASE = "data/budgets.sqlite"
"""The name of the database, from the site's root."""
_KINDS = {
    "year": "integer",
    "level": "integer",
    "revision": "integer",
    "amount": "number",
    "is_top": "boolean",
    "is_leaf": "boolean",
    "approved": "date",
    "published": "date",
}
_FISCAL = {
    "code": "administrative-classification:generic:code",
    "unit": "administrative-classification:generic:label",
    "department": "administrative-classification:generic:level1:label",
    "year": "date:fiscal-year",
    "approved": "date:fiscal:activity-approval",
    "fund": "fin-source:generic:label",
    "column": "expenditure-type:label",
    "amount": "value",
}
_KEYS = {"disclosures": ["code", "year"], "amounts": ["code", "year", "classification", "item", "column", "fund"]}


def collected_files(fragments: Iterable[bytes], collection: Collection, site: Site) -> dict[str, bytes]:
    """Return the list, the long form and their data package by name.

    `fragments` are what `long_rows` wrote, in the order to join them in.
    """
    disclosures = comma.MARK + comma.lines([tuple(DISCLOSURE_COLUMNS), *_listed(collection)])
    amounts = long_form.join(fragments)
    return {
        "data/disclosures.csv": disclosures,
        "data/amounts.csv": amounts,
        "data/datapackage.json": _described(disclosures, amounts, site),
    }


def database_file(fragments: Iterable[bytes], collection: Collection) -> bytes:
    """Return the database that holds what the list and the long form say; `fragments` are as they are joined."""
    return database(_listed(collection), long_form.amounts_of(fragments))


def _listed(collection: Collection) -> Iterator[tuple[str, ...]]:
    """List the published disclosures by code and year."""
    for each in sorted(collection.summaries, key=lambda each: (unit_levels(each.code), each.year)):
        yield (
            each.code,
            str(each.year),
            comma.harmless(each.name),
            comma.harmless(each.short_name),
            comma.harmless(collection.departments[each.year][unit_levels(each.code)[0]]),
            comma.yes_or_no(collection.is_top(each)),
            comma.harmless(each.title),
            each.state,
            str(each.revision),
            each.approved.isoformat() if each.approved else "",
            each.published.isoformat() if each.published else "",
            f"{each.folder}index.html",
        )


def _described(disclosures: bytes, amounts: bytes, site: Site) -> bytes:
    of_disclosure = {"fields": ["code", "year"], "reference": {"resource": "disclosures", "fields": ["code", "year"]}}
    listed, typed = _schema("disclosures", DISCLOSURE_COLUMNS), _schema("amounts", long_form.COLUMNS)
    resources = [
        resource("disclosures", "disclosures.csv", "已公开的预算", disclosures, listed),
        resource("amounts", "amounts.csv", "全部金额", amounts, {**typed, "foreignKeys": [of_disclosure]}),
    ]
    return package("budgets", f"{site.title}{site.suffix}", resources, homepage=site.address)


def _schema(name: str, columns: Mapping[str, str]) -> Description:
    fields = [
        field(key, _KINDS.get(key, "string"), _FISCAL.get(key, ""), title=title) for key, title in columns.items()
    ]
    return {"fields": fields, "primaryKey": _KEYS[name]}
