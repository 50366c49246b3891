"""Hints at what a mail asks: each a plain fact about its words, its writer and what was read from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from domain.submission import Action
from parsers.courtesies import ANSWER, FEW_WORDS, Courtesies
from parsers.expressions import later
from parsers.extract.asides import deletes_the_others
from parsers.matters import matter, sentences
from parsers.spoken_of import asks_in
from parsers.words import formula

_SEVERAL = 2
"""Different phrases of one kind from which they tell what a mail is."""
_PASSED_ON = later(r"\s*(?:fwd?|tr|wg|rv|enc|i|re|aw)\s*[:：]", re.IGNORECASE)
_DAEMON = re.compile(r"(?:mailer-?daemon|postmaster|mail-?delivery|bounce)", re.IGNORECASE)
_STATUS = re.compile(r"\b[45]\d\d[ -]\d\.\d\.\d")
_TRACE = re.compile(
    r"(?<![\d.+/-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|\[\.\])){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:/\d{1,2}|:\d{2,5})?(?![\d.]\d)"
    r"|\bhxxps?://|\w\[\.\]\w{2,}|\b(?:[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{32})\b",
    re.IGNORECASE,
)
"""What only an incident's report names: addresses and ranges of machines, addresses made harmless, digests of files."""
_DOES = ("nominate", "update", "replace", "withdraw")
_MANY = 4
"""Phrases of one kind beyond which more of them say nothing more."""


class Hints(Courtesies):
    """What a mail's signs hint at; every hint is looked for once, where somebody asks for it."""

    # What it asks.

    @cached_property
    def only_answers_check(self) -> bool:
        """An answer of few words to a ping test that stands below it or that its subject names."""
        subject = self.signs.subject
        titled = ANSWER.match(subject) is not None and matter("check").stands_in(subject)
        return (
            (titled or matter("check").stands_in(self.signs.quoted))
            and len(self.signs.body) <= FEW_WORDS
            and not (self.asks or self.reaches or self.changes or self.automatic or self.signs.actions)
        )

    @cached_property
    def stateless(self) -> bool:
        """Nothing in it is written for a State, and nothing came with it."""
        signs = self.signs
        came_with = signs.form or signs.unread or signs.illegible or signs.notes.strip()
        return not (signs.official or signs.note or came_with)

    @cached_property
    def elsewhere(self) -> bool:
        """Its own words are about other business or for many readers, for no State, and never of points of contact."""
        about = self.business or self.newsletter or self.to_many or self.calls or self.phishing
        return bool(about) and not (self.signs.official or self.names_contacts or self.signs.note)

    @cached_property
    def may_name_somebody(self) -> bool:
        """Somebody's address or number stands in it beside words of nomination or change or of points of contact, or in a mail of
        which nothing tells that it is about other business."""
        said = any(formula(kind).stands_in(self.signs.body) for kind in ("nominate", "replace", "update"))
        told = said or self.names_contacts or not (self.business or self.newsletter or self.asks)
        # "we nominate the following officer. Many thanks," above what was taken for the signature
        nominates = self.names_contacts and formula("nominate").stands_in(self.signs.body) and not self.asks
        return not self.signs.bulk and ((self.reaches and told) or nominates)

    @cached_property
    def asks_what_became(self) -> bool:
        """The mail asks what became of one sent before, and does nothing else: it gives nothing and nobody's address or number."""
        signs = self.signs
        came_with = signs.form or signs.unread or signs.illegible or signs.notes.strip()
        sent, became = matter("sent_before"), matter("became_of")
        if came_with or self.reaches or not (sent.stands_in(signs.body) and became.stands_in(signs.body)):
            return False
        rest = (part for part in sentences(signs.body) if not (sent.stands_in(part) or became.stands_in(part)))
        return not any(formula(kind).stands_in(part) for part in rest for kind in (*_DOES, "enclose"))

    @cached_property
    def takes_off_others(self) -> bool:
        """A sentence asks to remove "the rest", in a mail about nothing else that is known."""
        # a mail of one paragraph may have been taken for its signature
        text = f"{self.everything}\n{self.signs.signature}"
        others = any(deletes_the_others(sentence) for sentence in sentences(text))
        return others and not (self.business or self.newsletter or self.phishing)

    @cached_property
    def asks_for_ours(self) -> bool:
        """A short mail that asks or requests, about forms, notes, lists, tests or access that are the Secretariat's."""
        asked = self.asks or matter("requests").stands_in(self.signs.body)
        return asked and matter("secretariats").stands_in(self.own) and self._is_plain

    @cached_property
    def asks_after_earlier(self) -> bool:
        """It asks what became of what was submitted before, changes nobody, and tells how to reach nobody."""
        signs = self.signs
        came_with = signs.form or signs.unread or signs.illegible
        if came_with or signs.reachable or any(action is not Action.ADD for action in signs.actions):
            return False
        return matter("outcome").stands_in(self.text) and matter("told_before").stands_in(self.text)

    @cached_property
    def official_and_plain(self) -> bool:
        """A short mail that is written for a State and speaks of nothing that is known as other business."""
        return self.signs.official and self._is_plain

    @cached_property
    def _is_plain(self) -> bool:
        signs = self.signs
        return (
            len(signs.body) <= 2 * FEW_WORDS
            and self.tells_nothing
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
            and not (asks_in(signs.body) or formula("salutation").stands_in(signs.body))
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
        plain = len(hits) >= 2 * _SEVERAL and not signs.reachable
        return not signs.note and not signs.form and (plain or not formula("nominate").stands_in(own))


def _apart(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places without those that overlap one before them."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
