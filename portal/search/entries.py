"""Editions → search entries."""

from typing import Any

from meetings.editions.models import Edition, PublishedMeeting
from meetings.rich_text import plain_text
from portal.search.models import EntryKind, SearchEntry


def refresh_entries(*, meeting: PublishedMeeting, standing: Edition | None) -> None:
    """Makes the search find what the meeting's standing edition says, and nothing that it does not say."""
    SearchEntry.objects.filter(meeting=meeting).delete()
    if standing is None:
        return
    SearchEntry.objects.bulk_create(entries_of(meeting, standing))


def entries_of(meeting: PublishedMeeting, standing: Edition) -> list[SearchEntry]:
    """What can be found of an edition, as rows that are not saved."""
    content = standing.content
    rows = [row for item in content["items"] for row in _of_item(meeting, item)]
    return rows + [_of_question(meeting, question) for question in content["questions"]]


def _of_item(meeting: PublishedMeeting, item: dict[str, Any]) -> list[SearchEntry]:
    prose = "\n".join(plain_text(block["html"]) for block in item["body"] if block["type"] == "prose")
    lines = [line for block in item["body"] if block["type"] == "outcomes" for line in block["lines"]]
    rows = [
        SearchEntry(
            meeting=meeting,
            kind=EntryKind.ITEM,
            anchor=item["anchor"],
            title=item["title"],
            text="\n".join(part for part in (item["purpose"], prose) if part),
            date=meeting.date,
        )
    ]
    rows += [
        SearchEntry(
            meeting=meeting,
            kind=EntryKind.OUTCOME,
            anchor=line["anchor"],
            title=item["title"],
            text="\n".join(part for part in (line["text"], line["addressee"], line["owner"]) if part),
            date=meeting.date,
        )
        for line in lines
    ]
    return rows


def _of_question(meeting: PublishedMeeting, question: dict[str, Any]) -> SearchEntry:
    words = [plain_text(question[part]) for part in ("question_html", "response_html", "supplementary_html")]
    words += [plain_text(response["html"]) for response in question["supplementary_responses"]]
    return SearchEntry(
        meeting=meeting,
        kind=EntryKind.QUESTION,
        anchor=question["anchor"],
        title=f"{question['number']} {question['questioner']}",
        text="\n".join(words),
        date=meeting.date,
    )
