"""The working lists of the ledger."""

from office_matrix import row

# Whoever keeps the ledger of any committee.
KEEPS = {**row(unknown_to=403), "other_clerk": 200}
# Nothing is chosen, so the list is shown again, which says so.
SENT_BACK = {**row(unknown_to=403, clerk=302), "other_clerk": 302}

ROWS = {
    "ledger:action-list": ([], "get", KEEPS),
    "ledger:action-workbook": ([], "get", KEEPS),
    "ledger:action-text": ([], "get", KEEPS),
    "ledger:action-together": (["progress"], "post", SENT_BACK),
    "ledger:recommendation-list": ([], "get", KEEPS),
    "ledger:recommendation-workbook": ([], "get", KEEPS),
    "ledger:recommendation-text": ([], "get", KEEPS),
    "ledger:recommendation-together": (["progress"], "post", SENT_BACK),
}
