from office_matrix import row

# Nothing is sent along: what may be done is asked before what was sent.
ROWS = {
    "door:publish": (["$committee", "$slug"], "get", row()),
    "door:ready": (["$committee", "$slug"], "post", row(clerk=302)),
    "door:timeline": (["$committee", "$slug"], "get", row()),
    "door:withdraw": (["$committee", "$slug", "$edition"], "get", row(clerk=403, publisher=200)),
    "door:committee": (["$committee"], "get", row()),
    "office:approve-minutes": (["$committee", "$slug", "$item"], "post", row(clerk=422)),
    "office:unapprove-minutes": (["$committee", "$slug", "$item", "$approved"], "post", row(clerk=302)),
}
