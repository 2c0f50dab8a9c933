"""Standing editions → the registers of people, questions and papers. What stands there follows from editions alone."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from meetings.editions.answers import last_reissue, promised_by
from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from meetings.editions.registers import (
    PublishedAttendance,
    PublishedPaper,
    PublishedPerson,
    PublishedQuestion,
    PublishedSeat,
    QuestionOutcome,
)
from meetings.rich_text import plain_text

Content = dict[str, Any]


def register_committee(row: PublishedCommittee, edition: Edition) -> None:
    """Makes the seats of the committee those that its standing edition tells."""
    before = set(PublishedSeat.objects.filter(committee=row).values_list("person", flat=True))
    PublishedSeat.objects.filter(committee=row).delete()
    people = known_people(member["person"] for member in edition.content["members"])
    PublishedSeat.objects.bulk_create(seats_of(row, edition, people))
    refresh_people(before | {person.pk for person in people.values()})


def register_meeting(row: PublishedMeeting, standing: Edition | None) -> None:
    """Makes attendance, questions and papers of the meeting those of its standing edition; without one, none."""
    before = set(PublishedAttendance.objects.filter(meeting=row).values_list("person", flat=True))
    for register in (PublishedAttendance, PublishedQuestion, PublishedPaper):
        register.objects.filter(meeting=row).delete()
    people: dict[str, PublishedPerson] = {}
    if standing is not None:
        people = known_people(entry["person"] for entry in _attendees(standing.content) if entry["person"])
        PublishedAttendance.objects.bulk_create(attendance_of(row, standing, people))
        PublishedQuestion.objects.bulk_create(questions_of(row, standing))
        PublishedPaper.objects.bulk_create(papers_in(row, standing))
    refresh_people(before | {person.pk for person in people.values()})


def known_people(slugs: Iterable[str]) -> dict[str, PublishedPerson]:
    """A row for each slug, made where there is none yet (its name comes with `refresh_people`)."""
    wanted = set(slugs)
    PublishedPerson.objects.bulk_create(
        [PublishedPerson(slug=slug) for slug in sorted(wanted)], ignore_conflicts=True, unique_fields=None
    )
    return {person.slug: person for person in PublishedPerson.objects.filter(slug__in=wanted)}


def refresh_people(ids: Iterable[int]) -> None:
    """Gives people the name under which the newest standing edition prints them; none where none does."""
    people = list(PublishedPerson.objects.filter(pk__in=set(ids)))
    names = printed_names({person.pk for person in people})
    for person in people:
        person.name, person.sort_name = names.get(person.pk, ("", ""))
    PublishedPerson.objects.bulk_update(people, ["name", "sort_name"])


def printed_names(ids: set[int]) -> dict[int, tuple[str, str]]:
    """Name and sort name of each of the people, from the newest edition that tells them; a seat's sort name is kept."""
    newest: dict[int, tuple[int, str]] = {}
    sort_names: dict[int, tuple[int, str]] = {}
    seats = PublishedSeat.objects.filter(person__in=ids).select_related("edition")
    for person, number, name, sort_name in seats.values_list("person", "edition__register_number", "name", "sort_name"):
        newest[person] = max(newest.get(person, (0, "")), (number, name))
        sort_names[person] = max(sort_names.get(person, (0, "")), (number, sort_name))
    lines = PublishedAttendance.objects.filter(person__in=ids).order_by("person", "-edition__register_number", "-pk")
    for person, number, name in lines.distinct("person").values_list("person", "edition__register_number", "name"):
        newest[person] = max(newest.get(person, (0, "")), (number, name))
    return {
        person: (name, sort_names[person][1] if person in sort_names else family_name_first(name))
        for person, (_, name) in newest.items()
    }


def family_name_first(name: str) -> str:
    """For sorting where no seat tells it: "Ms Anwen Price" as "price ms anwen"."""
    *given, family = name.split() or [""]
    return " ".join([family, *given]).lower()


def seats_of(row: PublishedCommittee, edition: Edition, people: dict[str, PublishedPerson]) -> list[PublishedSeat]:
    """The seats that the edition of the committee tells, as rows that are not saved."""
    return [
        PublishedSeat(
            person=people[member["person"]],
            committee=row,
            edition=edition,
            position=position,
            name=member["name"],
            sort_name=member["sort_name"],
            role=member["role"],
            role_label=member["role_label"],
            body=member["body"],
            first_day=dt.date.fromisoformat(member["first_day"]),
            last_day=dt.date.fromisoformat(member["last_day"]) if member["last_day"] else None,
        )
        for position, member in enumerate(edition.content["members"], start=1)
    ]


def attendance_of(
    row: PublishedMeeting, standing: Edition, people: dict[str, PublishedPerson]
) -> list[PublishedAttendance]:
    """The lines of the attendance that name a person, as rows that are not saved."""
    return [
        PublishedAttendance(
            person=people[entry["person"]],
            meeting=row,
            edition=standing,
            position=position,
            group=entry["group"],
            **{key: entry[key] for key in ("name", "role", "mode", "substitute_for", "arrived", "left")},
        )
        for position, entry in enumerate(_attendees(standing.content), start=1)
        if entry["person"]
    ]


def questions_of(row: PublishedMeeting, standing: Edition) -> list[PublishedQuestion]:
    """The questions of the meeting, as rows that are not saved."""
    return [_question(row, question, position) for position, question in enumerate(standing.content["questions"], 1)]


def _question(row: PublishedMeeting, question: Content, position: int) -> PublishedQuestion:
    text, response = plain_text(question["question_html"]), plain_text(question["response_html"])
    supplementary = [plain_text(question["supplementary_html"])]
    supplementary += [plain_text(told["html"]) for told in question["supplementary_responses"]]
    if question["disallowed"]:
        outcome = QuestionOutcome.DISALLOWED
    else:
        outcome = QuestionOutcome.ANSWERED if response else QuestionOutcome.AWAITED
    said = [question[key] for key in ("number", "questioner", "addressed_to", "response_by")]
    said += [text, response, *supplementary, *(told["by"] for told in question["supplementary_responses"])]
    said += [ruling["reason"] for ruling in (question["disallowed"], question["supplementary_disallowed"]) if ruling]
    return PublishedQuestion(
        meeting=row,
        committee=row.committee,
        date=row.date,
        position=position,
        text=text,
        outcome=outcome,
        supplementary_count=1 if question["supplementary_html"] else 0,
        reissued_on=last_reissue(question),
        promised_by=promised_by(question),
        response_by=_cut(question["response_by"]),
        words="\n".join(part for part in said if part),
        **{key: question[key] for key in ("anchor", "kind", "number", "questioner", "place", "addressed_to")},
    )


def _cut(names: str, most: int = 300) -> str:
    """Names as far as the column holds them; ten office-holders may have answered."""
    return names if len(names) <= most else f"{names[: most - 1]}…"


def papers_in(row: PublishedMeeting, standing: Edition) -> list[PublishedPaper]:
    """The documents of the meeting and of its items in the order of the page, as rows that are not saved."""
    content = standing.content
    listed = [(item["anchor"], item["title"], paper) for item in content["items"] for paper in item["documents"]]
    listed += [("documents", "", paper) for paper in content["documents"]]
    return [
        PublishedPaper(
            meeting=row,
            committee=row.committee,
            date=row.date,
            position=position,
            anchor=anchor,
            item_title=item_title,
            sha256=paper["sha256"] or "",
            words="\n".join(part for part in (paper["title"], item_title, paper["report_by"]) if part),
            **{key: paper[key] for key in ("title", "kind", "kind_label", "report_by", "filename")},
            **{key: paper[key] for key in ("media_type", "size", "pages", "listed_as")},
        )
        for position, (anchor, item_title, paper) in enumerate(listed, start=1)
    ]


def _attendees(content: Content) -> list[Content]:
    return [entry | {"group": group["group"]} for group in content["attendance"] for entry in group["entries"]]
