"""Certificates for servers that live as long as a test, made by the openssl program."""

from __future__ import annotations

import subprocess
from pathlib import Path


def certificate(folder: Path, host: str = "localhost") -> tuple[Path, Path]:
    """Certificate and key for `host` (localhost: and 127.0.0.1), signed by itself, good for two days."""
    folder.mkdir(parents=True, exist_ok=True)
    cert, key = folder / "cert.pem", folder / "key.pem"
    names = f"subjectAltName=DNS:{host}" + (",IP:127.0.0.1" if host == "localhost" else "")
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    files = ["-keyout", str(key), "-out", str(cert)]
    subprocess.run([*command, *files, "-subj", f"/CN={host}", "-addext", names], check=True, capture_output=True)
    return cert, key
