"""Sentences: who is nominated, replaced, withdrawn or changed in running text, and what later sentences add."""

from __future__ import annotations

import re

from domain.submission import Action
from parsers.extract.answers import put_person, put_text
from parsers.extract.asides import is_aside
from parsers.extract.cards import put_particulars, put_spoken
from parsers.extract.context import Context
from parsers.extract.drafts import Draft, similar
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.han_people import chinese_people
from parsers.extract.passages import Passage, chain
from parsers.extract.patronymics import named_by_patronymic
from parsers.extract.people import anchors, named, person_at, split_office, split_position, unaddressed
from parsers.extract.person import Person
from parsers.extract.reach import numbers_in
from parsers.extract.roles import mentions, role_codes
from parsers.extract.sharing import put_understood, share_by_order, share_out
from parsers.extract.turns import Turns, actions, roles_for, turns_of
from parsers.fields.emails import find_emails
from parsers.fields.languages import find_languages
from parsers.fold import fold
from parsers.matters import matter, says_no_change
from parsers.words import formula, roles_in

_ARTICLE = re.compile(r"\W*(?:(?:the|le|la|les|el|los|las|l['’]|al|a)\s+)?", re.IGNORECASE)
_OPENING = re.compile(r"[:：;]\s*|\bthat\s+|\bque\s+(?:le\s+|la\s+|l['’])?|^(?:The|La|Le|L['’]|El)\s+")
_ENDS_OFFICE = re.compile(r"[;,.；。،，]|\s(?:and|et|y|e|und)\s+(?:that|que|qu'|dass|ist|is|est|es)\b")
"""Where the name of a new office ends."""
_PRONOUN = re.compile(r"(?:He|She|They|Il|Elle|Él|Ella|Он|Она)\s+")
_LEADS_ON = re.compile(r"[:：]\s*$")
_AFTER_OFFICE = re.compile(
    r"[;.(（]|\s(?:and|et|y|и)\s(?=\w+\s(?:be|est|se|может))|,?\s(?:who|whose|qui|quien|котор\w+)\s|\s(?:and|,)\s+(?:can|may|is)\s"
)
_BODY_ARTICLE = re.compile(r"(?:the|la|le|les|el|los|las|o|a|os|as|l['’]|der|dem|den|die|das)\s*(?=[A-ZÀ-Ý])")
_AFTER_BODY = re.compile(
    r"[;(]|\.(?=\s|$)|,\s+(?=[a-zà-ÿ])|\s(?:arbeitet|tätig|beschäftigt|as|como|comme|als|and can|et peut|y puede)\b"
)
_IN_BRACKETS = re.compile(r"\s*[(（]([^()（）]*)[)）]")
_LISTED = 4
"""Characters of a list's mark, at most."""
_SHORT = 130
"""Characters of a sentence that only tells languages."""
_TO_COPULA = 70
"""Characters between a mention of a role and the verb, in which the State is named."""
_TO_MENTION = 12
_OPENS = 14
_MOST = 220
"""Characters of the longest name of an office."""


_CLAUSE = re.compile(r"[;；؛]\s*|,\s+(?:а|тогда как)\s+(?=\w)|[,،]\s*(?:كما|فيما|بينما|في حين)\s+", re.IGNORECASE)
"""Where a sentence that nominates two in turn goes on to the second."""


def read_sentence(gathering: Gathering, sentence: Passage) -> None:
    """Takes in one sentence, clause by clause where each clause nominates somebody of its own."""
    for clause in _clauses(sentence, gathering.context):
        _read_clause(gathering, clause)


def _clauses(sentence: Passage, context: Context) -> list[Passage]:
    parts = sentence.split(_CLAUSE)
    if len(parts) < 2:
        return [sentence]
    clauses: list[Passage] = []
    start = 0
    for cut in _CLAUSE.finditer(sentence.text):
        if _within_brackets(sentence.text, cut.start()):
            continue
        before, behind = sentence.part(start, cut.start()), sentence.part(cut.end())
        if all(
            mentions(part.text, context.languages) and turns_of(part.text, context).nominate
            for part in (before, behind)
        ):
            clauses.append(before)
            start = cut.end()
    return [*clauses, sentence.part(start)]


def _within_brackets(text: str, place: int) -> bool:
    before = text[:place]
    return len(re.findall(r"[(（]", before)) > len(re.findall(r"[)）]", before))


def _read_clause(gathering: Gathering, sentence: Passage) -> None:
    context = gathering.context
    if is_aside(sentence.text, context):
        return
    sentence = _without_earlier(sentence, context)
    turns = turns_of(sentence.text, context)
    if not turns.changes_somebody and _only_confirms(sentence.text, context):
        return
    _spoken_by_both(gathering, sentence)
    mentioned = mentions(sentence.text, context.languages)
    people = _people(sentence, turns, bool(mentioned), context)
    known = any(_is_about(draft, p.name.text) for p in people if p.name for draft in gathering.drafts)
    if people and not known and not turns.any and matter("reply_to", context.languages).stands_in(sentence.text):
        # whom to answer to is no nominee
        return
    told = gathering.current is not None and gathering.current.says_who
    if not people:
        _without_people(gathering, sentence, turns, tuple(dict.fromkeys(r for m in mentioned for r in m.roles)))
    elif turns.any or mentioned or (gathering.heading and not (known and told)) or _is_listed(gathering, people):
        _with_people(gathering, sentence, turns, people)
    else:
        _say_more(gathering, sentence, people)


def _is_listed(gathering: Gathering, people: list[Person]) -> bool:
    """True where text below a lead-in begins with somebody who was not named before."""
    led = gathering.listing and (gathering.lead is not None or bool(gathering.lead_roles))
    first = people[0].name.text if people[0].name else ""
    return led and people[0].start <= _LISTED and not any(_is_about(draft, first) for draft in gathering.drafts)


def _without_earlier(sentence: Passage, context: Context) -> Passage:
    """The sentence without the clause that tells what an earlier note did ("its note 12 by which Mr X was nominated, ...")."""
    text = sentence.text
    for told in matter("earlier", context.languages).find(text):
        comma = re.compile(r"[,،，]\s").search(text, told.end)
        clause = text[told.end : comma.start() if comma else told.end]
        if comma and anchors(clause, context) and anchors(text[comma.end() :], context) and _nominates(clause, context):
            return chain([sentence.part(0, told.start), sentence.part(comma.end())], " ")
    return sentence


def _nominates(text: str, context: Context) -> bool:
    return formula("nominate", context.languages).stands_in(text)


def _only_confirms(text: str, context: Context) -> bool:
    """True where the sentence changes nothing: it does not say of the rest alone that it stays, beside an address or number."""
    if not says_no_change(text, context.languages):
        return False
    given = find_emails(text) or numbers_in(text, context)
    return not (given and matter("rest", context.languages).stands_in(text))


def _spoken_by_both(gathering: Gathering, sentence: Passage) -> None:
    """Languages that a sentence tells of both contacts at once."""
    context = gathering.context
    if not grammar("of_both", context.languages).stands_in(sentence.text):
        return
    speaks = grammar("speaks", context.languages).search(sentence.text)
    if speaks is None and (len(sentence.text) > _SHORT or anchors(sentence.text, context)):
        return
    stop = re.compile(r"[.;؛。]").search(sentence.text, speaks.end) if speaks else None
    said = sentence.part(speaks.start if speaks else 0, stop.start() if stop else None)
    for draft in gathering.drafts:
        if draft.empty or draft.action is Action.REMOVE or draft.values.get("languages"):
            continue
        for found in find_languages(said.text):
            draft.put("languages", found.value, said.part(found.start, found.end), "prose", found.sure, found.doubt)


def _with_people(gathering: Gathering, sentence: Passage, turns: Turns, people: list[Person]) -> None:
    context = gathering.context
    acts = actions(turns, people, context)
    roles = roles_for(people, mentions(sentence.text, context.languages), gathering.roles_in_force)
    for number, person in enumerate(people):
        action, certain = acts[number]
        told, mention = roles[number]
        said = (
            sentence.part(mention.start, mention.end)
            if mention
            else gathering.heading.passage
            if gathering.heading
            else None
        )
        draft = gathering.begin(told, said, "prose")
        if certain or draft.action is None:
            draft.action, draft.action_said, draft.by_sentence = action, sentence, certain
            draft.action_sure = certain
        draft.referred = formula("refers_to", context.languages).stands_in(sentence.text[: person.start])
        draft.alternate = formula("alternate", context.languages).stands_in(
            sentence.text[person.start : person.end + 60]
        )
        put_person(draft, person, "prose", context)
        if action is Action.UPDATE and any(found.end <= person.start for found in turns.update):
            draft.passing = frozenset(draft.values) & {"position", "institution"}
        until = people[number + 1].start if number + 1 < len(people) else len(sentence.text)
        rest = sentence.part(person.end, until)
        if action is Action.REMOVE:
            _still_known_by(gathering, draft, rest, len(people) == 1)
        else:
            _workplace(draft, rest, context)
        if action is Action.UPDATE:
            put_particulars(gathering, draft, sentence if len(people) == 1 else rest, changed=True)
            _new_position(gathering, draft, rest)
        elif action is Action.ADD:
            put_particulars(gathering, draft, rest)
    if acts[-1][0] is Action.REMOVE and len(people) > 1:
        comer = next((d for d in reversed(gathering.drafts) if d.action is Action.ADD), None)
        if comer is not None:
            put_particulars(gathering, comer, sentence.part(people[-1].end))
            gathering.current = comer


def _still_known_by(gathering: Gathering, draft: Draft, rest: Passage, alone: bool) -> None:
    """Adds the addresses and numbers by which the directory knows somebody who leaves: those in brackets behind the name, or in
    a sentence about nobody else."""
    bracket = _IN_BRACKETS.match(rest.text)
    if alone and not gathering.lead:
        put_particulars(gathering, draft, rest)
    elif bracket:
        put_particulars(gathering, draft, rest.part(*bracket.span(1)))


def _say_more(gathering: Gathering, sentence: Passage, people: list[Person]) -> None:
    """A later sentence about somebody named before ("Dr Tembo is Deputy Director at ..., and can be reached at ...")."""
    for number, person in enumerate(people):
        name = person.name.text if person.name else ""
        draft = next((d for d in reversed(gathering.drafts) if _is_about(d, name)), None)
        if draft is None or draft.action is Action.REMOVE:
            continue
        until = people[number + 1].start if number + 1 < len(people) else len(sentence.text)
        rest = sentence.part(person.end, until)
        _office(draft, rest, gathering.context)
        if not draft.values.get("position"):
            put_person(
                draft, Person(position=person.position, institution=person.institution), "prose", gathering.context
            )
        put_particulars(gathering, draft, rest)
        _speaks_also(draft, sentence.part(person.start, until), gathering.context)
        put_understood(draft, sentence.part(person.start, until), sentence, gathering.context)
        gathering.current = draft


def _speaks_also(draft: Draft, rest: Passage, context: Context) -> None:
    """Adds languages that one of several speaks beside those that all of them speak."""
    if not grammar("also", context.languages).find(rest.text[:60]):
        return
    for found in find_languages(rest.text):
        draft.put("languages", found.value, rest.part(found.start, found.end), "prose", found.sure, found.doubt)


def _is_about(draft: Draft, name: str) -> bool:
    """True where a later mention by family name can be this contact."""
    mine = draft.first("name")
    if mine is None or not name:
        return False
    return similar(mine.text, name) or set(fold(name).split()) <= set(fold(mine.text).split())


def _office(draft: Draft, rest: Passage, context: Context) -> None:
    """Position and institution behind "is" or "serves as"."""
    copula = grammar("copula", context.languages).search(rest.text)
    if copula is None or copula.start > 3 or draft.values.get("position"):
        return
    said = rest.part(copula.end)
    stop = _AFTER_OFFICE.search(said.text)
    said = said.part(0, stop.start() if stop else None)
    article = re.match(r"(?:the|a|an|le|la|el)\s+", said.text)
    said = said.part(article.end() if article else 0)
    if not said or formula("confirm", context.languages).stands_in(said.text) or find_emails(said.text):
        return
    first = said.text.split(",")[0]
    position, institution = split_position(said.part(0, len(first)), context)
    if institution is None and len(first) < len(said.text):
        position, institution = _joined(said, context) or (position, None)
    for code, part in (("position", position), ("institution", institution or said.part(len(first) + 1))):
        if part:
            put_text(draft, code, part, "prose")


def _workplace(draft: Draft, rest: Passage, context: Context) -> None:
    """The body for which somebody is said to work ("..., who works at the Agency of A")."""
    found = grammar("works_at", context.languages).search(rest.text)
    if found is None or draft.values.get("institution"):
        return
    said = rest.part(found.end)
    article = _BODY_ARTICLE.match(said.text)
    said = said.part(article.end() if article else 0)
    stop = _AFTER_BODY.search(said.text)
    said = said.part(0, stop.start() if stop else None)
    known = grammar("bodies", context.languages).stands_in(said.text) or re.match(r"[A-ZÀ-Ý][A-ZÀ-Ý-]{2,}", said.text)
    if known and said.text[:1].isupper() and not find_emails(said.text):
        put_text(draft, "institution", said, "prose")


def _joined(said: Passage, context: Context) -> tuple[Passage, Passage] | None:
    """An office with a comma in it and the body that a preposition joins to it ("Director, Security, at the Ministry of A")."""
    position, institution = split_position(said, context)
    if not position or not institution:
        return None
    return position.part(0, len(position.text.rstrip(" ,"))), institution


def _new_position(gathering: Gathering, draft: Draft, rest: Passage) -> None:
    """The office that somebody has assumed."""
    found = grammar("position_of", gathering.languages).search(rest.text)
    if found is None or draft.values.get("position"):
        return
    value = rest.part(found.end)
    stop = _ENDS_OFFICE.search(value.text)
    value = value.part(0, stop.start() if stop else None)
    joint = re.match(r"\W*(?:of|de|is|est|es)\s+", value.text)
    value = value.part(joint.end() if joint else 0)
    position, institution = split_office(value, gathering.context) if value else (None, None)
    if position and institution:
        put_text(draft, "position", position, "prose")
        put_text(draft, "institution", institution, "prose")
    elif value:
        put_text(draft, "position", value, "prose")


def _people(sentence: Passage, turns: Turns, mentioned: bool, context: Context) -> list[Person]:
    people = chinese_people(sentence, context)
    for start in anchors(sentence.text, context):
        if any(p.start <= start < p.end for p in people):
            continue
        person = person_at(sentence, start, context)
        if person.name is not None:
            people.append(person)
    if not people and (turns.any or mentioned):
        people = [person_at(sentence, start, context) for start in named_by_patronymic(sentence.text)]
    if not people and (turns.any or mentioned):
        office = _by_verb(sentence, turns, context) or _by_role(sentence, context) or _by_copula(sentence, context)
        if office:
            people.append(office)
    return sorted(people, key=lambda p: p.start)


def _by_verb(sentence: Passage, turns: Turns, context: Context) -> Person | None:
    """A nominee without a form of address: what stands before "has been designated as" or behind "has appointed"."""
    text = sentence.text
    linking = grammar("linking", context.languages).find(text)
    mentioned = mentions(text, context.languages)
    for found in turns.nominate:
        article = _ARTICLE.match(text, found.end)
        begin = article.end() if article else found.end
        end = len(text)
        if any(0 <= link.start - found.end <= 2 for link in linking) or any(
            0 <= m.start - found.end <= 6 for m in mentioned
        ):
            begin, end = max((m.end() for m in _OPENING.finditer(text, 0, found.start)), default=0), found.start
        person = unaddressed(sentence.part(begin, end), context)
        if person and _is_nominee(person, context):
            return _moved(person, begin, begin + person.end)
        mention = next((m for m in mentioned if 0 <= m.start - found.end <= 6), None)
        if mention is not None:
            # "has appointed as its technical point of contact Jane Doe"
            behind = sentence.part(mention.end)
            place = sentence.text.find(behind.text, mention.end)
            person = named(behind, context) or unaddressed(behind, context)
            if person and _is_nominee(person, context) and not re.match(r"\W", behind.text):
                return _moved(person, place, place + person.end)
    return None


def _by_role(sentence: Passage, context: Context) -> Person | None:
    """A nominee without a form of address: what stands before ", technical point of contact,"."""
    text = sentence.text
    for mention in mentions(text, context.languages):
        opening = re.search(r"[,،，(（]\s*(?:the\s+|our\s+|its\s+)?$", text[: mention.start])
        if opening is None:
            continue
        before = text[: opening.start()]
        low = max((j.end for j in grammar("joiners", context.languages).find(before)), default=0)
        article = _ARTICLE.match(text, low, len(before))
        low = article.end() if article else low
        person = unaddressed(sentence.part(low, len(before)), context)
        if person and _is_nominee(person, context):
            return _moved(person, low, len(before))
    return None


def _by_copula(sentence: Passage, context: Context) -> Person | None:
    """A nominee without a form of address: who is said to be a point of contact, before or behind the verb."""
    text = sentence.text
    copulas = grammar("is_contact", context.languages).find(text)
    for mention in mentions(text, context.languages):
        for copula in copulas:
            if mention.end <= copula.start <= mention.end + _TO_COPULA and not re.search(
                r"[;.:,،؛]", text[mention.end : copula.start]
            ):
                article = _ARTICLE.match(text, copula.end)
                begin, end = article.end() if article else copula.end, len(text)
            elif 0 <= mention.start - copula.end <= _TO_MENTION:
                begin, end = max((m.end() for m in _OPENING.finditer(text, 0, copula.start)), default=0), copula.start
            else:
                continue
            part = sentence.part(begin, end)
            person = unaddressed(part, context)
            if person and _is_nominee(person, context):
                place = text.find(part.text, begin)
                return _moved(person, place, place + person.end)
    return None


def _moved(person: Person, start: int, end: int) -> Person:
    return Person(person.name, person.honorific, person.position, person.institution, start, end)


def _is_nominee(person: Person, context: Context) -> bool:
    """False for the Mission, the Government and the Secretariat, who nominate and are not nominated."""
    named = person.name or person.institution
    if named is None or len(named.text) > _MOST:
        return False
    text = named.text
    by_mission = formula("mission", context.languages).stands_in(text[:60]) and not person.name
    if not person.name and re.fullmatch(r"[^\W\d_]+", text) and not text.isupper():
        # "the Office", "the Ministry": no body of its own name
        return False
    return not (
        by_mission
        or formula("secretariat", context.languages).stands_in(text)
        or grammar("nominators", context.languages).stands_in(text)
    )


def _without_people(gathering: Gathering, sentence: Passage, turns: Turns, roles: tuple[str, ...]) -> None:
    """A sentence that names nobody: it speaks of the last one named, or leads in those who follow."""
    text = sentence.text
    last = gathering.current
    leads_on = bool(_LEADS_ON.search(text))
    weak = False
    if leads_on and not roles:
        told = {code for found in roles_in(text, gathering.languages) for code in role_codes(found)}
        roles, weak = (tuple(told), True) if len(told) == 1 else ((), False)
    if leads_on and last is not None and not last.empty and not roles and not turns.nominate:
        whose = grammar("possessives", gathering.languages).search(text[:_OPENS])
        if whose is not None and whose.start == 0:
            # "His new particulars read:"
            _turn_to_update(last, sentence, turns)
            return
    if last is not None and turns.withdraw and _may_leave(last):
        last.action, last.action_said, last.by_sentence = Action.REMOVE, sentence, True
        if roles and not last.roles:
            last.roles, last.role_said = roles, sentence
        put_particulars(gathering, last, sentence)
        gathering.lead = (Action.ADD, sentence) if turns.nominate or leads_on else None
        gathering.close()
        return
    if leads_on and not roles and last is not None and _is_led_in(last, turns):
        # "... Ms A B has changed posts. Her new particulars:"
        if turns.update:
            last.action, last.action_said, last.by_sentence = Action.UPDATE, sentence, True
        return
    if last is not None and not last.empty and not leads_on:
        changing = _turn_to_update(last, sentence, turns)
        if roles and not last.roles and _PRONOUN.match(text):
            last.roles, last.role_said = roles, sentence
        if find_emails(text) or numbers_in(text, gathering.context):
            if grammar("respective", gathering.languages).stands_in(text) and share_out(gathering, sentence):
                return
            if share_by_order(gathering, sentence):
                return
            if not formula("courtesy_opening", gathering.languages).stands_in(text):
                if turns.nominate and len(roles) == 1 and last.roles and roles != last.roles:
                    # somebody else, whose name could not be read
                    last = gathering.begin(roles, sentence, "prose")
                put_particulars(gathering, last, sentence, changed=changing)
            return
        put_spoken(last, sentence, context=gathering.context)
        pronoun = _PRONOUN.match(text)
        if pronoun:
            _office(last, sentence.part(pronoun.end()), gathering.context)
            _workplace(last, sentence, gathering.context)
    if leads_on and roles and not turns.any:
        gathering.lead_roles, gathering.lead_is_one = roles, _is_one_person(text, roles, gathering)
        gathering.close()
        return
    if not turns.any:
        if leads_on and roles:
            gathering.lead_roles, gathering.lead_sure = roles, not weak
            gathering.close()
        return
    if turns.withdraw and not turns.nominate:
        gathering.lead = Action.REMOVE, sentence
    elif turns.only_unchanged and not turns.nominate and not matter("rest", gathering.languages).stands_in(text):
        gathering.lead = None
    elif turns.update and not (
        turns.nominate and leads_on and roles and turns.nominate[-1].start > turns.update[-1].start
    ):
        gathering.lead = Action.UPDATE, sentence
    elif turns.nominate or (turns.replace and leads_on):
        gathering.lead = Action.ADD, sentence
    gathering.lead_roles, gathering.lead_sure = roles, not weak
    gathering.lead_is_one = _is_one_person(text, roles, gathering)
    if leads_on or roles:
        gathering.close()


def _is_led_in(draft: Draft, turns: Turns) -> bool:
    """True for somebody just named of whom no particulars are known yet, where a lead-in nominates and removes nobody."""
    known = any(draft.values.get(code) for code in ("emails", "phones", "position", "institution"))
    named = draft.source == "prose" and draft.first("name") is not None and draft.action is not Action.REMOVE
    return named and not known and not (turns.nominate or turns.withdraw or turns.replace or turns.replaced_by)


def _is_one_person(text: str, roles: tuple[str, ...], gathering: Gathering) -> bool:
    """True where the lead-in says that one and the same person holds both roles."""
    return len(roles) > 1 and "?" not in text and grammar("same_person", gathering.languages).stands_in(text)


def _turn_to_update(draft: Draft, sentence: Passage, turns: Turns) -> bool:
    """Whether a later sentence changes somebody of whom an earlier note was quoted, or whose particulars changed before."""
    if draft.action is Action.UPDATE:
        return True
    if turns.update and not turns.only_unchanged and not turns.nominate and draft.referred:
        draft.action, draft.action_said, draft.by_sentence = Action.UPDATE, sentence, True
        return True
    return False


def _may_leave(draft: Draft) -> bool:
    """True for somebody whom a sentence named and no other sentence keeps."""
    return (
        draft.source == "prose"
        and draft.first("name") is not None
        and (not draft.by_sentence or draft.action is Action.REMOVE)
    )
