"""Compound files (OLE2, [MS-CFB]): the names in the root storage, enough to tell a document from a mail or a locked one."""

from __future__ import annotations

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY = 128
_MOST_SECTORS = 20_000
_FREE = 0xFFFFFFFA
"""Sector numbers from here on mean something else than a sector."""
_NOTHING = 0xFFFFFFFF


def names(data: bytes) -> frozenset[str]:
    """Names of the streams and storages directly in the root; never raises. Of a damaged file, all names still found."""
    try:
        return _root_names(data)
    except (struct.error, IndexError, ValueError):
        return _any_names(data)


def _root_names(data: bytes) -> frozenset[str]:
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise ValueError("not a sector size of this format")
    size = 1 << shift
    first = struct.unpack_from("<L", data, 48)[0]
    fat = _fat(data, size)
    entries: list[bytes] = []
    sector, seen = first, 0
    while sector < _FREE and seen < _MOST_SECTORS:
        block = data[(sector + 1) * size : (sector + 2) * size]
        entries.extend(block[at : at + _ENTRY] for at in range(0, len(block) - _ENTRY + 1, _ENTRY))
        sector = fat[sector]
        seen += 1
    if not entries:
        raise ValueError("no directory")
    found: set[str] = set()
    waiting = [struct.unpack_from("<L", entries[0], 76)[0]]
    visited: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number == _NOTHING or number in visited or number >= len(entries):
            continue
        visited.add(number)
        entry = entries[number]
        found.add(_name(entry))
        waiting.extend(struct.unpack_from("<LL", entry, 68))
    return frozenset(found - {""})


def _fat(data: bytes, size: int) -> list[int]:
    """The sector allocation table, by the first 109 sectors listed in the header and the chain behind them."""
    table_sectors = [number for number in struct.unpack_from("<109L", data, 76) if number < _FREE]
    following, count = struct.unpack_from("<LL", data, 68)
    for _ in range(min(int(count), _MOST_SECTORS)):
        if following >= _FREE:
            break
        numbers = struct.unpack_from(f"<{size // 4}L", data, (following + 1) * size)
        table_sectors.extend(number for number in numbers[:-1] if number < _FREE)
        following = numbers[-1]
    fat: list[int] = []
    for number in table_sectors[:_MOST_SECTORS]:
        block = data[(number + 1) * size : (number + 2) * size]
        fat.extend(struct.unpack(f"<{len(block) // 4}L", block[: len(block) // 4 * 4]))
    return fat


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(0, min(int(length), 64) - 2)].decode("utf-16-le", "replace")


def _any_names(data: bytes) -> frozenset[str]:
    known = ("WordDocument", "Workbook", "Book", "PowerPoint Document", "EncryptedPackage", "__properties_version1.0", "Macros",
             "_VBA_PROJECT_CUR")  # fmt: skip
    return frozenset(name for name in known if (name + "\0").encode("utf-16-le") in data)
