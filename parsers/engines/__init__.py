"""Engines: one module an outside program: version(), available(), run(), a named failure."""
