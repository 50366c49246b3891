"""Lines that end with a colon, behind which whoever comes in the place of somebody who leaves stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.submission import Action
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.passages import Passage
from parsers.extract.roles import Mention
from parsers.extract.turns import Turns

_LEADS_ON = re.compile(r"[:：]\s*$")


def lead_in_successor(
    gathering: Gathering, sentence: Passage, turns: Turns, mentioned: Sequence[Mention], below: bool = False
) -> None:
    """What follows a sentence by which somebody leaves and that ends with a colon is who comes in that place, in the same role."""
    if not (below or (_LEADS_ON.search(sentence.text) and (in_their_place(gathering, sentence) or turns.nominate))):
        return
    gathering.lead = Action.ADD, sentence
    gathering.lead_in(tuple(dict.fromkeys(role for one in mentioned for role in one.roles)), sentence)
    gathering.lead_sure = True
    gathering.close()


def leads_in_comer(
    gathering: Gathering, leaver: Draft, sentence: Passage, turns: Turns, roles: tuple[str, ...]
) -> bool:
    """Whether a sentence behind the one by which somebody leaves says who comes in that place, below it and in the same role
    ("An seine Stelle tritt:")."""
    comes = turns.replace or turns.replaced_by or in_their_place(gathering, sentence)
    if leaver.action is not Action.REMOVE or not comes or turns.withdraw or turns.supersede or turns.update:
        return False
    gathering.lead = Action.ADD, sentence
    if roles:
        gathering.lead_in(roles, sentence)
    else:
        gathering.lead_roles, gathering.lead_said = leaver.roles, leaver.role_said
    gathering.lead_sure = True
    gathering.close()
    return True


def in_their_place(gathering: Gathering, sentence: Passage) -> bool:
    """True for a sentence that speaks of who comes in somebody's place."""
    return grammar("in_their_place", gathering.languages).stands_in(sentence.text)
