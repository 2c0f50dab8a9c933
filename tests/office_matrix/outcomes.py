from office_matrix import row

MEETING = ["$committee", "$slug"]


def deed(status=302):
    """Done by POST alone, by those who edit the record."""
    return row(clerk=status)


ROWS = {
    "office:outcomes": ([*MEETING, "$item"], "get", row(clerk=302)),
    "office:outcomes-found": ([*MEETING, "$item"], "get", row()),
    "office:outcomes-add": ([*MEETING, "$item"], "post", deed(422)),
    "office:outcomes-lift": ([*MEETING, "$item"], "post", deed(422)),
    "office:outcomes-keep": ([*MEETING, "$item"], "post", deed(422)),
    "office:outcome-edit": ([*MEETING, "$line"], "get", row()),
    "office:outcome-move": ([*MEETING, "$line"], "post", deed()),
    "office:outcome-remove": ([*MEETING, "$line"], "post", deed()),
    "office:group-edit": ([*MEETING, "$group"], "get", row()),
    "office:group-move": ([*MEETING, "$group"], "post", deed()),
    # Its lines stand in the ledger, so the clerk is asked first.
    "office:group-remove": ([*MEETING, "$group"], "post", deed(422)),
    "office:undertaking-act": ([*MEETING, "$undertaking"], "post", deed()),
    "office:undertaking-dismiss": ([*MEETING, "$undertaking"], "post", deed(422)),
    "office:undertaking-undo": ([*MEETING, "$undertaking"], "post", deed()),
}
