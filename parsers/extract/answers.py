"""Answers as values: what stands behind a label becomes names, positions, addresses, numbers and languages of a draft."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.submission import Action
from parsers.claims import Source
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.grammar import grammar, words
from parsers.extract.items import Answer
from parsers.extract.passages import Passage, chain
from parsers.extract.people import person_at, split_position, unaddressed
from parsers.extract.person import Person
from parsers.extract.roles import mentions, roles_of_answer, tick_marks, ticked_spans
from parsers.extract.turns import in_use, new_ones
from parsers.fields.dates import find_dates
from parsers.fields.emails import find_emails
from parsers.fields.languages import find_languages
from parsers.fields.names import is_person_like, split_honorific
from parsers.fields.phones import find_phones
from parsers.fold import fold
from parsers.words import formula, is_not_applicable, is_placeholder, is_same_as_above, is_yes, label_of, phrases

E164 = re.compile(r"^\+[1-9]\d{1,14}(;ext=\d{1,10})?$")
"""A number as the contract writes it."""
_BRACKETS = re.compile(r"\s*[(（\[]\s*([^()（）\[\]]*?)\s*[)）\]]\s*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1cff\u2e80-\ud7ff\uf900-\ufaff\ufb50-\ufeff]")
_AFTER_HAN = re.compile(r"\s*(?:先生|女士|小姐|博士|教授|阁下|同志|大使)$")
_SPACED = re.compile(r"\s*([.@])\s*|(?<=\.[a-z])\s+(?=[a-z]$)")
"""Gaps that typesetting leaves within an address."""
_WITHOUT_ARTICLE = frozenset({"سيد", "سيدة", "دكتور", "دكتورة", "مهندس", "مهندسة", "عميد", "عقيد", "سفير", "سفيرة"})
_OTHER_QUESTIONS = frozenset(
    {"name", "family_name", "given_name", "honorific", "phone", "mobile", "fax", "email", "languages"}
)
_LONGEST_VALUE = 260
"""Characters of the longest position or institution that is vouched for."""
_MISREAD_ADDRESS = re.compile(r"@|\w\s?\.\s?[A-Za-z]{2,}")
"""What an address leaves behind that cannot be read for sure: its sign, or a full stop between letters."""
_CLOSING_STOP = re.compile(r"(?<=\w)[.．]$")


def enter(draft: Draft, answer: Answer, context: Context, above: Draft | None = None) -> None:
    """Puts the answer's values into the draft; `above` is the contact before it, for "same as above"."""
    value = only_ticked(answer.value)
    if not value or is_placeholder(value.text):
        return
    answer = replace(answer, value=value)
    code = _code(answer, draft, context)
    if is_same_as_above(value.text):
        _copy(draft, code, above, value, answer.source)
        return
    if is_not_applicable(value.text):
        return
    if answer.label.compound:
        _compound(draft, answer, context)
    elif code in ("email",):
        put_emails(draft, value, answer.source, context, labelled=True)
        if not draft.values.get("emails") and _MISREAD_ADDRESS.search(value.text):
            draft.put("unreadable_email", value.value, value, answer.source, False)
        elif not draft.values.get("emails"):
            draft.put(
                "remarks",
                f"{answer.asked.value}: {value.value}",
                value,
                answer.source,
                False,
                "no address could be read here",
            )
    elif code in ("phone", "mobile"):
        put_phones(draft, value, answer.source, context, labelled=True, label=answer.asked.text)
        if "@" in value.text:
            put_emails(draft, value, answer.source, context)
    elif code == "name":
        put_name(draft, value, answer.source, context)
    elif code in ("family_name", "given_name", "patronymic"):
        put_name(draft, value, answer.source, context, code)
    elif code == "honorific":
        put_honorific(draft, value, answer.source)
    elif code == "languages":
        put_languages(draft, value, answer.source)
    elif code in ("position", "institution", "department"):
        put_text(draft, code, _without_remark(draft, value, context), answer.source)
    elif code == "effective":
        for date in find_dates(value.text, context.languages, context.day_order)[:1]:
            draft.put("effective", date.value, value.part(date.start, date.end), answer.source, date.sure, date.doubt)
    elif code in ("availability", "remarks"):
        put_text(draft, code, value, answer.source)
    elif code == "secure":
        put_text(draft, "availability" if not draft.values.get("availability") else "remarks", value, answer.source)
    elif code == "alternate":
        draft.alternate = draft.alternate or is_yes(value.text) is not False
    elif code == "action":
        _action(draft, value, context)
    elif code == "address" and "@" in value.text:
        put_emails(draft, value, answer.source, context)


def _code(answer: Answer, draft: Draft, context: Context) -> str:
    """Which of a label's meanings fits what stands there and what is known already."""
    codes = answer.label.codes
    text = answer.value.text
    if set(codes) & {"position", "role"} and grammar("plain_titles").is_whole(text):
        return "honorific"
    if len(codes) == 1:
        return codes[0]
    if "honorific" in codes and is_honorific(text) and fold(text).replace(".", "") not in words("weak_honorifics"):
        return "honorific"
    if "honorific" in codes:
        codes = tuple(c for c in codes if c != "honorific") or codes
    if "role" in codes and not (set(codes) - {"role"} and not roles_of_answer(text, context.languages)):
        return "role"
    for code in codes:
        if code in ("email",) and "@" in text:
            return code
        if code in ("phone", "mobile", "fax") and re.search(r"\d{3}", text):
            return code
    fitting = [c for c in codes if c not in ("role", "email", "phone", "mobile", "fax")] or list(codes)
    if "family_name" in fitting and "name" in fitting:
        return "family_name" if "given_name" in draft.answered or draft.values.get("given_name") else "name"
    if "given_name" in fitting and "name" in fitting:
        return "given_name" if "family_name" in draft.answered or draft.values.get("family_name") else "name"
    return next((c for c in fitting if not draft.values.get(c)), fitting[0])


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
    if labelled and (joined := _SPACED.sub(r"\1", passage.text)) != passage.text and passage.text.count("@") == 1:
        found = find_emails(joined)
        if len(found) == 1 and found[0].start == 0 and found[0].end == len(joined.rstrip(" .;,")):
            draft.put("emails", found[0].value, passage, source, False, "there are spaces within the address")
            return
    for one in new_ones(passage.text, in_use(passage.text, find_emails(passage.text), context), context):
        draft.put("emails", one.value, passage.part(one.start, one.end), source, one.sure, one.doubt)


def put_phones(
    draft: Draft, passage: Passage, source: Source, context: Context, labelled: bool, label: str = ""
) -> None:
    """Adds the passage's telephone numbers but for those called former ones; those not to be brought to E.164 are kept apart."""
    found_here = in_use(passage.text, find_phones(passage.text, context.region, labelled), context)
    for found in new_ones(passage.text, found_here, context):
        part = passage.part(found.start, found.end)
        if E164.match(found.value):
            draft.put("phones", found.value, part, source, found.sure, found.doubt)
        elif labelled:
            draft.unplaced.append(part)


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
    trimmed = re.sub(r"^[\s\-–—•·:：*]+|[\s;；,،，]+$", "", passage.text)
    start = passage.text.find(trimmed)
    part = passage.part(start, start + len(trimmed))
    text = re.sub(r"(?<![A-Z.][A-Za-z])(?<=\w{3})\.$", "", part.value)
    doubt = _why_no_value(text) if code in ("position", "institution", "department") else None
    draft.put(code, text, part, source, doubt is None, doubt)


def _why_no_value(text: str) -> str | None:
    """Why a text that stands where a value should stand may be none, None where nothing speaks against it."""
    asked = label_of(text)
    if asked and set(asked.codes) & _OTHER_QUESTIONS:
        return "this is the word for another question"
    if re.search(r"[:：]\s|：", text) or "@" in text or re.search(r"\d{6}", text):
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
    if text in _WITHOUT_ARTICLE:
        # behind ل the article is written with it: للسيد
        text = f"ال{text}"
    if text and not re.search(r"[/☐☑☒□]|\bor\b", text):
        draft.put("honorific", text, passage, source)


def put_name(draft: Draft, passage: Passage, source: Source, context: Context, code: str = "name") -> None:
    """Adds a name with its form of address; of a name in two scripts the Latin one; a run behind the name goes to its fields."""
    text = passage.text
    if code == "name" and (cut := _run_in_name(passage, context)):
        person = person_at(passage, 0, context) if cut == "person" else unaddressed(passage, context)
        if person and (person.name or person.institution):
            put_person(draft, person, source, context)
            return
    passage = _without_remark(draft, passage, context)
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
    trimmed = re.sub(r"[\s,;،，]+$", "", bare.text)
    if trimmed and not is_not_applicable(trimmed):
        draft.put(code, trimmed, bare.part(0, len(trimmed)), source)


def _without_remark(draft: Draft, passage: Passage, context: Context) -> Passage:
    """The name without a bracket behind it that tells what kind of contact it is."""
    bracket = _BRACKETS.search(passage.text)
    if bracket is None or bracket.start() < 2 or bracket.end() < len(passage.text.rstrip()):
        return passage
    alternate = formula("alternate", context.languages).stands_in(bracket[1])
    if not (alternate or mentions(bracket[1], context.languages)):
        return passage
    draft.alternate = draft.alternate or alternate
    return passage.part(0, bracket.start())


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
        elif free:
            kept.append(passage.part(free.end(), stop))
    return chain(kept, " ")


def latin_name(passage: Passage) -> Passage:
    """Of a name in two scripts, one of them in brackets or behind a stroke, the Latin one; else the whole."""
    text = passage.text
    bracket = _BRACKETS.search(text)
    if bracket and bracket[1]:
        inner, outer = bracket[1], text[: bracket.start()] + text[bracket.end() :]
        if _LATIN.search(inner) and not _OTHER_SCRIPT.search(inner) and _OTHER_SCRIPT.search(outer):
            return passage.part(bracket.start(1), bracket.end(1))
        if _OTHER_SCRIPT.search(inner) and not _LATIN.search(inner) and _LATIN.search(outer):
            before = passage.part(0, bracket.start())
            return before if before else passage.part(bracket.end())
    elif bracket:
        other = _OTHER_SCRIPT.search(text)
        if other and _LATIN.search(text[: bracket.start()]):
            return passage.part(0, bracket.start())
    for stroke in re.finditer(r"\s*[/|]\s*", text):
        halves = passage.part(0, stroke.start()), passage.part(stroke.end())
        for half, other_half in (halves, halves[::-1]):
            if (
                _LATIN.search(half.text)
                and not _OTHER_SCRIPT.search(half.text)
                and _OTHER_SCRIPT.search(other_half.text)
            ):
                return half
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
        put_text(draft, "position", _without_remark(draft, person.position, context), source)
    if person.institution:
        put_text(draft, "institution", person.institution, source)


def _compound(draft: Draft, answer: Answer, context: Context) -> None:
    """An answer to a label that asks several things at once."""
    codes = set(answer.label.codes)
    value = answer.value
    if codes & {"phone", "mobile", "email"}:
        put_emails(draft, value, answer.source, context)
        put_phones(draft, value, answer.source, context, labelled="phone" in codes or "mobile" in codes)
    if "name" in codes:
        if codes == {"name", "honorific"}:
            put_name(draft, value, answer.source, context)
            return
        lines = [value.part(piece.start, piece.start + piece.length) for piece in value.pieces]
        if "position" in codes and len(lines) > 1 and is_person_like(lines[0].text) and "," not in lines[0].text:
            # a line for each thing asked
            put_name(draft, lines[0], answer.source, context)
            put_text(draft, "position", lines[1], answer.source)
            if "institution" in codes and len(lines) > len(("name", "position")):
                put_text(
                    draft, "institution", value.part(lines[0].pieces[0].length + 1 + len(lines[1].text)), answer.source
                )
            return
        person = person_at(value, 0, context)
        if person.name and is_person_like(person.name.text):
            put_person(draft, person, answer.source, context)
        else:
            put_name(draft, value, answer.source, context)
    elif codes == {"position", "institution"}:
        parts = value.split(re.compile(r"\s*[,،，;\n]\s*"))
        if len(parts) > 1:
            put_text(draft, "position", parts[0], answer.source)
            put_text(draft, "institution", value.part(value.text.find(parts[1].text)), answer.source)
        else:
            position, institution = split_position(value, context)
            for code, part in (("position", position), ("institution", institution)):
                if part:
                    put_text(draft, code, part, answer.source)
    elif "institution" in codes:
        put_text(draft, "institution", value, answer.source)
    elif "position" in codes:
        put_text(draft, "position", value, answer.source)


def _copy(draft: Draft, code: str, above: Draft | None, said: Passage, source: Source) -> None:
    target = {"email": "emails", "phone": "phones", "mobile": "phones"}.get(code, code)
    for value in above.values.get(target, []) if above else []:
        draft.put(target, value.text, value.passage, source, value.sure, value.doubt)


def _action(draft: Draft, value: Passage, context: Context) -> None:
    folded = fold(value.text)
    for kind, action in (
        ("withdraw", Action.REMOVE),
        ("replace", Action.ADD),
        ("update", Action.UPDATE),
        ("nominate", Action.ADD),
    ):
        if formula(kind, context.languages).stands_in(folded):
            draft.action, draft.action_said, draft.by_sentence = action, value, True
            return
