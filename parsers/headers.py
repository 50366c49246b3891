"""Header fields as text: raw bytes, encoded words (RFC 2047) and parameters (RFC 2231), each in linear time."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field

from parsers import charsets

_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?([^?]*)\?=")
_FOLD = re.compile(r"\r?\n[ \t]*|\r(?=[ \t])")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029]")
_PARAMETERS = 200
"""Parameters read of one field."""


def text_of(value: str | bytes, hint: str | None = None) -> str:
    """A raw field body as text on one line: bytes beyond ASCII (kept by the parser as surrogates) decoded, folds undone."""
    data = value if isinstance(value, bytes) else value.encode("utf-8", "surrogateescape")
    return _FOLD.sub(" ", charsets.decode(data, None, hint).text).strip(" \t\r\n")


def decoded(value: str | bytes, hint: str | None = None) -> str:
    """A raw field body as a person reads it: encoded words decoded (also inside quotes, as mail programs do), without controls."""
    return clean(words(text_of(value, hint)))


def clean(text: str) -> str:
    """`text` without control characters and lone surrogates, runs of spaces and tabs as one space."""
    text = _CONTROLS.sub(" ", text).encode("utf-8", "replace").decode("utf-8")
    return re.sub(r"[ \t\n]+", " ", text).strip()


def words(text: str) -> str:
    """`text` with its encoded words decoded; neighbours in one charset are joined as bytes first, because characters are
    cut between them."""
    if "=?" not in text:
        return text
    out: list[str] = []
    pending: list[bytes] = []
    charset = ""
    place = 0
    for found in _ENCODED_WORD.finditer(text):
        between = text[place : found.start()]
        name = found[1].partition("*")[0].lower()
        if pending and (between.strip(" \t\r\n") or name != charset):
            out.append(charsets.decode(b"".join(pending), charset).text)
            pending = []
            if between.strip(" \t\r\n"):
                out.append(between)
        elif not pending:
            out.append(between)
        charset = name
        pending.append(_word_bytes(found[2], found[3]))
        place = found.end()
    if pending:
        out.append(charsets.decode(b"".join(pending), charset).text)
    out.append(text[place:])
    return "".join(out)


def _word_bytes(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(data.replace(b" ", b"_"), header=True)
    data = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    if len(data) % 4 == 1:
        data = data[:-1]
    return base64.b64decode(data + b"=" * (-len(data) % 4))


@dataclass(frozen=True, slots=True)
class Parameterised:
    """A field like Content-Type: its value in lower case, and its parameters by lower-case name, decoded."""

    value: str
    parameters: dict[str, str] = field(default_factory=dict)


def parameterised(value: str | bytes, hint: str | None = None) -> Parameterised:
    """The parts of a field with parameters. RFC 2231 (continued, encoded) goes before the plain parameter of the same name;
    encoded words within a value are decoded; missing quotes and stray semicolons are borne; the first of equals counts."""
    text = text_of(value, hint)
    main, _, rest = text.partition(";")
    plain: dict[str, str] = {}
    extended: dict[str, dict[int, tuple[str, bool]]] = {}
    for name, body in _pairs(rest):
        found = re.fullmatch(r"([^*]+)(?:\*(\d{1,3}))?(\*)?", name)
        if found is None or (found[2] is None and found[3] is None):
            plain.setdefault(name, body)
        else:
            extended.setdefault(found[1], {}).setdefault(int(found[2] or 0), (body, found[3] is not None))
    parameters = {name: clean(words(body)) for name, body in plain.items()}
    for name, pieces in extended.items():
        joined = _joined(pieces)
        if joined or name not in parameters:
            parameters[name] = joined
    return Parameterised(re.sub(r"\(.*?\)|\s", "", main[:200]).lower(), parameters)


def _pairs(text: str) -> list[tuple[str, str]]:
    """name=value pairs; a quoted value ends at its closing quote, an open one at the end of the field."""
    pairs: list[tuple[str, str]] = []
    place = 0
    while place < len(text) and len(pairs) < _PARAMETERS:
        semicolon = text.find(";", place)
        end = len(text) if semicolon < 0 else semicolon
        equals = text.find("=", place, end)
        if equals < 0:
            place = end + 1
            continue
        name = text[place:equals].strip().lower()
        start = equals + 1
        while start < len(text) and text[start] in " \t":
            start += 1
        if text.startswith('"', start):
            body, place = _quoted(text, start)
            following = text.find(";", place)
            place = len(text) if following < 0 else following + 1
        else:
            body, place = text[start:end].strip(), end + 1
        if name:
            pairs.append((name[:80], body))
    return pairs


def _quoted(text: str, start: int) -> tuple[str, int]:
    """The content of the quoted string that opens at `start`, and the place behind it."""
    out: list[str] = []
    place = start + 1
    for piece in re.finditer(r'\\(.)|(")|([^"\\]+)|\\', text[place:]):
        if piece[2]:
            return "".join(out), place + piece.end()
        # A backslash before a letter is a Windows path, not an escape.
        escaped = piece[1]
        out.append(piece[3] or (escaped if escaped in ('"', "\\") else piece[0]) if piece[3] or escaped else piece[0])
    return "".join(out), len(text)


def _joined(pieces: dict[int, tuple[str, bool]]) -> str:
    """An RFC 2231 value from its numbered pieces: the charset is told by the first; pieces after a gap are dropped."""
    data = b""
    charset: str | None = None
    for number in range(len(pieces)):
        if number not in pieces:
            break
        body, percent = pieces[number]
        if percent:
            if number == 0 and body.count("'") >= 2:
                charset, _, body = body.split("'", 2)
            data += _unpercent(body)
        else:
            data += words(body).encode("utf-8", "replace") if charset is None else body.encode("utf-8", "replace")
    return clean(charsets.decode(data, charset).text)


def _unpercent(text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), data)


@dataclass(frozen=True, slots=True)
class Bounded:
    """A message whose header obeys the limits; `cut` counts the fields shortened or left out."""

    raw: bytes
    cut: int = 0


def bounded(raw: bytes, block: int, header: int) -> Bounded:
    """`raw` with at most `block` bytes of header and no field longer than `header` bytes; the body is untouched.

    Without an empty line the header ends where no line is a field or its continuation any more."""
    end = _header_end(raw, block)
    if end <= header and end < block:
        return Bounded(raw)
    fields: list[bytes] = []
    cut = 0
    room = block
    for one in re.split(rb"(?:\r?\n)(?![ \t])", raw[: end if end < block else block]):
        kept = one
        if len(one) > header:
            kept = one[:header]
            cut += 1
        if len(kept) + 2 > room:
            cut += 1
            continue
        room -= len(kept) + 2
        fields.append(kept)
    rest = raw[end:]
    if end >= block:
        rest = raw[_header_end(raw, len(raw)) :]
        cut += 1
    if not cut:
        return Bounded(raw)
    return Bounded(b"\r\n".join(fields).rstrip(b"\r\n") + b"\r\n\r\n" + rest.lstrip(b"\r\n"), cut)


def _header_end(raw: bytes, limit: int) -> int:
    """The place behind the header's last line, at most `limit`."""
    found = re.compile(rb"\r?\n\r?\n|\r\r").search(raw, 0, min(limit, len(raw)))
    return found.start() if found else min(limit, len(raw))
