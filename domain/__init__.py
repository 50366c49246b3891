"""What the words mean: plain Python and pydantic; no I/O, no clock, no database."""
