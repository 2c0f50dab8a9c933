from office_matrix import SIGNED_IN, row

ROWS = {
    "office:desk": ([], "get", SIGNED_IN),
    "office:workspace": (["$committee", "$slug"], "get", row()),
}
