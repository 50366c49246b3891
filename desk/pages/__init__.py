"""The pages: each parses the form, makes one call, and renders or redirects."""
