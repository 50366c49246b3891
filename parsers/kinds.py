"""What a message asks: one of eight kinds. Nothing that could be a nomination, update or withdrawal ends as another kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.programme import Programme
from domain.submission import Action, Kind
from parsers.fold import fold
from parsers.matters import everything_stays, matter
from parsers.processes import names, names_neighbour, names_other_process
from parsers.words import formula, phrases, roles_in

_SEVERAL = 2
"""Different phrases of one kind from which they tell what a mail is."""
_REACHED = re.compile(r"\+\d[\d ()./-]{6,}\d|\S@\S+\.\w")
_ADDRESSES = re.compile(r"(?<!\S)\S+@\S+|https?://\S+")


_ANSWER = re.compile(r"\s*(?:re|aw|sv|rv|ref?|رد|回复|回覆|答复|отв|ha)(?:\[\d+\])?\s*[:：]", re.IGNORECASE)
_PASSED_ON = re.compile(r"\s*(?:fwd?|tr|wg|rv|enc|i|re|aw)\s*[:：]", re.IGNORECASE)
_FEW_WORDS = 400
"""Characters of a mail that says one thing."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What the decision rests on: the mail's own words, and what was read from it."""

    subject: str
    body: str
    """The sender's own text, without quotation and signature."""
    notes: str
    """The text of attachments and enclosed messages."""
    actions: tuple[Action, ...] = ()
    """What is asked for each contact that was read."""
    asked: bool = False
    """True where something says what to do with a contact: a sentence of nomination, change or withdrawal, or a lead-in."""
    roles: bool = False
    """True where somebody is diplomatic or technical point of contact."""
    stated: bool = False
    """True where a sentence, a heading or a form says of a contact what it is nominated for."""
    unread: bool = False
    """True where an attachment could not be read, or only by recognition of characters."""
    illegible: bool = False
    """True where an attached document gave no text, or none in words of a known language."""
    form: bool = False
    """True where a nomination form is attached, filled in or not."""
    note: bool = False
    particulars: bool = False
    """True where an address stands in the text that is neither the Mission's nor the Secretariat's."""
    sender: str = ""
    """The From address."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind, with the codes of findings that explain it."""

    kind: Kind
    reasons: tuple[str, ...] = ()


def kind_of(signs: Signs, programme: Programme, stop: Kind | None = None) -> Verdict:
    """The kind; `stop` is what triage found by structure alone."""
    if stop is not None:
        return Verdict(stop)
    own = f"{signs.subject}\n{signs.body}"
    everything = f"{own}\n{signs.notes}"
    if _is_bounce(signs, own):
        return Verdict(Kind.BOUNCE)
    if _is_automatic(signs, own):
        return Verdict(Kind.AUTO_REPLY)
    spoken = _ADDRESSES.sub(" ", everything).replace(programme.mailbox.partition("@")[0], " ")
    ours = names(programme.keywords, spoken) or _speaks_of_contacts(spoken)
    if (_is_phishing(own, signs) and not (ours and signs.unread)) or _is_newsletter(own, signs):
        return Verdict(Kind.UNRELATED)
    if _is_incident(own, signs):
        return Verdict(Kind.UNRELATED, ("incident_communication",))
    if names_other_process(programme, everything):
        return Verdict(Kind.UNRELATED, ("other_process",))
    neighbour = names_neighbour(programme, everything)
    if neighbour and signs.actions and not signs.roles and not signs.form and not signs.unread:
        return Verdict(Kind.UNRELATED, ("other_process",))
    stays = everything_stays(signs.body) or everything_stays(signs.notes)
    if signs.actions and stays and not (signs.asked or signs.form or signs.unread):
        return Verdict(Kind.PING_REPLY, ("particulars_repeated",))
    if _is_other_business(signs, programme, everything, spoken):
        return Verdict(Kind.UNRELATED)
    if signs.actions and (signs.stated or ours):
        reasons = ("other_process",) if neighbour else ()
        return Verdict(_by_actions(signs.actions), (*reasons, *_of_himself(signs, own)))
    return _without_contacts(signs, own, everything, ours)


def _by_actions(actions: Sequence[Action]) -> Kind:
    kinds = set(actions)
    if kinds == {Action.REMOVE}:
        return Kind.WITHDRAWAL
    if kinds == {Action.ADD}:
        return Kind.NOMINATION
    return Kind.UPDATE


def _without_contacts(signs: Signs, own: str, everything: str, ours: bool) -> Verdict:
    text = everything if signs.notes else own
    about_us = ours or _answers_us(own)
    if (_confirms(own) or (about_us and everything_stays(signs.body))) and not (signs.unread or signs.form):
        return Verdict(Kind.PING_REPLY)
    asks = _asks(text)
    nominates = _says("nominate", text) or bool(roles_in(signs.notes))
    if signs.form or (signs.unread and (ours or not signs.notes.strip()) and not (asks and not nominates)):
        return Verdict(_asked_for(everything), ("no_contact_read",))
    if ours and ((signs.note and signs.particulars) or _offers_himself(own)) and not _only_asks(text):
        # A formal note about points of contact that gives somebody's address: read or not, it is for an officer's eyes.
        return Verdict(_asked_for(everything), (*_of_himself(signs, own), "no_contact_read"))
    if ours and _takes_off(signs) and not _questions(text):
        return Verdict(Kind.WITHDRAWAL, ("no_contact_read",))
    if asks and not signs.form and (about_us or _says("mission", own)):
        return Verdict(Kind.INQUIRY)
    if _says("withdraw", text) and ours:
        return Verdict(Kind.WITHDRAWAL, ("no_contact_read",))
    if ours and _says("update", text) and not _says("inquiry", text):
        return Verdict(Kind.UPDATE, ("no_contact_read",))
    if ours and nominates and (signs.note or _says("enclose", text)):
        return Verdict(Kind.NOMINATION, ("no_contact_read",))
    if signs.illegible:
        return Verdict(_asked_for(everything), ("illegible_attachment",))
    elsewhere = matter("business").stands_in(own) or matter("newsletter").stands_in(own) or _says("incident", own)
    if _speaks_of_contacts(own) and roles_in(own) and _REACHED.search(signs.body) and not elsewhere:
        # a role, a contact and how to reach somebody: too much to set aside
        return Verdict(_asked_for(everything), (*_of_himself(signs, own), "no_contact_read"))
    return Verdict(Kind.INQUIRY if _only_thanks(signs, own) else Kind.UNRELATED)


def _asked_for(text: str) -> Kind:
    """What a form or a document that could not be read is for, by the words around it; a nomination where they do not tell."""
    nominates = _says("nominate", text)
    if _says("withdraw", text) and not nominates:
        return Kind.WITHDRAWAL
    return Kind.UPDATE if _says("replace", text) or (_says("update", text) and not nominates) else Kind.NOMINATION


def _says(kind: str, text: str) -> bool:
    return formula(kind).stands_in(text)


def _confirms(own: str) -> bool:
    confirmed = {found.value for found in formula("confirm").find(own)}
    about_us = _speaks_of_contacts(own) or "ping" in fold(own) or _answers_us(own)
    return bool(confirmed) and about_us and (len(confirmed) > 1 or not _says("inquiry", own))


def _answers_us(own: str) -> bool:
    """True for mail about the directory, a ping test or a reminder."""
    return any(matter(kind).stands_in(own) for kind in ("directory", "check", "reminder"))


def _only_thanks(signs: Signs, own: str) -> bool:
    """True for a short answer that thanks, and is about nothing else that is known."""
    return (
        _ANSWER.match(signs.subject) is not None
        and len(signs.body) <= _FEW_WORDS
        and matter("thanks").stands_in(signs.body)
        and not any(matter(kind).stands_in(own) for kind in ("business", "newsletter", "away"))
    )


def _takes_off(signs: Signs) -> bool:
    """True where somebody is to be taken off the directory."""
    named = any(map(_is_contact_by_name, _contacts_in(signs.body))) or matter("directory").stands_in(signs.body)
    return named and _says("withdraw", signs.body)


def _asks(text: str) -> bool:
    return _questions(text) or _says("inquiry", text)


def _questions(text: str) -> bool:
    return "?" in text or "؟" in text or "？" in text


def _speaks_of_contacts(text: str) -> bool:
    return phrases("roles", "contact").stands_in(text)


def _contacts_in(text: str) -> list[str]:
    return [str(found.value) for found in phrases("roles", "contact").find(text)]


def _is_contact_by_name(phrase: str) -> bool:
    """True for "point of contact" and "POC"; "contact" alone may be a verb."""
    return " " in phrase or not phrase.isascii() or phrase.isupper()


def _is_bounce(signs: Signs, own: str) -> bool:
    local = signs.sender.partition("@")[0]
    daemon = bool(re.match(r"(?:mailer-?daemon|postmaster|mail-?delivery|bounce)", local, re.IGNORECASE))
    if _is_returned(signs):
        return True
    returned = len(formula("bounce").find(own)) >= (1 if daemon else 3)
    return returned and not signs.stated and (daemon or bool(re.search(r"\b[45]\d\d[ -]\d\.\d\.\d", own)))


def _is_returned(signs: Signs) -> bool:
    """True for mail that says in its subject and again in its text, to nobody in particular, that a mail did not arrive."""
    return (
        _says("bounce", signs.subject)
        and _says("bounce", signs.body)
        and not _PASSED_ON.match(signs.subject)
        and not (signs.actions or signs.note or signs.form or signs.unread)
        and not (_asks(signs.body) or formula("salutation").stands_in(signs.body))
    )


def _is_automatic(signs: Signs, own: str) -> bool:
    titled = _says("automatic_reply", signs.subject) or _says("out_of_office", signs.subject)
    if signs.actions:
        # a stand-in named to those who write is no nominee
        away = {f.value for f in matter("away").find(own)}
        return not (signs.note or signs.form or signs.unread) and len(away) >= (_SEVERAL if titled else _SEVERAL + 1)
    if titled:
        # "Acknowledgement of receipt" may head a note too
        return not signs.note
    if signs.unread or signs.note or _is_incident(own, signs) or _takes_off(signs):
        return False
    said = {
        fold(signs.body[f.start : f.end])
        for code in ("automatic_reply", "out_of_office")
        for f in formula(code).find(signs.body)
    }
    # A person who asks something may mention such words; a machine says them and asks nothing.
    return bool(said) and (not _asks(own) or len(said) >= 3)


_TRACE = re.compile(
    r"(?<![\d.+/-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|\[\.\])){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:/\d{1,2}|:\d{2,5})?(?![\d.]\d)"
    r"|\bhxxps?://|\w\[\.\]\w{2,}|\b(?:[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{32})\b",
    re.IGNORECASE,
)
"""What only an incident's report names: addresses and ranges of machines, addresses made harmless, digests of files."""


def _is_incident(own: str, signs: Signs) -> bool:
    hits = {f.value for f in formula("incident").find(own)} | ({"traced"} if _TRACE.search(own) else set())
    if len(hits) < _SEVERAL:
        return False
    if not signs.actions:
        return not signs.stated
    if signs.asked and not (re.search(r"\bTLP\s?:", own) or _TRACE.search(own) or len(hits) >= 2 * _SEVERAL):
        return False
    # a call for help that names its duty officer nominates nobody
    return not signs.note and not signs.form and not _says("nominate", own)


def _is_phishing(own: str, signs: Signs) -> bool:
    """True for mail that wants a password or a click: several of its phrases, no note, no form."""
    hits = {f.value for f in formula("phishing").find(own)}
    return len(hits) >= _SEVERAL and not signs.note and not signs.form and Action.ADD not in signs.actions


def _is_newsletter(own: str, signs: Signs) -> bool:
    """True for a letter to many readers: it says so in several ways, and nominates nobody for a role."""
    if signs.note or signs.form or signs.unread or signs.roles:
        return False
    hits = {f.value for f in matter("newsletter").find(own)}
    return len(hits) >= (_SEVERAL + 1 if signs.asked else _SEVERAL)


def _is_other_business(signs: Signs, programme: Programme, everything: str, spoken: str) -> bool:
    """True where the text is about another matter, never speaks of points of contact and gives nobody a role."""
    if signs.form or signs.unread or signs.roles or not (signs.actions or signs.note):
        return False
    if any(map(_is_contact_by_name, _contacts_in(spoken))) or names(programme.documents, everything):
        return False
    return matter("business").stands_in(everything)


def _only_asks(text: str) -> bool:
    """True for a question that names whom to answer to, and says what it does to nobody."""
    return _asks(text) and matter("reply_to").stands_in(text) and not _says("courtesy_opening", text)


def _offers_himself(own: str) -> bool:
    offers = matter("self").stands_in(own) or matter("himself").stands_in(own)
    return offers and not matter("business").stands_in(own)


def _of_himself(signs: Signs, own: str) -> tuple[str, ...]:
    """What explains a mail in which somebody without a note puts himself forward."""
    return ("self_nomination",) if not signs.note and matter("himself").stands_in(own) else ()
