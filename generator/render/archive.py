"""The PDF as an archive: PDF/A-3a and PDF/UA-1 in one file, with the data that it was made from inside."""

import codecs
import datetime
import io
import mimetypes
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from generator.render.coordinates import shorten_coordinates
from generator.render.links import describe_links
from generator.render.objects import write_once
from generator.render.tags import finish_tags

mimetypes.add_type("application/yaml", ".yaml")
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
    return Attachment(f"{name}数据文件.yaml", "预算公开的数据文件，本文件由它生成", "Source", content)


def source_in(pdf: bytes) -> bytes | None:
    """Return the unit file inside a PDF; nothing where there is not just one, or the bytes are no PDF."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            files = document.attachments.values()
            found = [each.get_file().read_bytes() for each in files if each.obj.get("/AFRelationship") == "/Source"]
    except (pikepdf.PdfError, pikepdf.PasswordError, RecursionError):
        return None
    return found[0] if len(found) == 1 else None


_DATA = {
    "data.json": ("全部表格数据.json", "本文件全部表格的数据"),
    "datapackage.json": ("数据包说明.json", "各表格数据的字段说明"),
}


def data_attachment(name: str, content: bytes) -> Attachment:
    """Return one of the files that hold what a document's tables show, by its name in the disclosure's folder."""
    number = name.rpartition("-")[2].removesuffix(".csv")
    called, description = _DATA.get(name) or (f"表{number}.csv", f"第 {number} 张表的数据")
    return Attachment(called, description, "Data", content)


def write_archive(document: Any, attachments: Iterable[Attachment]) -> bytes:
    """Write a laid-out document; the attachments bear its own dates, so that the same input gives the same bytes."""
    embedded = [_embedded(each, document.metadata) for each in sorted(attachments, key=_as_written)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the renderer leaves the colour profile's file open
        pdf: bytes = document.write_pdf(finisher=_finish, pdf_variant="pdf/a-3a", pdf_tags=True, attachments=embedded)
    # A stream that ends with a carriage return needs one after it too: with a line feed it would seem a byte short.
    return pdf.replace(b"\r\nendstream", b"\r\rendstream")


def _as_written(attachment: Attachment) -> bytes:
    """Return a name as a PDF writes it, by which its list of files is in order."""
    name = attachment.name
    return name.encode() if name.isascii() else codecs.BOM_UTF16_BE + name.encode("utf-16-be")


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
    _list_files(pdf)
    describe_links(document, pdf)
    finish_tags(document, pdf)
    from generator.render.embedding import embed_outlines_alone  # fontTools, which only a layout needs

    embed_outlines_alone(document, pdf)
    shorten_coordinates(pdf)
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.compress = False
    metadata.stream = [metadata.stream[0].replace(b"</rdf:RDF>", _PDFUA.encode() + b"</rdf:RDF>")]
    write_once(pdf)


def _list_files(pdf: Any) -> None:
    """List each file once, under its name in Chinese for all readers; the renderer lists it twice, once in bytes."""
    listed = list(dict.fromkeys(pdf.catalog.get("AF", ())))
    for reference in listed:
        file = pdf.objects[int(reference.split()[0])]
        file["F"].string = file["UF"].string
    if listed:
        pdf.catalog["AF"][:] = listed
