"""Putting the ledger on an agenda."""

from office_matrix.programme import LISTED

ROWS = {"ledger:paper-new": ([], "get", LISTED)}
