"""Addresses and numbers that stand beside the contacts of a message and were given to none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.submission import Contact, Finding, Kind, Severity, Submission
from parsers.extract.beside import circumstances_of
from parsers.extract.changes import old_ones
from parsers.extract.circumstances import circumstance
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.items import Answer, Break, Item
from parsers.extract.passages import Passage, chain
from parsers.extract.sentences import sentences
from parsers.fields.dialling import E164
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.fields.phones import find_phones
from parsers.fields.states import region_of
from parsers.fold import fold
from parsers.leaves import Leaf
from parsers.words import formula

_NEAR = 3
"""Items between a contact's own particulars and what counts as beside them."""
_ENOUGH = 7
"""Last figures by which a number is told from others, however its country code was read."""
_FIGURES = re.compile(r"\d+")
_PART_OF_MORE = re.compile(r"[\w/\\@.#-]$")
_FORMER = ("former", "changed_from", "obsolete")
_REACH = frozenset({"email", "phone", "mobile"})
_NUMBERS = frozenset({"phone", "mobile"})
_NOT_HIS = frozenset({"fax", "website", "reference", "extension"})


def tell_left_over(submission: Submission, leaves: Sequence[Leaf], missions: frozenset[str]) -> Submission:
    """The submission, with a finding that names the addresses and numbers beside its contacts which none of them was given; those
    of the Mission, the writer and the Secretariat, faxes, and what the text says is old or another's are none."""
    if not submission.kind.carries_contacts or not submission.contacts:
        return submission
    left: dict[str, str] = {}
    changes = submission.kind is not Kind.NOMINATION
    for leaf in leaves:
        domains = leaf.context.programme.secretariat_domains
        ours = {leaf.context.programme.mailbox}
        for found, part in _values_beside(leaf, submission.contacts, submission.state, changes):
            known = found.value in missions | ours or found.value.rpartition("@")[2] in domains
            if not known and not _is_recorded(found.value, submission):
                left.setdefault(found.value, part.value)
    if not left:
        return submission
    finding = Finding(
        code="left_over",
        severity=Severity.WARNING,
        path=None,
        message=f"This stands beside the contacts and was given to none of them: {', '.join(left.values())}.",
    )
    return submission.model_copy(update={"findings": (*submission.findings, finding)})


def _values_beside(
    leaf: Leaf, contacts: Sequence[Contact], state: str | None, changes: bool
) -> Iterator[tuple[Found, Passage]]:
    """The addresses and numbers in items that stand near one which tells of a contact, with their places; where the message
    `changes` contacts, not those of items that speak of what was."""
    context = replace(leaf.context, region=region_of(state), state=state)
    said = [_said(item) for item in leaf.items]
    marks = [at for at, passage in enumerate(said) if passage and _tells_of(passage.text, contacts)]
    if not marks:
        return
    first, last = _between_formulae(said, marks)
    told = None
    for at, passage in enumerate(said):
        near = marks[0] <= at <= marks[-1] or any(abs(at - mark) <= _NEAR for mark in marks)
        if passage is None or not near or (changes and any(grammar(kind).stands_in(passage.text) for kind in _FORMER)):
            continue
        for found in _values(leaf.items[at], passage, context):
            told = circumstances_of(leaf.items, context) if told is None else told
            part = passage.part(found.start, found.end)
            if first <= (at, found.start) < last and not (
                told.of(found.value, part, None)
                or _is_for_enquiries(passage, found)
                or (changes and found.start in old_ones(passage.text, context))
            ):
                yield found, part


def _between_formulae(said: Sequence[Passage | None], marks: Sequence[int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """From where to where addresses and numbers may be a contact's, by item and character: behind the opening words of courtesy,
    and before the closing ones where no contact is told of behind them."""
    opening, closing = formula("courtesy_opening"), formula("courtesy_closing")
    opens = ((at, hit.start) for at, p in enumerate(said) if p and (hit := opening.search(p.text)))
    closes = ((at, hit.start) for at, p in enumerate(said) if p and at >= marks[-1] and (hit := closing.search(p.text)))
    first, last = next(opens, (0, 0)), next(closes, (len(said), 0))
    return (first if first[0] <= marks[0] else (0, 0)), last


def _is_for_enquiries(said: Passage, found: Found) -> bool:
    """True where the sentence in which a value stands says whom to ask about the message, or speaks of an assistant."""
    start = 0
    for sentence in sentences(said):
        start = said.text.find(sentence.text, start)
        if start <= found.start < start + len(sentence.text):
            return grammar("enquiries").stands_in(sentence.text) or circumstance("another").stands_in(sentence.text)
    return False


def _said(item: Item) -> Passage | None:
    if isinstance(item, Break):
        return None
    return chain([item.asked, item.value], ": ") if isinstance(item, Answer) else item.passage


def _values(item: Item, said: Passage, context: Context) -> Iterator[Found]:
    """The addresses and numbers that an item gives somebody."""
    codes = frozenset(item.label.codes) if isinstance(item, Answer) else _REACH
    if codes & _NOT_HIS and not codes & _REACH:
        return
    yield from find_emails(said.text)
    labelled = isinstance(item, Answer) and bool(codes & _NUMBERS)
    numbers = find_phones(said.text, context.region, True) if labelled else find_phones(said.text, context.region)
    yield from (n for n in numbers if E164.match(n.value) and not _PART_OF_MORE.search(said.text[: n.start]))


def _tells_of(text: str, contacts: Sequence[Contact]) -> bool:
    """True for a text that holds a contact's name, address or number."""
    folded, figures = fold(text), "".join(_FIGURES.findall(text))
    return any(
        (contact.name and fold(contact.name) in folded)
        or any(email in folded for email in contact.emails)
        or any(_last_figures(phone) in figures for phone in contact.phones)
        for contact in contacts
    )


def _is_recorded(value: str, submission: Submission) -> bool:
    """True for what a contact was given, and for what its remarks, its hours or a finding quote."""
    texts = [text for c in submission.contacts for text in (c.remarks, c.availability) if text]
    texts += [finding.message for finding in submission.findings]
    if "@" in value:
        return any(value in contact.emails for contact in submission.contacts) or any(value in t.lower() for t in texts)
    last = _last_figures(value)
    numbers = (phone.partition(";")[0] for contact in submission.contacts for phone in contact.phones)
    return any(number.endswith(last) for number in numbers) or any(last in re.sub(r"\D", "", text) for text in texts)


def _last_figures(phone: str) -> str:
    return re.sub(r"\D", "", phone.partition(";")[0])[-_ENOUGH:]
