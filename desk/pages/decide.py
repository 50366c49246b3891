"""Deciding: each button of the form, one call, and on to the next page."""

from __future__ import annotations

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.responses import Response

from desk import decisions
from desk.acceptance import steps_of
from desk.decisions import Done, Faulty, Outcome, TooLate
from desk.dossier import gather
from desk.form import Draft, typed, with_another
from desk.pages.submission import show
from desk.settling import settle
from desk.workplace import Asked, seen_other
from domain.stages import Stage


def check(asked: Asked) -> Response:
    """The page again with everything typed, and either what stops acceptance or what accepting would do."""
    number, draft = asked.number("number"), typed(asked.form)
    facts = gather(asked, number)
    if facts.stored is None or facts.message.stage is not Stage.IN_REVIEW:
        return seen_other(f"/submissions/{number}")
    if "another" in asked.form:
        draft = with_another(draft)
        return show(asked, number, draft, notice="An empty contact stands below the others; fill it in.")
    settled = settle(draft, facts.stored.reading.submission, facts.entries, asked.at.programme, asked.at.states)
    if settled.errors:
        return show(asked, number, draft, settled, status=422)
    names = {e.id: e.contact.name or e.contact.institution or "an unnamed contact" for e in facts.entries}
    return show(asked, number, draft, settled, plan=steps_of(settled.changes, names, settled.confirmed))


def accept(asked: Asked) -> Response:
    """Accepted, or the form again with what stops it."""
    number, draft = asked.number("number"), typed(asked.form)
    return _after(asked, number, draft, "accept", decisions.accept(asked.at, asked.officer, number, draft))


def send_back(asked: Asked) -> Response:
    """Returned with the question, or the form again."""
    number, draft = asked.number("number"), typed(asked.form)
    return _after(asked, number, draft, "return", decisions.send_back(asked.at, asked.officer, number, draft))


def close(asked: Asked) -> Response:
    """Closed with the reason, or the form again."""
    number, draft = asked.number("number"), typed(asked.form)
    return _after(asked, number, draft, "close", decisions.close(asked.at, asked.officer, number, draft))


def review(asked: Asked) -> Response:
    """Sent from the lane of what asks nothing to review."""
    number = asked.number("number")
    outcome = decisions.move(asked.at, asked.officer, number, Stage.SET_ASIDE, Stage.IN_REVIEW)
    return _after(asked, number, None, "review", outcome)


def retry(asked: Asked) -> Response:
    """Sent from the lane of failures back to be read again."""
    number = asked.number("number")
    outcome = decisions.move(asked.at, asked.officer, number, Stage.SHUNTED, Stage.RECEIVED)
    return _after(asked, number, None, "retry", outcome)


LANE_AFTER = {"review": "aside", "retry": "shunted"}


def _after(asked: Asked, number: int, draft: Draft | None, action: str, outcome: Outcome) -> Response:
    match outcome:
        case Done(answer):
            lane = LANE_AFTER.get(action) or {Stage.SET_ASIDE: "aside", Stage.SHUNTED: "shunted"}.get(
                Stage(draft.stage) if draft else Stage.IN_REVIEW, "review"
            )
            return seen_other(f"/?lane={lane}&done={action}&answer={answer}&number={number}")
        case Faulty(settled):
            return show(asked, number, replace(draft) if draft else None, settled, status=422)
        case TooLate(sentence):
            return asked.sentence(
                "Nothing was written",
                f"{sentence} What you sent was not written.",
                409,
                ((f"/submissions/{number}", "Look at it as it stands"), ("/", "To the queue")),
            )
        case _:
            raise HTTPException(404)
