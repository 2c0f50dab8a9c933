"""What councillors read, and restricted papers as whoever may read them has them."""

from office_matrix import CAST, SIGNED_IN

# People without the role, and without a place in the record, are told that these pages are not for them.
THEIRS = {**dict.fromkeys(CAST, 403), "nobody": 302, "councillor": 200}
READ_EXEMPT = {**dict.fromkeys(CAST, 404), "nobody": 302, "councillor": 200, "clerk": 200, "publisher": 200}

ROWS = {
    "office:desk": ([], "get", {**SIGNED_IN, "councillor": 302}),
    "office:restricted-file": (["$restricted"], "get", READ_EXEMPT),
    "office:restricted-version": (["$restricted", 1], "get", {**READ_EXEMPT, "councillor": 404}),
    "councillors:home": ([], "get", THEIRS),
    "councillors:meeting": (["$committee", "$slug"], "get", THEIRS),
    "councillors:asked": ([], "get", THEIRS),
    "councillors:record": ([], "get", THEIRS),
}
