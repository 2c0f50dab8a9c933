"""What each key of an edition's JSON means, in the words of the page about open data.

Parts are told in the order of the document. A test holds that no edition has a key without words.
"""

from portal.opendata.keys_of_committees import COMMITTEE_PARTS
from portal.opendata.keys_of_items import ITEM_PARTS
from portal.opendata.part import Part

__all__ = ["PARTS", "Part", "words_for"]

_REFERENCE = {
    "slug": "Its word in addresses.",
    "code": "Its letters in references of the ledger, such as TRA-2026-R1.",
    "name": "Its name on the day of publication.",
    "kind": "The kind of body as a word for programs: scrutiny, cabinet, council and others.",
    "kind_label": "The same in words for readers.",
}
_PLACE = {
    "committee": "The committee of that meeting, as its word in addresses.",
    "slug": "The meeting, as its word in addresses; empty where the public has no record of it.",
    "anchor": "The item there, as the mark on the meeting’s page; empty where that is not public.",
    "label": "Meeting and item in words.",
}
_OTHER_MEETING = {
    "committee": "Its committee, as its word in addresses.",
    "slug": "The meeting, as its word in addresses.",
    "date": "Its day.",
    "start": "The hour at which it begins.",
}

_EVERY = (
    Part(
        "Every edition",
        ("meeting", "committee"),
        {
            "format": "The form, “scrutiny-record/1”. Keys are added to it and never given another meaning.",
            "kind": "“meeting” or “committee”: what the edition is of.",
            "council": "The council whose record this is.",
            "edition": "The edition itself, as follows.",
            "committee": "The committee, as it is named below.",
        },
    ),
    Part(
        "The edition itself",
        ("meeting.edition", "committee.edition"),
        {
            "number": "Its number among the editions of the same meeting or committee, from 1.",
            "register_number": "Its number in the register of all editions.",
            "stage": "What was published: notice, agenda, draft minutes, correction and others.",
            "published_at": "When.",
            "published_by": "By whom.",
            "reason": "Why, in the publisher’s words.",
            "previous_sha256": "The hash of the edition of the same address before it; null for the first.",
            "register_sha256": "The hash of the edition before it in the register; null for the first of all.",
        },
    ),
    Part(
        "A committee, as it is named",
        ("meeting.committee", "committee.committee", "committee.parent"),
        _REFERENCE,
    ),
)

_MEETING = (
    Part(
        "An edition of a meeting",
        ("meeting",),
        {
            "meeting": "The facts of the meeting.",
            "attendance": "Who was there, by groups; empty before there are minutes.",
            "items": "The agenda items in order.",
            "questions": "Questions from the public and from members that were accepted or disallowed.",
            "action_log": "The rows of the action log as it stood in the papers.",
            "documents": "Papers of the meeting as a whole; those of an item stand with it.",
            "withheld": "Papers of the meeting as a whole that are not for publication. Only where there are some.",
        },
    ),
    Part(
        "The facts of a meeting",
        ("meeting.meeting",),
        {
            "slug": "The meeting’s word in addresses.",
            "date": "Its day.",
            "start": "The hour at which it begins.",
            "end": "The hour at which it ended; null before there are minutes.",
            "kind": "The kind of meeting as a word for programs.",
            "kind_label": "The same in words.",
            "status": "Provisional, scheduled, postponed, cancelled or held, as a word for programs.",
            "status_label": "The same in words.",
            "status_reason": "Why it was postponed or cancelled.",
            "venue": "The place; null where none is given.",
            "contact": "Whom to ask; null where nobody is given.",
            "livestream": "The address of the live stream.",
            "notes": "What the public should know of the meeting.",
            "publication_deadline": "The last day for publishing agenda and papers.",
            "questions_deadline": "Until when the public may send questions, on the council’s own clock.",
            "questions_rule": "The rule from which that moment was computed. Only where an officer did not set it.",
            "extended_until": "Until when the meeting was extended.",
            "future_dates": "Dates of future meetings that it announced.",
            "minutes": "“none”, “draft” or “approved”.",
            "minutes_approved_on": "The day on which the minutes were approved.",
            "minutes_signed_by": "Who signed them.",
            "approved_at": "The item of a later meeting at which they were approved.",
            "corrections": "What that meeting corrected in them.",
            "replaced_by": "The meeting that is held instead of this one. Only of a postponed meeting.",
            "replaces": "The postponed meeting instead of which this one is held. Only where there is one.",
        },
    ),
    Part("The place", ("meeting.meeting.venue",), {"name": "Its name.", "address": "Its address."}),
    Part(
        "Whom to ask",
        ("meeting.meeting.contact",),
        {"name": "The officer’s name.", "post": "The post.", "phone": "Telephone.", "email": "E-mail."},
    ),
    Part(
        "A future date",
        ("meeting.meeting.future_dates[]",),
        {"date": "The day.", "start": "The hour.", "note": "What is said of it."},
    ),
    Part(
        "A correction of minutes",
        ("meeting.meeting.corrections[]",),
        {"text": "What was corrected.", "noted_at": "The item of a later meeting that noted it."},
    ),
    Part(
        "An item of another meeting",
        ("meeting.meeting.approved_at", "meeting.meeting.corrections[].noted_at"),
        _PLACE,
    ),
    Part("Another meeting", ("meeting.meeting.replaced_by", "meeting.meeting.replaces"), _OTHER_MEETING),
    Part(
        "A group of the attendance",
        ("meeting.attendance[]",),
        {
            "group": "The group as a word for programs: member, co-optee, substitute, in attendance or officer.",
            "label": "The same in words.",
            "entries": "The people of the group in order.",
        },
    ),
    Part(
        "Somebody in the attendance",
        ("meeting.attendance[].entries[]",),
        {
            "name": "The name as the minutes print it.",
            "person": "The person’s word in addresses; null of somebody who has no page.",
            "role": "The role at this meeting.",
            "body": "The body that is represented.",
            "mode": "“present”, “remote”, “apologies”, “absent” or “expected”.",
            "substitute_for": "For whom somebody came as a substitute.",
            "arrived": "When, or at which item, somebody came late.",
            "left": "When, or before which item, somebody left.",
            "note": "What else is said.",
        },
    ),
)

PARTS: tuple[Part, ...] = (*_EVERY, *_MEETING, *ITEM_PARTS, *COMMITTEE_PARTS)


def words_for(path: str) -> str:
    """The words on a key by its path ("meeting.items[].title"); nothing where there are none."""
    place, _, key = path.rpartition(".")
    return next((part.keys[key] for part in PARTS if place in part.paths and key in part.keys), "")
