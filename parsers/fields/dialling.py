"""A run of digits as printed, read as an international telephone number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LEAST, MOST = 7, 15
"""Fewest and most digits of a number that can be dialled from abroad (E.164)."""

E164 = re.compile(r"^\+[1-9]\d{6,14}(;ext=\d{1,10})?$")
"""A number as the contract writes it, and no country code alone."""

_KEEPS_ZERO = frozenset({"IT", "SM", "VA", "CG", "CI", "GA"})
_ZERO_IN_BRACKETS = re.compile(r"[(\[] ?0 ?[)\]]")
_UNKNOWN = "the numbering plan knows no such number"
_DAMAGED = "the order of its groups is damaged"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in E.164; `valid` where the numbering plans know it, `region` the ISO alpha-2 code of its country."""

    value: str
    valid: bool
    region: str | None


def read_number(run: str, region: str | None) -> tuple[Number | None, str | None]:
    """The number that a run of digits stands for, and what is doubtful about it; None where it cannot be brought to E.164.

    `region` gives a national number its country code. Where + stands behind a country code, or the groups stand in reverse, as
    right-to-left text leaves them, they are put in order."""
    run = run.strip()
    digits = re.sub(r"\D", "", run)
    if len(digits) > MOST + 4:
        return None, "too many digits for a telephone number"
    if "+" in run and not re.match(r"[(\[]? ?\+", run):
        return _turned(run, region)
    if "+" in run:
        return _international(run, digits)
    if digits.startswith("00"):
        return _international(run, digits[2:])
    return _national(run, digits, region)


def _international(run: str, digits: str) -> tuple[Number | None, str | None]:
    parsed = parse("+" + digits)
    if parsed is None:
        return None, "its country code is not known"
    if parsed.valid:
        return parsed, None
    kept = run if parsed.region in _KEEPS_ZERO else _ZERO_IN_BRACKETS.sub("", run)
    by_form = re.sub(r"\D", "", kept)
    by_form = by_form if "+" in run else by_form.removeprefix("00")
    if kept != run and (dialled := parse("+" + by_form)) and dialled.valid:
        return dialled, None
    if LEAST <= len(by_form) <= MOST and not by_form.startswith("0"):
        return Number("+" + by_form, False, parsed.region), _UNKNOWN
    return None, "not of the form of an international telephone number"


def _national(run: str, digits: str, region: str | None) -> tuple[Number | None, str | None]:
    abroad = parse("+" + digits) if not digits.startswith("0") else None
    if region is None:
        if abroad and abroad.valid:
            return abroad, "its country code is written without a plus"
        return None, "it has no country code"
    at_home = parse(digits, region)
    if at_home and at_home.valid:
        rival = abroad if abroad and abroad.valid and abroad.value != at_home.value else None
        if rival and rival.region == region:
            return (rival if _dials_zero(region) else at_home), "its first figures may be the country code"
        return at_home, "what stands in brackets may be a country code" if rival and run.startswith("(") else None
    if (without := _without_zero(digits, region)) is not None:
        return without, None
    if abroad and abroad.valid:
        told = run.startswith("(") or abroad.region == region
        return abroad, None if told else "its country code is written without a plus"
    if digits.startswith("011") and (dialled := parse("+" + digits[3:])) and dialled.valid:
        return dialled, None
    if at_home and LEAST <= len(at_home.value) - 1 <= MOST:
        return at_home, _UNKNOWN
    return None, "not a telephone number that can be dialled from abroad"


def _without_zero(digits: str, region: str) -> Number | None:
    """The number without the zero that people dial before it at home, where the numbering plan knows it so only."""
    if not digits.startswith("0") or digits.startswith("00") or region in _KEEPS_ZERO:
        return None
    number = parse(digits[1:], region)
    return number if number and number.valid else None


def _turned(run: str, region: str | None) -> tuple[Number | None, str | None]:
    """Where the country code stands first only its sign is astray; where it stands last all groups stand in reverse, unless the
    State's own code stands first and the groups in reverse are no number ("213 21 73 12 34+")."""
    groups = list(re.finditer(r"\d+", run))
    signed = (
        index
        for index, group in enumerate(groups)
        if re.match(r"[)\]]? ?\+(?!\d)", run[group.end() :]) or run[: group.start()].rstrip("( ").endswith("+")
    )
    code = next(signed, None)
    if code is None:
        return None, _DAMAGED
    rest = [group[0] for index, group in enumerate(groups) if index != code]
    likely, other = (rest, rest[::-1]) if code == 0 else (rest[::-1], rest)
    first, second = (parse("+" + groups[code][0] + "".join(order)) for order in (likely, other))
    # the sign behind the last group
    straight = parse("+" + "".join(group[0] for group in groups))
    if code and straight and straight.valid and straight.region == region:
        rivals = (one for one in (first, second) if one and one.valid and one.value != straight.value)
        return straight, "its groups can be read in two orders" if any(rivals) else None
    if first and first.valid:
        rival = second and second.valid and second.value != first.value
        plausible = code > 0 and len(other[-1]) > 1
        return first, "its groups can be read in two orders" if rival and plausible else None
    if second and second.valid:
        return second, _DAMAGED
    if first and LEAST <= len(first.value) - 1 <= MOST:
        return Number(first.value, False, first.region), _DAMAGED
    return None, _DAMAGED


@lru_cache(maxsize=512)
def _dials_zero(region: str) -> bool:
    """True where people dial a zero before a number at home, so that figures without one are hardly a national number."""
    import phonenumbers

    plan = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    return plan is not None and plan.national_prefix == "0"


@lru_cache(maxsize=4096)
def parse(number: str, region: str | None = None) -> Number | None:
    """The numbering plans' reading of a number with + or, given a region, a national one; None where they have none."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    value = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if not re.fullmatch(r"\+[1-9][0-9]{1,14}", value):
        return None
    codes = phonenumbers.region_codes_for_country_code(parsed.country_code or 0)
    country = phonenumbers.region_code_for_number(parsed) or (region if region in codes else next(iter(codes), None))
    return Number(value, phonenumbers.is_valid_number(parsed), country)
