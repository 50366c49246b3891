"""Text without labels taken in: a card, a list, a letter's foot or sentences."""

from __future__ import annotations

import re

from parsers.extract.anchors import anchors
from parsers.extract.asides import is_footnote
from parsers.extract.by_order import take_by_order
from parsers.extract.card_lists import read_list
from parsers.extract.cards import continue_card, continue_lines, open_card, read_card
from parsers.extract.first_person import sign, take_up
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.heads import answers_in, head_label
from parsers.extract.institutions import is_letterfoot
from parsers.extract.items import Answer, Text
from parsers.extract.labelled import read_answer
from parsers.extract.listed import read_item
from parsers.extract.listing import tells_one_whole
from parsers.extract.named_above import read_named
from parsers.extract.named_before import take_up_family
from parsers.extract.passages import Passage
from parsers.extract.prose import read_sentence
from parsers.extract.roles import mentions
from parsers.extract.same_again import name_again, take_again
from parsers.extract.sentences import sentences
from parsers.extract.spoken import put_languages_alone
from parsers.extract.strangers import is_strangers_card
from parsers.extract.swaps import are_swapped
from parsers.extract.ticked_acts import take_ticked_act
from parsers.extract.turns import turns_of
from parsers.fields.emails import find_emails
from parsers.fields.languages import find_languages
from parsers.words import formula

_BRIEF = 160
"""Characters of the longest line that tells of all contacts at once."""
_REACH = re.compile(r"@|\d{2}[\d\s().-]{4}\d")
_COLON = re.compile("[:：]")
_PARTICULARS = frozenset(
    {"position", "institution", "department", "email", "phone", "mobile", "languages", "availability"}
)
"""What a sentence can tell under a label of somebody named before it; what else it tells is for readers of sentences."""
_SENTENCE = 12
"""Characters from which text that is no card parts a card from what comes below it."""


def read_text(gathering: Gathering, item: Text | None, followed: bool) -> None:
    """Takes in text without labels; `followed` where labelled particulars come next."""
    if item is None:
        return
    text = item.passage.text
    closing = formula("courtesy_closing", gathering.languages)
    if closing.stands_in(text) and (own := _before_closing(item, gathering)) is not None:
        read_text(gathering, own, False)
        gathering.take_leave()
        return
    if formula("valediction", gathering.languages).is_whole(text):
        gathering.take_leave()
        return
    if is_footnote(text, gathering.context) and _REACH.search(text):
        gathering.aside.append(item.passage)
        return
    if take_ticked_act(gathering, item.passage):
        return
    if sign(gathering, item):
        return
    current = gathering.current
    if current is not None and current.empty and take_again(gathering, current, item.passage):
        return
    if current is not None and current.empty and gathering.heading is not None and _is_nobody_yet(gathering, text):
        gathering.drafts.remove(current)
        gathering.close()
        return
    if current is not None and _is_of_both(text, gathering):
        for sentence in sentences(item.passage):
            read_sentence(gathering, sentence)
        gathering.heading, gathering.listing = None, False  # it speaks of all of them: nobody else follows
        return
    if len(gathering.drafts) > 1 and take_up_family(gathering, item.passage):
        return
    both = grammar("of_both", gathering.languages).stands_in(text)
    if current is not None and not both and put_languages_alone(current, item):
        return
    if are_swapped(item.passage, gathering.context):
        lines = [line for line in item.lines if are_swapped(line, gathering.context)]
        for said in item.lines if lines else sentences(item.passage):
            read_sentence(gathering, said)
        return
    if current is not None and not closing.stands_in(text) and continue_lines(gathering, current, item):
        return
    if gathering.drafts and not closing.stands_in(text) and read_named(gathering, item.lines):
        return
    if not closing.stands_in(text) and read_item(gathering, item):
        return
    nameless = current is not None and gathering.heading is not None and not current.values.get("name")
    if nameless and current and not closing.stands_in(text) and read_card(gathering, current, item):
        return
    if (
        current is not None
        and (gathering.heading is not None or gathering.listing)
        and not closing.stands_in(text)
        and continue_card(gathering, current, item)
    ):
        return
    if gathering.listing and gathering.heading is None and open_card(gathering, item):
        return
    if (
        (gathering.heading is None or (current is not None and current.values.get("name")))
        and not closing.stands_in(text)
        and read_list(gathering, item, followed)
    ):
        return
    if _is_one_of_list(gathering, item) and read_card(gathering, gathering.begin_under_heading("list"), item):
        return
    if is_letterfoot(item.lines, gathering.context) or is_strangers_card(gathering, item, followed):
        gathering.take_leave()
        return
    gathering.listing = gathering.listing or bool(re.search(r"[:：]\s*$", text))
    if current is not None and len(text) > _SENTENCE:
        # a card has no sentence within it
        current.open_card = False
    for sentence in sentences(item.passage):
        if closing.stands_in(sentence.text):
            gathering.take_leave()
        elif take_up_family(gathering, sentence) or (
            len(gathering.drafts) > 1 and take_by_order(gathering, sentence, turns_of(sentence.text, gathering.context))
        ):
            continue
        elif answers := _answers_about(gathering, sentence):
            for answer in answers:
                read_answer(gathering, answer)
        elif not take_up(gathering, sentence) and not name_again(gathering, sentence):
            read_sentence(gathering, sentence)


def _answers_about(gathering: Gathering, sentence: Passage) -> list[Answer]:
    """The particulars that a sentence tells under labels, of the one named before it ("Ms A B. Position: Head. Languages: ...");
    none for any other sentence."""
    current, context = gathering.current, gathering.context
    head = head_label(sentence.text, context)
    if any(f.start <= 1 for f in grammar("theirs", context.languages).find(sentence.text)):
        # "Их телефоны: A и B": one of each
        return []
    if current is None or not current.says_who or head is None or not set(head[0].codes) & _PARTICULARS:
        return []
    label, end, begin = head
    if any(grammar(kind, context.languages).stands_in(sentence.text[:end]) for kind in ("the_first", "the_second")):
        # "Celles du second : téléphone ..."
        return []
    if not _COLON.search(sentence.text[end:begin]) or anchors(sentence.text, context):
        return []
    value = sentence.part(begin, len(sentence.text.rstrip(" .。")))
    answers = list(answers_in(Answer(label, sentence.part(0, end), value, "prose"), context))
    return answers if all(answer.value for answer in answers) else []


def _is_of_both(text: str, gathering: Gathering) -> bool:
    """True for a line that tells the languages of several contacts, and nothing else."""
    short = len(text) <= _BRIEF and not re.search(r"@|\d{3}", text) and bool(find_languages(text))
    both = short and grammar("of_both", gathering.languages).stands_in(text)
    return both and not anchors(text, gathering.context)


def _is_nobody_yet(gathering: Gathering, text: str) -> bool:
    """True for a line that says that somebody will be named later, and names nobody."""
    later = grammar("later", gathering.languages).stands_in(text)
    return later and not find_emails(text) and not anchors(text, gathering.context)


def _before_closing(item: Text, gathering: Gathering) -> Text | None:
    """What stands before the sentence that takes leave; None where nothing does."""
    closing = formula("courtesy_closing", gathering.languages)
    place = 0
    for sentence in sentences(item.passage):
        place = item.passage.text.find(sentence.text, place)
        if closing.stands_in(sentence.text):
            break
        place += len(sentence.text)
    head = item.passage.part(0, place)
    if not head:
        return None
    lines: list[Passage] = []
    place = 0
    for line in item.lines:
        start = item.passage.text.find(line.text, place)
        if start < 0 or start >= len(head.text):
            break
        lines.append(line.part(0, len(head.text) - start))
        place = start + len(line.text)
    return Text(tuple(line for line in lines if line) or (head,), head)


def _is_one_of_list(gathering: Gathering, item: Text) -> bool:
    """True for a line below a lead-in that tells somebody whole, who is not named before, without a form of address."""
    context = gathering.context
    led = gathering.listing or gathering.heading is not None
    told = led and tells_one_whole(item.lines[0], context) and not anchors(item.passage.text, context)
    name = item.lines[0].text.split(",")[0]
    if not told or turns_of(item.passage.text, context).any or mentions(item.passage.text, context.languages):
        return False
    return not any(draft.is_person(name) for draft in gathering.drafts)
