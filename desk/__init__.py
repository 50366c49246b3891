"""The password-protected web desk, where officers compare what was read with the document and decide."""
