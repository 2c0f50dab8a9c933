from office_matrix import CAST, row

# Whoever keeps the ledger of any committee keeps addresses and looks into the outbox; messages are of a committee.
ROOM = row(unknown_to=403, clerk=200, other_clerk=200)
DO = row(unknown_to=403, clerk=302, other_clerk=302)
OF_COMMITTEE = row(unknown_to=403, clerk=200, other_clerk=404)
DO_OF_COMMITTEE = row(unknown_to=403, clerk=302, other_clerk=404)
NOTHING_TYPED = row(unknown_to=403, clerk=422, other_clerk=422)
NO_SUCH_MAIL = {**dict.fromkeys(CAST, 403), "nobody": 302, "clerk": 404, "publisher": 404, "other_clerk": 404}

ROWS = {
    "contacts:contact-list": ([], "get", ROOM),
    "contacts:contact-new": ([], "get", ROOM),
    "contacts:contact-edit": (["$contact"], "get", ROOM),
    "contacts:contact-remove": (["$contact"], "post", DO),
    "contacts:contact-changed-hands": (["$contact"], "post", NOTHING_TYPED),
    "contacts:contact-pass-on": (["$contact"], "post", NOTHING_TYPED),
    "chasing:outbox": ([], "get", ROOM),
    "chasing:outbox-release": ([], "post", NOTHING_TYPED),
    "chasing:outbox-drop": ([], "post", NOTHING_TYPED),
    "chasing:as-if": ([], "get", ROOM),
    "chasing:unreachable": ([], "get", ROOM),
    "chasing:mail-list": ([], "get", ROOM),
    "chasing:mail-detail": (["none.eml"], "get", NO_SUCH_MAIL),
    "chasing:message-detail": (["$message"], "get", OF_COMMITTEE),
    "chasing:message-release": (["$message"], "post", DO_OF_COMMITTEE),
    "chasing:message-drop": (["$message"], "post", row(unknown_to=403, clerk=422, other_clerk=404)),
    "chasing:message-again": (["$message"], "post", DO_OF_COMMITTEE),
    "chasing:message-arrived": (["$message"], "post", DO_OF_COMMITTEE),
}
