"""Documents that are ZIP archives of XML (DOCX, ODT): their members, unpacked within limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from parsers.limits import Limits
from parsers.readers.reader import Unreadable, name_of
from parsers.readers.xml import parse_xml

_MEMBER = 64 * 1024 * 1024
"""Bytes of one member at most."""


class Package:
    """An opened archive; every read counts against the limits, whatever the archive says of its sizes."""

    def __init__(self, path: str, data: bytes, limits: Limits) -> None:
        """Opens the archive; raises Unreadable where it is none, or holds too many members."""
        self._path = path
        self._left = min(limits.container_bytes, limits.container_ratio * len(data) + 4 * 1024 * 1024)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.names = self._archive.namelist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise Unreadable("damaged", f"{name_of(path)} is damaged and could not be opened.") from error
        if len(self.names) > 10 * limits.container_files:
            raise Unreadable("too_large", f"{name_of(path)} holds too many files within it ({len(self.names)}).")

    def bytes_of(self, name: str) -> bytes | None:
        """A member's bytes, None where there is none; raises Unreadable where it is damaged, encrypted or too large."""
        if name not in self.names:
            return None
        bound = min(self._left, _MEMBER)
        try:
            with self._archive.open(name) as member:
                data = member.read(bound + 1)
        except RuntimeError as error:
            raise Unreadable(
                "password_protected", f"{name_of(self._path)} is protected with a password and could not be read."
            ) from error
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise Unreadable("damaged", f"{name_of(self._path)} is damaged and could not be read.") from error
        if len(data) > bound:
            raise Unreadable("too_large", f"{name_of(self._path)} unpacks to more than it may hold and was not read.")
        self._left -= len(data)
        return data

    def xml_of(self, name: str) -> Any:
        """A member's root element, None where there is none or it is no well-formed XML."""
        data = self.bytes_of(name)
        return None if data is None else parse_xml(data)

    def relations_of(self, name: str) -> dict[str, tuple[str, str]]:
        """What a member of an OPC package refers to within it: relation id -> (kind, member's name)."""
        folder, file = posixpath.split(name)
        root = self.xml_of(f"{folder}/_rels/{file}.rels".lstrip("/"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External" and target:
                member = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                found[relation.get("Id") or ""] = ((relation.get("Type") or "").rsplit("/", 1)[-1], member)
        return found
