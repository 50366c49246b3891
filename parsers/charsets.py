"""Bytes to text when the sender's word on the encoding may be missing, misspelt or wrong."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Literal

Sureness = Literal["declared", "corrected", "guessed"]

_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "chinesesimplified": "gb18030",
    "big5": "big5hkscs",
    "chinesebig5": "big5hkscs",
    "iso88591": "cp1252",
    "latin1": "cp1252",
    "l1": "cp1252",
    "ansi": "cp1252",
    "windows1252": "cp1252",
    "iso88599": "cp1254",
    "iso885986i": "iso8859_6",
    "iso88596i": "iso8859_6",
    "iso88596e": "iso8859_6",
    "iso88598i": "iso8859_8",
    "iso88598e": "iso8859_8",
    "koi8": "koi8_r",
    "koi8ru": "koi8_u",
    "macintosh": "mac_roman",
    "macroman": "mac_roman",
    "maccyrillic": "mac_cyrillic",
    "macarabic": "mac_arabic",
    "sjis": "cp932",
    "shiftjis": "cp932",
    "ksc56011987": "cp949",
    "euckr": "cp949",
    "unicode11utf7": "utf_7",
    "windows874": "cp874",
    "tis620": "cp874",
    "utf8mb4": "utf_8",
}
"""Names as mail programs write them (letters and figures only, without x-) to codecs that also hold what they really send:
browsers and mail programs alike read ISO 8859-1 as windows-1252 and GB 2312 as GB 18030."""

_SAY_NOTHING = frozenset(
    {"", "unknown", "unknown8bit", "default", "userdefined", "binary", "none", "8bit", "7bit", "ascii", "usascii"}
)
"""Names that tell nothing about bytes beyond ASCII."""

_NOT_FOR_MAIL = frozenset(
    {"idna", "punycode", "undefined", "unicode_escape", "unicode-escape", "raw_unicode_escape", "raw-unicode-escape"}
)
"""Codecs of Python that are no charsets; two of them take quadratic time."""

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_MULTIBYTE = ("utf", "gb", "big5", "cp932", "cp949", "euc", "iso2022", "hz", "johab", "shift")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the codec that gave it, and whether the sender's word (`declared`) held, was plainly wrong (`corrected`: the bytes
    are valid UTF-8), or had to be replaced by a guess from the letters (`guessed`: some may be wrong)."""

    text: str
    codec: str
    sureness: Sureness


def codec_of(charset: str | None) -> str | None:
    """The name of Python's codec for a charset as mail programs write it; None for an unknown or meaningless one."""
    key = re.sub(r"[^a-z0-9]", "", (charset or "")[:60].lower())
    key = key.removeprefix("x").removeprefix("x") if (charset or "").lower().startswith(("x-", "x_")) else key
    if key in _SAY_NOTHING:
        return None
    name = _ALIASES.get(key, (charset or "").strip().lower()[:60])
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        try:
            found = codecs.lookup(key)
        except (LookupError, ValueError, UnicodeError):
            return None
    if found.name in _NOT_FOR_MAIL or not getattr(found, "_is_text_encoding", True):
        return None
    return _ALIASES.get(re.sub(r"[^a-z0-9]", "", found.name), found.name)


def decode(data: bytes, charset: str | None = None, hint: str | None = None) -> Decoded:
    """The text of `data`; never raises.

    Order: byte order mark, the declared charset, UTF-8, the `hint` (the charset of the message around it), then a guess from
    the letters. A declared single-byte charset gives way where the bytes are valid UTF-8 beyond ASCII: real text of that
    charset is not, by chance."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace"), name, "declared")
    codec = codec_of(charset)
    wide = codec is not None and codec.startswith(("utf-16", "utf-32"))
    if (codec is None or (wide and b"\x00" not in data)) and not _BEYOND_ASCII.search(data):
        return Decoded(data.decode("ascii"), "ascii", "declared")
    if codec is not None:
        text = _strictly(data, codec)
        if text is not None:
            if not codec.startswith(_MULTIBYTE) and _is_utf8_beyond_ascii(data):
                return Decoded(data.decode("utf-8"), "utf-8", "corrected")
            return Decoded(text, codec, "declared")
    text = _strictly(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8", "declared" if charset is None else "corrected")
    if codec is not None and codec.startswith(_MULTIBYTE):
        # A torn character or two does not make another charset of it (quoted text cut by a gateway).
        text = data.decode(codec, "replace")
        if text.count("\ufffd") * 50 <= len(text):
            return Decoded(text, codec, "guessed")
    hinted = codec_of(hint)
    if hinted is not None and hinted != codec:
        text = _strictly(data, hinted)
        if text is not None:
            return Decoded(text, hinted, "guessed")
    guess = guess_codec(data)
    return Decoded(data.decode(guess, "replace"), guess, "guessed")


def guess_codec(data: bytes) -> str:
    """The likeliest codec of 8-bit text that is not UTF-8: gb18030, koi8-r, windows-1251 or windows-1252, by its letters."""
    sample = data[:20_000]
    high = len(_BEYOND_ASCII.findall(sample))
    letters = high + len(re.findall(rb"[A-Za-z]", sample))
    if high * 5 < letters * 2 or not re.search(rb"[\x80-\xff]{3}", sample):
        return "cp1252"  # Western text has few letters beyond ASCII, and never three together
    if _looks_chinese(sample, high):
        return "gb18030"
    lower_koi8 = len(re.findall(rb"[\xc0-\xdf]", sample))
    lower_1251 = len(re.findall(rb"[\xe0-\xff]", sample))
    if (lower_koi8 + lower_1251) * 10 < high * 8:
        return "cp1252"
    return "koi8-r" if lower_koi8 > lower_1251 else "cp1251"


def guess_file_name(data: bytes) -> str:
    """A file name from an archive that does not say its charset: UTF-8, GB 18030, CP 866, else CP 437, by its letters."""
    text = _strictly(data, "utf-8")
    if text is not None:
        return text
    high = len(_BEYOND_ASCII.findall(data))
    if high * 5 >= (high + len(re.findall(rb"[A-Za-z]", data.rpartition(b".")[0]))) * 2:
        cyrillic = data.decode("cp866")
        if len(re.findall(r"[А-Яа-яЁё№]", cyrillic)) >= high * 0.8 and not _looks_chinese(data, high):
            return cyrillic
        if _looks_chinese(data, high):
            return data.decode("gb18030", "replace")
    return data.decode("cp437")


def _looks_chinese(data: bytes, high: int) -> bool:
    """True where the bytes beyond ASCII pair up, mostly within GB 2312's common characters (rows 16 to 55) and punctuation
    (rows 1 to 3), and use the range A1 to BF, where Cyrillic charsets have next to no letters."""
    text = data[:-1] if _strictly(data, "gb18030") is None else data
    if _strictly(text, "gb18030") is None:
        return False
    pairs = len(re.findall(rb"[\xb0-\xd7\xa1-\xa3][\xa1-\xfe]", data))
    not_cyrillic = len(re.findall(rb"[\xa1\xa2\xa4-\xa7\xa9-\xb2\xb4-\xb7\xba-\xbf]", data))
    return pairs * 2 >= high * 0.7 and not_cyrillic * 10 >= high


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError, LookupError):
        if codec in ("cp1252", "cp1254") and not _strange_for_western(data):
            return data.decode("latin-1")
        return None


def _strange_for_western(data: bytes) -> bool:
    """True where a windows-1252 text holds more of its five unassigned bytes than chance explains."""
    return len(re.findall(rb"[\x81\x8d\x8f\x90\x9d]", data)) > 2


def _is_utf8_beyond_ascii(data: bytes) -> bool:
    if len(_BEYOND_ASCII.findall(data[:200_000])) < 2:
        return False
    return _strictly(data, "utf-8") is not None
