from office_matrix import row

ROWS = {
    "office:agenda-save": (["$committee", "$slug"], "post", row(clerk=302)),
    "office:agenda-take-over": (["$committee", "$slug"], "post", row(clerk=302)),
}
