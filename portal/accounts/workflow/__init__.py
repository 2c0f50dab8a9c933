"""Deeds on accounts; each says in the audit log who did what to whom."""
