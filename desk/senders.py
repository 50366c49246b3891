"""Who writes, in one line: the sender's standing, the receiving server's verdicts, and whether the address is to be remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from desk.form import Draft
from desk.wording import listed
from desk.workplace import Workplace
from domain.endings import is_governments
from domain.envelope import Authentication
from domain.hosts import is_address
from domain.missions import Known, Origin, Register
from domain.reading import Reading
from domain.standing import Sender, Standing, sender_of

LONGEST_NAME = 200
"""Characters of a display name that are remembered."""
TONES = {"pass": "pass", "fail": "fail", "softfail": "warning", "permerror": "warning", "temperror": "warning"}


class Chip(NamedTuple):
    """A word or two, with its colour."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class SenderLine:
    """`chips`: the standing, then the verdicts; `by` is the server that gave them, `sentence` says that none did."""

    chips: tuple[Chip, ...]
    by: str | None
    sentence: str
    may_be_remembered: bool
    """Whether accepting may make the address known as the Mission's."""
    remembers: bool
    """Whether it does unless the officer says otherwise."""
    caution: str
    """Why it does not; empty where it does."""


def sender_line(at: Workplace, reading: Reading, state: str | None, register: Register) -> SenderLine:
    """What the page says of whoever wrote; `state` is the one on whose behalf the message speaks, as the officer holds it."""
    sender = sender_of(reading, register, at.programme)
    verdicts = reading.envelope.authentication
    told = _verdicts(verdicts)
    standing = [_standing(at, sender, state)] if sender is not None else []
    known = sender is not None and sender.standing is Standing.KNOWN and (state is None or state in sender.states)
    offered = _may_be_a_missions(sender) and not known
    caution = _caution(sender, verdicts, state, register) if sender is not None and offered else ""
    return SenderLine(
        chips=(*standing, *told),
        by=_whose(verdicts) if told else None,
        sentence="" if told else _silence(verdicts),
        may_be_remembered=offered,
        remembers=offered and not caution,
        caution=caution,
    )


def is_look_alike(reading: Reading, register: Register, at: Workplace) -> bool:
    """True where the sender may be taken for a known one, and no officer has said that the address is the Mission's."""
    sender = sender_of(reading, register, at.programme)
    return sender is not None and sender.standing is Standing.LOOK_ALIKE


def remembered(at: Workplace, reading: Reading, state: str, register: Register) -> Known | None:
    """The sender's address as the State's Mission is known by it from now on; None for nobody's and the Secretariat's own."""
    sender = sender_of(reading, register, at.programme)
    if sender is None or not _may_be_a_missions(sender):
        return None
    shown = reading.envelope.sender
    return Known(state, sender.address, Origin.ACCEPTED, shown.name[:LONGEST_NAME] if shown is not None else "")


def settled_anew(draft: Draft, line: SenderLine) -> Draft:
    """The form with the tick as it stands beforehand, unless it was offered under the caution of the State that is now chosen."""
    return draft if draft.caution == line.caution else replace(draft, remember=line.remembers)


def _may_be_a_missions(sender: Sender | None) -> bool:
    return sender is not None and sender.standing is not Standing.SECRETARIAT and is_address(sender.address)


def _standing(at: Workplace, sender: Sender, state: str | None) -> Chip:
    whose = listed([at.state_name(code) for code in sender.states])
    tone = "pass" if state is None or state in sender.states else "warning"
    match sender.standing:
        case Standing.KNOWN:
            return Chip(f"Known address of {whose}", tone)
        case Standing.KNOWN_DOMAIN:
            return Chip(f"Known domain of {whose}", tone)
        case Standing.WEBMAIL:
            return Chip("Webmail")
        case Standing.UNKNOWN:
            return Chip("Not known")
        case Standing.LOOK_ALIKE:
            return Chip("Look-alike", "fail")
        case Standing.SECRETARIAT:
            return Chip("Secretariat", "warning")


def _verdicts(found: Authentication | None) -> tuple[Chip, ...]:
    if found is None:
        return ()
    named = (("SPF", found.spf), ("DKIM", found.dkim), ("DMARC", found.dmarc))
    return tuple(Chip(f"{name} {verdict}", TONES.get(verdict, "")) for name, verdict in named if verdict is not None)


def _whose(found: Authentication | None) -> str | None:
    """Who gave the verdicts."""
    if found is None:
        return None
    if found.sealed_by:
        return f"{found.by or found.sealed_by}, sealed by {found.sealed_by} (ARC)"
    ours = "our own check" if found.checked_here else None
    return f"{found.by}; DKIM by {ours}" if found.by and ours else found.by or ours


def _silence(found: Authentication | None) -> str:
    if found is not None and found.by:
        return f"Verdicts of another server ({found.by}) are not believed."
    return "The receiving server said nothing about the sender."


def _caution(sender: Sender, verdicts: Authentication | None, state: str | None, register: Register) -> str:
    """Why the officer has to say that the address is the Mission's; empty where its domain, and nothing else, says so."""
    if sender.standing is Standing.LOOK_ALIKE:
        return "It resembles a known one: make sure first."
    if verdicts is not None and verdicts.against:
        return "Nobody confirms that this mail came from it: make sure first."
    if sender.states and state is not None and state not in sender.states:
        return "It is known as another State's: make sure first."
    if sender.standing is Standing.WEBMAIL:
        return "Anybody may have an address there: tick it once you know that it is the Mission's."
    if sender.standing is Standing.UNKNOWN and not _fits(sender, state, register):
        return "Nothing tells whose it is: tick it once you know that it is the Mission's."
    if state is None:
        return "No State is chosen: tick it once you know that it is that State's Mission's."
    return ""


def _fits(sender: Sender, state: str | None, register: Register) -> bool:
    """True where this State's Mission, and no other, writes from the same domain, or only its Government can register there."""
    host = sender.address.rpartition("@")[2]
    return state is not None and (register.beside(host) == (state,) or is_governments(host, of=state))
