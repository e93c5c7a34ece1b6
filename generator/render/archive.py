"""The PDF as an archive: PDF/A-3a and PDF/UA-1 in one file, with the data that it was made from inside."""

import datetime
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from generator.render.embedding import embed_outlines_alone
from generator.render.rules import join_rules
from generator.render.tags import finish_tags

_PDFUA = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>\
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""The claim of PDF/UA-1, and the extension schema by which PDF/A allows it (ISO 19005-3, 6.6.2.3)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file inside a PDF: what it was made from (Source), or what it shows (Data)."""

    name: str
    description: str
    relationship: Literal["Source", "Data"]
    content: bytes


def source_attachment(name: str, content: bytes) -> Attachment:
    """Return the unit file that a document was made from, as it was read."""
    return Attachment(name, "预算公开的数据文件，本文件由它生成", "Source", content)


def data_attachment(name: str, content: bytes) -> Attachment:
    """Return one of the files that hold what a document's tables show."""
    kinds = {"data.json": "本文件全部表格的数据", "datapackage.json": "数据包说明"}
    description = kinds.get(name) or f"表格数据（{name.rpartition('/')[2]}）"
    return Attachment(name.rpartition("/")[2], description, "Data", content)


def write_archive(document: Any, attachments: Iterable[Attachment]) -> bytes:
    """Write a laid-out document; the attachments bear its own dates, so that the same input gives the same bytes."""
    embedded = [_embedded(each, document.metadata) for each in attachments]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the renderer leaves the colour profile's file open
        pdf: bytes = document.write_pdf(finisher=_finish, pdf_variant="pdf/a-3a", pdf_tags=True, attachments=embedded)
    return pdf


def _embedded(attachment: Attachment, metadata: Any) -> Any:
    import weasyprint

    return weasyprint.Attachment(
        string=attachment.content,
        name=attachment.name,
        description=attachment.description,
        relationship=attachment.relationship,
        created=_in_utc(metadata.created),
        modified=_in_utc(metadata.modified),
    )


def _in_utc(date: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(date).astimezone(datetime.UTC)


def _finish(document: Any, pdf: Any) -> None:
    """Do what the renderer leaves undone, before the file is written."""
    finish_tags(document, pdf)
    embed_outlines_alone(document, pdf)
    join_rules(pdf)
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.compress = False
    metadata.stream = [metadata.stream[0].replace(b"</rdf:RDF>", _PDFUA.encode() + b"</rdf:RDF>")]
