"""Older action logs, from a spreadsheet into the ledger."""
