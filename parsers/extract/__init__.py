"""Extractors: documents to claims."""
