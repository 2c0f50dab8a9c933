from office_matrix import row

MEETING = ["$committee", "$slug"]
ATTENDEE = [*MEETING, "$attendee"]
DECLARATION = [*MEETING, "$declaration"]

# A deed that is sent without its fields is refused with a sentence.
REFUSED = row(clerk=422)
DONE = row(clerk=302)

ROWS = {
    "office:attendance-save": (MEETING, "post", REFUSED),
    "office:attendance-people": (MEETING, "get", row()),
    "office:attendance-mark": (ATTENDEE, "post", REFUSED),
    "office:attendee": (ATTENDEE, "get", row()),
    "office:attendee-change": (ATTENDEE, "post", REFUSED),
    "office:attendee-move": (ATTENDEE, "post", DONE),
    "office:attendee-remove": (ATTENDEE, "post", DONE),
    "office:declarations-add": (MEETING, "post", REFUSED),
    "office:declaration": (DECLARATION, "get", row()),
    "office:declaration-change": (DECLARATION, "post", REFUSED),
    "office:declaration-remove": (DECLARATION, "post", DONE),
}
