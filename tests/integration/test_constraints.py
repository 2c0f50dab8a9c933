"""Invariants hold in the database, whoever writes: each one refused, with its sentence."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.utils import IntegrityError
from factories import (
    CommitteeFactory,
    DocumentFactory,
    GroupFactory,
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
    OutcomeFactory,
    PersonFactory,
    SeriesFactory,
    held_meeting,
)

from actions.models import LedgerEntry, LedgerUpdate
from meetings.models import Attendance, PersonSpelling, Question, Undertaking
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db


def refused(name, make):
    """`make` is refused by the database through the constraint of this name."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


def test_one_chairperson_at_a_time():
    first = MembershipFactory(role="chairperson", last_day=dt.date(2026, 5, 19))
    refused(
        "one_chairperson_at_a_time",
        lambda: MembershipFactory(committee=first.committee, role="chairperson", first_day=dt.date(2026, 5, 19)),
    )
    MembershipFactory(committee=first.committee, role="chairperson", first_day=dt.date(2026, 5, 20))


def test_one_seat_a_person_at_a_time():
    seat = MembershipFactory()
    refused("one_seat_a_person_at_a_time", lambda: MembershipFactory(committee=seat.committee, person=seat.person))


def test_a_co_optee_represents_a_body():
    refused("a_co_optee_represents_a_body", lambda: MembershipFactory(role="co-optee"))
    refused("a_non_voting_member_never_votes", lambda: MembershipFactory(role="non-voting member"))
    refused("a_membership_ends_after_it_begins", lambda: MembershipFactory(last_day=dt.date(2025, 5, 19)))


def test_minute_numbers_are_unique_in_a_series():
    committee = CommitteeFactory()
    series = SeriesFactory(committee=committee)
    ItemFactory(meeting=MeetingFactory(committee=committee), series=series, minute_number="14")
    again = {"meeting": MeetingFactory(committee=committee), "minute_number": "14"}
    refused("minute_numbers_are_unique_in_a_series", lambda: ItemFactory(series=series, **again))
    refused("a_minute_number_belongs_to_a_series", lambda: ItemFactory(**again))
    ItemFactory(series=SeriesFactory(committee=committee), **again)


@pytest.mark.parametrize("missing", ["exempt_paragraph", "exempt_reason", "exempt_review_on"])
def test_an_exempt_item_has_paragraph_reason_and_review(missing):
    whole = {"exempt_paragraph": 3, "exempt_reason": "Negotiation.", "exempt_review_on": dt.date(2027, 1, 1)}
    ItemFactory(is_exempt=True, **whole)
    without = {**whole, missing: "" if missing == "exempt_reason" else None}
    refused("an_exempt_item_has_paragraph", lambda: ItemFactory(is_exempt=True, **without))
    refused("an_open_item_has_no_exempt_paragraph", lambda: ItemFactory(**whole))


def test_urgent_business_has_the_chairs_reason():
    refused("urgent_business_has_the_chairs_reason", lambda: ItemFactory(state="urgent"))


def test_a_lost_meeting_says_why():
    for status in ("cancelled", "postponed"):
        refused("a_lost_meeting_says_why", lambda status=status: MeetingFactory(status=status))


def test_approved_minutes_are_signed():
    refused("approved_minutes_are_signed", lambda: MeetingFactory(status="held", minutes_state="approved"))
    refused("approval_of_minutes_has", lambda: MeetingFactory(minutes_signed_by="The chairperson"))
    refused("minutes_are_of_a_meeting_that_was_held", lambda: MeetingFactory(minutes_state="draft"))


def test_a_meeting_has_its_own_address():
    meeting = MeetingFactory()
    refused("a_meeting_has_its_own_address", lambda: MeetingFactory(committee=meeting.committee, slug=meeting.slug))
    refused("a_meeting_ends_after_it_starts", lambda: MeetingFactory(start=dt.time(14), end=dt.time(13)))


def test_outcomes_have_what_their_kind_needs():
    group = GroupFactory()
    refused("a_recommendation_has_an_addressee", lambda: OutcomeFactory(group=group, kind="recommendation"))
    refused("an_addressee_has_a_kind", lambda: OutcomeFactory(group=group, kind="recommendation", addressee="Cabinet"))
    refused("only_an_action_has_owner", lambda: OutcomeFactory(group=group, owner="Clerk"))
    refused("an_outcome_has_words", lambda: OutcomeFactory(group=group, text=""))
    refused("a_counted_vote_has_all_three", lambda: GroupFactory(votes_for=3))


def test_attendance_names_somebody_once():
    meeting, person = MeetingFactory(), PersonFactory()
    Attendance.objects.create(meeting=meeting, person=person, name=person.full_name)
    refused(
        "a_person_attends_a_meeting_once",
        lambda: Attendance.objects.create(meeting=meeting, person=person, name="The same"),
    )
    refused(
        "a_substitute_stands_in_for_somebody",
        lambda: Attendance.objects.create(meeting=meeting, name="Somebody", group="substitute"),
    )


def test_a_spelling_names_one_person_only():
    first, second = PersonFactory(), PersonFactory()
    PersonSpelling.objects.create(person=first, spelling="I'Orme", key="i orme")
    PersonSpelling.objects.create(person=first, spelling="l'Orme", key="i orme")
    refused(
        "a_spelling_names_one_person_only",
        lambda: PersonSpelling.objects.create(person=second, spelling="I’Orme", key="i orme"),
    )


UNNUMBERED = {"number": "", "state": "accepted"}
REMOVED = {"contact_removed_on": dt.date(2026, 2, 3)}


def test_questions_and_undertakings_give_reasons():
    meeting = MeetingFactory()
    common = {"meeting": meeting, "kind": "public", "number": "PQ 1", "questioner": "A resident", "text": "Why?"}
    refused("a_disallowed_question_has_reason", lambda: Question.objects.create(state="disallowed", **common))
    refused(
        "a_disallowed_question_has_reason", lambda: Question.objects.create(disallowed_reason="Defamatory", **common)
    )
    refused("a_decided_question_has_a_number", lambda: Question.objects.create(**common | UNNUMBERED))
    refused("removed_contact_details_are_gone", lambda: Question.objects.create(contact_phone="1", **common | REMOVED))
    refused("an_answer_is_promised", lambda: Question.objects.create(answer_promised_by=dt.date(2026, 2, 3), **common))
    question = Question.objects.create(**common)
    refused("question_numbers_are_unique", lambda: Question.objects.create(**common))
    Question.objects.create(**common | {"number": ""})
    Question.objects.create(**common | {"number": ""})
    first = question.answers.create(text="So.")
    again = {"text": "Otherwise.", "replaces": first, "given_on": dt.date(2026, 2, 3)}
    refused("an_answer_is_reissued_for_a_reason", lambda: question.answers.create(**again))
    because = again | {"reissued_because": "it was wrong.", "given_on": None}
    refused("an_answer_is_reissued_on_a_day", lambda: question.answers.create(**because))
    item = ItemFactory()
    refused(
        "a_dismissed_undertaking_says_why",
        lambda: Undertaking.objects.create(item=item, text="A note would follow", state="dismissed"),
    )


def test_a_file_has_name_type_size_and_checksum():
    paper = DocumentFactory.with_file()
    paper.sha256 = "ABC"
    refused("a_document_checksum_is_a_sha256", paper.save)
    paper.sha256 = ""
    refused("a_file_has_name_type_size", paper.save)


@pytest.fixture
def entry(publisher):
    publish(meeting=held_meeting(), by=publisher, reason="Draft minutes")
    return LedgerEntry.objects.get(kind="recommendation")


@pytest.mark.parametrize(
    ("constraint", "update"),
    [
        ("a_response_has_verdict", {"kind": "response", "text": "Yes", "verdict": "accepted"}),
        ("a_response_has_verdict", {"kind": "response", "text": "Yes", "by_name": "Cabinet"}),
        ("only_a_response_has_a_verdict", {"kind": "progress", "text": "Asked", "verdict": "accepted"}),
        ("a_completion_has_evidence", {"kind": "completed"}),
        ("an_extension_has_date", {"kind": "extended", "text": "Later"}),
        ("an_agreed_action_has_owner", {"kind": "planned", "owner": "Director"}),
        ("a_handover_names_the_new_owner", {"kind": "handed over"}),
        ("an_update_says_what_happened", {"kind": "withdrawn"}),
        ("an_update_is_of_a_known_kind", {"kind": "lost"}),
    ],
)
def test_ledger_updates_are_whole(entry, constraint, update):
    moment = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    whole = {"entry": entry, "on": entry.made_on, "published_at": moment, **update}
    refused(constraint, lambda: LedgerUpdate.objects.create(**whole))
    with pytest.raises(ValidationError):
        LedgerUpdate(**whole).full_clean()


def test_references_are_never_given_twice(entry):
    entry.pk = None
    refused("reference", entry.save)
