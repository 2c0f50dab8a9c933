from office_matrix import row

MEETING = ["$committee", "$slug"]
QUESTION = [*MEETING, "$question"]
ANSWER = [*QUESTION, "$answer"]
RESPONSE = [*QUESTION, "$response"]
SENT = [*MEETING, "$submission"]

# A deed that is sent without its fields is refused with a sentence.
REFUSED = row(clerk=422)
DONE = row(clerk=302)

ROWS = {
    "office:questions-add": (MEETING, "post", REFUSED),
    "office:question": (QUESTION, "get", row()),
    "office:question-change": (QUESTION, "post", REFUSED),
    "office:question-decide": (QUESTION, "post", REFUSED),
    "office:question-move": (QUESTION, "post", REFUSED),
    "office:question-remove": (QUESTION, "post", DONE),
    "office:question-promise": (QUESTION, "post", DONE),
    "office:answer-add": (QUESTION, "post", REFUSED),
    "office:answer-change": (ANSWER, "post", REFUSED),
    "office:answer-reissue": (ANSWER, "post", REFUSED),
    "office:answer-remove": (ANSWER, "post", DONE),
    "office:supplementary-save": (QUESTION, "post", REFUSED),
    "office:response-add": (QUESTION, "post", REFUSED),
    "office:response-change": (RESPONSE, "post", REFUSED),
    "office:response-remove": (RESPONSE, "post", DONE),
    "office:sent-question-take": (SENT, "post", DONE),
    "office:sent-question-set-aside": (SENT, "post", REFUSED),
}
