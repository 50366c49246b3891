"""Whatever is sent is kept byte for byte and read to its end; `make torture` sends thousands."""

from __future__ import annotations

from tests.torture.weird import damaged, torture_with_weird_mail


def test_damaged_mail_is_kept_and_read() -> None:
    assert torture_with_weird_mail(300) == []


def test_the_same_seed_damages_the_same_way() -> None:
    assert list(damaged(20, 7)) == list(damaged(20, 7)) != list(damaged(20, 8))
