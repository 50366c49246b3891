"""Fillable fields as items: each asks what its tooltip or the print beside it says, boxes tell roles, groups become contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.submission import Box
from parsers.document import Block, Document, FormField, Line, Paragraph
from parsers.extract.answers import is_honorific
from parsers.extract.context import Context
from parsers.extract.form_columns import columns_of
from parsers.extract.items import Answer, Break, Heading, Item
from parsers.extract.passages import Passage, join
from parsers.extract.roles import roles_of_answer
from parsers.extract.senses import OTHER, sense_of
from parsers.extract.titles import Title, title_of
from parsers.extract.who_goes_and_comes import sides_among
from parsers.fields.languages import find_languages, names_languages_alone
from parsers.words import Label, formula, label_of, roles_in

_NAME_PARTS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_HALF_LINE = 6.0
"""Points."""
_ROLE = Label(("role",))
_LANGUAGES = Label(("languages",))
_ACTION = Label(("action",))
_ACTS = ("nominate", "update", "replace", "withdraw")
_WHO = frozenset({"name", "family_name", "given_name"})
_SHORT_ACT = 5
"""Words of the label of a box that says what is to be done, at most."""
_HONORIFIC = Label(("honorific",))
_OFFICIAL = {"A": "Arabic", "C": "Chinese", "E": "English", "F": "French", "R": "Russian", "S": "Spanish"}
_SINGLE = frozenset({"name", "family_name", "given_name", "position", "institution", "honorific", "role"})
_WRITTEN = _SINGLE - {"role", "honorific"} | {"emails", "phones"}
"""What nobody answers with a tick."""
_TICK = re.compile(
    r"(?i)\s*(?:[^\W\d_]?|[\W\d_]{0,3}|(?:yes|on|true|checked|oui|sim|choice|option|button|radio|check)[\W_]*\d*)\s*"
)
"""What a form's maker has a tick mean: no words of an answer."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A field with what it asks, and the roles its label or name tells."""

    field: FormField
    label: Label | None
    roles: tuple[str, ...]


def items_of_form(document: Document, context: Context) -> list[Item]:
    """The items of all filled-in fields of a document, in the page's order, headings printed between them taken in."""
    items: list[Item] = []
    asked: set[str] = set()
    official, act = _official(document), _act(document)
    above: FormField | None = None
    doing: Answer | None = None
    entries = list(_in_order(document, context))
    sides = sides_among(list(_without_what_boxes_say(entries)), context)
    act = None if sides else act
    for entry in entries:
        if isinstance(entry, Line) and id(entry) in sides:
            items.append(Heading(join(document.path, [entry]), Title(()), "form", sides[id(entry)]))
            asked = set()
            continue
        if isinstance(entry, Line):
            title = title_of(entry.text, context.languages)
            if (title and label_of(entry.text, context.languages) is None) or (title and title.roles):
                items.append(Heading(join(document.path, [entry]), title, "form"))
                asked = set()
            continue
        slot = _slot(entry, context)
        open_ended = slot.label is None or slot.label.codes == ("remarks",)
        if open_ended and above is not None and _goes_on(above, entry):
            slot = _Slot(entry, _LANGUAGES, ())
        above = entry
        if act is not None and entry.checked and entry.label == act:
            said = _passage(entry, document.path, act)
            doing = Answer(_ACTION, said, said, "form")
            continue
        items.extend(_answer(slot, asked, document.path, context, official))
        if doing is not None and slot.label is not None and slot.label.codes[0] in _WHO and entry.value.strip():
            # a heading between the boxes and the name would end the contact
            items.append(doing)
            doing = None
    return [*items, Break()]


def _in_order(document: Document, context: Context) -> Iterator[FormField | Line]:
    """Fields and the printed lines above them, from top to bottom and by columns; fields without a place stay in the file's
    order."""
    for page in document.pages:
        fields = [b for b in page.blocks if isinstance(b, FormField)]
        boxed = [(field, field.box) for field in fields if field.box]
        if len(boxed) < len(fields):
            yield from fields
            continue
        placed: list[tuple[float, int, float, FormField | Line]] = []
        for line in (line for block in page.blocks for line in _printed(block)):
            if line.box:
                placed.append((_middle(line.box), 0, line.box[0], line))
        row = -1e9
        for field, box in sorted(boxed, key=lambda pair: _middle(pair[1])):
            # fields whose middles are within half a line are side by side
            row = _middle(box) if _middle(box) - row > _HALF_LINE else row
            placed.append((row, 1, box[0], field))
        if boxed:
            entries = [entry for *_, entry in sorted(placed, key=lambda p: p[:3])]
            apart = columns_of(entries, context)
            yield from apart.entries() if apart is not None else entries


def _without_what_boxes_say(entries: Sequence[FormField | Line]) -> Iterator[Line]:
    """The printed lines but for those beside a box to be ticked, which say what a tick there means."""
    boxes = [
        (entry.page, _middle(entry.box))
        for entry in entries
        if isinstance(entry, FormField) and entry.kind in ("check", "radio") and entry.box
    ]
    for entry in entries:
        if isinstance(entry, Line) and entry.box:
            place = _middle(entry.box)
            if not any(page == entry.page and abs(place - middle) <= 2 * _HALF_LINE for page, middle in boxes):
                yield entry


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _printed(block: Block) -> tuple[Line, ...]:
    if isinstance(block, Paragraph):
        return block.lines
    return (
        () if isinstance(block, FormField) else tuple(line for row in block.rows for cell in row for line in cell.lines)
    )


def _slot(field: FormField, context: Context) -> _Slot:
    label = label_of(field.label, context.languages) if field.label else None
    pieces = " ".join(part for part in _NAME_PARTS.split(field.name.rsplit(".", 1)[-1]) if part)
    if label is None:
        label = label_of(pieces, context.languages) or next(
            (
                found
                for part in (re.split(r"\s*[:–—/|-]\s+", field.label)[::-1] if field.label else [])
                if (found := label_of(part, context.languages))
            ),
            None,
        )
    if label is None and (sensed := sense_of(field.label or pieces, context.languages)) is not OTHER:
        label = sensed
    if label is not None and "honorific" in label.codes and is_honorific(field.value):
        label = _HONORIFIC
    told = roles_in(f"{field.label} {pieces if not field.label else ''}", context.languages)
    roles = () if label and "role" in label.codes else tuple(dict.fromkeys(r.value for r in told if r.value != "both"))
    return _Slot(field, label, roles if len(roles) == 1 else ())


def _official(document: Document) -> dict[str, str]:
    """The official languages by the initials that boxes of a form bear ("A C E F R S"); empty for a form without such boxes."""
    labels = {
        block.label.strip() for block in document.blocks if isinstance(block, FormField) and block.kind == "check"
    }
    return _OFFICIAL if labels >= set(_OFFICIAL) else {}


def _act(document: Document) -> str | None:
    """The label of the only ticked one of several boxes that say what is to be done ("add | amend | delete a contact")."""
    boxes = [b for b in document.blocks if isinstance(b, FormField) and b.kind in ("check", "radio")]
    acts = {
        b.label: kind
        for b in boxes
        for kind in _ACTS
        if len(b.label.split()) <= _SHORT_ACT and formula(kind).stands_in(b.label)
    }
    ticked = [b.label for b in boxes if b.checked and b.label in acts]
    return ticked[0] if len(ticked) == 1 and len(set(acts.values())) > 1 else None


def _answer(slot: _Slot, asked: set[str], path: str, context: Context, official: Mapping[str, str]) -> Iterator[Item]:
    field = slot.field
    if field.kind in ("check", "radio"):
        if not field.checked:
            return
        roles = roles_of_answer(field.value, context.languages) or roles_of_answer(
            f"{field.label} {field.name}", context.languages
        )
        if roles:
            if asked & _SINGLE - {"role"} and "role" in asked | {"name"}:
                yield Break()
                asked.clear()
            asked.add("role")
            told = field.value if roles_of_answer(field.value, context.languages) else " ".join(roles)
            yield Answer(_ROLE, _passage(field, path, field.label), _passage(field, path, told), "form")
            return
        if field.label.strip() in official:
            told = official[field.label.strip()]
            yield Answer(_LANGUAGES, _passage(field, path, field.label), _passage(field, path, told), "form")
            return
        if box := _box_of_many(field):
            yield Answer(box, _passage(field, path, ""), _passage(field, path, field.label), "form")
            return
        if slot.label is not None and set(slot.label.codes) & _WRITTEN and _TICK.fullmatch(field.value):
            # "Designation" with a tick says what is done; of an office words would stand there
            return
    if slot.label is None or not field.value.strip():
        return
    first = slot.label.codes[0]
    value = "yes" if field.checked and not field.value.strip() else field.value
    if slot.roles:
        asked.add(first)
        yield Heading(_passage(field, path, field.label), Title(slot.roles), "form")
    elif first in _SINGLE and first in asked:
        yield Break()
        asked.clear()
    asked.add(first)
    yield Answer(slot.label, _passage(field, path, field.label), _passage(field, path, value), "form")


def _goes_on(above: FormField, field: FormField) -> bool:
    """True for further languages written in behind the boxes of the usual ones, whatever the space for them is called."""
    box = above.kind in ("check", "radio") and _box_of_many(above) is _LANGUAGES
    return field.kind == "text" and box and names_languages_alone(field.value)


def _box_of_many(field: FormField) -> Label | None:
    """What a ticked box tells by what is printed beside it: a language that is spoken, a form of address."""
    if is_honorific(field.label):
        return _HONORIFIC
    return _LANGUAGES if find_languages(field.label) and not find_languages(field.value) else None


def _passage(field: FormField, path: str, text: str) -> Passage:
    return join(path, [Line(line, page=field.page, box=field.box) for line in text.splitlines() or [""]])
