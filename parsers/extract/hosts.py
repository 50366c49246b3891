"""The States in which a Mission or an embassy is, or to which it is sent: it speaks for another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.expressions import later
from parsers.extract.grammar import ARTICLE, one_of
from parsers.fields.found import Found
from parsers.fields.states import find_states

_BEFORE = later(rf"(?:^|\W){one_of('host_before')}\s+(?:{ARTICLE})?$", re.IGNORECASE)
"""Words before the name of the State in which a Mission is: "the Embassy of Ghana in Switzerland"."""
_AT = later(r"[驻駐在]$")
"""The same in Chinese, which writes it to the name."""
_IN = "ب"
"""The same in Arabic, where it may be joined to the name."""
_SEATED = later(r"\s*(?:的)?(?:其[他它]|各)?[国國][际際][组組][织織]")
"""What follows it where the Mission is accredited to organisations there, in Chinese: 瑞士其他国际组织."""
_SENT = later(r"\s*(?:常|派)?[驻駐]")
_LONGEST = 60
"""Characters before a State's name in which such words stand; to look through all of them for each of many States takes long."""
_STOP = re.compile(r"[，。；：,;:]")


def senders(text: str, states: Sequence[Found]) -> list[Found]:
    """Those of the States named in this text in which no Mission of another one is, as far as the words beside them tell."""
    return [state for state in states if not _is_host(text, state)]


def sent_by(text: str, mission: Found, states: Sequence[Found]) -> Found | None:
    """The State before the Chinese word for being sent, of the Mission that stands behind (中国驻瑞士大使馆)."""
    for state in reversed(states):
        if state.end <= mission.end and _SENT.match(text, state.end) and not _STOP.search(text, state.end, mission.end):
            return state
    return None


def _is_host(text: str, state: Found) -> bool:
    before = text[max(0, state.start - _LONGEST) : state.start]
    return bool(
        _BEFORE.search(before)
        or _AT.search(before)
        or _is_joined(text[state.start : state.end], state)
        or _SEATED.match(text, state.end)
    )


def _is_joined(written: str, state: Found) -> bool:
    """True for an Arabic name with "in" before it; names that begin with this letter themselves are no names without it."""
    return written.startswith(_IN) and any(named.value == state.value for named in find_states(written[len(_IN) :]))
