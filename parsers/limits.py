"""How much of a message is read: bounds on size, count, depth, memory and time, as parameters with defaults."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for reading one message. What lies beyond one of them is left unread, and a finding says so."""

    message_bytes: int = 64 * MIB
    """Bytes of one message as the mailbox gives it."""
    header_block: int = 256 * KIB
    """Bytes of a message's whole header."""
    header: int = 64 * KIB
    """Bytes of one header field."""
    addresses: int = 500
    """Addresses in one header field."""
    parts: int = 200
    """MIME parts of one message, multiparts included."""
    depth: int = 20
    """Multiparts within multiparts."""
    container_bytes: int = 256 * MIB
    """Bytes unpacked from all archives and enclosed messages of one message together."""
    container_ratio: int = 200
    """Bytes unpacked from one archive's entry for each packed byte (the first MiB of an entry is free)."""
    container_files: int = 500
    """Files unpacked from all archives of one message together."""
    container_depth: int = 8
    """Containers within containers: archives and enclosed messages."""
    pages: int = 60
    """Pages of one document."""
    pixels: int = 25_000_000
    """Picture elements of one page's picture."""
    text_chars: int = 2_000_000
    """Characters of one text: a body, or one document."""
    seconds: float = 300.0
    """Seconds of wall time for one message."""
    memory: int = 2 * GIB
    """Bytes of address space that a worker may take beyond what it begins with."""
    file_bytes: int = 512 * MIB
    """Bytes of the largest file that a worker or an outside program may write."""
    result_bytes: int = 64 * MIB
    """Bytes of one reading as it comes back from a worker."""
