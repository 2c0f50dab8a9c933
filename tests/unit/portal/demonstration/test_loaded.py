"""The demonstration council as it stands once it is loaded."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from actions.chasing.contacts import named_in_force
from actions.models import Contact, FrozenLog, LedgerEntry, LedgerFile, LedgerUpdate, Message, OwnerAnswer
from actions.models.message import MessageState
from actions.models.owner_answer import AnswerState
from actions.projection import differences
from actions.status import facts_of, standing
from actions.words import Origin, Status, UpdateKind, Verdict
from actions.workflow.handing_over import POST_CHANGED_HANDS
from meetings.editions.models import Edition, EditionWithdrawal, Stage
from meetings.models import Document, MeetingStatus, Membership, MunicipalYear
from meetings.policies.seats import why_not_sit
from portal.demonstration.loading import load
from portal.demonstration.reading import read_demonstration
from portal.opendata.keys import words_for

FOLDER = Path(__file__).resolve().parents[4] / "fixtures" / "demo"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The council, loaded once for the tests that only look at it: what was made, and the lines that were said."""
    folder = tmp_path_factory.mktemp("files")
    places = {
        name: {**settings.STORAGES[name], "OPTIONS": {"location": folder / name}} for name in ("default", "published")
    }
    changed = {
        "STORAGES": {**settings.STORAGES, **places},
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }
    with django_db_blocker.unblock(), override_settings(**changed), transaction.atomic():
        lines: list[str] = []
        yield load(read_demonstration(FOLDER), now=timezone.now(), say=lines.append), lines
        transaction.set_rollback(True)


def test_load_shows_every_state_that_pages_know(loaded):
    book, lines = loaded
    today = timezone.localdate()
    entries = LedgerEntry.objects.prefetch_related("updates")
    statuses = {
        standing(entry, facts_of(entry.updates.all(), today, kind=entry.kind), today).status for entry in entries
    }
    assert statuses == set(Status)
    assert {meeting.status for meeting in book.meetings.values()} == set(MeetingStatus)
    assert set(Edition.objects.values_list("stage", flat=True)) == set(Stage)
    editions = Edition.objects.filter(meeting__isnull=False).count()
    assert sum(": published" in line and "edition" in line for line in lines) == editions
    assert EditionWithdrawal.objects.count() == 1


def test_load_shows_every_kind_of_fact_and_every_origin(loaded):
    told = LedgerUpdate.objects.all()
    assert set(told.values_list("kind", flat=True)) == set(UpdateKind)
    assert set(told.exclude(verdict="").values_list("verdict", flat=True)) == set(Verdict)
    assert set(LedgerEntry.objects.values_list("origin", flat=True)) == set(Origin)
    assert LedgerEntry.objects.filter(origin=Origin.LOG, cites_no_meeting=True).exists()
    assert told.filter(kind=UpdateKind.REVIEWED, meeting__isnull=False).exclude(item_title="").exists()
    assert LedgerFile.objects.count() >= 4
    assert list(differences()) == []


def test_load_leaves_answers_late_and_missing(loaded):
    asked = LedgerEntry.objects.recommendations().published().with_facts(timezone.localdate())
    assert asked.answered_late().exists()
    assert asked.late().count() >= 3
    assert asked.filter(known_promised_on__isnull=False, known_verdict="").count() >= 3


def test_load_knows_where_to_write_but_for_one_owner(loaded):
    unknown = [named.name for named in named_in_force() if named.contact is None]
    assert unknown == []
    assert [named.name for named in named_in_force() if not named.is_reachable] == [
        "Passenger Transport Contracts Manager"
    ]
    post = Contact.objects.get(name="Principal Social Worker")
    assert [holding.holder for holding in post.holdings.all()] == ["Ms Imelda Farrant", post.holder]
    assert LedgerUpdate.objects.filter(text=POST_CHANGED_HANDS).exists()
    assert not Contact.objects.exclude(email="").exclude(email__endswith="@wexcombe.example").exists()


def test_load_has_chased_and_was_answered(loaded):
    assert {MessageState.SENT, MessageState.PLANNED} <= set(Message.objects.values_list("state", flat=True))
    answers = set(OwnerAnswer.objects.values_list("state", flat=True))
    assert answers == {AnswerState.WAITING, AnswerState.ACCEPTED, AnswerState.RETURNED}
    waiting = OwnerAnswer.objects.filter(state=AnswerState.WAITING, files__isnull=False)
    assert {"progress", "response"} <= set(waiting.values_list("kind", flat=True))


def test_load_freezes_the_tracker_for_the_next_meeting(loaded):
    book, _ = loaded
    frozen = FrozenLog.objects.get()
    edition = book.meetings["cyp-04"].editions.latest("number")
    assert frozen.sha256 in edition.document


def test_load_publishes_in_the_order_of_the_moments(loaded):
    moments = list(Edition.objects.order_by("register_number").values_list("published_at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] <= timezone.now()


def test_load_keeps_exempt_business_out_of_every_edition(loaded):
    assert Document.objects.filter(is_restricted=True).exists()
    for edition in Edition.objects.all():
        assert "advisers' estimate" not in edition.document
        assert "at least four per cent" not in edition.document
        assert "£1.31 million" not in edition.document
        assert "the hall would be open" not in edition.document
        assert "£7.43 million" not in edition.document
        assert "an unread letter from a nursery" not in edition.document
        assert "apologise to the second family" not in edition.document


def test_every_key_of_every_edition_has_its_words_on_the_open_data_page(loaded):
    paths = {path for edition in Edition.objects.all() for path in _paths(edition.content, edition.content["kind"])}
    assert {"meeting.items[].withheld[].reason", "meeting.questions[].answers[].reissues[].because"} <= paths
    assert len(paths) > 200
    assert sorted(path for path in paths if not words_for(path)) == []


def _paths(value, place):
    """The path of every key below a place: "meeting.items[].title"."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{place}.{key}"
            yield from _paths(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _paths(inner, f"{place}[]")


def test_load_names_papers_that_are_not_for_publication(loaded):
    book, _ = loaded
    content = book.meetings["env-03"].editions.order_by("-number")[0].content
    named = {paper["title"]: paper["reason"] for item in content["items"] for paper in item.get("withheld", [])}
    assert "Exempt appendix: what a new contract is expected to cost" in named
    assert all(named.values())


def test_load_corrects_the_record_and_keeps_what_it_said_before(loaded):
    book, _ = loaded
    meeting = book.meetings["cyp-02"]
    stages = {edition.stage: edition.document for edition in meeting.editions.all()}
    assert "141 pupils" in stages[Stage.DRAFT_MINUTES]
    assert "114 pupils" in stages[Stage.APPROVED_MINUTES]
    assert "141 pupils" not in stages[Stage.CORRECTION]
    assert "first term of the pilot" in stages[Stage.APPROVED_MINUTES]
    assert "second term of the pilot" in stages[Stage.CORRECTION]


def test_load_makes_what_a_new_meeting_begins_with(loaded):
    book, _ = loaded
    for committee in book.committees.values():
        assert committee.standing_items.count() >= 4
        assert committee.usual_officers.exists()
        assert committee.quorum
        assert committee.usual_venue
        assert committee.usual_start
        assert committee.contact_post
    assert MunicipalYear.objects.filter(
        first_day__lte=timezone.localdate(), last_day__gte=timezone.localdate()
    ).exists()
    assert book.people["pellow"].account.email == "councillor@wexcombe.example"


def test_load_keeps_the_executive_out_of_scrutiny(loaded):
    seats = Membership.objects.select_related("committee__parent", "person")
    assert [reason for seat in seats for reason in why_not_sit(seat)] == []
