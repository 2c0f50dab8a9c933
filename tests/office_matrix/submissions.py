from office_matrix import row

# What came in is told to those who edit the committee's record; to the others there is none of it.
DEED = row(clerk=302)
EMPTY = row(clerk=422)

ROWS = {
    "office:submissions": ([], "get", row(unknown_to=403, other_clerk=200)),
    "office:submission": (["$topic"], "get", row()),
    "office:submission-take-in": (["$topic"], "post", DEED),
    "office:submission-set-aside": (["$topic"], "post", EMPTY),
    "office:submission-wait-again": (["$topic"], "post", DEED),
}
