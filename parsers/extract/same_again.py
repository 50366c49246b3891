"""Somebody named before who holds another role too: "same as above", "the same person, but with the mobile ..."."""

from __future__ import annotations

from dataclasses import replace

from domain.submission import Action
from parsers.extract.anchors import anchors
from parsers.extract.drafts import LISTS, Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.roles import mentions, words_for
from parsers.extract.turns import turns_of
from parsers.words import end_of_same, roles_in

_REMARK = 40
"""Characters behind them that tell nothing new ("in both capacities")."""
_ONE_OF_SEVERAL = "it refers to one of several contacts above"
_INSTEAD_OR_BESIDE = "it may stand beside what is given above, or instead of it"


def name_again(gathering: Gathering, sentence: Passage) -> bool:
    """Takes in a sentence that gives the same person another role ("The same person will also serve as ..."); False for others."""
    if end_of_same(sentence.text) is None or turns_of(sentence.text, gathering.context).withdraw:
        return False
    roles = tuple(dict.fromkeys(role for one in mentions(sentence.text, gathering.languages) for role in one.roles))
    before = next((one for one in reversed(gathering.drafts) if one.says_who and one.action is not Action.REMOVE), None)
    if before is None or not roles or set(roles) & set(before.roles):
        return False
    draft = Draft(roles=roles, role_said=words_for(roles, sentence, gathering.languages), source="prose")
    if not take_again(gathering, draft, sentence, True):
        return False
    draft.action, draft.action_said, draft.by_sentence = before.action, sentence, before.by_sentence
    gathering.drafts.append(draft)
    gathering.current = draft
    return True


def take_again(gathering: Gathering, draft: Draft, text: Passage, told_of: bool = False) -> bool:
    """Gives an empty contact all that is known of the one before it, but for what the text tells anew; False where it does not
    say that both are the same. `told_of` where a whole sentence says so."""
    end = end_of_same(text.text)
    rest = text.part(end) if end is not None else text
    if end is None or anchors(rest.text, gathering.context):
        return False
    told = Draft(roles=draft.roles)
    put_particulars(gathering, told, rest)
    if not told.values and len(rest.text) > _REMARK and not told_of:
        return False
    said = text.text[:end]
    known = [one for one in gathering.drafts if one is not draft and one.says_who]
    roles = {role.value for role in roles_in(said, gathering.languages)}
    meant = [one for one in known if roles & set(one.roles)] or known
    if not meant:
        return False
    unclear = len({name.text for one in meant if (name := one.first("name"))}) > 1
    draft.values = {
        code: [replace(v, sure=False, doubt=v.doubt or _ONE_OF_SEVERAL) for v in values] if unclear else list(values)
        for code, values in meant[-1].values.items()
    }
    _renew(draft, told, rest.text)
    return True


def _renew(draft: Draft, told: Draft, rest: str) -> None:
    """Puts what is told anew in the place of what was taken from above, or beside it where no word sets it against that."""
    excepted = grammar("excepted").stands_in(rest)
    against = excepted or grammar("against").stands_in(rest)
    for code, values in told.values.items():
        before = [one for one in draft.values.get(code, ()) if one.text not in {value.text for value in values}]
        sure = not before or excepted or (against and code != "phones") or code not in LISTS
        new = values if sure else [replace(v, sure=False, doubt=v.doubt or _INSTEAD_OR_BESIDE) for v in values]
        kept = before if code in LISTS and (not against or grammar("added").stands_in(rest)) else []
        draft.values[code] = [*kept, *new]
