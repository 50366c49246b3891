"""Look-alikes: senders that may be taken for a Mission that we know, or for the Secretariat, and are somebody else. Pure.

Rather too few alarms than many: short names, names that many have, and whatever lies under a Government's own ending are free;
and what is registered itself is asked for before, so that two real siblings are no look-alikes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from domain.acknowledgement import is_secretariat
from domain.confusion import looks_the_same, mixes_alphabets, one_letter_apart, skeleton
from domain.endings import is_governments, registered, second_labels
from domain.envelope import Address
from domain.hosts import canonical, canonical_address, shown, unseen_letters
from domain.missions import Register
from domain.programme import Programme
from domain.states import STATES
from domain.webmail import is_many_missions, is_nobodys_own, is_webmail

ENOUGH = 7
"""Letters of a name of which one may be another; shorter ones are alike by chance."""
OF_WEBMAIL = 5
"""Letters of a webmail provider's name of which one may be another."""
LONG_NAME = 10
"""Letters of a display name or local part that is somebody's own."""
_NAMED = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
"""An address within a display name."""


class Likeness(StrEnum):
    """In what a sender resembles another."""

    LETTERS = "letters"
    ONE_LETTER = "one_letter"
    ENDING = "ending"
    INSIDE = "inside"
    ADDRESS = "address"
    NAME = "name"
    ALPHABETS = "alphabets"


@dataclass(frozen=True, slots=True)
class Resemblance:
    """`value` is the domain, address or name that is resembled; `states` whose Mission's it is, none for the Secretariat's."""

    likeness: Likeness
    value: str = ""
    states: tuple[str, ...] = ()


def resemblance(sender: Address, state: str | None, register: Register, programme: Programme) -> Resemblance | None:
    """What a sender that the register does not know may be taken for; `state` is the one on whose behalf the message speaks."""
    address = canonical_address(sender.address)
    host = address.rpartition("@")[2]
    if unseen_letters(host):
        return Resemblance(Likeness.ALPHABETS, shown(host))
    found = next(_of_host(host, register, programme), None) if not is_webmail(host) else None
    return (
        found or next(_of_address(address, register, programme), None) or _of_name(sender, state, register, programme)
    )


def _of_host(host: str, register: Register, programme: Programme) -> Iterator[Resemblance]:
    known: Mapping[str, tuple[str, ...]] = {
        **{canonical(own): () for own in programme.secretariat_domains},
        **register.domains,
    }
    if any(mixes_alphabets(label) for label in shown(host).split(".")):
        yield Resemblance(Likeness.ALPHABETS, shown(host))
    if is_governments(host):
        return
    for domain, states in known.items():
        likeness = _likeness(host, domain)
        if likeness is not None:
            yield Resemblance(likeness, domain, states)


def _likeness(host: str, domain: str) -> Likeness | None:
    """In what this host resembles the known domain, None where it does not, or lies with it under one organisation."""
    one, other = registered(host), registered(domain)
    if one == other:
        return None
    if _stands_inside(domain, host):
        return Likeness.INSIDE
    if looks_the_same(shown(host), shown(domain)):
        return Likeness.LETTERS
    ours, known = one.name, other.name
    if ours != known and len(known) > 3 and skeleton(ours) == skeleton(known):
        return Likeness.LETTERS
    near = ours == known or (one.ending == other.ending and one_letter_apart(ours, known))
    if not near or len(known) < ENOUGH or known in _words().common_names or _another_states(ours, known):
        return None
    return Likeness.ENDING if ours == known else Likeness.ONE_LETTER


def _of_address(address: str, register: Register, programme: Programme) -> Iterator[Resemblance]:
    """Known addresses with (nearly) the same name before the @: where the domain tells nothing, as at webmail, at what looks like
    such a domain, and the programme's."""
    local, _, host = address.rpartition("@")
    own = _plain(local)
    shared = [one for one in register.known if not one.is_domain and is_nobodys_own(one.domain)]
    if not (is_nobodys_own(host) or is_governments(host)):
        for one in shared:
            if _plain(one.value.rpartition("@")[0]) == own and _is_near(host, one.domain):
                yield Resemblance(Likeness.ADDRESS, one.value, (one.state,))
    if len(own) < LONG_NAME or own in _words().common_names:
        return
    if own == _plain(programme.mailbox.rpartition("@")[0]):
        yield Resemblance(Likeness.ADDRESS, programme.mailbox)
    if not is_webmail(host):
        return
    for one in shared:
        if not is_webmail(one.domain):
            continue
        known = _plain(one.value.rpartition("@")[0])
        same = known == own and one.domain != host
        alike = known != own and (skeleton(known) == skeleton(own) or one_letter_apart(own, known))
        if same or (alike and not _another_states(own, known)):
            yield Resemblance(Likeness.ADDRESS, one.value, (one.state,))


def _is_near(host: str, shared: str) -> bool:
    """True for gmai1.com, gmial.com, gmail.example and gmail.com.example beside gmail.com."""
    name, known = registered(host).name, registered(shared).name
    same = skeleton(name) == skeleton(known) and known not in _words().common_names
    other_letter = len(known) >= OF_WEBMAIL and one_letter_apart(shown(host), shared)
    return same or other_letter or _stands_inside(shared, host)


def _of_name(sender: Address, state: str | None, register: Register, programme: Programme) -> Resemblance | None:
    """The name that the sender shows, where it is that of a Mission known by domains of its own, or of the Secretariat's office,
    or an address of either."""
    host = canonical_address(sender.address).rpartition("@")[2]
    for shows in map(canonical_address, _NAMED.findall(sender.name)):
        states = register.at_address(shows) or register.beside(shows.rpartition("@")[2])
        if (states or is_secretariat(shows, programme)) and not set(states).intersection(register.beside(host)):
            return Resemblance(Likeness.NAME, shows, states)
    name = _folded(sender.name)
    if len(name) < LONG_NAME:
        return None
    if any(_is_office(name, office) for office in programme.office.values()):
        return Resemblance(Likeness.NAME, sender.name)
    claimed = {one.state for one in register.known if " " in one.name and _folded(one.name) == name}
    claimed = claimed or _named(sender.name, state)
    # A Mission that is known by webmail alone may well have another such address.
    claimed = {one for one in claimed if register.own_domains(one)}
    if (
        not claimed
        or is_many_missions(host)
        or claimed.intersection(register.beside(host))
        or any(is_governments(host, of=one) for one in claimed)
    ):
        return None
    return Resemblance(Likeness.NAME, sender.name, tuple(sorted(claimed)))


def _is_office(name: str, office: str) -> bool:
    """True where the display name (folded) is the office's, with or without the United Nations before it; a ministry may have
    an office of the same name, and says more."""
    plain = _folded(office)
    return plain in name and set(name.replace(plain, "").split()) <= {
        skeleton(word) for word in _words().secretariat_words
    }


def _named(name: str, state: str | None) -> set[str]:
    """The States whose Mission the display name claims to be: those that it names in English, else the one that speaks."""
    words = set(re.findall(r"\w+", name.casefold()))
    if not words & _words().mission_words:
        return set()
    found = {
        code: short for code, short in _short_names().items() if re.search(rf"\b{re.escape(short)}\b", name.casefold())
    }
    # Guinea stands in Guinea-Bissau.
    named = {
        code
        for code, short in found.items()
        if not any(short != longer and short in longer for longer in found.values())
    }
    if state is not None and (state in named or not named):
        return {state}
    return named


def _stands_inside(domain: str, host: str) -> bool:
    """True where all of a known domain stands within a longer name that belongs to others: mfa.gov.xx.evil.example."""
    if domain.partition(".")[0] not in host:
        return False
    known, labels = re.split(r"[.-]", domain), re.split(r"[.-]", host)
    for start in range(len(labels) - len(known)):
        rest = labels[start + len(known) :]
        if labels[start : start + len(known)] == known:
            # un.org.np is just a name under the ending org.np.
            return not (len(rest) == 1 and len(rest[0]) == 2 and known[-1] in second_labels())
    return False


def _another_states(one: str, other: str) -> bool:
    """True where the names tell of different States, as gambiaun and zambiaun do."""
    ours = {name for name in _labels_of_states() if name in one}
    known = {name for name in _labels_of_states() if name in other}
    return bool(ours - known and known - ours)


def _plain(local: str) -> str:
    return re.sub(r"[._-]", "", local.partition("+")[0])


def _folded(name: str) -> str:
    return skeleton(" ".join(re.findall(r"\w+", name)))


@cache
def _short_names() -> Mapping[str, str]:
    """The States' short names in English, in small letters, without what stands in brackets."""
    return {code: re.sub(r"\s*\(.*", "", state.name).casefold() for code, state in STATES.items()}


@cache
def _labels_of_states() -> frozenset[str]:
    return frozenset(name.replace(" ", "") for name in _short_names().values())


@dataclass(frozen=True, slots=True)
class _Words:
    common_names: frozenset[str]
    secretariat_words: frozenset[str]
    mission_words: frozenset[str]


@cache
def _words() -> _Words:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return _Words(**{name: frozenset(word.casefold() for word in words) for name, words in rows.items()})
