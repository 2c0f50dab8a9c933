"""Reference data, the clocks of addressee kinds, and the audit log."""

from office_matrix import SENT_TO_SIGN_IN


def kept_by(publisher, *, clerk=403):
    """A page of those who keep reference data; `clerk` for what clerks keep as well."""
    return {
        "nobody": SENT_TO_SIGN_IN,
        "stranger": 403,
        "owner": 403,
        "councillor": 403,
        "other_clerk": 403,
        "clerk": clerk,
        "publisher": publisher,
        "administrator": publisher,
    }


KEPT = kept_by(200)
ALSO_BY_CLERKS = kept_by(200, clerk=200)
READ = {**dict.fromkeys(KEPT, 403), "nobody": SENT_TO_SIGN_IN, "administrator": 200}

ROWS = {
    # A clerk of another committee keeps that one's standing items and minute numbers, so the overview is theirs too.
    "office:reference": ([], "get", {**ALSO_BY_CLERKS, "other_clerk": 200}),
    "office:reference-list": (["venues"], "get", KEPT),
    "office:reference-new": (["venues"], "get", KEPT),
    "office:reference-edit": (["committees", "$committee_pk"], "get", KEPT),
    # The committee is in use, which the page says.
    "office:reference-remove": (["committees", "$committee_pk"], "post", kept_by(422)),
    "office:holidays-add-year": ([], "post", kept_by(422, clerk=422)),
    "office:seat-end": (["$membership"], "post", kept_by(422)),
    "office:seats-copy": (["$year"], "get", KEPT),
    "office:order": (["$committee_pk", "standing-items"], "get", ALSO_BY_CLERKS),
    "office:order-edit": (["$committee_pk", "standing-items", "$standing_item"], "get", ALSO_BY_CLERKS),
    "office:order-up": (["$committee_pk", "standing-items", "$standing_item"], "post", kept_by(302, clerk=302)),
    "office:order-down": (["$committee_pk", "standing-items", "$standing_item"], "post", kept_by(302, clerk=302)),
    "office:order-remove": (["$committee_pk", "standing-items", "$standing_item"], "post", kept_by(302, clerk=302)),
    "clocks:clock-list": ([], "get", KEPT),
    "clocks:clock-edit": (["$clock"], "get", KEPT),
    "audit:event-list": ([], "get", READ),
    "audit:event-detail": (["$event"], "get", READ),
}
