"""The frame of a deed that is noted. It lies below, among the accounts, whose own deeds are noted too."""

from portal.accounts.acting import deed

__all__ = ["deed"]
