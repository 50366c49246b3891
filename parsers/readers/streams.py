"""Compound files (OLE2, [MS-CFB]): the bytes of a stream in the root storage."""

from __future__ import annotations

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA
"""Sector numbers from here on mean something else than a sector."""
_MOST = 300_000
"""Sectors that are followed in one chain."""


class Streams:
    """The streams of a compound file by name; raises ValueError or struct.error where the file is damaged."""

    def __init__(self, data: bytes) -> None:
        """Reads the tables and the directory."""
        if not data.startswith(MAGIC) or len(data) < 512:
            raise ValueError("not a compound file")
        self._data = data
        self._size = 1 << int(struct.unpack_from("<H", data, 30)[0])
        self._small_size = 1 << int(struct.unpack_from("<H", data, 32)[0])
        if self._size not in (512, 4096) or self._small_size != 64:
            raise ValueError("not a sector size of this format")
        self._cutoff = int(struct.unpack_from("<L", data, 56)[0])
        self._fat = self._table()
        directory = self._chain(int(struct.unpack_from("<L", data, 48)[0]))
        self._entries: dict[str, tuple[int, int]] = {}
        root = (0, 0)
        for at in range(0, len(directory) - 127, 128):
            kind = directory[at + 66]
            length = int(struct.unpack_from("<H", directory, at + 64)[0])
            name = directory[at : at + max(0, min(64, length) - 2)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<LQ", directory, at + 116)
            if kind == 5:
                root = (int(start), int(size))
            elif kind == 2:
                self._entries.setdefault(name, (int(start), int(size) & 0x7FFFFFFF))
        self._small = self._chain(root[0])[: root[1]]
        self._small_fat = self._numbers(self._chain(int(struct.unpack_from("<L", data, 60)[0])))

    def get(self, name: str) -> bytes | None:
        """A stream's bytes, None where there is none of that name."""
        if name not in self._entries:
            return None
        start, size = self._entries[name]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        parts, seen = [], 0
        while start < _LAST and seen < _MOST and start < len(self._small_fat):
            parts.append(self._small[start * self._small_size : (start + 1) * self._small_size])
            start = self._small_fat[start]
            seen += 1
        return b"".join(parts)[:size]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, start: int) -> bytes:
        parts, seen = [], 0
        while start < _LAST and seen < _MOST:
            parts.append(self._sector(start))
            if start >= len(self._fat) or seen > len(self._fat):
                break
            start = self._fat[start]
            seen += 1
        return b"".join(parts)

    def _table(self) -> list[int]:
        sectors = [n for n in struct.unpack_from("<109L", self._data, 76) if n < _LAST]
        following, count = (int(v) for v in struct.unpack_from("<LL", self._data, 68))
        for _ in range(min(count, _MOST)):
            if following >= _LAST:
                break
            numbers = self._numbers(self._sector(following))
            if not numbers:
                break
            sectors.extend(n for n in numbers[:-1] if n < _LAST)
            following = numbers[-1]
        return [number for sector in sectors[:_MOST] for number in self._numbers(self._sector(sector))]

    @staticmethod
    def _numbers(block: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(block) // 4}L", block[: len(block) // 4 * 4]))
