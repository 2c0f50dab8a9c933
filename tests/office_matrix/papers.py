from office_matrix import row

MEETING = ["$committee", "$slug"]
PAPER = [*MEETING, "$brought_paper"]
# Nothing is sent along.
REFUSED = row(clerk=422)

ROWS = {
    "office:papers": (MEETING, "get", row(clerk=302)),
    "office:papers-add": (MEETING, "post", REFUSED),
    "office:papers-place": (MEETING, "post", row(clerk=404)),
    "office:papers-to-follow": (MEETING, "post", REFUSED),
    "office:paper-forms": (PAPER, "get", row()),
    "office:paper-replace": (PAPER, "post", REFUSED),
    "office:paper-remove": (PAPER, "post", row(clerk=302)),
    "office:paper-file": ([*PAPER, 1], "get", row()),
}
