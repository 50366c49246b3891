"""What a message asks: one of eight kinds. Nothing that could be a nomination, update or withdrawal ends as another one untold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.programme import Programme
from domain.submission import Action, Kind
from parsers.hints import Hints
from parsers.signs import Signs
from parsers.words import formula

_PROOF = 30
"""Weight of what decides alone."""
_SOME = 4
"""Weight from which something speaks for a nomination, update or withdrawal."""
_CLOSE = 2
"""By how little nomination, update and withdrawal may lose without a finding."""


@dataclass(frozen=True, slots=True)
class Bid:
    """One hint that speaks for a kind (or against it), with its weight and what it says for people."""

    kind: Kind | None
    """None for whatever of nomination, update and withdrawal is asked for; these three stand together against the other kinds."""
    weight: int
    why: str
    holds: Callable[[Hints], bool | int]
    """How many times the weight counts."""
    finding: str = ""
    """Code of the finding that tells why, where this kind wins."""


BIDS = (
    Bid(Kind.BOUNCE, 2 * _PROOF, "A mail system says that a mail did not arrive.", lambda h: h.bounced),
    Bid(Kind.AUTO_REPLY, 5, "Its subject says that a machine answers.", lambda h: h.titled_automatic),
    Bid(Kind.AUTO_REPLY, 5, "Its header says that a program made it.", lambda h: h.signs.machine),
    Bid(Kind.AUTO_REPLY, 3, "It speaks as machines do for somebody absent.", lambda h: h.automatic),
    Bid(Kind.UNRELATED, _PROOF, "It wants a password or a click.", lambda h: h.phishing and not (h.ours and h.signs.unread)),
    Bid(Kind.UNRELATED, _PROOF, "It tells of an actual incident.", lambda h: h.incident, "incident_communication"),
    Bid(Kind.UNRELATED, _PROOF, "It is for another process.", lambda h: h.other_process, "other_process"),
    Bid(Kind.UNRELATED, _PROOF, "It is for another body of the field, and gives nobody a role.",
        lambda h: h.neighbour and bool(h.signs.actions) and not (h.signs.roles or h.signs.form or h.signs.unread), "other_process"),
    Bid(Kind.UNRELATED, 6, "It names a contact for a treaty, and no role.",
        lambda h: h.treaty and not (h.signs.roles or h.signs.form or h.signs.unread), "other_process"),
    Bid(Kind.UNRELATED, 1, "Nothing else may be known of it.", lambda h: True),
    Bid(Kind.UNRELATED, 2, "It is written for no State.", lambda h: not (h.signs.official or h.says("mission"))),
    Bid(Kind.UNRELATED, 2, "It speaks as letters to many readers do.", lambda h: h.newsletter // (2 if h.signs.official else 1)),
    Bid(Kind.UNRELATED, 12, "It is a letter to many readers, and no Mission speaks in it.", lambda h: h.reports),
    Bid(Kind.UNRELATED, 12, "It invites to an event, and asks nothing for those whom it names.", lambda h: h.invites),
    Bid(Kind.UNRELATED, 3, "It goes to many readers.", lambda h: h.to_many),
    Bid(Kind.UNRELATED, 1, "It is about other business.", lambda h: h.business and not h.names_contacts),
    Bid(Kind.UNRELATED, 2, "It speaks of other business.", lambda h: h.business),
    Bid(Kind.UNRELATED, 3, "It never speaks of points of contact.", lambda h: h.silent_of_us),
    Bid(Kind.UNRELATED, 3, "It speaks of a contact for other matters.", lambda h: h.other_matters),
    Bid(Kind.UNRELATED, 4, "It speaks of a contact of the reader's.", lambda h: h.contact_of_the_reader and not h.signs.official),
    Bid(Kind.UNRELATED, 4, "It puts somebody forward for an election or another body, and gives nobody a role.",
        lambda h: h.puts_forward_elsewhere, "other_process"),
    Bid(Kind.UNRELATED, 7, "It names delegates to a meeting, and gives nobody a role.",
        lambda h: h.sends_delegates and (bool(h.signs.actions) or h.reaches) and not h.signs.form, "other_process"),
    Bid(Kind.UNRELATED, 7, "It invites to an event, and gives nobody a role.", lambda h: h.invites_somebody and not h.signs.roles),
    Bid(Kind.UNRELATED, 3, "It has words of an incident.", lambda h: h.says_of("incident")),
    Bid(Kind.UNRELATED, 1, "It is about another body of the field.", lambda h: h.neighbour),
    Bid(None, 3, "It names contacts.", lambda h: bool(h.signs.actions) and (h.signs.stated or h.ours)),
    Bid(None, 3, "It says what to do with a contact.", lambda h: h.signs.asked),
    Bid(None, 3, "It gives a contact a role.", lambda h: h.signs.roles),
    Bid(None, -4, "It is written for no State, and no contact can be read from it.",
        lambda h: h.stateless and not (h.signs.actions or h.himself or h.tells_change or h.signs.asked or h.adds_somebody)),
    Bid(None, -4, "It is written for no State, and takes nobody from the directory.",
        lambda h: h.stateless and not (h.signs.actions or h.himself or h.tells_change or h.adds_somebody or h.takes_off)),
    Bid(None, -6, "It calls on others to nominate, and no contact can be read from it.",
        lambda h: h.calls and not (h.signs.official or h.signs.actions or h.signs.form or h.himself)),
    Bid(Kind.UNRELATED, 3, "It calls on others to nominate.",
        lambda h: h.calls and not (h.signs.official or h.signs.roles or h.signs.form)),
    Bid(None, -4, "It is written for no State, gives nobody a role and never speaks of points of contact.",
        lambda h: h.stateless and bool(h.signs.actions) and not (h.signs.roles or h.names_contacts or h.himself)),
    Bid(None, 8, "It has a form.", lambda h: h.signs.form),
    Bid(None, -5, "Nobody stands in its form, and it goes to many readers and is written for no State.",
        lambda h: h.signs.form and h.to_many and not (h.signs.actions or h.signs.official)),
    Bid(None, 7, "An attachment could not be read for sure.",
        lambda h: h.signs.unread and (h.ours or not h.signs.notes.strip()) and not h.elsewhere),
    Bid(None, 7, "An attachment makes no sense.", lambda h: h.signs.illegible),
    Bid(None, 4, "It is a note on points of contact and gives somebody's address.",
        lambda h: h.ours and h.signs.note and h.signs.particulars and not h.only_asks),
    Bid(None, 6, "It is a Mission's note that could hardly be read, and gives an address: the words that ask may be spoilt.",
        lambda h: h.signs.spoilt and h.signs.note and h.signs.official and h.signs.particulars
        and not (h.business or h.neighbour or h.treaty or h.invites or h.invites_somebody or h.confirms or h.stays)),
    Bid(Kind.NOMINATION, 4, "Somebody offers himself as a contact.", lambda h: h.ours and h.offers_himself and not h.only_asks),
    Bid(Kind.WITHDRAWAL, 4, "Somebody is to be taken off the directory.", lambda h: h.about_us and h.takes_off),
    Bid(Kind.WITHDRAWAL, 6, "All but those named are to be taken off.", lambda h: h.signs.official and h.takes_off_others),
    Bid(Kind.WITHDRAWAL, 3, "It speaks of withdrawing.", lambda h: h.about_us and h.tells("withdraw")),
    Bid(Kind.UPDATE, 3, "It speaks of a change.", lambda h: h.about_us and h.says_beside("update")),
    Bid(Kind.NOMINATION, 3, "It speaks of a nomination that it holds or encloses.",
        lambda h: h.ours and h.nominates and not h.repeats and (h.signs.note or h.says("enclose"))),
    Bid(Kind.NOMINATION, 4, "Somebody is to be entered, and an address or number is given.",
        lambda h: h.adds_somebody and not h.signs.actions and (h.signs.official or h.ours)),
    Bid(Kind.NOMINATION, 4, "A sentence nominates a point of contact, and an address or number is given.",
        lambda h: h.nominates_contact and h.reaches and not (h.signs.actions or h.calls or (h.asks and h.names_whom_to_answer))),
    Bid(Kind.UPDATE, 4, "A sentence tells a change and somebody's address or number.", lambda h: h.about_us and h.tells_change),
    Bid(None, 3, "It answers a mail of ours and gives an address or number.", lambda h: h.quotes_us and h.reaches and not h.asks),
    Bid(None, 2, "It speaks of points of contact and gives somebody's address or number.",
        lambda h: h.names_contacts and h.gives_particulars),
    Bid(None, 2, "It says what to do with a contact, and how to reach somebody.",
        lambda h: h.signs.asked and h.signs.official and h.reaches and not h.business),
    Bid(None, 1, "It names a role, a contact and how to reach somebody.", lambda h: h.reaches_somebody),
    Bid(Kind.PING_REPLY, 4, "It confirms that something arrived or holds.", lambda h: h.about_us and h.confirms),
    Bid(Kind.PING_REPLY, 2, "It answers a ping test or a reminder.", lambda h: h.answers_check),
    Bid(Kind.PING_REPLY, 7, "It answers a ping test and tells no change; a role and a number stand in it as in a signature.",
        lambda h: h.confirms and h.answers_check and h.signs.nameless and not (h.signs.asked or h.changes)),
    Bid(Kind.PING_REPLY, 3, "It says that everything still holds.", lambda h: h.about_us and h.stays),
    Bid(Kind.PING_REPLY, 11, "It finds all in order, and asks nothing.", lambda h: h.about_us and h.finds_all_in_order),
    Bid(Kind.PING_REPLY, 11, "It encloses a letter that finds all in order.", lambda h: h.about_us and h.encloses_that_all_stays),
    Bid(Kind.PING_REPLY, 11, "It repeats contacts and says that nothing has changed.",
        lambda h: h.repeats, "particulars_repeated"),
    Bid(Kind.PING_REPLY, 5, "It repeats contacts in answer to a ping test or a reminder.",
        lambda h: h.repeats and h.answers_check, "particulars_repeated"),
    Bid(Kind.PING_REPLY, 3, "It answers a ping test in few words and tells nothing.", lambda h: h.only_answers_check),
    Bid(Kind.INQUIRY, 2, "It has a question.", lambda h: h.questions),
    Bid(Kind.INQUIRY, 2, "It speaks as one asks.", lambda h: h.says("inquiry")),
    Bid(Kind.INQUIRY, 1, "It speaks of points of contact.", lambda h: h.asks and h.about_us),
    Bid(Kind.INQUIRY, 3, "It asks how a thing is done, or whether it may be.",
        lambda h: h.asks_how and not (h.signs.actions or h.gives_particulars)),
    Bid(Kind.INQUIRY, 4, "It leads in a list of questions.", lambda h: h.lists_questions and not h.signs.actions),
    Bid(Kind.INQUIRY, 1, "It answers a mail of ours.", lambda h: h.quotes_us),
    Bid(Kind.INQUIRY, 3, "It is about a document of ours.", lambda h: h.cites_us and h.asks_nothing),
    Bid(Kind.INQUIRY, 1, "It is written for a State.", lambda h: h.signs.official or h.says("mission")),
    Bid(Kind.INQUIRY, 3, "It is a short mail for a State and about no other business.", lambda h: h.official_and_plain),
    Bid(Kind.INQUIRY, 4, "It asks about what the Secretariat sends or keeps.", lambda h: h.asks_for_ours),
    Bid(Kind.INQUIRY, 12, "It asks what became of an earlier submission, and tells how to reach nobody.",
        lambda h: h.asks_what_became or ((h.about_us or h.nominates) and h.asks_after_earlier), "perhaps_asked"),
    Bid(Kind.INQUIRY, 5, "It says that nobody has been named yet.", lambda h: h.about_us and h.names_nobody_yet),
    Bid(Kind.INQUIRY, 4, "It is a greeting.", lambda h: h.greets),
    Bid(Kind.INQUIRY, 6, "It asks about getting into the portal.", lambda h: h.about_us and h.asks_for_access),
    Bid(Kind.INQUIRY, 3, "It asks and names whom to answer.",
        lambda h: h.asks and h.names_whom_to_answer and not (h.other_matters or h.signs.asked)),
    Bid(Kind.INQUIRY, 3, "It thanks in few words.", lambda h: h.thanks and not h.only_thanks),
    Bid(Kind.INQUIRY, 6, "It is an answer that thanks in few words.", lambda h: h.only_thanks and not h.reaches),
)  # fmt: skip
"""Everything that speaks for a kind. Proofs outweigh all else together; of kinds that weigh the same the first in `_ORDER` wins."""
_ASKED = (Kind.NOMINATION, Kind.UPDATE, Kind.WITHDRAWAL)
_ORDER = (None, Kind.BOUNCE, Kind.AUTO_REPLY, Kind.PING_REPLY, Kind.INQUIRY, Kind.UNRELATED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind, with the codes of findings that explain it and the bids that were made."""

    kind: Kind
    reasons: tuple[str, ...] = ()
    bids: tuple[tuple[Kind | None, int, str], ...] = ()


def kind_of(signs: Signs, programme: Programme, stop: Kind | None = None) -> Verdict:
    """The kind; `stop` is what triage found by structure alone."""
    if stop is not None:
        return Verdict(stop)
    hints = Hints(signs, programme)
    made = [(bid, times * bid.weight) for bid in BIDS if (times := int(bid.holds(hints)))]
    bids = tuple((bid.kind, weight, bid.why) for bid, weight in made)
    total = {kind: sum(weight for bid, weight in made if _lane(bid.kind) is kind) for kind in _ORDER}
    best = max(_ORDER, key=lambda kind: (total[kind], -_ORDER.index(kind)))
    of_himself = ("self_nomination",) if hints.himself and not signs.note else ()
    if best is not None:
        told = [bid.finding for bid, _ in made if bid.kind is best and bid.finding][:1]
        spoken = sum(weight for bid, weight in made if _lane(bid.kind) is None and weight > 0)
        close = (spoken >= _SOME and total[best] - spoken <= _CLOSE) or (
            total[best] < _PROOF and best in (Kind.UNRELATED, Kind.INQUIRY, Kind.PING_REPLY) and hints.may_name_somebody
        )
        himself = of_himself if best is Kind.UNRELATED and hints.ours else ()
        return Verdict(best, (*(told or (["perhaps_asked"] if close else [])), *himself), bids)
    if signs.actions:
        elsewhere = ("other_process",) if hints.neighbour or hints.also_for_another else ()
        return Verdict(_by_actions(signs.actions), (*elsewhere, *of_himself), bids)
    if signs.form or signs.unread:
        return Verdict(_asked_for(hints.everything), ("no_contact_read",), bids)
    named = {kind: sum(weight for bid, weight in made if bid.kind is kind) for kind in _ASKED}
    kind = max(_ASKED, key=lambda kind: named[kind]) if any(named.values()) else _asked_for(hints.everything)
    reason = "illegible_attachment" if signs.illegible and not any(named.values()) else "no_contact_read"
    return Verdict(kind, (*of_himself, reason), bids)


def _lane(kind: Kind | None) -> Kind | None:
    """The kind as it stands against the others."""
    return None if kind in _ASKED else kind


def _by_actions(actions: Sequence[Action]) -> Kind:
    kinds = set(actions)
    if kinds == {Action.REMOVE}:
        return Kind.WITHDRAWAL
    if kinds == {Action.ADD}:
        return Kind.NOMINATION
    return Kind.UPDATE


def _asked_for(text: str) -> Kind:
    """What a form or a document that could not be read is for, by the words around it; a nomination where they do not tell."""
    nominates = formula("nominate").stands_in(text)
    if formula("withdraw").stands_in(text) and not nominates:
        return Kind.WITHDRAWAL
    if formula("replace").stands_in(text) or (formula("update").stands_in(text) and not nominates):
        return Kind.UPDATE
    return Kind.NOMINATION
