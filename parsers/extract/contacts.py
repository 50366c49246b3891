"""The contacts that a document names: its items read in order, each contact's particulars gathered into one draft."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.submission import Action, Finding, Severity
from parsers.claims import Claim, Claims
from parsers.extract.answers import enter, put_emails, put_person, put_phones, put_text
from parsers.extract.context import Context
from parsers.extract.drafts import Draft, similar
from parsers.extract.grammar import grammar
from parsers.extract.items import CONTACT_CODES, Answer, Break, Heading, Item, Text
from parsers.extract.lines import labels_within
from parsers.extract.passages import Passage
from parsers.extract.people import Person, anchors, chinese_people, person_at, sentences, split_position, unaddressed
from parsers.extract.roles import mentions, roles_of_answer
from parsers.extract.turns import Turns, actions, new_ones, roles_for, turns_of
from parsers.fields.emails import find_emails
from parsers.fields.names import split_honorific
from parsers.fields.phones import find_phones
from parsers.fold import fold
from parsers.words import formula, is_not_applicable, is_same_as_above, is_yes

_E164 = re.compile(r"^\+[1-9]\d{1,14}(;ext=\d{1,10})?$")
_WHO = frozenset({"name", "family_name", "given_name"})
_ONCE = frozenset({"name", "position", "institution", "honorific", "role"})


class Gathering:
    """Walks over items and keeps the drafts; what belongs to nobody is left out."""

    def __init__(self, path: str, context: Context) -> None:
        self.path = path
        self.context = context
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.heading: Heading | None = None
        self.lead: tuple[Action, Passage] | None = None
        self.lead_roles: tuple[str, ...] = ()

    def walk(self, items: Sequence[Item]) -> None:
        """Takes in the items in reading order."""
        for item in items:
            if isinstance(item, Heading):
                self._open(item)
            elif isinstance(item, Answer):
                self._answer(item)
            elif isinstance(item, Text):
                self._text(item)
            else:
                self.current, self.heading = None, None

    def _open(self, heading: Heading) -> None:
        current = self.current
        if current is not None and current.empty and current.roles and not heading.title.roles:
            current.alternate = current.alternate or heading.title.alternate
            return
        self.heading = heading
        roles = heading.title.roles
        said = heading.passage if roles and heading.passage else None
        draft = self._begin(roles, said, heading.source, heading.title.alternate)
        self._act_by_heading(draft, heading.passage)

    def _act_by_heading(self, draft: Draft, passage: Passage) -> None:
        """A heading that is a sentence tells what to do with the contact below it."""
        turns = turns_of(passage.text, self.context)
        if turns.withdraw or turns.update or turns.nominate:
            action = Action.REMOVE if turns.withdraw else Action.ADD if turns.nominate else Action.UPDATE
            draft.action, draft.action_said, draft.by_sentence = action, passage, True

    def _begin(self, roles: tuple[str, ...], said: Passage | None, source: str, alternate: bool = False) -> Draft:
        draft = Draft(roles=roles, role_said=said, source=source, alternate=alternate)  # type: ignore[arg-type]
        if self.lead:
            draft.action, draft.action_said = self.lead
        self.drafts.append(draft)
        self.current = draft
        return draft

    def _answer(self, answer: Answer) -> None:
        codes = set(answer.label.codes)
        if not codes & CONTACT_CODES:
            return
        current = self.current
        code = answer.label.codes[0]
        if code == "role" or ("role" in codes and roles_of_answer(answer.value.text, self.context.languages)):
            self._role(answer)
            return
        if code == "alternate" and not is_not_applicable(answer.value.text or "x") and is_yes(answer.value.text or "x") is None:
            self._alternate(answer)
            return
        told = mentions(answer.asked.text, self.context.languages)
        if told and answer.value and not (current and current.roles == told[0].roles):
            current = self._begin(told[0].roles, answer.asked, answer.source)
        elif current is None or self._begins_another(current, answer, codes):
            if not answer.value or (current is None and code not in _ONCE | _WHO and self.heading is None):
                if current is None and self.lead and answer.value:
                    current = self._begin((), None, answer.source)
                else:
                    return
            else:
                heading = self.heading
                current = self._begin(
                    heading.title.roles if heading else self.lead_roles if len(self.lead_roles) == 1 else (),
                    heading.passage if heading and heading.title.roles else None,
                    answer.source,
                )
        assert current is not None
        enter(current, answer, self.context, self._above(current))
        if answer.value:
            current.answered.add(code)

    def _begins_another(self, current: Draft, answer: Answer, codes: set[str]) -> bool:
        """True where the answer cannot be about the same contact: a second name, or a second answer to a question asked once."""
        code = answer.label.codes[0]
        if not answer.value or is_not_applicable(answer.value.text):
            return False
        if code in _WHO:
            mine = current.first("name")
            if mine is None or code != "name":
                return code in current.answered
            return not similar(mine.text, split_honorific(answer.value.text, self.context.address_languages)[1])
        return code in _ONCE and code in current.answered and bool(current.answered & _WHO)

    def _alternate(self, answer: Answer) -> None:
        """A label "Alternate" opens another contact in the same role, named beside it or below."""
        before = self.current
        heading = self.heading
        roles = heading.title.roles if heading else before.roles if before else ()
        said = heading.passage if heading and heading.title.roles else before.role_said if before else None
        draft = self._begin(roles, said, answer.source, alternate=True)
        if answer.value:
            person = self._whole_person(answer.value)
            if person:
                put_person(draft, person, answer.source, self.context)
                self._particulars(draft, answer.value.part(person.end))

    def _role(self, answer: Answer) -> None:
        roles = roles_of_answer(answer.value.text, self.context.languages)
        current = self.current
        if current is None or (current.answered and ("role" in current.answered or current.says_who)):
            if current is not None and current.says_who and not current.roles and "role" not in current.answered:
                pass
            else:
                current = self._begin((), None, answer.source)
        if roles:
            current.roles, current.role_said = roles, answer.value
        current.source = answer.source
        current.answered.add("role")

    def _above(self, current: Draft) -> Draft | None:
        before = self.drafts[: self.drafts.index(current)]
        return next((d for d in reversed(before) if d.says_who), None)

    def _text(self, item: Text) -> None:
        text = item.passage.text
        languages = self.context.languages
        if formula("courtesy_closing", languages).stands_in(text) or formula("valediction", languages).is_whole(text.split("\n")[0]):
            self.current, self.heading = None, None
            return
        if self.current is not None and self.current.empty and is_same_as_above(text) and (above := self._above(self.current)):
            self.current.values = {code: list(values) for code, values in above.values.items()}
            return
        if self.current is not None and self.heading is not None and not self.current.values.get("name") and self._card(item):
            return
        for sentence in sentences(item.passage):
            self._sentence(sentence)

    def _card(self, item: Text) -> bool:
        """Reads lines under a heading as a visiting card or a comma run; False where they are neither."""
        current = self.current
        assert current is not None
        languages = self.context.languages
        first = item.lines[0]
        turns = turns_of(item.passage.text, self.context)
        if turns.withdraw or turns.replace or turns.replaced_by or formula("courtesy_opening", languages).stands_in(item.passage.text):
            return False
        wrapped = len(item.lines) > 1 and (len(first.text) > 70 or "," in first.text and len(item.passage.text) > 110)
        if len(item.lines) > 1 and not wrapped and all(len(line.text) <= 110 for line in item.lines):
            return self._visiting_card(current, item.lines)
        return self._run(current, item.passage)

    def _visiting_card(self, draft: Draft, lines: tuple[Passage, ...]) -> bool:
        free: list[Passage] = []
        for line in lines:
            if find_emails(line.text) or find_phones(line.text, self.context.region, False) or labels_within(line.text, self.context):
                self._particulars(draft, line)
            else:
                free.append(line)
        if not free:
            return bool(draft.values)
        person = self._whole_person(free[0])
        if person is None:
            return False
        put_person(draft, person, "list", self.context)
        rest = free[1:]
        if rest and not draft.values.get("position") and draft.values.get("name") and not _is_body(rest[0].text, self.context):
            put_text(draft, "position", rest[0], "list")
            rest = rest[1:]
        if rest and not draft.values.get("institution"):
            from parsers.extract.passages import chain

            put_text(draft, "institution", chain(rest[:3], ", "), "list")
        return True

    def _whole_person(self, passage: Passage) -> Person | None:
        text = passage.text
        if anchors(text[:80], self.context)[:1] == [0]:
            return person_at(passage, 0, self.context)
        han = chinese_people(passage, self.context)
        if han:
            return han[0]
        return unaddressed(passage, self.context)

    def _run(self, draft: Draft, passage: Passage) -> bool:
        """Reads "Mr A B, Director, Ministry; tel. ...; e-mail ..." into the draft that its heading opened."""
        inner = labels_within(passage.text, self.context)
        head = passage.part(0, inner[0][0]) if inner else passage
        trimmed = re.sub(r"[\s;,(（；،-]+$", "", head.text)
        head = head.part(0, len(trimmed))
        person = self._whole_person(head)
        if person is None:
            return False
        put_person(draft, person, "list", self.context)
        self._particulars(draft, passage.part(person.end))
        return True

    def _particulars(self, draft: Draft, passage: Passage, changed: bool = False) -> None:
        """Adds addresses, numbers and labelled particulars that stand in running text."""
        text = passage.text
        labelled = labels_within(text, self.context)
        faxes = []
        for at, (_start, label, end, begin) in enumerate(labelled):
            stop = labelled[at + 1][0] if at + 1 < len(labelled) else len(text)
            code = label.codes[0]
            if code == "fax":
                faxes.append((begin, stop))
                continue
            value = passage.part(begin, stop)
            trimmed = value.part(0, len(re.sub(r"[\s;,.)）(（；]+$", "", value.text)))
            if code in ("email", "phone", "mobile") and changed:
                continue
            enter(draft, Answer(label, passage.part(_start, end), trimmed, "prose"), self.context, self._above(draft))
        emails = new_ones(text, find_emails(text), self.context) if changed else find_emails(text)
        for found in emails:
            draft.put("emails", found.value, passage.part(found.start, found.end), "prose", found.sure, found.doubt)
        phones = find_phones(text, self.context.region, bool(changed))
        for found in new_ones(text, phones, self.context) if changed else phones:
            if any(low <= found.start < high for low, high in faxes) or not _E164.match(found.value):
                continue
            draft.put("phones", found.value, passage.part(found.start, found.end), "prose", found.sure, found.doubt)

    def _sentence(self, sentence: Passage) -> None:
        text = sentence.text
        context = self.context
        turns = turns_of(text, context)
        if formula("confirm", context.languages).stands_in(text) and not turns.changes_somebody:
            return
        mentioned = mentions(text, context.languages)
        people = self._people(sentence, turns, bool(mentioned))
        if not people:
            self._without_people(sentence, turns, tuple(dict.fromkeys(r for m in mentioned for r in m.roles)))
            return
        if not (turns.any or mentioned or self.heading):
            self._say_more(sentence, people)
            return
        acts = actions(turns, people, context)
        roles = roles_for(people, mentioned, self.heading.title.roles if self.heading else self.lead_roles if len(self.lead_roles) == 1 else ())
        for number, person in enumerate(people):
            action, certain = acts[number]
            told, mention = roles[number]
            said = sentence.part(mention.start, mention.end) if mention else (self.heading.passage if self.heading else None)
            draft = self._begin(told, said, "prose", False)
            if certain or draft.action is None:
                draft.action, draft.action_said, draft.by_sentence = action, sentence, certain
            draft.alternate = formula("alternate", context.languages).stands_in(text[person.start : person.end + 60])
            put_person(draft, person if action is not Action.REMOVE else Person(person.name, person.honorific, None, None if person.name else person.institution), "prose", context)
            if action is Action.REMOVE:
                continue
            until = people[number + 1].start if number + 1 < len(people) else len(text)
            rest = sentence.part(person.end, until)
            if action is Action.UPDATE:
                whole = sentence if len(people) == 1 else rest
                self._particulars(draft, whole, changed=True)
                self._new_position(draft, rest)
            else:
                self._particulars(draft, rest)
        if acts[-1][0] is Action.REMOVE and len(people) > 1:
            self.current = next((d for d in reversed(self.drafts) if d.action is Action.ADD), self.current)

    def _say_more(self, sentence: Passage, people: list[Person]) -> None:
        """A later sentence about somebody named before ("Dr Tembo is Deputy Director at ..., and can be reached at ...")."""
        for number, person in enumerate(people):
            name = person.name.text if person.name else ""
            draft = next((d for d in reversed(self.drafts) if _is_about(d, name)), None)
            if draft is None or draft.action is Action.REMOVE:
                continue
            until = people[number + 1].start if number + 1 < len(people) else len(sentence.text)
            rest = sentence.part(person.end, until)
            self._office(draft, rest)
            if not draft.values.get("position"):
                put_person(draft, Person(position=person.position, institution=person.institution), "prose", self.context)
            self._particulars(draft, rest)
            self.current = draft

    def _office(self, draft: Draft, rest: Passage) -> None:
        """Position and institution behind "is" or "serves as"."""
        copula = grammar("copula", self.context.languages).search(rest.text)
        if copula is None or copula.start > 3 or draft.values.get("position"):
            return
        said = rest.part(copula.end)
        stop = re.search(r"[;.(（]|\s(?:and|et|y|и)\s(?=\w+\s(?:be|est|se|может))|,?\s(?:who|whose|qui|quien|котор\w+)\s|\s(?:and|,)\s+(?:can|may|is)\s", said.text)
        said = said.part(0, stop.start() if stop else None)
        said = said.part(len(said.text) - len(re.sub(r"^(?:the|a|an|le|la|el)\s+", "", said.text)))
        if not said or formula("confirm", self.context.languages).stands_in(said.text) or find_emails(said.text):
            return
        first = said.text.split(",")[0]
        position, institution = split_position(said.part(0, len(first)), self.context)
        behind = said.part(len(first) + 1)
        for code, part in (("position", position), ("institution", institution or behind)):
            if part:
                put_text(draft, code, part, "prose")

    def _new_position(self, draft: Draft, rest: Passage) -> None:
        for found in grammar("position_of", self.context.languages).find(rest.text):
            value = rest.part(found.end)
            stop = re.search(r"[;,.；。،]", value.text)
            value = value.part(0, stop.start() if stop else None)
            value = value.part(len(value.text) - len(re.sub(r"^\W*(?:of|de|is|est|es)\s+", "", value.text)))
            if value and not draft.values.get("position"):
                put_text(draft, "position", value, "prose")
            return

    def _people(self, sentence: Passage, turns: Turns, mentioned: bool) -> list[Person]:
        text = sentence.text
        context = self.context
        people: list[Person] = chinese_people(sentence, context)
        reach = max((p.end for p in people), default=0)
        for start in anchors(text, context):
            if people and start < max(p.end for p in people) and start >= min(p.start for p in people) and start < reach:
                continue
            person = person_at(sentence, start, context)
            if person.name is None or any(p.start <= start < p.end for p in people):
                continue
            people.append(person)
        if not people and (turns.any or mentioned):
            office = self._subject(sentence, turns)
            if office:
                people.append(office)
        return sorted(people, key=lambda p: p.start)

    def _subject(self, sentence: Passage, turns: Turns) -> Person | None:
        """A nominee without a form of address: what the verb of nomination, change or withdrawal is about."""
        text = sentence.text
        context = self.context
        linking = grammar("linking", context.languages).find(text)
        for found in turns.nominate:
            behind = re.match(r"\W*(?:(?:the|le|la|les|el|los|las|l['’]|al|a)\s+)?", text[found.end :], re.IGNORECASE)
            at = found.end + (behind.end() if behind else 0)
            passive = any(0 <= link.start - found.end <= 2 for link in linking) or any(0 <= m.start - found.end <= 6 for m in mentions(text, context.languages))
            if passive:
                begin = max((m.end() for m in re.finditer(r"[:：;]\s*|\bthat\s+|\bque\s+(?:le\s+|la\s+|l['’])?|^(?:The|La|Le|L['’]|El)\s+", text[: found.start])), default=0)
                person = unaddressed(sentence.part(begin, found.start), context)
            else:
                person = unaddressed(sentence.part(at), context)
                begin = at
            if person and self._is_nominee(person):
                return Person(person.name, person.honorific, person.position, person.institution, begin + person.start, begin + person.end)
        for mention in mentions(text, context.languages):
            before = re.sub(r"[\s,،，(（]+$", "", text[: mention.start])
            if before == text[: mention.start].rstrip() and not re.search(r"[,،，(（]\s*(?:the\s+|our\s+|its\s+)?$", text[: mention.start]):
                continue
            low = max((j.end for j in grammar("joiners", context.languages).find(before)), default=0)
            subject = sentence.part(low, len(before))
            subject = subject.part(len(subject.text) - len(re.sub(r"^(?:the|le|la|el|l['’])\s*", "", subject.text, flags=re.IGNORECASE)))
            person = unaddressed(subject, context)
            if person and self._is_nominee(person):
                return Person(person.name, person.honorific, person.position, person.institution, low, len(before))
        return None

    def _is_nominee(self, person: Person) -> bool:
        """False for the Mission, the Government and the Secretariat, who nominate and are not nominated."""
        text = (person.name or person.institution or Passage("", "", ())).text
        if not text or len(text) > 220:
            return False
        languages = self.context.languages
        return not (
            formula("mission", languages).stands_in(text[:60]) and not person.name
            or formula("secretariat", languages).stands_in(text)
            or grammar("nominators", languages).stands_in(text)
        )

    def _without_people(self, sentence: Passage, turns: Turns, roles: tuple[str, ...]) -> None:
        """A sentence that names nobody: a lead-in to what follows, or more particulars of the last one named."""
        text = sentence.text
        last = self.current
        if last is not None and turns.withdraw and last.first("name") and (not last.by_sentence or last.action is Action.REMOVE) and last.source == "prose":
            last.action, last.action_said, last.by_sentence = Action.REMOVE, sentence, True
            self.lead = (Action.ADD, sentence) if turns.nominate or re.search(r"[:：]\s*$", text) else None
            self.current, self.heading = None, None
            return
        if self.current is not None and not self.current.empty and not re.search(r"[:：]\s*$", text):
            if find_emails(text) or find_phones(text, self.context.region, False):
                if not formula("courtesy_opening", self.context.languages).stands_in(text):
                    self._particulars(self.current, sentence)
                return
            self._office(self.current, _behind_pronoun(sentence))
        if not turns.any:
            return
        if turns.withdraw and not turns.nominate:
            self.lead = Action.REMOVE, sentence
        elif turns.update and not (turns.nominate and re.search(r"[:：]\s*$", text) and roles):
            self.lead = Action.UPDATE, sentence
        elif turns.nominate:
            self.lead = Action.ADD, sentence
        self.lead_roles = roles
        if re.search(r"[:：]\s*$", text) or roles:
            self.current = None
            self.heading = None


def _behind_pronoun(sentence: Passage) -> Passage:
    pronoun = re.match(r"(?:He|She|They|Il|Elle|Él|Ella|Он|Она)\s+", sentence.text)
    return sentence.part(pronoun.end()) if pronoun else sentence.part(0, 0)


def _is_about(draft: Draft, name: str) -> bool:
    """True where a later mention by family name can be this contact."""
    mine = draft.first("name")
    if mine is None or not name:
        return False
    return similar(mine.text, name) or set(fold(name).split()) <= set(fold(mine.text).split())


def _is_body(text: str, context: Context) -> bool:
    hits = grammar("bodies", context.languages).find(text)
    return bool(hits) and hits[0].start <= 2


def claims_of(path: str, items: Sequence[Item], context: Context) -> Claims:
    """All claims about contacts that the items make, contacts counted in reading order."""
    gathering = Gathering(path, context)
    gathering.walk(items)
    claims: list[Claim] = []
    findings: list[Finding] = []
    count = 0
    for draft in gathering.drafts:
        draft.settle()
        if not is_contact(draft, context):
            continue
        claims.extend(draft.claims(count))
        for part in draft.unplaced:
            findings.append(_unplaced(part, count))
        count += draft.count
    return Claims(path, tuple(claims), tuple(findings))


def is_contact(draft: Draft, context: Context) -> bool:
    """True where the draft is somebody: named, or a body with a role; an address or number alone is not."""
    name, institution = draft.first("name"), draft.first("institution")
    if draft.roles and (name or institution or draft.values.get("emails") or draft.values.get("phones")):
        return True
    if name and draft.by_sentence:
        return True
    others = [code for code in ("position", "institution", "emails", "phones", "languages") if draft.values.get(code)]
    return bool(name and others and draft.source != "prose") or (institution is not None and len(others) >= 3)


def _unplaced(part: Passage, contact: int) -> Finding:
    sentence = f"The number {part.value!r} cannot be brought to international form; ask the Mission for it with its country code."
    return Finding(code="phone_not_e164", severity=Severity.WARNING, path=f"contacts[{contact}].phones", message=sentence)


__all__ = ["Gathering", "claims_of", "is_contact", "put_emails", "put_phones", "Break"]
