"""How long what is under test may wait, where the test is about the end of its waiting."""

from __future__ import annotations

TRIES = (0.3, 3.0, 30.0)
"""Seconds, one after the other, until the fault was met that a test is about: the first is soon over, and what a busy machine does
not reach in so short a time, it reaches in a longer one."""
