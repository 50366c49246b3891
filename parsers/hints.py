"""Hints at what a mail asks: each a plain fact about its words, its writer and what was read from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from domain.programme import Programme
from domain.submission import Action
from parsers.matters import everything_stays, matter, sentences, stays
from parsers.phrases import Phrases
from parsers.processes import names, names_neighbour, names_other_process
from parsers.signs import Signs
from parsers.words import formula, phrases, roles_in

_SEVERAL = 2
"""Different phrases of one kind from which they tell what a mail is."""
_REACHED = re.compile(r"\+\d[\d ()./-]{6,}\d|\S@\S+\.\w")
_ADDRESSES = re.compile(r"(?<!\S)\S+@\S+|https?://\S+")
_ANSWER = re.compile(r"\s*(?:re|aw|sv|rv|ref?|رد|回复|回覆|答复|отв|ha)(?:\[\d+\])?\s*[:：]", re.IGNORECASE)
_PASSED_ON = re.compile(r"\s*(?:fwd?|tr|wg|rv|enc|i|re|aw)\s*[:：]", re.IGNORECASE)
_DAEMON = re.compile(r"(?:mailer-?daemon|postmaster|mail-?delivery|bounce)", re.IGNORECASE)
_STATUS = re.compile(r"\b[45]\d\d[ -]\d\.\d\.\d")
_TRACE = re.compile(
    r"(?<![\d.+/-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|\[\.\])){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:/\d{1,2}|:\d{2,5})?(?![\d.]\d)"
    r"|\bhxxps?://|\w\[\.\]\w{2,}|\b(?:[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{32})\b",
    re.IGNORECASE,
)
"""What only an incident's report names: addresses and ranges of machines, addresses made harmless, digests of files."""
_FEW_WORDS = 400
"""Characters of a mail that says one thing."""
_MANY = 4
"""Phrases of one kind beyond which more of them say nothing more."""


class Hints:
    """What a mail's signs hint at; every hint is looked for once, where somebody asks for it."""

    def __init__(self, signs: Signs, programme: Programme) -> None:
        self.signs = signs
        self._programme = programme
        self.own = f"{signs.subject}\n{signs.body}"
        self.everything = f"{self.own}\n{signs.notes}"
        self.text = self.everything if signs.notes else self.own

    # What the mail speaks of.

    @cached_property
    def _spoken(self) -> str:
        return _ADDRESSES.sub(" ", self.everything).replace(self._programme.mailbox.partition("@")[0], " ")

    @cached_property
    def ours(self) -> bool:
        """The mail speaks of points of contact or of the process that the directory belongs to."""
        spoken = _without(matter("any_contact"), self._spoken)
        return names(self._programme.keywords, spoken) or self.speaks_of_contacts(spoken)

    @cached_property
    def about_us(self) -> bool:
        """The mail is about the directory, a ping test or a reminder, or speaks of points of contact."""
        return self.ours or self.answers_us or self.quotes_us

    @cached_property
    def answers_us(self) -> bool:
        return any(matter(kind).stands_in(self.own) for kind in ("directory", "check", "reminder"))

    @cached_property
    def quotes_us(self) -> bool:
        """The mail answers one of ours, which stands below it."""
        quoted = self.signs.quoted
        return bool(quoted) and (
            self._programme.mailbox in quoted.lower()
            or self.speaks_of_contacts(quoted)
            or any(matter(kind).stands_in(quoted) for kind in ("directory", "check", "reminder", "recorded"))
        )

    @cached_property
    def treaty(self) -> bool:
        """A contact is named for the purposes of a treaty, and nothing that is ours."""
        ours = (*self._programme.keywords, *self._programme.documents)
        return matter("treaty").stands_in(self.everything) and not names(ours, self._spoken)

    @cached_property
    def cites_us(self) -> bool:
        return names(self._programme.documents, self.everything)

    @cached_property
    def other_matters(self) -> bool:
        """The contact of whom the mail speaks is one for other matters."""
        return matter("other_contact").stands_in(self.everything)

    @cached_property
    def contact_of_the_reader(self) -> bool:
        """The contact of whom the mail speaks is the reader's: a customer's, a domain's, a guest's."""
        return matter("readers_contact").stands_in(self.signs.body)

    @cached_property
    def puts_forward_elsewhere(self) -> bool:
        """Somebody is put forward for an election or a body's seat, and for nothing that is ours."""
        return matter("candidature").stands_in(self.everything) and not (self.signs.roles or self.names_contacts)

    def speaks_of_contacts(self, text: str) -> bool:
        return phrases("roles", "contact").stands_in(text)

    @cached_property
    def other_process(self) -> bool:
        """Another process is named, and nothing that is ours."""
        return names_other_process(self._programme, self.everything)

    @cached_property
    def neighbour(self) -> bool:
        """Another body of the same field is named, and nothing that is ours alone."""
        return names_neighbour(self._programme, self.everything)

    @cached_property
    def takes_off(self) -> bool:
        """Somebody is to be taken off the directory."""
        body = self.signs.body
        named = any(map(_is_contact_by_name, _contacts_in(body))) or matter("directory").stands_in(body)
        return named and formula("withdraw").stands_in(body)

    @cached_property
    def nominates(self) -> bool:
        return self.says("nominate") or bool(roles_in(self.signs.notes))

    @cached_property
    def silent_of_us(self) -> bool:
        """The mail has no word of points of contact, of the directory or of what we sent."""
        spoken = self.names_contacts or self.answers_us or self.quotes_us
        return not (spoken or self.signs.roles or (bool(roles_in(self.own)) and self.gives_particulars))

    @cached_property
    def reaches_somebody(self) -> bool:
        """The mail names a role, a contact and how to reach somebody."""
        own = self.own
        return self.speaks_of_contacts(own) and bool(roles_in(own)) and self.reaches

    @cached_property
    def reaches(self) -> bool:
        """An address or number stands in the writer's own text."""
        return _REACHED.search(self.signs.body) is not None

    @cached_property
    def changes(self) -> bool:
        """The writer's own text has words of a change, a replacement, an end or a nomination."""
        return any(formula(kind).stands_in(self.signs.body) for kind in ("nominate", "update", "replace", "withdraw"))

    @cached_property
    def gives_particulars(self) -> bool:
        """An address that is nobody's of the Mission, or a number, stands in the mail."""
        return self.signs.particulars or self.reaches

    @cached_property
    def tells_change(self) -> bool:
        """A sentence of the writer's tells a change together with an address or number."""
        return any(
            _REACHED.search(sentence) is not None
            and not stays(sentence)
            and not _asks(sentence)
            and any(formula(kind).stands_in(sentence) for kind in ("update", "replace"))
            for sentence in sentences(self.signs.body)
        )

    @cached_property
    def asks_nothing(self) -> bool:
        """No word tells a nomination, a change or a withdrawal, and no contact was read."""
        return not self.signs.actions and not any(map(self.says, ("nominate", "update", "replace", "withdraw")))

    @cached_property
    def offers_himself(self) -> bool:
        """Somebody puts himself forward, or in the first person somebody."""
        return (matter("self").stands_in(self.own) or self.himself) and not matter("business").stands_in(self.own)

    @cached_property
    def himself(self) -> bool:
        """Words mean nobody but the writer."""
        return matter("himself").stands_in(self.own)

    @cached_property
    def stays(self) -> bool:
        """What was told before still holds."""
        return everything_stays(self.signs.body) or everything_stays(self.signs.notes)

    @cached_property
    def confirms(self) -> bool:
        """The mail says that something arrived or still holds; that it names a test is no confirmation."""
        body = self.signs.body
        return any(not matter("check").stands_in(body[f.start : f.end]) for f in formula("confirm").find(body))

    @cached_property
    def answers_check(self) -> bool:
        """The mail answers a ping test or a reminder."""
        return any(matter(kind).stands_in(f"{self.own}\n{self.signs.quoted}") for kind in ("check", "reminder"))

    @cached_property
    def repeats(self) -> bool:
        """Contacts stand in the mail, which does nothing with them and says that nothing has changed."""
        return bool(self.signs.actions) and self.stays and not self.signs.asked

    @cached_property
    def only_answers_check(self) -> bool:
        """An answer of few words to a ping test that stands below it."""
        return (
            matter("check").stands_in(self.signs.quoted)
            and len(self.signs.body) <= _FEW_WORDS
            and not (self.asks or self.reaches or self.changes or self.automatic or self.signs.actions)
        )

    # What it asks.

    def says(self, kind: str) -> bool:
        return formula(kind).stands_in(self.text)

    def says_beside(self, kind: str) -> bool:
        """A sentence that does not say that everything still holds has a phrase of this kind, beside talk of a reminder."""
        return self.says(kind) and any(
            formula(kind).stands_in(_without(matter("reminder"), sentence)) and not stays(sentence)
            for sentence in sentences(self.text)
        )

    @cached_property
    def questions(self) -> bool:
        return _questions(self.text)

    @cached_property
    def asks(self) -> bool:
        return self.questions or self.says("inquiry")

    @cached_property
    def asks_for_ours(self) -> bool:
        """A short mail that asks or requests, about forms, notes, lists, tests or access that are the Secretariat's."""
        asked = self.asks or matter("requests").stands_in(self.signs.body)
        return asked and matter("secretariats").stands_in(self.own) and self._is_plain

    @cached_property
    def official_and_plain(self) -> bool:
        """A short mail that is written for a State and speaks of nothing that is known as other business."""
        return self.signs.official and self._is_plain

    @cached_property
    def _is_plain(self) -> bool:
        signs = self.signs
        return (
            len(signs.body) <= 2 * _FEW_WORDS
            and self.asks_nothing
            and not self.reaches
            and not (signs.bulk or signs.note or signs.notes.strip() or self.other_matters or self.neighbour)
            and not (self.business or self.newsletter or self.phishing or self.puts_forward_elsewhere)
        )

    @cached_property
    def only_asks(self) -> bool:
        """A question that names whom to answer to, and says what it does to nobody."""
        return self.asks and matter("reply_to").stands_in(self.text) and not self.says("courtesy_opening")

    @cached_property
    def names_whom_to_answer(self) -> bool:
        return matter("reply_to").stands_in(self.text)

    def says_of(self, kind: str) -> bool:
        """The writer's own words have a phrase of this kind."""
        return formula(kind).stands_in(self.own)

    @cached_property
    def thanks(self) -> bool:
        """A short text written for a State that thanks, and is about nothing else that is known."""
        elsewhere = any(matter(kind).stands_in(self.text) for kind in ("newsletter", "away"))
        return (
            self.asks_nothing
            and self.signs.official
            and len(self.text) <= _FEW_WORDS
            and matter("thanks").stands_in(self.text)
            and not elsewhere
        )

    @cached_property
    def only_thanks(self) -> bool:
        """A short answer that thanks, and is about nothing else that is known."""
        return (
            self.asks_nothing
            and _ANSWER.match(self.signs.subject) is not None
            and len(self.signs.body) <= _FEW_WORDS
            and matter("thanks").stands_in(self.signs.body)
            and not any(matter(kind).stands_in(self.own) for kind in ("business", "newsletter", "away"))
        )

    # Who writes, and to whom.

    @cached_property
    def bounced(self) -> bool:
        """A mail system says that a mail did not arrive."""
        if self._is_returned():
            return True
        daemon = _DAEMON.match(self.signs.sender.partition("@")[0]) is not None
        returned = len(formula("bounce").find(self.own)) >= (1 if daemon else 3)
        return returned and not self.signs.stated and (daemon or _STATUS.search(self.own) is not None)

    def _is_returned(self) -> bool:
        """True for mail that says in its subject and again in its text, to nobody in particular, that a mail did not arrive."""
        signs, bounce = self.signs, formula("bounce")
        return (
            bounce.stands_in(signs.subject)
            and bounce.stands_in(signs.body)
            and not _PASSED_ON.match(signs.subject)
            and not (signs.actions or signs.note or signs.form or signs.unread)
            and not (_asks(signs.body) or formula("salutation").stands_in(signs.body))
        )

    @cached_property
    def titled_automatic(self) -> bool:
        """The subject says that a machine answers; "Acknowledgement of receipt" may head a note too."""
        titled = any(formula(code).stands_in(self.signs.subject) for code in ("automatic_reply", "out_of_office"))
        return titled and not self.signs.note

    @cached_property
    def automatic(self) -> int:
        """How many different things the mail says that machines say in the stead of an absent reader."""
        body = self.signs.body
        said = [
            *formula("automatic_reply").find(body),
            *formula("out_of_office").find(body),
            *matter("away").find(body),
        ]
        return min(_MANY, len(_apart([(found.start, found.end) for found in said])))

    @cached_property
    def newsletter(self) -> int:
        """How many different things the mail says that letters to many readers say."""
        return min(
            _MANY, len({found.value for found in matter("newsletter").find(f"{self.own}\n{self.signs.signature}")})
        )

    @cached_property
    def to_many(self) -> bool:
        """The mail goes to a list, or its sender's address is one from which letters to many readers come."""
        return self.signs.bulk or matter("sender").stands_in(re.sub(r"[@._-]+", " ", self.signs.sender))

    @cached_property
    def business(self) -> bool:
        return matter("business").stands_in(self.everything)

    @cached_property
    def names_contacts(self) -> bool:
        """The mail has a name of ours for points of contact, or cites a document of the process."""
        spoken = _without(matter("any_contact"), self._spoken)
        return any(map(_is_contact_by_name, _contacts_in(spoken))) or self.cites_us

    @cached_property
    def phishing(self) -> bool:
        """The mail wants a password or a click: several of its phrases, no note, no form."""
        hits = {f.value for f in formula("phishing").find(self.own)}
        signs = self.signs
        return len(hits) >= _SEVERAL and not signs.note and not signs.form and Action.ADD not in signs.actions

    @cached_property
    def incident(self) -> bool:
        """The mail tells of an actual incident."""
        signs, own = self.signs, self.own
        traced = _TRACE.search(own) is not None
        hits = {f.value for f in formula("incident").find(own)} | ({"traced"} if traced else set())
        if len(hits) < _SEVERAL:
            return False
        if not signs.actions:
            return not signs.stated
        if signs.asked and not (re.search(r"\bTLP\s?:", own) or traced or len(hits) >= 2 * _SEVERAL):
            return False
        # a call for help that names its duty officer nominates nobody
        return not signs.note and not signs.form and not formula("nominate").stands_in(own)


def _apart(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places without those that overlap one before them."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _without(phrases: Phrases, text: str) -> str:
    """The text with these phrases blanked out."""
    for found in phrases.find(text):
        text = f"{text[: found.start]}{' ' * (found.end - found.start)}{text[found.end :]}"
    return text


def _asks(text: str) -> bool:
    return _questions(text) or formula("inquiry").stands_in(text)


def _questions(text: str) -> bool:
    return "?" in text or "؟" in text or "？" in text


def _contacts_in(text: str) -> list[str]:
    return [str(found.value) for found in phrases("roles", "contact").find(text)]


def _is_contact_by_name(phrase: str) -> bool:
    """True for "point of contact" and "POC"; "contact" alone may be a verb."""
    return " " in phrase or not phrase.isascii() or phrase.isupper()
