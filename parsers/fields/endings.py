"""How domains end, and what stands behind an end without a space."""

from __future__ import annotations

from domain.states import STATES
from parsers.expressions import later

_TERRITORIES = (
    "ac ai aq as aw ax bl bm bq bv cc ck cw cx eu fk fo gf gg gi gl gp gs gu gw hk hm im io je ky mf mo mp mq ms nc nf nu "
    "pf pm pn pr re sh sj su sx tc tf tk tw uk um vg vi wf yt"
)
_FOR_EXAMPLES = frozenset({"example", "test", "invalid"})
_GENERIC = (
    "com org net int gov edu mil info biz name pro aero coop museum mobi tel asia cat jobs travel post arpa app dev online "
    "site tech cloud email africa swiss world global international agency center network support systems team digital "
    "security example test invalid local lan gouv gob"
)
COUNTRY_ENDINGS = frozenset((*_TERRITORIES.split(), *(state.alpha2.lower() for state in STATES.values())))
ENDINGS = frozenset((*_GENERIC.split(), *COUNTRY_ENDINGS))
_NEXT_SENTENCE = later(r"([a-z0-9-]+(?:\.[a-z0-9-]+)+)\.([A-Z][a-z-]*|tel|fax|mob|phone|mobile)")
"""A domain in small letters, and a word with a capital, or for a number."""


def ends_as_domains_do(domain: str) -> bool:
    """True for a domain of several labels whose last one is a country's or a common one."""
    return "." in domain and domain.rpartition(".")[2].lower() in ENDINGS


def before_next_sentence(domain: str) -> str | None:
    """The domain alone, where the first word of what comes next is joined to it ("x.org.The"); None for any other."""
    found = _NEXT_SENTENCE.fullmatch(domain)
    if found is None or not ends_as_domains_do(found[1]):
        return None
    # "mfa.gov.Fj" is all of it
    complete = found[1].rpartition(".")[2] in COUNTRY_ENDINGS | _FOR_EXAMPLES
    return found[1] if complete or found[2].lower() not in COUNTRY_ENDINGS else None
