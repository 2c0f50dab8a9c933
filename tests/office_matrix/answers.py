from office_matrix import row

# What owners answered is told to those who keep the committee's ledger; to the others there is none of it.
LIST = row(unknown_to=403, other_clerk=200)
DEED = row(clerk=302)
EMPTY = row(clerk=422)

ROWS = {
    "ledger:answer-list": ([], "get", LIST),
    "ledger:answer": (["$owner_answer"], "get", row()),
    "ledger:answer-accept": (["$owner_answer"], "post", EMPTY),
    "ledger:answer-return": (["$owner_answer"], "post", EMPTY),
    "ledger:answer-close": (["$owner_answer"], "post", EMPTY),
    "ledger:answer-file": (["$owner_answer", "$owner_file"], "get", row()),
    "ledger:owner-link-list": ([], "get", LIST),
    "ledger:owner-link": (["$owner_link"], "get", row()),
    "ledger:owner-link-take-back": (["$owner_link"], "post", DEED),
}
