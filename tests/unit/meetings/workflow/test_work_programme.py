"""Work programmes: what is changed before and after their release, and what rows come of and become."""

import datetime as dt

import pytest
from django.utils import timezone
from factories import CommitteeFactory, ItemFactory, MeetingFactory

from meetings.models import ProgrammeChange, RowState, Submission, WorkProgramme
from meetings.workflow.change import RefusedError
from meetings.workflow.programme_links import put_on_agenda, row_from_recommendation, row_from_suggestion
from meetings.workflow.work_programme import (
    add_titles,
    change_row,
    copy_unfinished,
    make_programme,
    place_row,
    release,
    remove_row,
    set_state,
)
from portal.accounts.permissions import NotPermittedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return CommitteeFactory(name="Transport", slug="transport", code="TRA")


@pytest.fixture
def programme(committee, clerk):
    programme = make_programme(committee=committee, year=2026, by=clerk)
    add_titles(programme=programme, text="1. Buses\n2. Ferries", by=clerk)
    return programme


@pytest.fixture
def released(programme, clerk):
    return release(programme=programme, by=clerk)


@pytest.fixture
def july(committee):
    return MeetingFactory(committee=committee, date=dt.date(2026, 7, 14))


def row(programme, title="Buses"):
    return programme.rows.select_related("programme__committee").get(title=title)


def test_pasted_lines_become_rows_without_their_numbers(programme):
    assert [one.title for one in programme.rows.order_by("position")] == ["Buses", "Ferries"]


def test_before_the_release_nothing_needs_a_reason_and_nothing_is_kept(programme, july, clerk):
    assert change_row(row=row(programme), values={"target_meeting": july}, by=clerk)
    assert row(programme).target_meeting == july
    remove_row(row=row(programme, "Ferries"), by=clerk)
    assert not ProgrammeChange.objects.exists()


def test_after_the_release_a_change_needs_its_reason_and_is_kept(released, july, clerk):
    with pytest.raises(RefusedError, match="Say why"):
        change_row(row=row(released), values={"target_meeting": july}, by=clerk, reason="  ")
    assert row(released).target_meeting is None
    values = {"target_meeting": july, "lead_officers": "Head of Transport"}
    change_row(row=row(released), values=values, by=clerk, reason="The operator can come then.")
    change = row(released).changes.get()
    assert (
        change.what == "moved from to be scheduled to the meeting of 14 July 2026; lead officers: “Head of Transport”"
    )
    assert (change.reason, change.by) == ("The operator can come then.", clerk)


def test_a_save_that_changes_nothing_needs_no_reason(released, clerk):
    assert not change_row(row=row(released), values={"title": "Buses"}, by=clerk)


def test_order_alone_needs_no_reason(released, clerk):
    place_row(row=row(released, "Ferries"), before=row(released), by=clerk)
    assert [one.title for one in released.rows.order_by("position")] == ["Ferries", "Buses"]
    assert not ProgrammeChange.objects.exists()


def test_a_released_row_is_dropped_and_not_removed(released, clerk):
    with pytest.raises(RefusedError, match="drop the row"):
        remove_row(row=row(released), by=clerk)
    set_state(row=row(released), state=RowState.DROPPED, by=clerk, reason="The operator closed the route.")
    assert row(released).changes.get().what == "from planned to dropped"


def test_an_unreleased_row_is_removed_and_not_dropped(programme, clerk):
    with pytest.raises(RefusedError, match="remove the row"):
        set_state(row=row(programme), state=RowState.DROPPED, by=clerk, reason="No")


def test_an_empty_programme_is_not_released(committee, clerk):
    with pytest.raises(RefusedError, match="no rows"):
        release(programme=make_programme(committee=committee, year=2027, by=clerk), by=clerk)


def test_a_committee_has_one_programme_a_year(programme, clerk):
    with pytest.raises(RefusedError, match="2026 to 2027 already"):
        make_programme(committee=programme.committee, year=2026, by=clerk)


def test_whoever_may_not_edit_changes_nothing(programme, stranger):
    with pytest.raises(NotPermittedError):
        change_row(row=row(programme), values={"title": "Trams"}, by=stranger)


def test_a_day_and_a_meeting_are_refused_together(programme, july, clerk):
    with pytest.raises(RefusedError, match="not both"):
        change_row(row=row(programme), values={"target_meeting": july, "target_date": dt.date(2026, 7, 15)}, by=clerk)


def test_a_row_becomes_an_agenda_item_before_the_closing_business(programme, july, clerk):
    ItemFactory(meeting=july, position=1, title="Apologies", kind="apologies")
    ItemFactory(meeting=july, position=2, title="Date of next meeting", kind="date of next meeting")
    change_row(row=row(programme), values={"target_meeting": july, "lead_officers": "Ada"}, by=clerk)
    item = put_on_agenda(row=row(programme), by=clerk)
    assert [(one.agenda_number, one.title) for one in july.items.order_by("position")] == [
        ("1", "Apologies"), ("2", "Buses"), ("3", "Date of next meeting"),
    ]  # fmt: skip
    assert (row(programme).agenda_item, item.lead_officers) == (item, "Ada")
    with pytest.raises(RefusedError, match="already"):
        put_on_agenda(row=row(programme), by=clerk)
    with pytest.raises(RefusedError, match="Defer, withdraw or remove"):
        change_row(row=row(programme), values={"target_meeting": None}, by=clerk)


def test_a_row_stands_before_what_is_restricted_and_the_business_that_closes_the_open_part(programme, july, clerk):
    ItemFactory(meeting=july, position=1, title="Apologies", kind="apologies")
    ItemFactory(meeting=july, position=2, title="Date of the next meeting")
    ItemFactory(meeting=july, position=3, title="Exclusion of the public", kind="exclusion of the public")
    ItemFactory(
        meeting=july, position=4, title="Contracts", kind="report", is_exempt=True, exempt_paragraph=3,
        exempt_reason="Prices.", exempt_review_on=dt.date(2027, 7, 14),
    )  # fmt: skip
    change_row(row=row(programme), values={"target_meeting": july}, by=clerk)
    put_on_agenda(row=row(programme), by=clerk)
    assert [(one.agenda_number, one.title) for one in july.items.order_by("position")] == [
        ("1", "Apologies"), ("2", "Buses"), ("3", "Date of the next meeting"), ("4", "Exclusion of the public"),
        ("5", "Contracts"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["workshop", "briefing note"])
def test_what_is_no_business_of_a_meeting_joins_no_agenda(programme, july, clerk, kind):
    change_row(row=row(programme), values={"target_meeting": july, "scrutiny_type": kind}, by=clerk)
    with pytest.raises(RefusedError, match=f"“Buses” is a {kind}"):
        put_on_agenda(row=row(programme), by=clerk)
    assert not july.items.exists()


def test_nothing_joins_the_agenda_of_a_meeting_with_minutes(programme, july, clerk):
    change_row(row=row(programme), values={"target_meeting": july}, by=clerk)
    july.status, july.minutes_state = "held", "draft"
    july.save()
    with pytest.raises(RefusedError, match="has minutes"):
        put_on_agenda(row=row(programme), by=clerk)
    assert not july.items.exists()


def test_an_item_that_is_taken_off_gives_the_row_back(programme, july, clerk):
    change_row(row=row(programme), values={"target_meeting": july}, by=clerk)
    put_on_agenda(row=row(programme), by=clerk).delete()
    assert row(programme).agenda_item is None


def test_what_is_unfinished_is_copied_once_without_its_date(released, july, clerk):
    change_row(row=row(released), values={"target_meeting": july}, by=clerk, reason="Asked for")
    set_state(row=row(released, "Ferries"), state=RowState.DONE, by=clerk, reason="Done in June")
    following, number = copy_unfinished(programme=released, by=clerk)
    assert (following.year, number) == (2027, 1)
    copied = following.rows.get()
    assert (copied.title, copied.target_meeting, copied.carried_from) == ("Buses", None, row(released))
    assert copy_unfinished(programme=released, by=clerk) == (following, 0)


def test_a_recommendation_becomes_one_row(released, clerk):
    made = row_from_recommendation(programme=released, reference="tra-2026-r1", text=" Review  the\nbuses", by=clerk)
    assert (made.title, made.origin, made.origin_reference) == ("Review the buses", "recommendation", "TRA-2026-R1")
    assert "TRA-2026-R1" in made.changes.get().reason
    with pytest.raises(RefusedError, match="already"):
        row_from_recommendation(programme=released, reference="TRA-2026-R1", text="Again", by=clerk)


def topic(committee, **fields):
    told = {"kind": "topic", "name": "Zelda Who", "title": "Bus shelters", "text": "They leak.", "key_digest": "1"}
    return Submission.objects.create(committee=committee, sent_at=timezone.now(), **told | fields)


def test_a_confirmed_topic_becomes_a_row_without_its_sender(programme, clerk):
    sent = topic(programme.committee, confirmed_at=timezone.now())
    made = row_from_suggestion(programme=programme, submission=sent, by=clerk)
    assert (made.title, made.description, made.suggestion) == ("Bus shelters", "They leak.", sent)
    sent.refresh_from_db()
    assert sent.taken_by == clerk
    with pytest.raises(RefusedError, match="took it in already"):
        row_from_suggestion(programme=programme, submission=sent, by=clerk)


def test_an_unconfirmed_topic_stays_out(programme, clerk):
    with pytest.raises(RefusedError, match="not confirmed"):
        row_from_suggestion(programme=programme, submission=topic(programme.committee), by=clerk)
    assert WorkProgramme.objects.get().rows.count() == 2
