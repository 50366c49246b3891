"""Languages that text says somebody speaks, works or is reached in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from domain.submission import Action
from parsers.claims import Source
from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.grammar import grammar
from parsers.extract.items import Text
from parsers.extract.passages import Passage
from parsers.fields.found import Found
from parsers.fields.languages import find_languages
from parsers.words import label_at_head

_TO_LANGUAGE = 24
"""Characters between a word for speaking and the first language."""
_NEXT_LANGUAGE = 6
_BETWEEN_LANGUAGES = 22
_IN_LANGUAGE = later(r"\b(?:in|en|em|auf|на)\s+$", re.IGNORECASE)
_IN_LANGUAGE_BEHIND = later(r"(?:[\d)]|\b[\w-]+\.\w{2,6})\W*(?:\([^()]*\)\W*)?$")
"""An address or number, behind which "in English" tells the language in which it is answered."""
_BRACKET = re.compile(r"[(\[]([^()\[\]\d@]{2,60})[)\]]")
_MOSTLY = 0.6
"""Share of the letters in a bracket that languages must fill."""
_BEHIND = re.compile(r"\s*(?:[(（][^()（）]{1,30}[)）]\s*)?[,،，;；؛/|.–—-]\s*")
"""What parts languages from an address or number before them, and what is said of it in brackets."""
_LAST_WORD = later(r"([^\W\d_]+)[,،、]?\s*$")
_SPOKEN_END = later(r"[.;。；؛)）](?:\s|$)|[。；]")


def put_languages(draft: Draft, said: Passage, languages: Iterable[Found], source: Source = "prose") -> None:
    """Adds languages that were found in what is said, each with its own words as evidence."""
    for found in languages:
        draft.put("languages", found.value, said.part(found.start, found.end), source, found.sure, found.doubt)


def put_asked_languages(drafts: Sequence[Draft], current: Draft | None, sentence: Passage) -> bool:
    """Takes a sentence that is a label and languages ("Languages: English and French.") to the contact spoken of, in doubt where
    several wait for theirs; False for any other sentence."""
    asked = label_at_head(sentence.text)
    if asked is None or asked[0].codes[0] != "languages":
        return False
    said = sentence.part(asked[2])
    named = find_languages(said.text)
    if not named or sum(f.end - f.start for f in named) < len(re.findall(r"\w", said.text)) / 2:
        return False
    waiting = [d for d in drafts if not d.empty and d.action is not Action.REMOVE and not d.values.get("languages")]
    if not any(draft is current for draft in waiting):
        return False
    several = "several contacts are named before these languages" if len(waiting) > 1 else None
    for draft in waiting:
        for found in named if draft is current else ():
            part = said.part(found.start, found.end)
            draft.put("languages", found.value, part, "prose", found.sure and several is None, found.doubt or several)
    return True


def put_languages_alone(draft: Draft, item: Text) -> bool:
    """Takes lines that only name languages into the draft; False where they say anything else."""
    if any(_is_unfinished(above.text) and find_languages(below.text) for above, below in pairwise(item.lines)):
        # the end of a list that somebody else's sentence tells
        return False
    return not (draft.values.get("languages") or without_languages(draft, item.lines))


def _is_unfinished(line: str) -> bool:
    """True for a line that ends within a list of languages."""
    if (last := _LAST_WORD.search(line)) is None:
        return False
    named = find_languages(line)
    return bool(named) and (named[-1].end >= last.start() or grammar("conjunctions").is_whole(last[1]))


def without_languages(draft: Draft, lines: Sequence[Passage]) -> tuple[Passage, ...]:
    """The lines but for those that do nothing but name languages, which are taken into the draft."""
    kept = []
    for line in lines:
        named = find_languages(line.text)
        if not named or sum(f.end - f.start for f in named) < len(re.findall(r"\w", line.text)) / 2:
            kept.append(line)
            continue
        put_languages(draft, line, named, "list")
    return tuple(kept)


def put_behind(draft: Draft, passage: Passage, reached: int) -> None:
    """Adds languages that alone stand behind the last address or number of a run ("..., +1 202 555 0100; English, French")."""
    tail = _BEHIND.match(passage.text, reached)
    if draft.values.get("languages") or tail is None:
        return
    said = passage.part(tail.end())
    named = find_languages(said.text)
    letters = len(re.findall(r"\w", said.text))
    if grammar("conjunctions").is_whole(said.text):
        # "(+216 71 847 500), et Mme B": no Estonian
        return
    if named and sum(f.end - f.start for f in named) >= _MOSTLY * letters:
        put_languages(draft, said, named)


def put_bracketed(draft: Draft, passage: Passage) -> None:
    """Adds languages that alone fill a pair of brackets, as behind an address: "(FR/DE/EN)"."""
    if draft.values.get("languages"):
        return
    for bracket in _BRACKET.finditer(passage.text):
        named = find_languages(bracket[1])
        letters = len(re.findall(r"[^\W\d_]", bracket[1]))
        if named and sum(f.end - f.start for f in named) >= _MOSTLY * letters:
            inner = passage.part(*bracket.span(1))
            put_languages(draft, inner, named)
            return


def put_spoken(draft: Draft, passage: Passage, context: Context) -> None:
    """Adds the languages that a sentence says somebody speaks, works or can be reached in."""
    text = passage.text
    named = find_languages(text)
    if not named or any(v.source != "prose" for v in draft.values.get("languages", ())):
        return
    speaks = grammar("speaks", context.languages).find(text)
    runs = [run for said in speaks if (run := _run_behind(text, said, named))]
    if runs:
        # "he now works in English too; his languages are thus French and English"
        _put_run(draft, passage, max(runs, key=len))
        return
    tongues = grammar("tongues", context.languages).find(text)
    behind = next((f for f in reversed(named) if any(0 <= t.start - f.end <= 1 for t in tongues)), None)
    if behind is not None:
        # "(русский и английский языки)"
        run = [f for f in named if f.end <= behind.end]
        for at in range(len(run) - 1, 0, -1):
            if len(text[run[at - 1].end : run[at].start]) > _NEXT_LANGUAGE:
                run = run[at:]
                break
        _put_run(draft, passage, run)
        return
    for at, first in enumerate(named):
        opening = _IN_LANGUAGE.search(text[: first.start])
        if opening and _IN_LANGUAGE_BEHIND.search(text[: opening.start()]):
            _put_run(draft, passage, named[at:])
            return


def put_spoken_by(draft: Draft, before: str, rest: Passage, context: Context) -> None:
    """Adds languages that stand right behind somebody's name, where a word for speaking stands before it ("يتحدث السيد ...")."""
    named = find_languages(rest.text)
    if draft.values.get("languages") or not named or named[0].start > _TO_LANGUAGE / 2:
        return
    if any(
        len(before[said.end :].strip()) <= _NEXT_LANGUAGE for said in grammar("speaks", context.languages).find(before)
    ):
        _put_run(draft, rest, named)


def _run_behind(text: str, said: Found, named: Sequence[Found]) -> list[Found]:
    """The enumeration of languages that a word for speaking leads to; empty where none stands near behind it."""
    run = [f for f in named if f.start >= said.end - 1]
    if not run or run[0].start - said.end > _TO_LANGUAGE or re.search(r"[.;；؛]", text[said.end : run[0].start]):
        return []
    return _enumerated(text, run)


def _enumerated(text: str, run: Sequence[Found]) -> list[Found]:
    """The languages up to the end of one enumeration."""
    kept: list[Found] = []
    for found in run:
        between = text[kept[-1].end : found.start] if kept else ""
        if len(between) > _BETWEEN_LANGUAGES or re.search(r"[.;；؛。]", between):
            break
        kept.append(found)
    return kept


def _put_run(draft: Draft, passage: Passage, run: Sequence[Found]) -> None:
    """Adds the languages of one enumeration."""
    put_languages(draft, passage, _enumerated(passage.text, run))


def put_first_spoken(draft: Draft, passage: Passage, context: Context) -> None:
    """Adds the languages that running text says somebody speaks or works in."""
    if draft.values.get("languages") or grammar("of_both", context.languages).stands_in(passage.text):
        return
    speaks = grammar("speaks", context.languages).search(passage.text)
    if speaks is None:
        return
    stop = _SPOKEN_END.search(passage.text, speaks.end)
    said = passage.part(speaks.start, stop.start() if stop else None)
    put_languages(draft, said, find_languages(said.text))
