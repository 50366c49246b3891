"""Courtesies: mail for a State that greets, thanks or says that there is nobody to name yet."""

from __future__ import annotations

import re
from functools import cached_property

from parsers.matters import everything_stays, matter
from parsers.spoken_of import SpokenOf

ANSWER = re.compile(r"\s*(?:re|aw|sv|rv|ref?|رد|回复|回覆|答复|отв|ha)(?:\[\d+\])?\s*[:：]", re.IGNORECASE)
FEW_WORDS = 400
"""Characters of a mail that says one thing."""
_BARE_THANKS = 40
"""Characters of one that hardly says more than thanks."""


class Courtesies(SpokenOf):
    """Hints at mail in which nothing is to be recorded; every hint is looked for once, where somebody asks for it."""

    @cached_property
    def names_nobody_yet(self) -> bool:
        """It says that nobody has been named yet, names and removes nobody, and gives nobody's address or number."""
        signs = self.signs
        came_with = signs.form or signs.unread or signs.illegible
        told = came_with or signs.actions or signs.particulars or self.reaches or self.tells("withdraw")
        return not told and matter("not_yet").stands_in(self.text)

    @cached_property
    def finds_all_in_order(self) -> bool:
        """It confirms without a question that what was told before still holds, and gives and changes nothing."""
        changes = self.signs.actions or self.signs.form or self.signs.unread or self.reaches or self.tells_change
        asks = self.questions or self.asks_how or self.lists_questions
        return self.confirms and self.stays and not (changes or asks)

    @cached_property
    def encloses_that_all_stays(self) -> bool:
        """It answers a ping test or a reminder by a letter or note which says that what was told before still holds, and in which
        nobody could be read who comes, goes or changes."""
        done = self.signs.actions or self.signs.asked or self.signs.form or self.signs.unread or self.signs.illegible
        told = self.tells_change or self.nominates_contact or self.tells("withdraw")
        return self.answers_check and everything_stays(self.signs.notes) and not (done or told)

    @cached_property
    def asks_for_access(self) -> bool:
        """A question about getting into the portal, that names and reaches nobody."""
        return self.questions and matter("access").stands_in(self.text) and not (self.signs.actions or self.reaches)

    @cached_property
    def sends_delegates(self) -> bool:
        """Somebody is to attend a meeting, and nobody has a role or is called a point of contact."""
        return matter("delegates").stands_in(self.text) and not (self.signs.roles or self.names_contacts)

    @cached_property
    def greets(self) -> bool:
        """A short mail for a State that sends greetings or wishes, and tells how to reach nobody."""
        signs = self.signs
        told = signs.actions or signs.form or signs.unread or signs.illegible or self.reaches or self.names_contacts
        return signs.official and not told and len(self.text) <= 2 * FEW_WORDS and matter("greets").stands_in(self.text)

    @cached_property
    def thanks(self) -> bool:
        """A short text written for a State that thanks, and is about nothing else that is known."""
        elsewhere = any(matter(kind).stands_in(self.text) for kind in ("newsletter", "away"))
        return (
            self.asks_nothing
            and self.signs.official
            and len(self.text) <= FEW_WORDS
            and matter("thanks").stands_in(self.text)
            and not elsewhere
        )

    @cached_property
    def only_thanks(self) -> bool:
        """A short answer that thanks, or hardly more than thanks, and is about nothing else that is known."""
        return (
            self.asks_nothing
            and len(self.signs.body) <= (FEW_WORDS if ANSWER.match(self.signs.subject) else _BARE_THANKS)
            and matter("thanks").stands_in(self.signs.body)
            and not any(matter(kind).stands_in(self.own) for kind in ("business", "newsletter", "away"))
        )
