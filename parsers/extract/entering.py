"""Answers as values of a draft: which of a label's meanings fits, and what each part of the answer is."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.claims import Source
from parsers.expressions import later
from parsers.extract.act_answers import put_act
from parsers.extract.answers import (
    is_honorific,
    only_ticked,
    put_emails,
    put_honorific,
    put_languages,
    put_name,
    put_phones,
    put_text,
    without_remark,
)
from parsers.extract.compound_answers import put_compound
from parsers.extract.context import Context
from parsers.extract.copied import copy, copy_and_more, noted
from parsers.extract.drafts import Draft
from parsers.extract.grammar import grammar, words
from parsers.extract.hours import put_hours
from parsers.extract.items import Answer
from parsers.extract.passages import Passage
from parsers.extract.reach import numbers_in
from parsers.extract.roles import roles_of_answer
from parsers.fields.dates import find_dates
from parsers.fields.emails import find_emails
from parsers.fields.extensions import extensions_in
from parsers.fold import fold
from parsers.scripts import LATIN
from parsers.words import end_of_same, formula, is_not_applicable, is_placeholder, is_same_as_above, is_yes

_EXTENSION = 6
"""Figures of the longest extension: more are a whole number."""
_WHO_AND_WHERE = frozenset({"name", "family_name", "given_name", "honorific", "address"})
_POST_AND_BODY = frozenset({"position", "institution", "department"})
_ADDRESS = re.compile(r"(?<!\S)\S+@\S+")
_ONLY_NUMBER = re.compile(r"[+(]?\d[\d\s().+/–-]{5,40}\d(?:\s*\w{1,10}\.?\s*\d{1,6})?")
_MISREAD_ADDRESS = later(r"@|\w\s?\.\s?[A-Za-z]{2,}")
"""What an address leaves behind that cannot be read for sure: its sign, or a full stop between letters."""
_REMARK = re.compile(r"\s*[(（][^()（）]*\s[^()（）]*\s[^()（）]*[)）]")
"""Several words in brackets in a label: what they call former may be a note ("Email (correction of our previous note)")."""
_REFERRED = frozenset({"name", "email", "phone", "mobile"})
"""What may be said to be the same as above and to differ in something."""
_CHANGING = frozenset({"email", "phone", "mobile", "position", "institution", "department", "languages"})
"""What a message changes: a label may call one value the old and another the new one."""


def enter(draft: Draft, answer: Answer, context: Context, above: Draft | None = None) -> None:
    """Puts the answer's values into the draft; `above` is the contact before it, for "same as above"."""
    with noted(draft, answer):
        _enter(draft, answer, context, above)


def _enter(draft: Draft, answer: Answer, context: Context, above: Draft | None) -> None:
    value = only_ticked(answer.value)
    if not value or is_placeholder(value.text) or _is_example(value.text):
        draft.placeholder = draft.placeholder or bool(value)
        return
    answer = replace(answer, value=value)
    code = _code(answer, draft, context)
    if is_same_as_above(value.text):
        copy(draft, replace(answer, value=value), code, above)
        return
    if code in _REFERRED and above is not None and (end := end_of_same(value.text)) is not None:
        copy_and_more(draft, replace(answer, value=value.part(end)), code, context, above)
        return
    if is_not_applicable(value.text):
        return
    if code in _CHANGING and _asks_for_the_former(_REMARK.sub("", answer.asked.text), context):
        return
    if "role" in answer.label.codes and formula("alternate", context.languages).is_whole(value.text.strip("()（） ")):
        draft.alternate = True
        return
    if answer.label.compound:
        put_compound(draft, answer, context)
    elif (code in _WHO_AND_WHERE and reach_at(value, context) is not None) or (
        code in _POST_AND_BODY and _is_line(answer.asked.text, context) and reach_at(value, context) == 0
    ):
        _enter_reach(draft, answer, context, above)
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
        put_phones(draft, value, answer.source, context, labelled=True, doubt=answer.doubt, asked=answer.asked.text)
        if "@" in value.text:
            put_emails(draft, value, answer.source, context)
    elif code == "fax":
        put_emails(draft, value, answer.source, context)
    elif code == "extension":
        extensions = extensions_in(value.text)
        if any(len(figures) > _EXTENSION for figures in extensions):
            put_phones(draft, value, answer.source, context, labelled=True)
        else:
            draft.extensions = extensions
    elif code == "name":
        _name(draft, value, answer.source, context)
    elif code in ("family_name", "given_name", "patronymic"):
        put_name(draft, value, answer.source, context, code)
    elif code == "honorific":
        put_honorific(draft, value, answer.source)
    elif code == "languages":
        put_languages(draft, value, answer.source)
    elif code == "institution" and "institution" in draft.answered and draft.values.get("institution"):
        _second_body(draft, answer, context)
    elif code in ("position", "institution", "department"):
        _over_the_sentence(draft, code, value, answer.source)
        put_text(draft, code, without_remark(draft, value, context), answer.source)
    elif code == "effective":
        for date in find_dates(value.text, context.languages, context.day_order)[:1]:
            draft.put("effective", date.value, value.part(date.start, date.end), answer.source, date.sure, date.doubt)
    elif code == "availability":
        put_hours(draft, answer, context)
        if not draft.values.get("emails"):
            put_emails(draft, value, answer.source, context)
    elif code == "remarks":
        put_text(draft, code, value, answer.source)
    elif code == "secure":
        put_text(draft, "availability" if not draft.values.get("availability") else "remarks", value, answer.source)
    elif code == "alternate":
        draft.alternate = draft.alternate or is_yes(value.text) is not False
    elif code == "action":
        put_act(draft, value, context)


def _is_example(text: str) -> bool:
    """True for a form's own example left in its field ("e.g. Jane Example", "Ej.: +506 0000 0000")."""
    hit = grammar("example").search(text[:24])
    if hit is None or text[: hit.start].strip(" ([（"):
        return False
    said = text[hit.start : hit.end]
    return said.endswith(".") or " " in said or re.match(r"\.?\s*[:：]|\.\s", text[hit.end :]) is not None


def _is_line(asked: str, context: Context) -> bool:
    """True for a word that is one for a telephone where a number stands behind it ("Office: +260 211 ...")."""
    return grammar("office_lines", context.languages).is_whole(asked.strip(" :："))


def reach_at(value: Passage, context: Context) -> int | None:
    """Where addresses and numbers begin in a value that should be something else ("Contact", "Details"); None without them."""
    text = value.text
    found = [one.start for one in (*find_emails(text), *numbers_in(text, context))]
    if not found and _ONLY_NUMBER.fullmatch(text):
        return 0
    return min(found, default=None)


def _enter_reach(draft: Draft, answer: Answer, context: Context, above: Draft | None) -> None:
    """Takes addresses and numbers from under a label that asks for something else, and leaves it what stands before them."""
    value = answer.value
    place = reach_at(value, context) or 0
    reach = value.part(place)
    put_emails(draft, reach, answer.source, context)
    put_phones(
        draft, reach, answer.source, context, labelled=not re.search(r"\d", _ADDRESS.sub("", value.text[:place]))
    )
    before = value.part(0, len(re.sub(r"[\s,;:(/|–—-]+$", "", value.text[:place])))
    if answer.label.codes[0] != "address" and len(re.findall(r"[^\W\d_]", before.text)) > 1:
        enter(draft, replace(answer, value=before), context, above)


def _asks_for_the_former(asked: str, context: Context) -> bool:
    """True for a label that calls its value the old one ("رقم الهاتف القديم")."""
    now = grammar("changed_to", context.languages).find(asked)  # "e" is Portuguese for "is", and the head of "e-mail"
    old = any(grammar(kind, context.languages).stands_in(asked) for kind in ("former", "former_values"))
    return old and all(found.end - found.start == 1 for found in now)


def _code(answer: Answer, draft: Draft, context: Context) -> str:
    """Which of a label's meanings fits what stands there and what is known already."""
    codes = answer.label.codes
    text = answer.value.text
    if set(codes) & {"position", "role"} and grammar("plain_titles").is_whole(text):
        return "honorific"
    if len(codes) == 1:
        return codes[0]
    if "address" in codes and reach_at(answer.value, context) == 0:
        return "address"
    posted = any(grammar(kind).is_whole(text) for kind in ("positions", "posts"))
    if posted and "position" in codes and draft.values.get("honorific"):
        # "M. Marc Roy. Titre : Directeur"
        return "position"
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


def is_in_other_script(one: str, other: str) -> bool:
    """True where one of two names is written in Latin letters and the other without any."""
    latin = [LATIN.search(text) is not None for text in (one, other)]
    return latin[0] != latin[1]


def _name(draft: Draft, value: Passage, source: Source, context: Context) -> None:
    """A name; asked in two scripts, each under a label of its own, the Latin one is taken, with the form of address before it
    or, where it has none, before the other."""
    told = draft.first("name")
    if told is None or not is_in_other_script(told.text, value.text):
        put_name(draft, value, source, context)
    elif LATIN.search(value.text):
        before = draft.values.pop("honorific", [])
        del draft.values["name"]
        put_name(draft, value, source, context)
        if before and not draft.values.get("honorific"):
            draft.values["honorific"] = before


def _over_the_sentence(draft: Draft, code: str, value: Passage, source: Source) -> None:
    """Drops a position or body that only a sentence told and that has nothing in common with what its own label tells."""
    told = draft.first(code)
    if told is None or told.source != "prose" or source == "prose" or code in draft.answered:
        return
    if not set(fold(told.text).split()) & set(fold(value.text).split()):
        del draft.values[code]


def _second_body(draft: Draft, answer: Answer, context: Context) -> None:
    """Takes a second body, asked for by a label of its own: of the two the ministry is the parent, else the one named first. A team
    above the body that it belongs to is itself the contact, where no name was given."""
    first, value = draft.values["institution"][0], answer.value
    above = grammar("parent_labels", context.languages).stands_in(answer.asked.text)
    if above and not draft.answered & {"name", "family_name"} and grammar("teams").stands_in(first.text):
        draft.values["name"] = draft.values.pop("institution")
        put_text(draft, "institution", value, answer.source)
    elif above or (_is_parent(value.text) and not _is_parent(first.text)):
        draft.values["department"] = draft.values.pop("institution")
        put_text(draft, "institution", value, answer.source)
    else:
        put_text(draft, "department", value, answer.source)


def _is_parent(text: str) -> bool:
    """True where the text begins with a word for a ministry or the like, of which other bodies are parts."""
    hit = grammar("parents").search(text)
    return hit is not None and hit.start <= 4
