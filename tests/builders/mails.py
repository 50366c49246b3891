"""Raw messages, built byte by byte: what honest and dishonest mail programs write, which EmailMessage would refuse to."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

Field = str | bytes | Sequence[str | bytes]
"""What a field holds; a sequence is the field several times."""

HEAD: dict[str, str] = {
    "From": "Permanent Mission of Freedonia <mission@freedonia.example>",
    "To": "directory@secretariat.example",
    "Subject": "Nomination of points of contact",
    "Date": "Tue, 12 Mar 2024 14:05:00 -0400",
    "Message-ID": "<1@freedonia.example>",
    "MIME-Version": "1.0",
}
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def header(fields: Mapping[str, Field]) -> bytes:
    """Header fields as bytes; text is written as UTF-8, and a sequence is one field several times."""
    lines = []
    for name, value in fields.items():
        for one in [value] if isinstance(value, str | bytes) else value:
            lines.append(name.encode() + b": " + (one.encode() if isinstance(one, str) else one))
    return b"".join(line + b"\r\n" for line in lines)


def mail(body: bytes = b"Excellency,\r\n", **fields: Field | None) -> bytes:
    """A message of one part; `Content_Type="..."` sets or replaces a field, None leaves it out."""
    chosen: dict[str, Field] = dict(HEAD)
    for name, value in fields.items():
        field = name.replace("_", "-")
        chosen.pop(field, None)
        if value is not None:
            chosen[field] = value
    return header(chosen) + b"\r\n" + body


def entity(content_type: str, content: bytes, **fields: str | bytes) -> bytes:
    """One part of a multipart, as it stands between boundaries."""
    return (
        header({"Content-Type": content_type, **{k.replace("_", "-"): v for k, v in fields.items()}})
        + b"\r\n"
        + content
    )


def text(content: str, charset: str = "utf-8", subtype: str = "plain", **fields: str | bytes) -> bytes:
    """A text part, 8-bit."""
    return entity(
        f"text/{subtype}; charset={charset}", content.encode(charset), Content_Transfer_Encoding="8bit", **fields
    )


def attachment(
    data: bytes, name: str | None = "note.pdf", content_type: str = "application/pdf", **fields: str | bytes
) -> bytes:
    """An attached part in base64."""
    disposition = "attachment" if name is None else f'attachment; filename="{name}"'
    chosen = {"Content_Disposition": disposition, "Content_Transfer_Encoding": "base64", **fields}
    return entity(content_type, base64.encodebytes(data).replace(b"\n", b"\r\n"), **chosen)


def multipart(
    *parts: bytes, subtype: str = "mixed", boundary: str = "frontier", closed: bool = True
) -> tuple[str, bytes]:
    """A multipart's Content-Type and content."""
    line = b"--" + boundary.encode()
    content = b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + (line + b"--\r\n" if closed else b"")
    return f'multipart/{subtype}; boundary="{boundary}"', content


def branch(*parts: bytes, subtype: str, boundary: str) -> bytes:
    """A multipart as a part of another."""
    content_type, content = multipart(*parts, subtype=subtype, boundary=boundary)
    return entity(content_type, content)


def mixed(*parts: bytes, subtype: str = "mixed", closed: bool = True, **fields: Field | None) -> bytes:
    """A message of several parts."""
    content_type, content = multipart(*parts, subtype=subtype, closed=closed)
    return mail(content, **{"Content_Type": content_type, **fields})


def bounce(*more: bytes, returned: bytes | None = None) -> bytes:
    """A delivery status notification (RFC 3464) that gives `returned` back."""
    status = entity(
        "message/delivery-status",
        b"Reporting-MTA: dns; mx.freedonia.example\r\n\r\nFinal-Recipient: rfc822; x@freedonia.example\r\nAction: failed\r\n"
        b"Status: 5.1.1\r\n",
    )
    original = entity("message/rfc822", returned if returned is not None else mail())
    content_type, content = multipart(text("It could not be delivered.\r\n"), status, original, *more, subtype="report")
    return mail(
        content,
        Content_Type=f"{content_type}; report-type=delivery-status",
        From="Mail Delivery System <MAILER-DAEMON@mx.freedonia.example>",
        Return_Path="<>",
        Auto_Submitted="auto-replied",
    )


def archive(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    return out.getvalue()


def raw_archive(
    name: bytes, data: bytes, *, flags: int = 0, claimed: int | None = None, checksum: int | None = None
) -> bytes:
    """A ZIP archive of one deflated file, with its name in any charset and whatever size it claims."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = machine.compress(data) + machine.flush()
    crc = zlib.crc32(data) if checksum is None else checksum
    size = len(data) if claimed is None else claimed
    fields = struct.pack("<HHHHLLL", flags, 8, 0, 0x5800, crc, len(packed), size)
    local = b"PK\x03\x04" + struct.pack("<H", 20) + fields + struct.pack("<HH", len(name), 0) + name + packed
    central = (
        b"PK\x01\x02"
        + struct.pack("<HH", 20, 20)
        + fields
        + struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, 0)
        + name
    )
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(central), len(local), 0)


def docx(**members: bytes) -> bytes:
    """The bones of a Word document; further members by path, `__` for the slash and `_dot_` for the full stop."""
    files = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": b"<w:document/>",
        **{name.replace("__", "/").replace("_dot_", "."): data for name, data in members.items()},
    }
    return archive(files)


def png(width: int, height: int) -> bytes:
    """A white picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff" * width) * height
    header_chunk = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header_chunk) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


def compound(*streams: str) -> bytes:
    """The bones of a compound file (OLE2) with these streams in its root."""
    sector = 512

    def entry(name: str, kind: int, right: int, child: int) -> bytes:
        encoded = (name + "\0").encode("utf-16-le")
        return (
            encoded.ljust(64, b"\0")
            + struct.pack("<HBBLLL", len(encoded), kind, 1, 0xFFFFFFFF, right, child)
            + b"\0" * 36
            + struct.pack("<LQ", 0xFFFFFFFE, 0)
        )

    entries = [entry("Root Entry", 5, 0xFFFFFFFF, 1 if streams else 0xFFFFFFFF)]
    for number, name in enumerate(streams, 1):
        entries.append(entry(name, 2, number + 1 if number < len(streams) else 0xFFFFFFFF, 0xFFFFFFFF))
    directory = b"".join(entries)
    sectors = -(-len(directory) // sector)
    chain = [0xFFFFFFFD, *(range(2, sectors + 1)), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(chain)}L", *chain).ljust(sector, b"\xff")
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
        + struct.pack("<LLLLLLLLL", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        + struct.pack("<L", 0)
        + b"\xff" * (108 * 4)
    )
    return head + fat + directory.ljust(sectors * sector, b"\0")
