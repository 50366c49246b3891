"""Hints at what a mail speaks of: plain facts about its words and what was read from it."""

from __future__ import annotations

import re
from functools import cached_property

from domain.programme import Programme
from parsers.expressions import later
from parsers.extract.grammar import grammar, one_of
from parsers.matters import everything_stays, matter, says_no_change, sentences, stays
from parsers.phrases import Phrases
from parsers.processes import names, names_another, names_neighbour, names_other_process
from parsers.signs import Signs
from parsers.words import formula, phrases, roles_in

_REACHED = re.compile(r"\+\d[\d ()./-]{6,}\d|\S@\S+\.\w")
_CLAUSE = later(rf"[,;،؛，；]|(?:\b{one_of('conjunctions')}\b|(?<=\s)و(?=\w)|也是|并)", re.IGNORECASE)
_DOES = ("nominate", "update", "replace", "withdraw")
_OPENING = 30
"""Characters of a sentence's beginning in which it says that it only supposes."""
_ADDRESSES = re.compile(r"(?<!\S)\S+@\S+|https?://\S+")


class SpokenOf:
    """What the words of a mail are about; every hint is looked for once, where somebody asks for it."""

    def __init__(self, signs: Signs, programme: Programme) -> None:
        self.signs = signs
        self._programme = programme
        self.own = f"{signs.subject}\n{signs.body}"
        self.everything = f"{self.own}\n{signs.notes}"
        self.text = self.everything if signs.notes else self.own

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

    @cached_property
    def invites_somebody(self) -> bool:
        """Somebody is invited to an event, in a mail or note that has no form."""
        return matter("invitation").stands_in(self.everything) and not (self.signs.form or self.signs.unread)

    def speaks_of_contacts(self, text: str) -> bool:
        return phrases("roles", "contact").stands_in(text)

    @cached_property
    def names_contacts(self) -> bool:
        """The mail has a name of ours for points of contact, or cites a document of the process."""
        spoken = _without(matter("any_contact"), self._spoken)
        return any(map(_is_contact_by_name, _contacts_in(spoken))) or self.cites_us

    @cached_property
    def other_process(self) -> bool:
        """Another process is named, and nothing that is ours."""
        return names_other_process(self._programme, self.everything) and not self.also_for_another

    @cached_property
    def also_for_another(self) -> bool:
        """Somebody with a role is a contact for another process too: wherever that is named, a clause beside it tells a role."""
        if not (self.signs.roles and names_another(self._programme, self.everything)):
            return False
        told = [one for one in sentences(self.everything) if names_another(self._programme, one)]
        return all(self._tells_role_beside(one) for one in told)

    def _tells_role_beside(self, sentence: str) -> bool:
        clauses = [clause for clause in _CLAUSE.split(sentence) if not names_another(self._programme, clause)]
        return any(roles_in(clause) and self.speaks_of_contacts(clause) for clause in clauses)

    @cached_property
    def neighbour(self) -> bool:
        """Another body of the same field is named, and nothing that is ours alone."""
        return names_neighbour(self._programme, self.everything)

    @cached_property
    def business(self) -> bool:
        return matter("business").stands_in(self.everything)

    @cached_property
    def invites(self) -> bool:
        """The mail invites to an event and says who speaks there or how to answer, and asks nothing for anybody it names."""
        signs = self.signs
        asks = signs.asked or signs.form or signs.unread
        return not asks and all(matter(kind).stands_in(self.everything) for kind in ("invites", "attendance"))

    @cached_property
    def reports(self) -> bool:
        """The mail is a letter to many readers, in whose text no Mission speaks: what States do it only tells of."""
        signs = self.signs
        speaks = self.says("mission") or signs.note or signs.form or signs.unread or signs.quoted
        return not speaks and matter("to_readers").stands_in(self.own)

    @cached_property
    def takes_off(self) -> bool:
        """Somebody is to be taken off the directory."""
        body = self.signs.body
        named = any(map(_is_contact_by_name, _contacts_in(body))) or matter("directory").stands_in(body)
        return named and formula("withdraw").stands_in(told_in(body))

    @cached_property
    def nominates(self) -> bool:
        return self.tells("nominate") or bool(roles_in(self.signs.notes))

    @cached_property
    def nominates_contact(self) -> bool:
        """A sentence of the writer's that neither asks nor supposes nominates, and names a point of contact."""
        return any(
            formula("nominate").stands_in(sentence)
            and any(map(_is_contact_by_name, _contacts_in(sentence)))
            and not says_no_change(sentence)
            for sentence in sentences(told_in(self.signs.body))
        )

    @cached_property
    def silent_of_us(self) -> bool:
        """The mail has no word of points of contact, of the directory or of what we sent."""
        asks_us = self.signs.official and self.asks and matter("secretariats").stands_in(self.own)
        spoken = self.names_contacts or self.answers_us or self.quotes_us or asks_us
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
            and not asks_in(sentence)
            and any(formula(kind).stands_in(sentence) for kind in ("update", "replace"))
            for sentence in sentences(self.signs.body)
        )

    @cached_property
    def asks_nothing(self) -> bool:
        """No word tells a nomination, a change or a withdrawal, and no contact was read."""
        return not self.signs.actions and not any(map(self.says, _DOES))

    @cached_property
    def tells_nothing(self) -> bool:
        """No contact was read, and beside what it asks and what is the Secretariat's nothing tells a nomination or change."""
        told = _without(matter("secretariats"), _without(formula("own_form"), self._told))
        return not self.signs.actions and not any(formula(kind).stands_in(told) for kind in _DOES)

    @cached_property
    def asks_how(self) -> bool:
        """A mail for a State, or one that answers ours, asks how a thing is done or whether it may be."""
        return matter("wonders").stands_in(self.signs.body) and (self.quotes_us or self.signs.official)

    @cached_property
    def lists_questions(self) -> bool:
        """A sentence for a State leads in what is asked, item by item ("kindly clarify: whether ..., who ...")."""
        return matter("lists_questions").stands_in(self.text) and (self.quotes_us or self.signs.official)

    @cached_property
    def calls(self) -> bool:
        """Others are called on to nominate."""
        return matter("calls").stands_in(self.own)

    @cached_property
    def adds_somebody(self) -> bool:
        """A sentence of the writer's asks to enter somebody, and gives an address or number."""
        return any(
            _REACHED.search(sentence) is not None and matter("adds").stands_in(sentence)
            for sentence in sentences(self.signs.body)
        )

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
    def _told(self) -> str:
        return told_in(self.text)

    def tells(self, kind: str) -> bool:
        """A sentence that neither asks nor supposes has a phrase of this kind."""
        return formula(kind).stands_in(self._told)

    def says(self, kind: str) -> bool:
        return formula(kind).stands_in(self.text)

    def says_beside(self, kind: str) -> bool:
        """A sentence that does not say that everything still holds has a phrase of this kind, beside talk of a reminder."""
        return self.says(kind) and any(
            formula(kind).stands_in(_without(matter("reminder"), sentence)) and not stays(sentence)
            for sentence in sentences(self._told)
        )

    @cached_property
    def questions(self) -> bool:
        return _questions(self.text)

    @cached_property
    def asks(self) -> bool:
        return self.questions or self.says("inquiry")


def _without(phrases: Phrases, text: str) -> str:
    """The text with these phrases blanked out."""
    for found in phrases.find(text):
        text = f"{text[: found.start]}{' ' * (found.end - found.start)}{text[found.end :]}"
    return text


def told_in(text: str) -> str:
    """The text without sentences that only suppose something, and without what is asked rather than told; a sentence with an
    address or number is left whole."""
    return "\n\n".join(
        sentence if _REACHED.search(sentence) else _before_question(sentence)
        for sentence in sentences(text)
        if _REACHED.search(sentence) or not _supposes(sentence)
    )


def _supposes(sentence: str) -> bool:
    return any(not sentence[: found.start].strip() for found in matter("supposes").find(sentence[:_OPENING]))


def _before_question(sentence: str) -> str:
    """What a sentence tells before it asks how a thing is done; nothing of a question that asks for nothing to be done."""
    if _questions(sentence) and not grammar("requests").stands_in(sentence):
        return ""
    return sentence[: min((found.start for found in matter("wonders").find(sentence)), default=len(sentence))]


def asks_in(text: str) -> bool:
    """True where the text has a question, or words of one."""
    return _questions(text) or formula("inquiry").stands_in(text)


def _questions(text: str) -> bool:
    return "?" in text or "؟" in text or "？" in text


def _contacts_in(text: str) -> list[str]:
    return [str(found.value) for found in phrases("roles", "contact").find(text)]


def _is_contact_by_name(phrase: str) -> bool:
    """True for "point of contact" and "POC"; "contact" alone may be a verb."""
    return " " in phrase or not phrase.isascii() or phrase.isupper()
