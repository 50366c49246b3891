"""A DNS server on this machine that knows a few TXT records, for tests of what asks DNS; the real one is never asked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.message
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset


@dataclass
class Names:
    """`address` as the setting `signatures.nameserver` takes it; `asked` are the names that were asked for, in order."""

    address: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def names(records: Mapping[str, bytes], *, silent: bool = False) -> Iterator[Names]:
    """A server of these TXT records, by name without the last dot; a `silent` one hears and never answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        door.bind(("127.0.0.1", 0))
        known = Names(f"127.0.0.1#{door.getsockname()[1]}")

        def serve() -> None:
            while True:
                question, peer = door.recvfrom(4096)
                if not question:
                    return
                query = dns.message.from_wire(question)
                name = query.question[0].name
                known.asked.append(name.to_text(omit_final_dot=True))
                if not silent:
                    door.sendto(_answer(query, records.get(known.asked[-1])).to_wire(), peer)

        serving = threading.Thread(target=serve, daemon=True)
        serving.start()
        try:
            yield known
        finally:
            door.sendto(b"", door.getsockname())
            serving.join()


def _answer(query: dns.message.Message, record: bytes | None) -> dns.message.Message:
    answer = dns.message.make_response(query)
    if record is None:
        answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer
    pieces = [record[start : start + 255] for start in range(0, len(record), 255)]
    text = " ".join('"' + piece.decode("ascii") + '"' for piece in pieces)
    name = query.question[0].name
    answer.answer.append(dns.rrset.from_text(name, 60, dns.rdataclass.IN, dns.rdatatype.TXT, text))
    return answer
