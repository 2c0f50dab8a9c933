"""Editions → the rows that public lists read. What stands here follows from the editions alone."""

import datetime as dt
from typing import Any

from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from meetings.editions.openness import with_openness
from meetings.municipal_year import municipal_year_of

# Scrutiny comes first on a page about scrutiny.
KIND_ORDER = ["scrutiny", "task and finish group", "board", "cabinet", "council"]
# Of a meeting to which questions may be put: its date is fixed, and it was neither lost nor held.
TAKES_QUESTIONS = "scheduled"


def project_committee(edition: Edition) -> PublishedCommittee:
    """Brings the public row of the committee in line with its edition."""
    values = committee_values(edition)
    row, _ = PublishedCommittee.objects.update_or_create(slug=edition.address, defaults=values)
    return row


def committee_values(edition: Edition) -> dict[str, Any]:
    """What the public row of a committee holds, following from its standing edition."""
    told = with_openness(edition.content)
    committee = told["committee"]
    kind = committee["kind"]
    return {
        "code": committee["code"],
        "name": committee["name"],
        "kind": kind,
        "kind_label": committee["kind_label"],
        "position": KIND_ORDER.index(kind) if kind in KIND_ORDER else len(KIND_ORDER),
        "takes_questions": told["takes_questions"],
        "takes_topics": told["takes_topics"],
        "edition": edition,
    }


def project_meeting(
    committee: PublishedCommittee, slug: str, *, standing: Edition | None, latest: Edition
) -> PublishedMeeting:
    """Brings the public row of the meeting in line with its editions."""
    values = meeting_values(standing=standing, latest=latest)
    row, _ = PublishedMeeting.objects.update_or_create(committee=committee, slug=slug, defaults=values)
    return row


def meeting_values(*, standing: Edition | None, latest: Edition) -> dict[str, Any]:
    """What the public row of a meeting holds, following from its standing edition (`latest`: its last one).

    Where no edition stands, the row keeps its place and its date, so that its address can say what became of it, and
    loses every word.
    """
    shown = standing or latest
    values = _values(shown.content)
    if standing is None:
        values |= {"titles": "", "venue": "", "end": None, "livestream": "", "item_count": 0, "outcome_count": 0}
        values["questions_until"] = None
    return values | {
        "stage": shown.stage,
        "published_at": shown.published_at,
        "edition_count": latest.number,
        "edition": standing,
    }


def _values(content: dict[str, Any]) -> dict[str, Any]:
    facts, items = content["meeting"], content["items"]
    venue = facts["venue"]
    date = dt.date.fromisoformat(facts["date"])
    return {
        "date": date,
        "municipal_year": municipal_year_of(date),
        "start": dt.time.fromisoformat(facts["start"]) if facts["start"] else None,
        "end": dt.time.fromisoformat(facts["end"]) if facts["end"] else None,
        "livestream": facts["livestream"],
        "kind_label": facts["kind_label"],
        "status": facts["status"],
        "status_label": facts["status_label"],
        "venue": ", ".join(part for part in (venue["name"], venue["address"]) if part) if venue else "",
        "minutes": facts["minutes"],
        "questions_until": _questions_until(facts),
        "titles": "\n".join(item["title"] for item in items),
        "item_count": len(items),
        "outcome_count": sum(len(block["lines"]) for item in items for block in outcome_blocks(item)),
    }


def _questions_until(facts: dict[str, Any]) -> dt.datetime | None:
    """Until when the public may put questions to the meeting: only to one that is called, and that is not over."""
    deadline = facts["questions_deadline"]
    if not deadline or facts["status"] != TAKES_QUESTIONS or facts["minutes"] != "none":
        return None
    return dt.datetime.fromisoformat(deadline)


def outcome_blocks(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The groups of outcomes in an item of an edition."""
    return [block for block in item["body"] if block["type"] == "outcomes"]


def keys_of_lines(content: dict[str, Any]) -> list[str]:
    """The keys of all outcome lines of an edition of a meeting, in the order of its page."""
    return [line["key"] for item in content["items"] for block in outcome_blocks(item) for line in block["lines"]]
