"""What machines are told of pages in the vocabulary of schema.org: a budget is a Dataset, a unit an organisation."""

from collections.abc import Mapping
from typing import Any

from generator.model.site import Site
from generator.view.page import DisclosurePage
from generator.view.series import UnitPage
from generator.view.site import Home

_CONTEXT = "https://schema.org"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def dataset(page: DisclosurePage, site: Site, *, has_pdf: bool, has_xlsx: bool) -> dict[str, Any]:
    """Describe a disclosure with its downloads; addresses are relative where the site has none."""
    disclosure = page.disclosure
    folder = f"{disclosure.code}/{page.year}/"
    base = f"{site.address}{folder}" if site.address else ""
    name = f"{base}{disclosure.code}-{page.year}"
    files = [("application/json", f"{base}data.json")]
    files += [(_WORKBOOK, f"{name}.xlsx")] if page.tables and has_xlsx else []
    files += [("application/pdf", f"{name}.pdf")] if has_pdf else []
    return _known(
        {
            "@context": _CONTEXT,
            "@type": "Dataset",
            "name": page.title,
            "description": f"{page.title}：收支、“三公”经费、政府采购和绩效目标的公开表和说明。",
            "identifier": f"{disclosure.code}-{page.year}",
            "inLanguage": "zh-CN",
            "isAccessibleForFree": True,
            "temporalCoverage": str(page.year),
            "spatialCoverage": site.region,
            "datePublished": disclosure.published.isoformat() if disclosure.published else "",
            "dateModified": disclosure.corrections[-1].date.isoformat() if disclosure.corrections else "",
            "version": str(disclosure.revision),
            "url": base,
            "creator": _organization(disclosure.code, disclosure.name, page.neighbours.department_name, site),
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address} for kind, address in files
            ],
        }
    )


def organization(page: UnitPage, site: Site) -> dict[str, Any]:
    """Describe a unit or department."""
    return {"@context": _CONTEXT, **_organization(page.code, page.name, page.department, site)}


def catalogue(home: Home, site: Site) -> dict[str, Any]:
    """Describe the site as a catalogue of budgets."""
    return _known(
        {
            "@context": _CONTEXT,
            "@type": "DataCatalog",
            "name": site.title,
            "url": site.address,
            "inLanguage": "zh-CN",
            "spatialCoverage": site.region,
            "temporalCoverage": f"{home.years[-1].year}/{home.years[0].year}" if home.years else "",
        }
    )


def _organization(code: str, name: str, department: str, site: Site) -> dict[str, Any]:
    above = {"@type": "GovernmentOrganization", "name": department} if department and department != name else None
    return _known(
        {
            "@type": "GovernmentOrganization",
            "name": name,
            "identifier": code,
            "url": f"{site.address}{code}/" if site.address else "",
            "parentOrganization": above,
        }
    )


def _known(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {name: fact for name, fact in facts.items() if fact not in ("", None, [])}
