"""ZIP archives read by what they hold, never by what they declare: sizes are measured while unpacking."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from parsers import charsets
from parsers.limits import MIB

MOST_ENTRIES = 10_000
"""Entries of an archive's directory; one that claims more is not opened."""

_CHUNK = 256 * 1024
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = b"PK\x03\x04"
_UNREADABLE = (
    zipfile.BadZipFile,
    ValueError,
    struct.error,
    NotImplementedError,
    OSError,
    EOFError,
    IndexError,
    OverflowError,
)

Trouble = Literal["encrypted", "unsupported", "damaged", "too_large", "bomb"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive: its name with folders, where its local header stands, and how it is packed."""

    name: str
    offset: int
    method: int
    packed: int | None
    """Packed bytes by the directory, None where no directory tells."""
    encrypted: bool
    checksum: int | None = None

    @property
    def folder(self) -> bool:
        """True for an entry that only names a folder."""
        return self.name.endswith("/")


@dataclass(frozen=True, slots=True)
class Directory:
    """What an archive lists. `whole` is False where its directory is damaged and the entries were found one by one."""

    entries: tuple[Entry, ...]
    whole: bool = True
    too_many: bool = False


class CannotUnpack(Exception):
    """One entry could not be unpacked; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble: Trouble = trouble


def directory(data: bytes) -> Directory:
    """The entries of an archive; never raises. Where its directory cannot be read (a cut file), those whose headers stand."""
    if data.count(_DIRECTORY_ENTRY) > MOST_ENTRIES:
        return Directory((), too_many=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Directory(tuple(_entry(info) for info in archive.infolist()))
    except _UNREADABLE:
        return Directory(tuple(_salvaged(data)), whole=False)


def unpack(data: bytes, entry: Entry, room: int, ratio: int) -> bytes:
    """The bytes of one entry, at most `room`; raises CannotUnpack. Declared sizes are not used, but for stored entries, whose
    packed size is bounded by the file itself."""
    if entry.encrypted:
        raise CannotUnpack("encrypted")
    start = _content(data, entry)
    end = len(data) if entry.packed is None else min(start + entry.packed, len(data))
    if entry.method == zipfile.ZIP_STORED:
        if entry.packed is None:
            raise CannotUnpack("damaged")
        if end - start > room:
            raise CannotUnpack("too_large")
        content = data[start:end]
    else:
        content = _inflated(_decompressor(entry.method), memoryview(data)[start:], room, ratio)
    if entry.checksum is not None and zlib.crc32(content) != entry.checksum:
        raise CannotUnpack("damaged")
    return content


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...

    def take(self, data: bytes | memoryview) -> bytes:
        """The next bytes, at most a chunk; b"" is given where more input is needed."""
        ...

    @property
    def hungry(self) -> bool:
        """True where it can give nothing more without input."""
        ...


class _Deflate:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
        self._tail = b""

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def hungry(self) -> bool:
        return not self._tail

    def take(self, data: bytes | memoryview) -> bytes:
        out = self._inner.decompress(self._tail + bytes(data), _CHUNK)
        self._tail = self._inner.unconsumed_tail
        return out


class _Bzip:
    def __init__(self) -> None:
        self._inner = bz2.BZ2Decompressor()

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def hungry(self) -> bool:
        return self._inner.needs_input

    def take(self, data: bytes | memoryview) -> bytes:
        return self._inner.decompress(bytes(data), _CHUNK)


def _decompressor(method: int) -> _Decompressor:
    if method == zipfile.ZIP_DEFLATED:
        return _Deflate()
    if method == zipfile.ZIP_BZIP2:
        return _Bzip()
    raise CannotUnpack("unsupported")


def _inflated(machine: _Decompressor, packed: memoryview, room: int, ratio: int) -> bytes:
    out = bytearray()
    place = 0
    try:
        while not machine.eof:
            feed: bytes | memoryview = b""
            if machine.hungry:
                feed = packed[place : place + _CHUNK]
                place += len(feed)
                if not feed:
                    raise CannotUnpack("damaged")
            out += machine.take(feed)
            if len(out) > room:
                raise CannotUnpack("too_large")
            if len(out) > MIB and len(out) > ratio * max(place, 1):
                raise CannotUnpack("bomb")
    except (zlib.error, OSError, ValueError, lzma.LZMAError) as error:
        raise CannotUnpack("damaged") from error
    return bytes(out)


def _content(data: bytes, entry: Entry) -> int:
    """Where the packed bytes begin, by the local header."""
    header = data[entry.offset : entry.offset + 30]
    if len(header) < 30 or header[:4] != _LOCAL_HEADER:
        raise CannotUnpack("damaged")
    name, extra = struct.unpack("<HH", header[26:30])
    return entry.offset + 30 + int(name) + int(extra)


def _entry(info: zipfile.ZipInfo) -> Entry:
    return Entry(
        name=_name(info),
        offset=info.header_offset,
        method=info.compress_type,
        packed=info.compress_size,
        encrypted=bool(info.flag_bits & 0x1),
        checksum=info.CRC,
    )


def _name(info: zipfile.ZipInfo) -> str:
    """The entry's name: declared UTF-8, the Unicode extra field of Info-ZIP, else a guess from the letters."""
    name = info.orig_filename
    if info.flag_bits & 0x800:
        return name
    raw = name.encode("cp437", "replace")
    told = _unicode_path(info.extra, raw)
    return told if told is not None else charsets.guess_file_name(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    place = 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack("<HH", extra[place : place + 4])
        body = extra[place + 4 : place + 4 + size]
        if kind == 0x7075 and len(body) > 5 and struct.unpack("<L", body[1:5])[0] == zlib.crc32(raw):
            return body[5:].decode("utf-8", "replace")
        place += 4 + int(size)
    return None


def _salvaged(data: bytes) -> Iterator[Entry]:
    """Entries by their local headers, for archives whose directory is lost."""
    for number, found in enumerate(re.finditer(re.escape(_LOCAL_HEADER), data)):
        if number >= MOST_ENTRIES:
            return
        header = data[found.start() : found.start() + 30]
        if len(header) < 30:
            return
        flags, method = struct.unpack("<HH", header[6:10])
        packed, _, length = struct.unpack("<LLH", header[18:28])
        raw = data[found.start() + 30 : found.start() + 30 + length]
        if len(raw) < length or not raw:
            continue
        name = raw.decode("utf-8", "replace") if flags & 0x800 else charsets.guess_file_name(raw)
        yield Entry(name, found.start(), int(method), int(packed) if packed else None, bool(flags & 0x1))
