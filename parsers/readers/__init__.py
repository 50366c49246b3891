"""Readers: one module a format, format to document."""
