"""Values of a draft as text gives them: names, forms of address, addresses, numbers, languages, positions and bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.claims import Source
from parsers.expressions import later, reaching
from parsers.extract.changes import new_ones
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.grammar import grammar, words
from parsers.extract.named_before_bracket import named_before_bracket
from parsers.extract.offices_before import named_behind_office
from parsers.extract.passages import Passage, chain
from parsers.extract.people import person_at, unaddressed
from parsers.extract.person import Person
from parsers.extract.roles import mentions
from parsers.extract.ticks import tick_marks, ticked_spans
from parsers.fields.dialling import E164
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.fields.languages import find_languages
from parsers.fields.names import begins_with_honorific, is_person_like, split_honorific
from parsers.fields.number_words import without_fax
from parsers.fields.phones import find_phones
from parsers.fields.reserved import without_reserved
from parsers.scripts import LATIN
from parsers.words import formula, is_not_applicable, label_of, phrases

_LATIN_NAME = re.compile(
    r"(?:^|(?<=[\s,،，–—-]))[A-ZÀ-Þ][A-Za-zÀ-ɏ.'’-]*(?:\s[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ.'’-]*){1,6}(?=$|[\s,،，])"
)
"""At least two words in Latin script."""
_BRACKETS = re.compile(r"(?<!\s)\s*+[(（\[]\s*+([^()（）\[\]]*?)\s{0,20}[)）\]]\s*")
_OTHER_SCRIPT = reaching("\u0370", r"[\u0370-\u1cff\u2e80-\ud7ff\uf900-\ufaff\ufb50-\ufeff]")
_NOTES = "¹²³⁴⁵⁶⁷⁸⁹†‡*"
"""Signs that lead from a value to a note below."""
_REMARK = re.compile(r"\s*[,;،，/|]\s*|\s+[-–—]\s+|\s+(?=\S)")
"""What may part a name from a remark behind it."""
_AFTER_HAN = re.compile(r"\s*(?:先生|女士|小姐|博士|教授|阁下|同志|大使)$")
_SPACED = re.compile(r"(?:(?<!\s)\s++)?([.@])\s*|(?<=\.[a-z])\s+(?=[a-z]$)")
"""Gaps that typesetting leaves within an address."""
_CUT = re.compile(r"([a-z\d][\w.+-]*)\s+([\w.+-]+@[\w.-]+)")
"""An address that a narrow cell cut within its first half."""
_OTHER_QUESTIONS = frozenset(
    {"name", "family_name", "given_name", "honorific", "phone", "mobile", "fax", "email", "languages"}
)
_NUMBER_WITHIN = re.compile(r"\d{6}|\+\s?\d{1,3}[\s\d().-]{6}")
_LONGEST_RANK = 40
_SEVERAL = 2
_AFTER_RANK = later(r"\s*(?:[:：,،/|]|[-–—](?=\s))?\s*")
_CLOSING_ASIDE = re.compile(r"\s*[(（](?P<inner>[^()（）]{2,80})[)）]\s*$")
_UNOPENED = re.compile(r"(?P<inner>[^()（）]{2,}?)\s*[)）](?:\s|$|[,;.，。；])")
"""A text that closes a bracket which was opened before it."""
_LONGEST_VALUE = 260
"""Characters of the longest position or institution that is vouched for."""


def is_honorific(text: str) -> bool:
    """True where the whole text is a form of address."""
    bare = text.strip().rstrip(".")
    if not bare or len(bare) > 40 or "," in bare:
        return False
    honorific, rest = split_honorific(f"{text.strip()} Nnnn Nnnnn")
    return (honorific is not None and rest.strip() == "Nnnn Nnnnn") or phrases("honorifics", "after_name").is_whole(
        bare
    )


def put_emails(draft: Draft, passage: Passage, source: Source, context: Context, labelled: bool = False) -> None:
    """Adds all addresses of the passage, but for those that it calls former ones; `labelled` says that it is an address field."""
    if labelled and (halves := _CUT.fullmatch(passage.text)) and label_of(halves[1]) is None:
        found = find_emails("".join(halves.groups()))
        if len(found) == 1 and found[0].value == "".join(halves.groups()).lower():
            draft.put("emails", found[0].value, passage, source, False, "the address seems to begin on the line before")
            return
    if labelled and (joined := _SPACED.sub(r"\1", passage.text)) != passage.text and passage.text.count("@") == 1:
        found = find_emails(joined)
        if len(found) == 1 and found[0].start == 0 and found[0].end == len(joined.rstrip(" .;,")):
            draft.put("emails", found[0].value, passage, source, False, "there are spaces within the address")
            return
    for one in new_ones(passage.text, without_reserved(find_emails(passage.text)), context):
        draft.put("emails", one.value, passage.part(one.start, one.end), source, one.sure, one.doubt)


def put_phones(
    draft: Draft,
    passage: Passage,
    source: Source,
    context: Context,
    labelled: bool,
    doubt: str | None = None,
    asked: str = "",
) -> None:
    """Adds the passage's telephone numbers but for those called former ones; those not to be brought to E.164 are kept apart.
    `doubt` says why the last one may be another; `asked` is the label, which may ask for a fax too."""
    found_here = find_phones(passage.text, context.region, labelled)
    if labelled and (lines := _numbers_by_line(passage, found_here, context)):
        for line in lines:
            put_phones(draft, line, source, context, labelled, doubt, asked)
        return
    found_here = without_fax(asked, found_here, passage.text)
    for found in new_ones(passage.text, found_here, context):
        part = passage.part(found.start, found.end)
        if E164.match(found.value):
            last = doubt if found is found_here[-1] else None
            draft.put("phones", found.value, part, source, found.sure and last is None, found.doubt or last)
        elif labelled:
            draft.unplaced.append(part)


def _numbers_by_line(passage: Passage, found: Sequence[Found], context: Context) -> list[Passage]:
    """The lines of a cell, where together they are no number and each of them is one; none for any other cell."""
    if len(passage.pieces) < _SEVERAL or all(E164.match(one.value) for one in found):
        return []
    lines = [passage.part(piece.start, piece.start + piece.length) for piece in passage.pieces]
    told = [find_phones(line.text, context.region, labelled=True) for line in lines]
    return lines if all(len(one) == 1 and E164.match(one[0].value) for one in told) else []


def put_languages(draft: Draft, passage: Passage, source: Source) -> None:
    """Adds all languages that the passage names; of boxes the ticked ones, with what is written in behind them."""
    spans = ticked_spans(passage.text)
    parts = [passage] if spans is None else [passage.part(start, end) for start, end in spans]
    doubt = "it refers to another contact's languages" if formula("same_as_above").stands_in(passage.text) else None
    for part in parts:
        for found in find_languages(part.text):
            said = part.part(found.start, found.end)
            draft.put("languages", found.value, said, source, found.sure and doubt is None, found.doubt or doubt)


def put_text(draft: Draft, code: str, passage: Passage, source: Source) -> None:
    """Adds a value as printed, without list signs and closing punctuation."""
    trimmed = re.sub(rf"^[\s\-–—•·:：*|｜]+|(?:[\s;；,،，{_NOTES}]|(?<=\s)[-–—•·|/])+$", "", passage.text)
    start = passage.text.find(trimmed)
    part = passage.part(start, start + len(trimmed))
    if code in ("position", "institution") and (outside := _UNOPENED.match(part.text)):
        # "(Mr A B, Ministry of C) is on leave"
        part = part.part(0, outside.end("inner"))
    if (aside := _CLOSING_ASIDE.search(part.text)) and _opens_with_former(aside["inner"]):
        # "Director (formerly Deputy Director)"
        part = part.part(0, aside.start())
    text = re.sub(r"(?<![A-Z.][A-Za-z])(?<=\w{3})\.$", "", part.value)
    doubt = _why_no_value(text) if code in ("position", "institution", "department") else None
    draft.put(code, text, part, source, doubt is None, doubt)


def _opens_with_former(inner: str) -> bool:
    """True for a bracket's text that tells what was."""
    return any(found.start == 0 for found in grammar("former").find(inner))


def _why_no_value(text: str) -> str | None:
    """Why a text that stands where a value should stand may be none, None where nothing speaks against it."""
    asked = label_of(text)
    if asked and set(asked.codes) & _OTHER_QUESTIONS:
        return "this is the word for another question"
    if re.search(r"[:：]\s|：", text) or "@" in text or _NUMBER_WITHIN.search(text):
        return "something else seems to be written within it"
    return "it is longer than such a value is" if len(text) > _LONGEST_VALUE else None


def put_honorific(draft: Draft, passage: Passage, source: Source) -> None:
    """Adds a form of address without its closing full stop; of several to choose from, none."""
    spans = ticked_spans(passage.text)
    if spans is not None:
        if len(spans) != 1:
            return
        passage = passage.part(*spans[0])
    text = passage.value.rstrip("./:").rstrip()
    if text.split(" ")[0] in words("titles_with_article"):
        # behind ل the article is written with it: للسيد
        text = f"ال{text}"
    if text and not re.search(r"[/☐☑☒□]|\bor\b", text):
        draft.put("honorific", text, passage, source)


def put_name(draft: Draft, passage: Passage, source: Source, context: Context, code: str = "name") -> None:
    """Adds a name with its form of address; of a name in two scripts the Latin one; a run behind the name goes to its fields."""
    passage = _without_rank_before(draft, passage, context) if code == "name" else passage
    if code == "name" and (officer := named_behind_office(passage, context) or named_before_bracket(passage)):
        put_person(draft, officer, source, context)
        return
    if code == "name" and (cut := _run_in_name(passage, context)):
        person = person_at(passage, 0, context) if cut == "person" else unaddressed(passage, context)
        if person and (person.name or person.institution):
            put_person(draft, person, source, context)
            return
    passage = without_remark(draft, passage, context, name=True)
    passage = _without_title_behind(draft, passage, source)
    text = passage.text
    name = latin_name(passage)
    honorific, rest = split_honorific(name.text, context.address_languages)
    if honorific is None and name.text != text:
        outer, _ = split_honorific(text, context.address_languages)
        honorific = outer
    start = name.text.rfind(rest) if rest else len(name.text)
    if honorific:
        place = text.find(honorific[:3])
        draft.put("honorific", honorific, passage.part(max(place, 0), max(place, 0) + len(honorific)), source)
    bare = name.part(max(start, 0), max(start, 0) + len(rest))
    han = _AFTER_HAN.search(bare.text)
    if han:
        bare = bare.part(0, han.start())
    bare = _unquoted(bare)
    trimmed = re.sub(rf"[\s,;،，{_NOTES}]+$", "", bare.text)
    if trimmed and not is_not_applicable(trimmed):
        draft.put(code, trimmed, bare.part(0, len(trimmed)), source)


def _unquoted(name: Passage) -> Passage:
    """The name without quotation marks around the whole of it, and without one whose other half stands elsewhere."""
    text = name.text
    opens, closes = (len(re.findall(signs, text)) for signs in ("[«“„]", "[»”]"))
    opening, closing = text[:1] in ("«", "“", "„"), text[-1:] in ("»", "”")
    if opening and (closes == 0 or (closing and opens == 1)):
        return name.part(1, len(text) - closing)
    return name.part(0, len(text) - 1) if closing and not opens else name


def without_remark(draft: Draft, passage: Passage, context: Context, name: bool = False) -> Passage:
    """The value without what stands behind it and tells what kind of contact it is: in brackets, behind a `name` also
    apart or in small letters."""
    text = passage.text.rstrip()
    bracket = _BRACKETS.search(text)
    if bracket is not None and bracket.start() >= 2 and bracket.end() == len(text):
        example = grammar("example", context.languages).search(bracket[1])
        if example is not None and example.start == 0:
            return passage.part(0, bracket.start())
        alternate = formula("alternate", context.languages).stands_in(bracket[1]) or grammar(
            "deputies", context.languages
        ).is_whole(bracket[1])
        unchanged = grammar("unchanged", context.languages).stands_in(bracket[1])
        told = alternate or unchanged or _is_principal(bracket[1], context)
        if not (told or mentions(bracket[1], context.languages)):
            return passage
        draft.alternate = draft.alternate or alternate
        return passage.part(0, bracket.start())
    for apart in _REMARK.finditer(text, 2) if name else ():
        said = text[apart.end() :]
        alternate = formula("alternate", context.languages).is_whole(said)
        if (alternate or _is_principal(said, context)) and (apart[0].strip() or said[0].islower()):
            draft.alternate = draft.alternate or alternate
            return passage.part(0, apart.start())
    return passage


def _without_rank_before(draft: Draft, passage: Passage, context: Context) -> Passage:
    """The name without a word before it that tells the principal from the alternate ("Alternate: Ms A B", on a line of its own)."""
    for kind in (formula("alternate", context.languages), grammar("principal", context.languages)):
        found = next((f for f in kind.find(passage.text[:_LONGEST_RANK]) if f.start == 0), None)
        if found is None:
            continue
        sign = _AFTER_RANK.match(passage.text, found.end)
        rest = passage.part(sign.end() if sign else found.end)
        apart = bool(sign and sign[0].strip()) or any(piece.start >= found.end for piece in passage.pieces[1:2])
        if rest and (apart or begins_with_honorific(rest.text, context.address_languages)):
            draft.alternate = draft.alternate or kind is not grammar("principal", context.languages)
            return rest
    return passage


def _is_principal(text: str, context: Context) -> bool:
    return grammar("principal", context.languages).is_whole(text)


def _without_title_behind(draft: Draft, passage: Passage, source: Source) -> Passage:
    """The name without a form of address in brackets or behind a comma at its end ("DOE Jane (Ms)"), which is taken."""
    behind = re.search(
        r"\s*(?:[(（\[]\s*(?P<b>[^()（）\[\]]{1,14})\s*[)）\]]|,\s*(?P<c>[^\s,]{1,8}))\s*$", passage.text
    )
    if behind is None or behind.start() < 2:
        return passage
    group = "b" if behind["b"] else "c"
    if not grammar("plain_titles").is_whole(behind[group].rstrip(". ")):
        return passage
    put_honorific(draft, passage.part(*behind.span(group)), source)
    return passage.part(0, behind.start())


def only_ticked(passage: Passage) -> Passage:
    """Of options with boxes the ticked ones, with what is written behind the last; a passage without boxes is left whole."""
    marks = tick_marks(passage.text)
    if not marks or not any(on for _, _, on in marks):
        return passage.part(0, 0) if marks and not re.search(r"[;；؛:：]", passage.text) else passage
    if marks[0][0] > len(passage.text) - len(passage.text.lstrip()):
        # the boxes stand behind their options
        starts = [0, *(end for _, end, _ in marks)]
        kept = [passage.part(starts[n], marks[n][0]) for n in range(len(marks)) if marks[n][2]]
        return chain([*kept, passage.part(marks[-1][1])], " ")
    kept = []
    for at, (_, end, on) in enumerate(marks):
        stop = marks[at + 1][0] if at + 1 < len(marks) else len(passage.text)
        free = re.compile(r"[;；؛]|[:：]").search(passage.text, end, stop)
        if on:
            kept.append(passage.part(end, stop))
        elif free and re.search(r"[^\W_]", passage.text[free.end() : stop]):
            # "( ) Other: ____" was left blank
            kept.append(passage.part(free.end(), stop))
    return chain(kept, " ")


def latin_name(passage: Passage) -> Passage:
    """Of a name in two scripts, one of them in brackets or behind a stroke, the Latin one; else the whole."""
    text = passage.text
    bracket = _BRACKETS.search(text)
    if bracket and bracket[1]:
        inner, outer = bracket[1], text[: bracket.start()] + text[bracket.end() :]
        if LATIN.search(inner) and not _OTHER_SCRIPT.search(inner) and _OTHER_SCRIPT.search(outer):
            return passage.part(bracket.start(1), bracket.end(1))
        if _OTHER_SCRIPT.search(inner) and not LATIN.search(inner) and LATIN.search(outer):
            before = passage.part(0, bracket.start())
            return before if before else passage.part(bracket.end())
    elif bracket:
        other = _OTHER_SCRIPT.search(text)
        if other and LATIN.search(text[: bracket.start()]):
            return passage.part(0, bracket.start())
    for stroke in re.finditer(r"\s*[/|]\s*", text):
        halves = passage.part(0, stroke.start()), passage.part(stroke.end())
        for half, other_half in (halves, halves[::-1]):
            if (
                LATIN.search(half.text)
                and not _OTHER_SCRIPT.search(half.text)
                and _OTHER_SCRIPT.search(other_half.text)
            ):
                return half
    run = _LATIN_NAME.search(text)
    rest = text[: run.start()] + text[run.end() :] if run else ""
    if run and _OTHER_SCRIPT.search(rest) and not LATIN.search(rest) and len(split_honorific(run[0])[1].split()) > 1:
        # one behind the other with nothing between
        return passage.part(*run.span())
    return passage


def _run_in_name(passage: Passage, context: Context) -> str | None:
    """Whether a name's cell goes on with position or institution: "person", "office", or None."""
    text = passage.text
    comma = re.search(r"[,،，]\s*", text)
    if not comma:
        return None
    behind = text[comma.end() :]
    telling = grammar("bodies", context.languages).stands_in(behind) or grammar(
        "weak_words", context.languages
    ).stands_in(behind)
    if not telling:
        return None
    return (
        "person" if is_person_like(split_honorific(text[: comma.start()], context.address_languages)[1]) else "office"
    )


def put_person(draft: Draft, person: Person, source: Source, context: Context) -> None:
    """Adds what a run of text tells of a person or office."""
    if person.name:
        put_name(draft, person.name, source, context, "name")
    if person.honorific:
        put_honorific(draft, person.honorific, source)
    if person.position:
        put_text(draft, "position", without_remark(draft, person.position, context), source)
    if person.institution:
        put_text(draft, "institution", person.institution, source)
    for code in person.doubts.keys() & draft.values.keys():
        values, doubt = draft.values[code], person.doubts[code]
        draft.values[code] = [replace(value, sure=False, doubt=value.doubt or doubt) for value in values]
