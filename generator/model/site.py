"""The site as a whole: `units/site.yaml`."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rerendering:
    """A decision to set published PDFs anew, their content unchanged: when, why, and which (codes, code/year; all)."""

    date: datetime.date
    reason: str
    scope: tuple[str, ...] = ()

    def concerns(self, address: str) -> bool:
        """Say whether a disclosure is among them."""
        return not self.scope or bool({address, address.partition("/")[0]} & set(self.scope))


@dataclass(frozen=True, slots=True)
class Site:
    """What holds for every page: title, region, public address, the profile of files that name none."""

    title: str = "部门（单位）预算公开"
    region: str = ""
    address: str = ""
    """Where the site is published, ending in a slash; empty where it has no address."""
    profile: str = ""
    is_sample: bool = False
    """Whether the data are made up, which every page and PDF must say."""
    note: str = ""
    sources: str = ""
    """The address of a line of a source file, with the places {版本}, {文件} and {行}; empty where there is none."""
    rerenderings: tuple[Rerendering, ...] = ()
    is_preview: bool = False
    """Whether it is made for a look before publication, drafts included, which every page and PDF must say."""

    @property
    def marks(self) -> tuple[str, ...]:
        """What every page, PDF and workbook must bear, so that nobody takes it for what is published."""
        return ("预览",) * self.is_preview + ("示例数据",) * self.is_sample

    @property
    def suffix(self) -> str:
        """The marks as they follow a title, in brackets."""
        return f"（{'、'.join(self.marks)}）" if self.marks else ""


def site_from_plain(data: Mapping[str, Any]) -> Site:
    """Read the site from plain data that its schema accepts; what is not written stays as it is by default."""
    return Site(
        title=data.get("标题", Site().title),
        region=data.get("地区", ""),
        address=data.get("网址", ""),
        profile=data.get("默认版式", ""),
        is_sample=data.get("示例") == "是",
        note=data.get("公开目录说明", ""),
        sources=data.get("数据文件网址", ""),
        rerenderings=tuple(_rerendering(each) for each in data.get("重排", ())),
    )


def _rerendering(data: Mapping[str, Any]) -> Rerendering:
    return Rerendering(datetime.date.fromisoformat(data["日期"]), data["说明"], tuple(map(str, data.get("范围", ()))))
