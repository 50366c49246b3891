"""Tokens for a refresh token, which stands in a file of its own; one that the server replaces is in that file before it is used."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from domain.access import NoToken
from domain.alarms import AlarmCode
from verbale.tokens.keeper import Granted
from verbale.tokens.web import Web, granted, place_of


class TokenFile:
    """A file of mode 0600 that holds one refresh token and nothing else; read and written while it is held."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._new = path.with_name(path.name + ".new")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps other processes on this machine from using or replacing the token meanwhile: two that use one at the same time
        look like a thief to a server that replaces it at every use."""
        lock = self.path.with_name(self.path.name + ".lock")
        try:
            file = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self._useless("cannot be locked", error) from None
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            self._finish()
            yield
        finally:
            os.close(file)

    def read(self) -> str:
        """The refresh token; NoToken where there is none, or others may read it."""
        try:
            with self.path.open(encoding="ascii") as file:
                mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
                token = file.read().strip()
        except FileNotFoundError:
            raise self._useless("does not exist") from None
        except OSError as error:
            raise self._useless("cannot be read", error) from None
        except ValueError:
            raise self._useless("holds no refresh token") from None
        if mode & 0o077:
            raise NoToken(f"others may read {self.path}; say `chmod 600 {self.path}`", AlarmCode.SIGN_IN_REFUSED)
        if not token or any(c.isspace() for c in token):
            raise self._useless("holds no refresh token")
        return token

    def write(self, token: str) -> None:
        """Afterwards the token is on the disk in place of the former one; OSError leaves that one as it was."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(
                os.open(self._new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "w"
            ) as file:
                file.write(token + "\n")
                file.flush()
                os.fsync(file.fileno())
            self._new.replace(self.path)
        except BaseException:
            with suppress(OSError):
                self._new.unlink()
            raise
        folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _finish(self) -> None:
        """What a process that died had written whole takes its place, for the former one may be good no longer."""
        with suppress(OSError):
            if self._new.read_bytes().endswith(b"\n"):
                self._new.replace(self.path)

    def _useless(self, what: str, error: OSError | None = None) -> NoToken:
        because = f" ({error.strerror})" if error is not None else ""
        return NoToken(
            f"the refresh token's file {self.path} {what}{because}; sign in with `verbale sign-in`, or correct the settings",
            AlarmCode.SIGN_IN_REFUSED,
        )


@dataclass(slots=True)
class Refreshing:
    """Asks one endpoint for tokens in exchange for the refresh token of one file."""

    endpoint: str
    client_id: str
    file: TokenFile
    secret: str = field(default="", repr=False)
    scope: str = ""
    _unsaved: tuple[str, str] | None = field(default=None, repr=False)
    """A refresh token that could not be written yet, and the one that it replaces."""

    def ask(self, web: Web) -> Granted:
        """A new access token; a refresh token that came with it is in the file before this returns. NoToken where none is given."""
        with self.file.held():
            refresh = self._present()
            form = {"grant_type": "refresh_token", "refresh_token": refresh, "client_id": self.client_id}
            form |= {"client_secret": self.secret} if self.secret else {}
            form |= {"scope": self.scope} if self.scope else {}
            answer = web.post(self.endpoint, data=form, headers={"Accept": "application/json"})
            token, rotated = granted(answer, place_of(self.endpoint))
            if rotated is not None and rotated != refresh:
                self._unsaved = (rotated, refresh)
                self._save(rotated)
            return token

    def _present(self) -> str:
        """The token of the file, or a newer one that could not be written and is written first."""
        refresh = self.file.read()
        if self._unsaved is not None and self._unsaved[1] == refresh:
            refresh = self._unsaved[0]
            self._save(refresh)
        self._unsaved = None  # written, or a person has signed in anew
        return refresh

    def _save(self, token: str) -> None:
        try:
            self.file.write(token)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise NoToken(
                f"the new refresh token cannot be written to {self.file.path} ({why}); make room for it"
            ) from None
        self._unsaved = None
