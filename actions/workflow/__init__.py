"""Deeds upon the ledger. Each is one transaction, asks who does it, and appends facts; none changes one."""
