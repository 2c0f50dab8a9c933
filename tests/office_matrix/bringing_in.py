"""Bringing in older action logs."""

from office_matrix import SENT_TO_SIGN_IN, row

# Whoever keeps the ledger of any committee begins there.
BEGUN = {
    "nobody": SENT_TO_SIGN_IN,
    "stranger": 403,
    "owner": 403,
    "councillor": 403,
    "other_clerk": 200,
    "clerk": 200,
    "publisher": 200,
    "administrator": 403,
}

ROWS = {
    "ledger:log-import-new": ([], "get", BEGUN),
    "ledger:log-import-template": ([], "get", BEGUN),
    "ledger:log-import": (["$log_import"], "get", row()),
    "ledger:log-import-choose": (["$log_import"], "post", row(clerk=302)),
    "ledger:log-import-do": (["$log_import"], "post", row(clerk=302)),
    "ledger:log-import-discard": (["$log_import"], "post", row(clerk=302)),
    "ledger:log-import-file": (["$log_import"], "get", row()),
    "ledger:log-import-from-paper": (["$logged_item"], "post", row(clerk=302)),
}
