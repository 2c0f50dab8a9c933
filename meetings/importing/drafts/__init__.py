"""Parsed record → rows of the working record."""
