"""The open register: scrutiny that was left unanswered."""
