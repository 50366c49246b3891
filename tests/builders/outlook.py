"""Files as Outlook makes them: a saved mail (.msg), its wrapping of a mail (winmail.dat), and its compressed text."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

Tree = dict[str, "bytes | Tree"]
_FREE, _END, _TABLE, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR, _SMALL = 512, 64


def compound_tree(tree: Tree) -> bytes:
    """A compound file (OLE2) of storages within storages; streams of less than 4096 bytes lie in the small sectors."""
    sectors: list[bytes] = []
    table: list[int] = []
    small, small_table = bytearray(), []  # type: ignore[var-annotated]

    def chain(data: bytes) -> int:
        if not data:
            return _END
        count = -(-len(data) // _SECTOR)
        start = len(sectors)
        sectors.extend(data[n * _SECTOR : (n + 1) * _SECTOR].ljust(_SECTOR, b"\0") for n in range(count))
        table.extend([*range(start + 1, start + count), _END])
        return start

    def small_chain(data: bytes) -> int:
        if not data:
            return _END
        start, count = len(small) // _SMALL, -(-len(data) // _SMALL)
        small.extend(data.ljust(count * _SMALL, b"\0"))
        small_table.extend([*range(start + 1, start + count), _END])
        return start

    entries: list[list[object]] = [["Root Entry", 5, _NONE, _NONE, _END, 0]]

    def storage(owner: int, members: Tree) -> None:
        numbers = []
        for name, content in members.items():
            numbers.append(len(entries))
            if isinstance(content, dict):
                entries.append([name, 1, _NONE, _NONE, 0, 0])
                storage(numbers[-1], content)
            else:
                start = chain(content) if len(content) >= 4096 else small_chain(content)
                entries.append([name, 2, _NONE, _NONE, start, len(content)])
        for number, following in zip(numbers, [*numbers[1:], _NONE], strict=True):
            entries[number][2] = following
        entries[owner][3] = numbers[0] if numbers else _NONE

    storage(0, tree)
    entries[0][4:] = [chain(bytes(small)), len(small)]
    small_start = chain(
        struct.pack(f"<{len(small_table)}L", *small_table).ljust(-(-len(small_table) // 128) * 512, b"\xff")
    )
    directory = chain(b"".join(_entry(*entry) for entry in entries))  # type: ignore[arg-type]
    tables = 1
    while tables * (_SECTOR // 4) < len(table) + tables:
        tables += 1
    first = len(sectors)
    table += [_TABLE] * tables
    packed = struct.pack(f"<{len(table)}L", *table).ljust(tables * _SECTOR, b"\xff")
    sectors += [packed[n * _SECTOR : (n + 1) * _SECTOR] for n in range(tables)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<LLLLLLLLL", 0, tables, directory, 0, 4096, small_start, -(-len(small_table) // 128), _END, 0)
    return head + struct.pack("<109L", *[first + n if n < tables else _FREE for n in range(109)]) + b"".join(sectors)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    return (
        coded.ljust(64, b"\0") + struct.pack("<HBBLLL", len(coded), kind, 1, _NONE, right, child) + bytes(36)
        + struct.pack("<LQ", start, size)
    )  # fmt: skip


@dataclass(frozen=True)
class Attached:
    """A file, or a mail, attached to a saved mail."""

    name: str
    data: bytes | Tree
    media_type: str = ""
    how: int = 1


def saved(
    text: str = "",
    *attached: Attached,
    html: bytes = b"",
    rtf: bytes = b"",
    header: str = "",
    subject: str = "",
    sender: tuple[str, str] = ("", ""),
    codepage: int | None = None,
    within: bool = False,
) -> Tree:
    """The storage of a mail; with a code page, its texts are in it instead of in Unicode."""
    tree: Tree = {}
    fixed = bytes(24 if within else 32)

    def say(number: int, value: str) -> None:
        if value and codepage is None:
            tree[f"__substg1.0_{number:04X}001F"] = value.encode("utf-16-le")
        elif value:
            tree[f"__substg1.0_{number:04X}001E"] = value.encode(f"cp{codepage}")

    for number, value in (
        (0x1000, text),
        (0x007D, header),
        (0x0037, subject),
        (0x0C1A, sender[0]),
        (0x5D01, sender[1]),
    ):
        say(number, value)
    if html:
        tree["__substg1.0_10130102"] = html
    if rtf:
        tree["__substg1.0_10090102"] = rtf
    if codepage is not None:
        for number in (0x3FFD, 0x3FDE):
            fixed += struct.pack("<HHLLL", 3, number, 6, codepage, 0)
    tree["__properties_version1.0"] = fixed
    for number, one in enumerate(attached):
        part: Tree = {"__properties_version1.0": bytes(8) + struct.pack("<HHLLL", 3, 0x3705, 6, one.how, 0)}
        part["__substg1.0_3707001F"] = one.name.encode("utf-16-le")
        if one.media_type:
            part["__substg1.0_370E001F"] = one.media_type.encode("utf-16-le")
        if isinstance(one.data, dict):
            part["__substg1.0_3701000D"] = one.data
        elif one.how == 1:
            part["__substg1.0_37010102"] = one.data
        tree[f"__attach_version1.0_#{number:08X}"] = part
    return tree


def msg(text: str = "", *attached: Attached, **more: object) -> bytes:
    """A .msg file."""
    return compound_tree(saved(text, *attached, **more))  # type: ignore[arg-type]


def stored_rtf(data: bytes) -> bytes:
    """Compressed RTF that is not compressed."""
    return struct.pack("<LL4sL", len(data) + 12, len(data), b"MELA", 0) + data


def packed_rtf(data: bytes) -> bytes:
    """Compressed RTF, its characters written one by one."""
    out = bytearray()
    for at in range(0, len(data), 8):
        out += b"\0" + data[at : at + 8]
    return struct.pack("<LL4sL", len(out) + 12, len(data), b"LZFu", zlib.crc32(bytes(out))) + bytes(out)


def _attribute(level: int, name: int, kind: int, data: bytes) -> bytes:
    return struct.pack("<BHHL", level, name, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def property_of(kind: int, name: int, *values: bytes) -> bytes:
    """A MAPI property of variable length."""
    padded = b"".join(struct.pack("<L", len(v)) + v + bytes(-len(v) % 4) for v in values)
    return struct.pack("<HHL", kind, name, len(values)) + padded


def winmail(
    files: Sequence[tuple[str, bytes]] = (),
    text: bytes = b"",
    *properties: bytes,
    codepage: int = 1252,
    within: bytes = b"",
) -> bytes:
    """A winmail.dat with these files, a body, properties of the message, and perhaps a mail within."""
    out = struct.pack("<LH", 0x223E9F78, 1)
    out += _attribute(1, 0x9006, 8, struct.pack("<L", 0x10000)) + _attribute(
        1, 0x9007, 6, struct.pack("<LL", codepage, 0)
    )
    if text:
        out += _attribute(1, 0x800C, 2, text + b"\0")
    if properties:
        out += _attribute(1, 0x9003, 6, struct.pack("<L", len(properties)) + b"".join(properties))
    for name, data in files:
        long_name = property_of(0x1F, 0x3707, (name + "\0").encode("utf-16-le"))
        out += _attribute(2, 0x9002, 6, bytes(14))
        out += _attribute(2, 0x8010, 1, b"SHORT~1.DAT\0") + _attribute(2, 0x800F, 6, data)
        out += _attribute(2, 0x9005, 6, struct.pack("<L", 1) + long_name)
    if within:
        signature = bytes.fromhex("0703020000000000c000000000000046")
        out += _attribute(2, 0x9002, 6, bytes(14)) + _attribute(2, 0x8010, 1, b"Inner\0")
        out += _attribute(2, 0x9005, 6, struct.pack("<L", 1) + property_of(0x0D, 0x3701, signature + within))
    return out
