"""Who may be written to."""

from __future__ import annotations

import pytest

from domain.acknowledgement import Acknowledge, Silence, correspondent
from tests.builders.office import a_reading, programme


@pytest.mark.parametrize(
    "local",
    [
        "mailer-daemon",
        "no-reply",
        "no_reply",
        "noreply+17",
        "do.not.reply",
        "bounces+17=x",
        "owner-list",
        "list-request",
    ],
)
def test_a_machines_address_is_never_written_to(local: str) -> None:
    reading = a_reading(sender=f"{local}@mission.example")
    assert correspondent(reading.envelope, programme()) == Silence("robot")


@pytest.mark.parametrize(
    "local", ["info", "noreplyansah", "request", "requests.desk", "owner", "bouncer", "postmasters"]
)
def test_a_persons_address_only_looks_like_one(local: str) -> None:
    reading = a_reading(sender=f"{local}@mission.example")
    assert correspondent(reading.envelope, programme()) == Acknowledge(f"{local}@mission.example")
