"""The detour: what no reader reads is converted to DOCX by an outside program, where there is one, and read as that."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.submission import Finding, Severity
from parsers import sniff
from parsers.engines import ConversionFailed
from parsers.readers import docx
from parsers.readers.reader import Unreadable, name_of

if TYPE_CHECKING:
    from parsers.document import Document
    from parsers.engines import Engines
    from parsers.limits import Limits
    from parsers.mime import Part

_log = logging.getLogger(__name__)
_KINDS = {sniff.DOC: "doc", sniff.DOCX: "docx", sniff.ODT: "odt", sniff.RTF: "rtf"}
_MAGIC = {b"\xffWPC": "wpd", b"\xdb\xa5": "doc"}
"""WordPerfect's documents, and those of Word before it wrote compound files."""


def is_mended(document: Document) -> bool:
    """True for a damaged file that the outside program mended, by what it took the bytes for."""
    return {"damaged", "read_by_detour"} <= {finding.code for finding in document.findings}


def by_detour(part: Part, limits: Limits, engines: Engines, trouble: Unreadable | None = None) -> Document | None:
    """The part as a document, with a finding that says how it was read and, where it is damaged, that one; None where that fails
    as well."""
    kind = next((kind for magic, kind in _MAGIC.items() if part.data.startswith(magic)), None)
    kind = kind or _KINDS.get(sniff.sniff(part.data))
    if kind is None or engines.converter is None:
        return None
    try:
        document = docx.read(part.path, engines.converter.docx(part.data, kind), limits, engines)
    except (ConversionFailed, Unreadable) as error:
        _log.info("no detour for an attachment: %s", type(error).__name__)
        return None
    if not document.text.strip():
        return None
    sentence = f"{name_of(part.path)} could be read only by way of LibreOffice; compare with the original."
    finding = Finding(code="read_by_detour", severity=Severity.WARNING, message=sentence)
    damage = (trouble.finding(),) if trouble is not None and trouble.code == "damaged" else ()
    return replace(document, findings=(*damage, finding, *document.findings))
