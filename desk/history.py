"""History: what became of a message, in an officer's words."""

from __future__ import annotations

from desk.wording import CLAIMED, EVENTS, STAGES, VERDICTS, moment
from domain.shunting import meaning
from domain.stages import OUTCOMES, Stage
from store.decisions import Decision
from store.events import EventFacts
from store.messages import MessageFactsRow


def decision_line(decision: Decision) -> dict[str, str]:
    """A decision as a line of the history."""
    return {
        "verdict": decision.verdict,
        "title": VERDICTS[decision.verdict],
        "officer": decision.login,
        "at": moment(decision.at),
        "remark": decision.remark,
    }


def told_twice(event: EventFacts) -> bool:
    """An officer's decision moves the message too; the decision alone is told."""
    return event.what in OUTCOMES.values() and event.actor != "machine"


def event_line(event: EventFacts, logins: dict[str, str]) -> dict[str, str]:
    """An event as a line of the history; `logins` are the officers' by actor."""
    what = EVENTS.get(event.what, event.what.replace("_", " ").capitalize())
    after = event.details.get("after")
    if event.what == "placed" and after in STAGES:
        what = f"Placed in “{STAGES[after]}”"
    if event.what == "claimed":
        what = CLAIMED.get(str(event.details.get("stage")), what)
    if event.what == "decided":
        what = VERDICTS.get(str(event.details.get("verdict")), what)
    return {
        "iso": event.at.isoformat(),
        "at": moment(event.at),
        "what": what,
        "who": "" if event.actor == "machine" else logins.get(event.actor, "a former officer"),
    }


def why_shunted(message: MessageFactsRow) -> str | None:
    """Why the program could not read it and what to do; None where it did."""
    if message.stage is not Stage.SHUNTED:
        return None
    why = meaning(message.shunted_because)
    return f"{why.says} {why.do}"


def whereabouts(message: MessageFactsRow) -> str | None:
    """Where the original is, unless it lies in its mailbox still."""
    if message.moved_at is not None:
        return f"Moved to the mailbox's folder for processed messages on {moment(message.moved_at)}."
    if message.gone_since is not None:
        return f"Its mailbox lists it no longer since {moment(message.gone_since)}: somebody moved or deleted it there."
    return None
