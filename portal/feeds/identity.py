"""The identifiers by which calendars and feed readers know a thing again. Once given, they never change.

They follow from what publishing wrote and can never write again: the digest of the first edition of the register stands
for this council's record, the address of a meeting for the meeting, the digest of an edition for the edition. So
neither another host nor another name of the council changes them, and two councils never share one.
"""

import uuid

from meetings.editions.models import Edition

# Made once, for this program.
_SCRUTINY_RECORDS = uuid.UUID("5d0b8a9e-3c0f-4a53-9d0c-6a3f2d7b1e84")


def record_namespace() -> uuid.UUID:
    """Stands for the record of this council; one query."""
    first = Edition.objects.filter(register_number=1).values_list("sha256", flat=True).first()
    return uuid.uuid5(_SCRUTINY_RECORDS, first or "")


def meeting_uid(record: uuid.UUID, address: str) -> str:
    """The UID of a meeting in calendars; `address` is "committee/meeting"."""
    return str(uuid.uuid5(record, f"meeting/{address}"))


def feed_urn(record: uuid.UUID, committee: str) -> str:
    """The id of the feed of a committee (its slug), or of all ("")."""
    return uuid.uuid5(record, f"feed/{committee}").urn


def edition_urn(sha256: str) -> str:
    """The id of an edition in feeds."""
    return uuid.uuid5(_SCRUTINY_RECORDS, f"edition/{sha256}").urn


def unanswered_feed_urn(record: uuid.UUID, committee: str) -> str:
    """The id of the feed of what a committee (its slug), or any of them (""), left to be answered."""
    return uuid.uuid5(record, f"feed/unanswered/{committee}").urn


def unanswered_urn(record: uuid.UUID, reference: str) -> str:
    """The id of a recommendation in that feed: the same while it waits and once it is answered."""
    return uuid.uuid5(record, f"unanswered/{reference}").urn
