from office_matrix import row

NEW = row(unknown_to=403, other_clerk=200)

ROWS = {
    "ledger:entry": (["$entry"], "get", row()),
    "ledger:entry-last-day": (["$entry"], "get", row()),
    "ledger:entry-record": (["$entry", "response"], "post", row(clerk=422)),
    "ledger:entry-take-back": (["$entry", "$fact"], "post", row(clerk=422)),
    "ledger:meeting-items": (["$committee"], "get", row()),
    "ledger:action-new": ([], "get", NEW),
}
