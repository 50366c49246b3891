"""What is told of an attachment that was not opened, or that people should open with care."""

from __future__ import annotations

from domain.submission import Finding, Severity

_LOST, _BEWARE = Severity.ERROR, Severity.WARNING
_SENTENCES: dict[str, tuple[str, Severity, str]] = {
    "unsupported": (
        "unsupported_container",
        _LOST,
        "The attachment {} is {}, which this program cannot open; it was not read.",
    ),
    "packing": (
        "unsupported_container",
        _LOST,
        "The file {} is packed in a way that this program does not know; it was not read.",
    ),
    "locked": ("password_protected", _LOST, "The attachment {} is protected by a password and could not be read."),
    "program": ("dangerous_attachment", _BEWARE, "The attachment {} is a program and was not opened; do not start it."),
    "program_name": ("dangerous_attachment", _BEWARE, "The attachment {} has the name of a program; do not start it."),
    "macros": (
        "macros",
        _BEWARE,
        "The document {} contains macros; they were not run, and the original should not be opened.",
    ),
    "outside": (
        "external_content",
        _BEWARE,
        "The document {} loads pictures or templates from elsewhere; they were not fetched.",
    ),
    "name": ("misleading_name", _BEWARE, "The attachment {} is not what its name says it is."),
    "too_many": (
        "archive_too_large",
        _LOST,
        "The archive {} claims more files than this program opens; it was not read.",
    ),
    "too_many_files": (
        "archive_too_large",
        _LOST,
        "More files than this program opens: {} and what follows was not read.",
    ),
    "too_large": (
        "archive_too_large",
        _LOST,
        "{} and what follows is larger than this program opens; it was not read.",
    ),
    "bomb": (
        "archive_bomb",
        _LOST,
        "The file {} swells out of all proportion when unpacked, as only attacks do; it was not read.",
    ),
    "damaged": ("archive_damaged", _LOST, "The archive {} is damaged; only what could still be found in it was read."),
    "damaged_file": ("archive_damaged", _LOST, "The file {} is damaged in its archive and could not be read."),
    "damaged_mail": ("damaged", _LOST, "The saved mail {} is damaged and could not be read."),
    "torn_mail": ("damaged", _LOST, "The saved mail {} is damaged; only what stands before the damage was read."),
    "too_deep": (
        "nested_too_deep",
        _LOST,
        "{} holds containers within containers too deeply; the innermost were not read.",
    ),
}
"""What is told of an attachment: code, severity, sentence with its path."""

LOST = frozenset(code for code, severity, _ in _SENTENCES.values() if severity is _LOST)
"""Codes of findings that tell of a document that was not read."""

NOT_UNPACKED = {"encrypted": "locked", "unsupported": "packing", "damaged": "damaged_file", "bomb": "bomb"}
"""Why an entry of an archive could not be unpacked, and what is told of it."""


def told(trouble: str, *words: str) -> Finding:
    """The finding for this trouble with an attachment, whose path is the first of the words."""
    code, severity, sentence = _SENTENCES[trouble]
    return Finding(code=code, severity=severity, message=sentence.format(*words))
