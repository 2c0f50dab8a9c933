from office_matrix import row

ROWS = {
    "office:workspace": (["$committee", "$slug"], "get", row()),
}
