"""The demonstration council's work programmes, made after its meetings, with what was changed of them in the past."""

import datetime as dt
from typing import Any

from django.utils import timezone

from actions.models import LedgerEntry
from meetings.models import (
    AgendaItem,
    Meeting,
    ProgrammeOrigin,
    ProgrammeRow,
    RowState,
    ScrutinyType,
    TaskGroup,
    TaskGroupStatus,
    WorkProgramme,
)
from meetings.municipal_year import municipal_year_of
from meetings.workflow.task_groups import keep_task_group
from meetings.workflow.work_programme import add_rows, change_row, make_programme, release, set_state
from portal.demonstration import shapes
from portal.demonstration.book import Book
from portal.demonstration.dates import day_of
from portal.demonstration.errors import DemonstrationError
from portal.publishing.door import publish_committee

OFFICE_HOUR = dt.time(10)


def make_programmes(book: Book) -> None:
    """Every programme and group as it stands today, then one edition of each committee that has one."""
    told = book.plan.programmes
    keys = [programme.committee for programme in told.programmes] + [group.committee for group in told.groups]
    # The earlier year first, because what it did not reach is carried over.
    for programme in sorted(told.programmes, key=lambda one: one.year):
        _make(book, programme)
    for group in told.groups:
        _group(book, group)
    for key in dict.fromkeys(keys):
        committee = book.committees[key]
        publish_committee(
            committee=committee, by=book.publisher, reason="The work programme, as it stands.", at=book.now
        )
        book.say(f"Published the work programme of {committee}.")


def _make(book: Book, told: shapes.Programme) -> None:
    committee = book.committees[told.committee]
    year = municipal_year_of(book.calendar.today) + told.year
    programme = make_programme(committee=committee, year=year, by=book.publisher, note=told.note)
    rows = add_rows(programme=programme, rows=[_values(book, row) for row in told.rows], by=book.publisher)
    _carry_over(book, programme)
    released = release(programme=programme, by=book.publisher, at=_moment(book, told.released))
    for row, entry in zip(rows, told.rows, strict=True):
        row.programme = released
        for change in entry.changes:
            _change(book, row, change)
        if entry.item:
            meeting, _, number = entry.item.partition("/")
            ProgrammeRow.objects.filter(pk=row.pk).update(agenda_item=_item(book, meeting, number))


def _carry_over(book: Book, programme: WorkProgramme) -> None:
    """What the year before did not reach, where its file says so."""
    titles = {row.title for told in book.plan.programmes.programmes for row in told.rows if row.carried}
    before = ProgrammeRow.objects.filter(
        programme__committee=programme.committee_id, programme__year=programme.year - 1, title__in=titles
    )
    for row in before:
        values = {name: getattr(row, name) for name in ("title", "scrutiny_type", "origin", "lead_officers")}
        add_rows(programme=programme, rows=[values | {"carried_from": row}], by=book.publisher)


def _values(book: Book, told: shapes.ProgrammeRow) -> dict[str, Any]:
    return {
        "title": told.title,
        "description": told.description,
        "scrutiny_type": ScrutinyType(told.type) if told.type else "",
        "heading": told.heading,
        "origin": ProgrammeOrigin(told.origin) if told.origin else "",
        "origin_note": told.origin_note,
        "origin_reference": _reference(book, told.reference) if told.reference else "",
        "lead_officers": told.lead,
        "current_position": told.position,
        "target_meeting": _meeting(book, told.meeting) if told.meeting else None,
        "target_date": day_of(told.day, book.calendar.today) if told.day else None,
        "target_words": told.when,
    }


def _change(book: Book, row: ProgrammeRow, told: shapes.ProgrammeChange) -> None:
    at = _moment(book, told.on)
    if told.state:
        set_state(row=row, state=RowState(told.state), by=book.publisher, reason=told.reason, at=at)
        return
    values: dict[str, Any] = {}
    if told.meeting or told.when or told.unscheduled:
        meeting = _meeting(book, told.meeting) if told.meeting else None
        values = {"target_meeting": meeting, "target_date": None, "target_words": told.when}
    values |= {"current_position": told.position} if told.position else {}
    values |= {"lead_officers": told.lead} if told.lead else {}
    change_row(row=row, values=values, by=book.publisher, reason=told.reason, at=at)


def _group(book: Book, told: shapes.Group) -> None:
    facts = TaskGroup(
        committee=book.committees[told.committee],
        status=TaskGroupStatus(told.status),
        scope=told.scope,
        exclusions=told.exclusions,
        desired_outcomes=told.outcomes,
        begins_on=day_of(told.begins, book.calendar.today),
        ends_on=day_of(told.ends, book.calendar.today),
        timeframe=told.timeframe,
    )
    keep_task_group(facts, by=book.publisher)


def _moment(book: Book, words: str) -> dt.datetime:
    day = day_of(words, book.calendar.today)
    return min(timezone.make_aware(dt.datetime.combine(day, OFFICE_HOUR)), book.now)


def _meeting(book: Book, key: str) -> Meeting:
    try:
        return book.meetings[key]
    except KeyError:
        raise DemonstrationError(f"programmes.toml: there is no meeting “{key}”.") from None


def _item(book: Book, meeting: str, number: str) -> AgendaItem:
    try:
        return book.items[meeting, number]
    except KeyError:
        raise DemonstrationError(f"programmes.toml: there is no item “{meeting}/{number}”.") from None


def _reference(book: Book, outcome: str) -> str:
    if outcome not in book.outcomes:
        raise DemonstrationError(f"programmes.toml: there is no outcome “{outcome}”.")
    return LedgerEntry.objects.get(line_key=book.outcomes[outcome].key).reference
