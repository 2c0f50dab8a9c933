"""Owners answer by a signed link, without an account; an officer looks before anything is public."""
