"""The token in the address to which answers go."""

from __future__ import annotations

import pytest

from config.settings import ADDRESS
from domain.reply_token import KEY_BYTES, LONGEST_LOCAL_PART, Token, address, tokens

MAILBOX = "Poc-Directory@un.example"
MAIL = "<acknowledgement.0123456789abcdef@un.example>"
KEY = bytes(range(KEY_BYTES))


def borne(*addresses: str) -> list[Token]:
    return tokens(addresses, MAILBOX)


@pytest.mark.parametrize("change", [str, str.lower, str.upper])
def test_an_address_bears_the_token_that_it_was_given_whatever_becomes_of_its_letters(change: type[str]) -> None:
    ours = address(MAILBOX, 17, MAIL, KEY)
    assert ADDRESS.fullmatch(ours)
    (token,) = borne("somebody@else.example", change(ours), ours)
    assert (token.number, token.sealed(MAIL, KEY)) == (17, True)


def test_a_mailbox_that_has_a_detail_of_its_own_keeps_it() -> None:
    ours = address("poc+trial@un.example", 1, MAIL, KEY)
    assert ours.startswith("poc+trial+re1-")
    (token,) = tokens([ours], "poc+trial@un.example")
    assert token.sealed(MAIL, KEY)


OURS = address(MAILBOX, 17, MAIL, KEY)
FORGED = {
    "of another number": OURS.replace("re17", "re18"),
    "with another letter": OURS.replace("re17-", "re17-a")[:-12] + OURS[-11:],
    "signed with another key": address(MAILBOX, 17, MAIL, bytes(KEY_BYTES)),
    "of another mail": address(MAILBOX, 17, "<acknowledgement.another@un.example>", KEY),
    "longer": OURS.replace("@un", "x@un"),
    "unsealed": "poc-directory+re17-@un.example",
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_token_that_was_changed_or_made_by_another_is_not_sealed(forged: str) -> None:
    assert FORGED[forged] != OURS
    (token,) = borne(FORGED[forged])
    assert not token.sealed(MAIL, KEY)


@pytest.mark.parametrize(
    "other",
    [
        "poc-directory@un.example",
        "poc-directory+news@un.example",
        "poc-directory+re@un.example",
        "re17-abcdefghijklmnop@un.example",
        "poc+re17-abcdefghijklmnop@un.example",
        "poc-directory+re17-abcdefghijklmnop@elsewhere.example",
        "poc-directory+re17-abcdefghijklmnop",
        "",
    ],
)
def test_an_address_that_is_not_ours_with_a_token_bears_none(other: str) -> None:
    assert borne(other) == []


def test_where_a_local_part_can_hold_no_more_the_address_stays() -> None:
    room = LONGEST_LOCAL_PART - len("+re17-") - 16
    assert address("a" * room + "@un.example", 17, MAIL, KEY) != "a" * room + "@un.example"
    assert address("a" * (room + 1) + "@un.example", 17, MAIL, KEY) == "a" * (room + 1) + "@un.example"
