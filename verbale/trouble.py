"""Known trouble, told in one sentence; what is not here is a bug and shows its traceback."""

from __future__ import annotations

from config.settings import SettingsError


def troubles() -> tuple[type[Exception], ...]:
    """The exceptions whose message is the sentence that a person needs; only those of rooms that are loaded already."""
    import sys

    found: list[type[Exception]] = [SettingsError]
    for module, name in (
        ("store.trouble", "StoreFailed"),
        ("ingest.mailbox", "MailboxFailed"),
        ("ingest.pipeline", "ReadingFailed"),
        ("notify.render", "RenderFailed"),
        ("parsers.engines", "RecognitionFailed"),
        ("parsers.sandbox", "SandboxFailed"),
        ("parsers.worker", "ParserFailed"),
        ("verbale.wiring", "Trouble"),
    ):
        if module in sys.modules:
            found.append(getattr(sys.modules[module], name))
    return tuple(found)
