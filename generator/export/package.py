"""Data packages: comma-separated files described by the Data Package standard, version 2 (datapackage.org).

Columns also bear the types of the Fiscal Data Package's budget taxonomy (frictionlessdata.io/taxonomies/fiscal). There
is no `profile`: validators would fetch it over the network.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

_SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
Description = dict[str, Any]
"""What is added to the title of data that a site says are made up."""


def package(name: str, title: str, resources: Iterable[Description], **more: Any) -> bytes:
    """Write the description of a package; what is known of it beside name and title may be given, empty or not."""
    known = {key: value for key, value in more.items() if value}
    written = {"$schema": _SCHEMA, "name": name, "title": title, **known, "resources": list(resources)}
    return msgspec.json.format(msgspec.json.encode(written), indent=1) + b"\n"


def resource(name: str, path: str, title: str, data: bytes, schema: Description) -> Description:
    """Describe one comma-separated file, `data` being all its bytes; `path` is from the package's folder."""
    return {
        "name": name,
        "type": "table",
        "path": path,
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


def field(name: str, kind: str, column_type: str = "", **more: Any) -> Description:
    """Describe one column; `column_type` is its fiscal type, where the taxonomy has one."""
    known = {key: value for key, value in {"columnType": column_type, **more}.items() if value}
    return {"name": name, "type": kind, **known}
