from office_matrix import row

ROWS = {
    # Everybody in the office knows of both; a clerk of another committee sees what is theirs.
    "office:meeting-list": ([], "get", row(unknown_to=403, other_clerk=200)),
    "office:meeting-new": ([], "get", row(unknown_to=403, other_clerk=200)),
    "office:facts": (["$committee", "$slug"], "post", row(clerk=422)),
    "office:agenda-save": (["$committee", "$slug"], "post", row(clerk=302)),
    "office:agenda-take-over": (["$committee", "$slug"], "post", row(clerk=302)),
}
