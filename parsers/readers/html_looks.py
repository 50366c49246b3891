"""What people see of an HTML element: hidden, struck through, linked elsewhere, quoted, or a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_WHOLE = frozenset({"p", "div", "td", "th", "li", "dd", "dt", "body"})
_TARGET = re.compile(r"\s*mailto:\s*([^?\s]+)", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_WHITE = re.compile(
    r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.IGNORECASE
)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:", re.IGNORECASE)
_QUOTES = re.compile(
    r"gmail_quote|yahoo_quoted|protonmail_quote|moz-cite-prefix|tutanota_quote|WordSection_quoted|OutlookMessageHeader",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(r"divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|reply-intro", re.IGNORECASE)
"""Marks after which everything is quoted."""
_OUTLOOK_RULE = re.compile(r"border\s*:\s*none\s*;\s*border-top\s*:\s*solid\s*#(?:E1E1E1|B5C4DF)", re.IGNORECASE)
_SIGNATURES = re.compile(
    r"gmail_signature|moz-signature|ms-outlook-mobile-signature|x_signature|^signature$", re.IGNORECASE
)


def is_quoted(element: Any) -> bool:
    """True for what a mail program marks as the mail that is answered."""
    return bool(_QUOTES.search(_marks(element)))


def is_signature(element: Any) -> bool:
    """True for what a mail program marks as the sender's signature."""
    return bool(_SIGNATURES.search(_marks(element).strip()))


def opens_quotation(element: Any) -> bool:
    """True for what stands before the mail that is answered or passed on: all behind it is quoted."""
    return bool(_FOLLOWED.search(_marks(element)) or _OUTLOOK_RULE.search(element.get("style") or ""))


def _marks(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def is_hidden(element: Any) -> bool:
    """True for an element whose text people do not see."""
    style = element.get("style") or ""
    if element.get("hidden") is not None or _HIDDEN.search(style):
        return bool("".join(element.itertext()).strip())
    return bool(_WHITE.search(style)) and not any(
        _BACKGROUND.search(e.get("style") or "") or e.get("bgcolor") for e in _up(element)
    )


def is_struck(element: Any) -> bool:
    """True for text that people see struck through."""
    struck = element.tag in ("s", "strike", "del") or _STRUCK.search(element.get("style") or "")
    return bool(struck) and bool("".join(element.itertext()).strip())


def stands_beside_others(element: Any) -> bool:
    """True where the block in which a struck element stands has words that are not struck."""
    block = next((one for one in _up(element) if one.tag in _WHOLE), element)
    struck = sum(len("".join(one.itertext())) for one in block.iter() if one.tag == element.tag and is_struck(one))
    return len("".join(block.itertext()).strip()) > struck


def links_elsewhere(element: Any) -> str:
    """The address that a link shows where it leads to another one; empty where both agree or it shows none."""
    target = _TARGET.match(unquote(str(element.get("href") or "")))
    shown = _ADDRESS.findall(_UNSEEN.sub("", "".join(element.itertext())))
    if target is None or len(shown) != 1 or not _ADDRESS.fullmatch(target[1]):
        return ""
    return "" if shown[0].lower() == target[1].lower() else str(shown[0])


def _up(element: Any) -> Iterator[Any]:
    while element is not None:
        yield element
        element = element.getparent()
