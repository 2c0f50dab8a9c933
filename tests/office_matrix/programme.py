"""Work programmes, their rows, and task and finish groups."""

from office_matrix import SENT_TO_SIGN_IN, row

PROGRAMME = ["transport", 2026]
ROW = [*PROGRAMME, "$programme_row"]
# Whoever edits the record of any committee reads the list of the own ones.
LISTED = {
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
    "office:programme-list": ([], "get", LISTED),
    "office:programme": (PROGRAMME, "get", row()),
    "office:programme-note": (PROGRAMME, "post", row(clerk=302)),
    # Nothing was typed.
    "office:programme-add": (PROGRAMME, "post", row(clerk=422)),
    "office:programme-release": (PROGRAMME, "post", row(clerk=302)),
    "office:programme-copy": (PROGRAMME, "post", row(clerk=302)),
    "office:programme-topic": ([*PROGRAMME, "$topic"], "post", row(clerk=302)),
    "office:programme-row": (ROW, "get", row()),
    "office:programme-row-move": (ROW, "post", row(clerk=302)),
    # It has no meeting yet.
    "office:programme-row-agenda": (ROW, "post", row(clerk=422)),
    "office:programme-row-remove": (ROW, "post", row(clerk=302)),
    "programmes:from-recommendation": (PROGRAMME, "get", row()),
    "office:task-group": (["$task_group"], "get", row()),
}
