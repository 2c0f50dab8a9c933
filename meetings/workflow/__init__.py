"""Deeds upon the working record: each checks, changes, tells the audit log, and is done whole or not at all."""
