from office_matrix import row

PAPER = ["$committee", "$slug", "$paper"]

ROWS = {
    "office:paper": (PAPER, "get", row()),
    "office:paper-facts": (PAPER, "post", row(clerk=422)),
    "office:paper-restriction": (PAPER, "post", row(clerk=422)),
    "office:paper-open": (PAPER, "post", row(clerk=302)),
    "office:report-header": (PAPER, "post", row(clerk=302)),
    "office:report-background": (PAPER, "post", row(clerk=302)),
    "office:report-review": (PAPER, "post", row(clerk=422)),
    "office:exclusion-record": (["$committee", "$slug", "$item"], "post", row(clerk=422)),
    # A clerk of another committee sees what is kept from the public there.
    "office:restricted": ([], "get", row(unknown_to=403, other_clerk=200)),
}
