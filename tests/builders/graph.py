"""Microsoft Graph of our own: a real HTTP server that speaks the documented protocol for one mailbox, and breaks where told."""

from __future__ import annotations

import base64
import binascii
import itertools
import json
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from tests.builders.loopback import listening
from tests.builders.tokens import CLIENT, SECRET, TENANT, Issuer, TokenEndpoint

MAILBOX = "poc-directory@ours.example"
SCOPE = "https://graph.microsoft.com/.default"
How = Literal["before", "amid", "after"]
"""Where the connection is cut: before the request is heard to its end, amid the answer, or before it, once all is done."""


@dataclass
class Fault:
    """What comes of the next request whose `METHOD /path` holds `of`, instead of what would have: an answer, or a cut connection.
    `times` is how often; `lasting` for ever."""

    of: str
    status: int = 0
    code: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    cut: How | None = None
    times: int = 1
    said: bytes | None = None


@dataclass
class Stored:
    """One message of the mailbox."""

    id: str
    raw: bytes
    folder: str
    received: str
    draft: bool = False
    read: bool = False


@dataclass
class Folder:
    """One folder, and what has changed in it, in order."""

    id: str
    name: str
    parent: str = ""
    log: list[str] = field(default_factory=list)


class Refusal(Exception):
    """An answer that is none."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


class GraphServer:
    """One mailbox with its folders; `permissions` is what the application may do in it, `sent` every mail that it took, `asked`
    every request as `METHOD path?query`."""

    def __init__(self, issuer: Issuer) -> None:
        self.issuer = issuer
        self.permissions = {"Mail.ReadWrite", "Mail.Send"}
        self.url = ""
        self.asked: list[str] = []
        self.faults: list[Fault] = []
        self.sent: list[bytes] = []
        self.forgets: set[str] = set()
        """Ids of which it never tells as changes."""
        self.other_form = "AQMk"
        """How ids of folders begin where messages tell of them; of one that begins with AAMk it is known all the same."""
        self.chunked = False
        """Whether messages come without Content-Length."""
        self.before_answer: Callable[[bytes], None] | None = None
        """Runs once a mail is taken, and before its 202."""
        self.heard: Callable[[str], object] | None = None
        """Runs once a request is heard, and before anything is done about it."""
        self.most = 1000
        """The largest page."""
        self.lock = threading.RLock()
        self.folders: dict[str, Folder] = {}
        self.messages: dict[str, Stored] = {}
        self._tokens: dict[str, tuple[str, list[str], int]] = {}
        self._numbers = itertools.count(1)
        self.inbox = self.make_folder("Inbox")
        self.sent_items = self.make_folder("Sent Items")

    def make_folder(self, name: str, parent: str = "") -> str:
        """A new folder's id."""
        number = next(self._numbers)
        folder = Folder(f"AQMkFolder-{number}_{secrets.token_hex(4)}==", name, parent)
        self.folders[folder.id] = folder
        return folder.id

    def put(self, raw: bytes, folder: str = "", *, draft: bool = False) -> str:
        """One message arrives; its immutable id."""
        with self.lock:
            uid = f"AAkALg{next(self._numbers):06d}_{secrets.token_urlsafe(60)}="
            now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            self.messages[uid] = Stored(uid, raw, folder or self.inbox, now, draft)
            self.folders[folder or self.inbox].log.append(uid)
            return uid

    def take_away(self, uid: str) -> None:
        """Somebody deletes it for good."""
        with self.lock:
            self.folders[self.messages.pop(uid).folder].log.append(uid)

    def move(self, uid: str, folder: str) -> None:
        """Somebody moves it."""
        with self.lock:
            one = self.messages[uid]
            self.folders[one.folder].log.append(uid)
            one.folder = folder
            self.folders[folder].log.append(uid)

    def mark_read(self, uid: str) -> None:
        """Somebody reads it: a change, but of no message's being there."""
        with self.lock:
            self.messages[uid].read = True
            self.folders[self.messages[uid].folder].log.append(uid)

    def forget_tokens(self) -> None:
        """All that it gave to tell of changes are good no longer."""
        with self.lock:
            self._tokens.clear()

    def here(self, folder: str = "") -> list[Stored]:
        """The messages in a folder."""
        return [one for one in self.messages.values() if one.folder == (folder or self.inbox)]

    def count(self, words: str) -> int:
        """How many requests held these words."""
        return sum(words in one for one in self.asked)

    def answer(
        self, method: str, path: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> tuple[int, Any]:
        """Status, and what is said: an object, or a message's bytes."""
        parts = [unquote(part) for part in path.strip("/").split("/")]
        if parts[:2] != ["v1.0", "users"] or len(parts) < 4:
            raise Refusal(400, "BadRequest")
        if parts[2].casefold() != MAILBOX:
            raise Refusal(404, "ErrorInvalidUser")
        prefer = headers.get("prefer", "")
        immutable = 'IdType="ImmutableId"' in prefer
        match method, parts[3:]:
            case "POST", ["sendMail"]:
                return self._send(headers, body)
            case "GET", ["mailFolders"]:
                self._may("Mail.ReadWrite", "Mail.Read")
                return 200, {"value": self._named(query, "")}
            case "GET", ["mailFolders", folder, "childFolders"]:
                self._may("Mail.ReadWrite", "Mail.Read")
                return 200, {"value": self._named(query, self._folder(folder).id)}
            case "GET", ["mailFolders", folder]:
                self._may("Mail.ReadWrite", "Mail.Read")
                return 200, {"id": self._folder(folder).id}
            case "GET", ["mailFolders", folder, "messages"]:
                self._may("Mail.ReadWrite", "Mail.Read")
                return 200, {"value": self._searched(self._folder(folder), query)}
            case "GET", ["mailFolders", folder, "messages", "delta"]:
                self._may("Mail.ReadWrite", "Mail.Read")
                size = re.search(r"odata\.maxpagesize=(\d+)", prefer)
                return 200, self._delta(self._folder(folder), query, int(size[1]) if size else 10, immutable)
            case "GET", ["messages", uid, "$value"]:
                self._may("Mail.ReadWrite", "Mail.Read")
                return 200, self._message(uid, immutable).raw
            case "GET", ["messages", uid]:
                self._may("Mail.ReadWrite", "Mail.Read")
                return 200, self._told(self._message(uid, immutable), immutable)
            case "POST", ["messages", uid, "move"]:
                self._may("Mail.ReadWrite")
                one = self._message(uid, immutable)
                self.move(one.id, self._folder(json.loads(body)["destinationId"]).id)
                return 201, self._told(one, immutable)
        raise Refusal(400, "RequestBroker--ParseUri")

    def _may(self, *permissions: str) -> None:
        if not self.permissions.intersection(permissions):
            raise Refusal(403, "ErrorAccessDenied")

    def _folder(self, name: str) -> Folder:
        known = {"inbox": self.inbox, "sentitems": self.sent_items}
        found = self.folders.get(known.get(name.casefold(), name.replace("AAMk", "AQMk")))
        if found is None:
            raise Refusal(404, "ErrorItemNotFound")
        return found

    def _named(self, query: dict[str, str], parent: str) -> list[dict[str, str]]:
        wanted = re.fullmatch(r"displayName eq '((?:[^']|'')*)'", query["$filter"])
        assert wanted is not None
        name = wanted[1].replace("''", "'").casefold()
        return [
            {"id": one.id, "displayName": one.name}
            for one in self.folders.values()
            if one.parent == parent and one.name.casefold() == name
        ]

    def _searched(self, folder: Folder, query: dict[str, str]) -> list[dict[str, str]]:
        wanted = re.fullmatch(r"internetMessageId eq '((?:[^']|'')*)'", query["$filter"])
        assert wanted is not None
        named = {one.id: str(message_from_bytes(one.raw)["Message-ID"]) for one in self.here(folder.id)}
        return [
            {"id": uid, "internetMessageId": name}
            for uid, name in named.items()
            if name == wanted[1].replace("''", "'")
        ]

    def _message(self, uid: str, immutable: bool) -> Stored:
        found = self.messages.get(uid if immutable else uid.partition("!")[0])
        if found is None:
            raise Refusal(404, "ErrorItemNotFound")
        return found

    def _told(self, one: Stored, immutable: bool) -> dict[str, Any]:
        # The ordinary id is another one in every folder.
        uid = one.id if immutable else f"{one.id}!{one.folder}"
        return {
            "@odata.etag": f'W/"{one.read}"',
            "id": uid,
            "receivedDateTime": one.received,
            "parentFolderId": one.folder.replace("AQMk", self.other_form),
        }

    def _delta(self, folder: Folder, query: dict[str, str], size: int, immutable: bool) -> dict[str, Any]:
        """A page: of all that is there, or of what has changed since a token was given."""
        with self.lock:
            token = query.get("$skiptoken") or query.get("$deltatoken")
            if token is None:
                waiting, mark = [one.id for one in self.here(folder.id)], len(folder.log)
            else:
                if token not in self._tokens:
                    raise Refusal(410, "SyncStateNotFound")
                _, waiting, mark = self._tokens[token]
                if "$deltatoken" in query:
                    waiting = [uid for uid in dict.fromkeys(folder.log[mark:]) if uid not in self.forgets]
                    mark = len(folder.log)
            page, rest = waiting[: min(size, self.most)], waiting[min(size, self.most) :]
            new = secrets.token_urlsafe(24)
            self._tokens[new] = (folder.id, rest, mark)
            kind, word = ("nextLink", "skiptoken") if rest else ("deltaLink", "deltatoken")
            link = f"{self.url}/v1.0/users/{MAILBOX}/mailFolders('{folder.id}')/messages/delta?${word}={new}"
            link = link.replace(f"('{folder.id}')", f"/{folder.id}")
            value: list[dict[str, Any]] = []
            for uid in page:
                one = self.messages.get(uid)
                if one is not None and one.folder == folder.id:
                    value.append(self._told(one, immutable))
                else:
                    value.append({"id": uid, "@removed": {"reason": "deleted"}})
            return {f"@odata.{kind}": link, "value": value}

    def _send(self, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        self._may("Mail.Send")
        if headers.get("content-type", "") != "text/plain":
            raise Refusal(400, "RequestBodyRead")
        try:
            raw = base64.b64decode(body, validate=True)
        except binascii.Error:
            raise Refusal(400, "ErrorMimeContentInvalidBase64String") from None
        said = message_from_bytes(raw)
        if MAILBOX not in str(said["From"]).casefold():
            raise Refusal(403, "ErrorSendAsDenied")
        if "@" not in str(said["To"]):
            raise Refusal(400, "ErrorInvalidRecipients")
        with self.lock:
            self.sent.append(raw)
            self.put(raw, self.sent_items)
        if self.before_answer is not None:
            self.before_answer(raw)
        return 202, None

    def fault(self, request: str) -> Fault | None:
        """The fault that meets this request."""
        with self.lock:
            for one in self.faults:
                if one.of in request and one.times:
                    one.times -= 1
                    return one
        return None


def by_graph_alone(graph: GraphServer, endpoint: TokenEndpoint, authority: Path) -> dict[str, object]:
    """Settings of an office in which mail comes and goes by Graph alone; `authority` is the certificate of both servers."""
    account = {
        "KIND": "graph",
        "HOST": "localhost",
        "PORT": graph.url.rpartition(":")[2],
        "CA_FILE": authority,
        "LOGIN": MAILBOX,
        "OAUTH": "office",
    }
    return {
        "OAUTH_OFFICE_CLIENT_ID": CLIENT,
        "OAUTH_OFFICE_CLIENT_SECRET": SECRET,
        "OAUTH_OFFICE_TENANT": TENANT,
        "OAUTH_OFFICE_AUTHORITY": endpoint.url,
        "OAUTH_OFFICE_CA_FILE": authority,
        "OAUTH_OFFICE_SCOPE": SCOPE,
        "MAILBOX_ACKNOWLEDGE_SINCE": "2000-01-01",
        "SMTP_SENDER": MAILBOX,
        **{f"{section}_{name}": value for section in ("MAILBOX", "SMTP") for name, value in account.items()},
    }


@contextmanager
def running_graph(issuer: Issuer | None = None, pair: tuple[Path, Path] | None = None) -> Iterator[GraphServer]:
    """A server on loopback, with TLS where it has a pair of certificate and key."""
    graph = GraphServer(issuer or Issuer())

    class Talking(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else each answer waits for the client's word that it has the header

        def do_GET(self) -> None:
            self._one(b"")

        def do_POST(self) -> None:
            request = f"POST {urlsplit(self.path).path}"
            if any(one.cut == "before" and one.of in request and one.times for one in graph.faults):
                graph.fault(request)
                graph.asked.append(f"POST {unquote(self.path)}")
                self._hang_up()
                return
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if len(body) == int(self.headers["Content-Length"]):
                self._one(body)
            else:
                self._hang_up()  # as RFC 9112, 8, wants it: what did not come whole is no request

        def _one(self, body: bytes) -> None:
            parts = urlsplit(self.path)
            request = f"{self.command} {unquote(parts.path)}"
            graph.asked.append(f"{self.command} {unquote(self.path)}")
            if graph.heard is not None:
                graph.heard(request)
            fault = graph.fault(request)
            if fault is not None and fault.cut == "before":
                self._hang_up()
                return
            if fault is not None and fault.said is not None:
                self._say(fault.status or 200, fault.said, fault.headers)
                return
            if fault is not None and fault.status:
                self._say(fault.status, {"error": {"code": fault.code, "message": "of it"}}, fault.headers)
                return
            bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
            if graph.issuer.user(bearer) is None:
                self._say(401, {"error": {"code": "InvalidAuthenticationToken", "message": "of it"}})
                return
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            try:
                status, said = graph.answer(self.command, parts.path, query, headers, body)
            except Refusal as refusal:
                status, said = refusal.status, {"error": {"code": refusal.code, "message": "of it"}}
            if fault is not None and fault.cut == "after":
                self._hang_up()
                return
            self._say(status, said, amid=fault is not None and fault.cut == "amid")

        def _say(self, status: int, said: Any, headers: dict[str, str] | None = None, *, amid: bool = False) -> None:
            raw = said if isinstance(said, bytes) else b"" if said is None else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/plain" if isinstance(said, bytes) else "application/json")
            self.send_header("request-id", "6a1d3b1e-0000-4000-8000-000000000001")
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            chunked = graph.chunked and isinstance(said, bytes)
            self.send_header(*(("Transfer-Encoding", "chunked") if chunked else ("Content-Length", str(len(raw)))))
            self.end_headers()
            if amid:
                self.wfile.write(raw[: len(raw) // 2])
                self._hang_up()
            elif chunked:
                for start in range(0, len(raw), 65536):
                    piece = raw[start : start + 65536]
                    self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
                self.wfile.write(b"0\r\n\r\n")
            else:
                self.wfile.write(raw)

        def _hang_up(self) -> None:
            self.close_connection = True
            self.wfile.flush()
            self.connection.close()

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with listening(Talking, pair) as graph.url:
        yield graph
