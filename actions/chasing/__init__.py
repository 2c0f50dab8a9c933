"""Reminders and weekly summaries: what is planned, looked at, and sent once."""
