from office_matrix import CAST, row

# Who brings in papers looks after their reading, each for the own committees; administrators after everything else.
LOOK = row(unknown_to=403, clerk=200, other_clerk=200, administrator=200)
ADMINISTRATORS_DO = {**dict.fromkeys(CAST, 403), "nobody": 302, "administrator": 302}

ROWS = {
    "office:background": ([], "get", LOOK),
    "office:background-paper-again": (["$paper"], "post", row(clerk=302)),
    "office:background-job-again": ([1], "post", ADMINISTRATORS_DO),
}
