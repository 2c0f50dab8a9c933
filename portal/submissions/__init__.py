"""What the public sends in: a question to a meeting, a topic for scrutiny. The office's side of it is in `meetings`."""
