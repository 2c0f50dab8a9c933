"""One entry as a page tells it, today or as at a day: its facts, the rule of its date, its chain. Public rows alone."""
