"""Files as they come from outside: what each one is, by its content alone, or one sentence why it is not taken."""
