from office_matrix import SIGNED_IN, row

ITEM = ["$committee", "$slug", "$item"]

ROWS = {
    "office:minutes-save": (ITEM, "post", row(clerk=422)),
    "office:minutes-save-all": (["$committee", "$slug"], "post", row(clerk=302)),
    "office:minutes-versions": (ITEM, "get", row()),
    "office:minutes-compare": (ITEM, "get", row(clerk=422)),
    "office:minutes-restore": (ITEM, "post", row(clerk=422)),
    "office:minutes-settle": ([*ITEM, "$beside"], "get", row()),
    "office:presence": (["$committee", "$slug"], "post", row(clerk=422)),
    "office:clean-paste": (["$committee", "$slug"], "post", row(clerk=422)),
    "office:fresh-token": ([], "get", SIGNED_IN),
}
