"""Mail signed as its sender's server, or a forwarder, would sign it."""

from __future__ import annotations

import base64
import functools

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

SELECTOR = "tests"


@functools.cache
def key_pair(owner: str) -> tuple[bytes, bytes]:
    """The private key (PEM) of this domain and its public key as DNS holds it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024 if owner == "weak.example" else 2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private, b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


def record(domain: str) -> dict[str, bytes]:
    """The domain's key by its name in DNS."""
    return {f"{SELECTOR}._domainkey.{domain}": key_pair(domain)[1]}


def signed_by(domain: str, raw: bytes, *, with_length: bool = False) -> bytes:
    """The mail with a DKIM signature of this domain on top."""
    private, _ = key_pair(domain)
    field = dkim.sign(raw, SELECTOR.encode(), domain.encode(), private, length=with_length)
    return bytes(field) + raw


def sealed_by(domain: str, raw: bytes, saw: str) -> bytes:
    """The mail with an ARC set of this domain on top, which says that it `saw` these verdicts."""
    private, _ = key_pair(domain)
    stamped = f"Authentication-Results: {domain}; {saw}\r\n".encode() + raw
    fields = dkim.arc_sign(stamped, SELECTOR.encode(), domain.encode(), private, domain.encode())
    return b"".join(fields) + raw
