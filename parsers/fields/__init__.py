"""Fields: text to one typed value."""
