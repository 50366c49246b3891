"""The drafts of one document while it is read: which contact is being spoken of, under which heading, and with what in mind."""

from __future__ import annotations

from domain.submission import Action
from parsers.claims import Source
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.items import Heading
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.roles import words_for


class Gathering:
    """Keeps the drafts in reading order; `current` is the one spoken of, `heading` the one in force.

    `lead` is what a lead-in does to those who follow ("has the honour to nominate:"), `lead_roles` the roles it names,
    `lead_said` the words that name them, `lead_sure` whether it speaks of points of contact in these roles, not of a
    "technical side" alone, `lead_is_one` that one person holds them all."""

    def __init__(self, path: str, context: Context) -> None:
        self.path = path
        self.context = context
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.heading: Heading | None = None
        self.lead: tuple[Action, Passage] | None = None
        self.lead_roles: tuple[str, ...] = ()
        self.lead_said: Passage | None = None
        self.lead_is_one = False
        self.lead_sure = True
        self.listing = False
        """True from a lead-in that ends with a colon until leave is taken: cards without labels may follow."""
        self.body: Passage | None = None
        """The institution that stands above the people now told of."""
        self.before: Passage | None = None
        """The sentence before this one, where it did nothing to anybody."""
        self.writer: Draft | None = None
        """The writer, who says in the first person for what he was appointed, and tells who he is where he signs."""
        self.in_mind: tuple[Passage, Person] | None = None
        """Whom the last sentence named without doing anything to them, with that sentence."""
        self.topic: Passage | None = None
        """The last sentence that spoke of a contact in one role and did nothing to anybody, before anybody was told of."""
        self.staying: Passage | None = None
        """The last sentence, where it says no more than that somebody stays a point of contact."""
        self.spoken_roles: set[str] = set()
        """The roles of which sentences spoke, each alone."""
        self.shared: list[Passage] = []
        """The sentences that give one address or number for all contacts."""
        self.helper: Passage | None = None
        """The label behind which the last helper stands through whom a contact is reached."""
        self.aside: list[Passage] = []
        """What sentences say of those whom they neither nominate nor remove."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages to expect, the text's own first."""
        return self.context.languages

    @property
    def roles_in_force(self) -> tuple[str, ...]:
        """The heading's roles, else the one role that the lead-in names, or both where it says that one person holds them."""
        if self.heading and (self.heading.title.roles or len(self.lead_roles) != 1):
            return self.heading.title.roles
        return self.lead_roles if len(self.lead_roles) == 1 or self.lead_is_one else ()

    def begin(self, roles: tuple[str, ...], said: Passage | None, source: Source, alternate: bool = False) -> Draft:
        """A new draft, now spoken of; the heading's action, else the lead-in's, holds for it until a sentence of its own says
        otherwise."""
        draft = Draft(roles=roles, role_said=said or self._said_of(roles), source=source, alternate=alternate)
        draft.role_sure = said is not None or self.heading is not None or self.lead_sure
        if self.heading and self.heading.action is not None:
            draft.action, draft.action_said = self.heading.action, self.heading.passage or None
        elif self.lead:
            draft.action, draft.action_said = self.lead
        draft.lent = self.body
        self.drafts.append(draft)
        self.current = draft
        return draft

    def _said_of(self, roles: tuple[str, ...]) -> Passage | None:
        """Where the heading in force or the lead-in tells these roles; None where neither does."""
        if not roles:
            return None
        if self.heading and self.heading.title.roles == roles and self.heading.role_said:
            return self.heading.role_said
        return self.lead_said if roles == self.lead_roles else None

    def lead_in(self, roles: tuple[str, ...], said: Passage) -> None:
        """The lead-in names these roles, or none, in these words."""
        self.lead_roles, self.lead_said = roles, words_for(roles, said, self.languages)

    def begin_under_heading(self, source: Source) -> Draft:
        """A new draft in the roles in force."""
        return self.begin(self.roles_in_force, self.heading.role_said if self.heading else None, source)

    def close(self) -> None:
        """Nobody is spoken of, and no heading is in force."""
        self.current, self.heading = None, None

    def take_leave(self) -> None:
        """The text has ended: nobody is named behind it."""
        self.close()
        self.listing, self.body, self.lead = False, None, None

    def above(self, draft: Draft) -> Draft | None:
        """The contact before this one, for "same as above"."""
        at = next((at for at, one in enumerate(self.drafts) if one is draft), len(self.drafts))
        return next((d for d in reversed(self.drafts[:at]) if d.says_who), None)
