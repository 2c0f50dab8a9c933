"""The year, a series of meetings, and a meeting that moves."""

from office_matrix import row

# Whoever edits any committee's record.
EDITS = {**row(unknown_to=403), "other_clerk": 200}

ROWS = {
    "office:year": ([], "get", EDITS),
    "office:year-csv": ([], "get", EDITS),
    "office:series": ([], "get", EDITS),
    "office:move": (["$committee", "$slug"], "get", row()),
}
