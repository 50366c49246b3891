"""Reading with our own check of signatures: the worker tells which keys it needs, DNS is asked here, the worker checks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from domain.hosts import canonical

if TYPE_CHECKING:
    from config.signatures import SignatureSettings
    from domain.reading import Reading
    from parsers.worker import Workers

log = logging.getLogger(__name__)

Keys = Callable[[str], bytes | None]
"""A name's TXT record, None where there is none or nobody answers."""
SECONDS = 3.0
"""So long one key is asked for."""
UNANSWERED = 2
"""So many keys without an answer, and no further one of the message is asked for."""

_HEAD = 256 * 1024
"""Bytes of a message in which signatures are looked for."""


class Unanswered(Exception):
    """Nobody answered in time: the record may exist or not."""


def reader(workers: Workers, settings: SignatureSettings, keys: Keys | None = None) -> Callable[[bytes, str], Reading]:
    """Bytes and the file's name to a Reading, whose verdicts hold what our own check adds; just the workers' where the settings
    ask for none. `keys` is DNS unless given. The check fails nothing: where it cannot be made, the reading stands as it is."""
    if not (settings.dkim or settings.arc_sealers):
        return workers.read
    asked = keys or dns_keys(settings.nameserver)
    sealers = tuple(canonical(name) for name in settings.arc_sealers)

    def read(raw: bytes, file: str) -> Reading:
        reading = workers.read(raw, file)
        sender, head = reading.envelope.sender, raw[:_HEAD].lower()
        signed = (settings.dkim and b"dkim-signature" in head) or (bool(sealers) and b"arc-seal" in head)
        if sender is None or not signed:
            return reading
        return _checked(workers, raw, reading, sender.address, sealers, settings.dkim, asked)

    return read


def _checked(
    workers: Workers, raw: bytes, reading: Reading, sender: str, sealers: Sequence[str], dkim: bool, asked: Keys
) -> Reading:
    from parsers.worker import ParserFailed

    try:
        names = workers.key_names(raw, sender, sealers)
        found = {name: key for name, key in _answers(names, asked) if key is not None}
        if not found:
            return reading
        signed = workers.signed(raw, sender, sealers, found)
    except ParserFailed as failed:
        log.warning("the signatures of a message could not be checked: %s", failed)
        return reading
    if not dkim:
        signed = signed.model_copy(update={"dkim": False})
    verdicts = signed.added_to(reading.envelope.authentication)
    return reading.model_copy(update={"envelope": reading.envelope.model_copy(update={"authentication": verdicts})})


def _answers(names: Sequence[str], asked: Keys) -> list[tuple[str, bytes | None]]:
    found: list[tuple[str, bytes | None]] = []
    silent = 0
    for name in names:
        try:
            found.append((name, asked(name)))
        except Unanswered:
            silent += 1
            if silent == UNANSWERED:
                break
    return found


def dns_keys(nameserver: str = "") -> Keys:
    """DNS by the system's servers, or by this one (`address#port`); Unanswered where nobody answers in time, or the system
    names no server."""
    import dns.exception
    import dns.resolver

    def resolver() -> dns.resolver.Resolver:
        made = dns.resolver.Resolver(configure=not nameserver)
        if nameserver:
            address, _, port = nameserver.partition("#")
            made.nameservers, made.port = [address], int(port or 53)
        return made

    def key(name: str) -> bytes | None:
        try:
            # Made anew each time: the system's servers may be named later, or not at all.
            answer = resolver().resolve(f"{name}.", "TXT", lifetime=SECONDS)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.exception.FormError, dns.exception.SyntaxError):
            return None
        except dns.exception.DNSException as error:
            raise Unanswered(type(error).__name__) from error
        return next((b"".join(record.strings) for record in answer), None)

    return key
