"""What every address of the office answers to every member of the cast, one module for each part of the office.

A module's ROWS are: name → (arguments, method, statuses). An argument that begins with "$" stands for a key of what the
fixture `office` made ("$item" is the number of the item). `statuses` is one of the dicts below or one like them, by the
members of CAST.
"""

from importlib import import_module
from pkgutil import iter_modules

CAST = ["nobody", "stranger", "owner", "councillor", "other_clerk", "clerk", "publisher", "administrator"]
SENT_TO_SIGN_IN = 302


def row(*, unknown_to=404, clerk=200, publisher=None, administrator=None, other_clerk=None):
    """Statuses for a page of those who edit the record: by default others are told that there is none."""
    return {
        "nobody": SENT_TO_SIGN_IN,
        "stranger": unknown_to,
        "owner": unknown_to,
        "councillor": unknown_to,
        "other_clerk": unknown_to if other_clerk is None else other_clerk,
        "clerk": clerk,
        "publisher": clerk if publisher is None else publisher,
        "administrator": unknown_to if administrator is None else administrator,
    }


# Everybody who is signed in reads it.
SIGNED_IN = {**dict.fromkeys(CAST, 200), "nobody": SENT_TO_SIGN_IN}

OFFICE = {}
for module in iter_modules(__path__):
    OFFICE |= import_module(f"{__name__}.{module.name}").ROWS
