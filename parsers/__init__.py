"""Bytes to submission: no store, no network, no clock."""
