"""What the public sent in, as officers find it and deal with it."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import CommitteeFactory, GrantFactory, MeetingFactory, UserFactory

from meetings.models import Submission
from meetings.workflow.change import RefusedError
from meetings.workflow.submissions import settle, waiting_submissions
from portal.accounts.models import Role
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
LIST = "/office/submissions/"


@pytest.fixture
def committee():
    return CommitteeFactory(name="Transport", slug="transport", code="TRA", contact_email="clerk@wexcombe.example")


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


def sent(committee, number=1, **fields):
    told = {
        "kind": "topic", "committee": committee, "name": "Perpetua Lamb", "place": "Marlebury", "title": "Night buses",
        "email": "perpetua@post.example", "phone": "01999 555014", "text": "The last one goes at six.",
        "key_digest": f"{committee.code}{number}", "sent_at": timezone.now() - dt.timedelta(hours=1),
        "confirmed_at": timezone.now(), **fields,
    }  # fmt: skip
    return Submission.objects.create(**told)


def question(committee, **fields):
    meeting = MeetingFactory(committee=committee, date=dt.date(2026, 2, 3))
    return sent(committee, kind="question", meeting=meeting, title="", **fields)


def test_it_is_listed_and_opens_to_its_text(office, committee):
    row = question(committee, is_name_withheld=True)
    assert "The last one goes at six." in office.get(LIST).content.decode()
    page = office.get(f"{LIST}{row.pk}/").content.decode()
    for words in ("Perpetua Lamb", "asks not to be named", "perpetua@post.example", "The last one goes at six."):
        assert words in page
    assert 'href="/office/meetings/transport/2026-02-03/#questions"' in page


def test_what_nobody_confirmed_is_not_there(office, committee):
    row = sent(committee, confirmed_at=None)
    assert "Night buses" not in office.get(LIST).content.decode()
    assert office.get(f"{LIST}{row.pk}/").status_code == 404
    assert office.post(f"{LIST}{row.pk}/set-aside/", {"because": "No"}).status_code == 404


def test_the_clerk_of_another_committee_finds_nothing_of_it(client, committee):
    other = UserFactory()
    GrantFactory(user=other, role=Role.CLERK, scope="OTHER")
    row = sent(committee)
    client.force_login(other)
    assert "Night buses" not in client.get(LIST).content.decode()
    assert client.get(f"{LIST}{row.pk}/").status_code == 404
    assert not waiting_submissions(other).exists()
    with pytest.raises(NotPermittedError):
        settle(row, by=other)


def test_the_list_costs_the_same_for_2_and_for_20(office, committee):
    def queries():
        with CaptureQueriesContext(connection) as context:
            assert office.get(LIST).status_code == 200
        return len(context)

    for number in range(2):
        sent(committee, number)
    few = queries()
    for number in range(2, 20):
        sent(CommitteeFactory(), number)
    assert queries() == few


def test_a_topic_is_taken_in(office, clerk, committee):
    row = sent(committee)
    programme = office.post(f"{LIST}{row.pk}/take-in/")["Location"]
    assert "Night buses" in office.get(programme).content.decode()
    row.refresh_from_db()
    assert (row.taken_by, row.set_aside_because) == (clerk, "")
    assert "Night buses" not in office.get(LIST).content.decode()
    assert "Night buses" in office.get(f"{LIST}?state=taken-in").content.decode()
    assert not waiting_submissions(clerk).exists()


def test_a_question_is_taken_in_with_its_meeting_alone(office, committee):
    row = question(committee)
    office.post(f"{LIST}{row.pk}/take-in/")
    row.refresh_from_db()
    assert row.is_waiting


@pytest.mark.parametrize("because", ["", "   ", "x" * 1001, "\x00"])
def test_it_is_not_set_aside_without_a_reason(office, committee, because):
    row = sent(committee)
    answer = office.post(f"{LIST}{row.pk}/set-aside/", {"because": because, "tell": "on"})
    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.is_waiting


def test_the_sender_is_told_why_where_the_clerk_wants_it(office, committee, django_capture_on_commit_callbacks):
    row = sent(committee)
    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"{LIST}{row.pk}/set-aside/", {"because": "It is the county's business.", "tell": "on"})
    [message] = mail.outbox
    assert message.to == ["perpetua@post.example"]
    assert "It is the county's business." in message.body
    assert "Night buses" not in message.subject + message.body
    assert "It is the county" in office.get(f"{LIST}{row.pk}/").content.decode()
    assert "Night buses" in office.get(f"{LIST}?state=set-aside").content.decode()


@pytest.mark.parametrize("fields", [{"told": {}}, {"told": {"tell": "on"}, "email": "", "phone": ""}])
def test_nobody_is_told_where_the_clerk_does_not_want_it_or_there_is_no_address(
    office, committee, django_capture_on_commit_callbacks, fields
):
    told = fields.pop("told")
    row = sent(committee, **fields)
    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"{LIST}{row.pk}/set-aside/", {"because": "A machine wrote it.", **told})
    assert mail.outbox == []


def test_what_was_set_aside_waits_again(office, committee, clerk):
    row = settle(sent(committee), by=clerk, because="By mistake")
    office.post(f"{LIST}{row.pk}/wait-again/")
    row.refresh_from_db()
    assert row.is_waiting
    assert row.set_aside_because == ""


def test_it_is_dealt_with_once(office, committee, clerk, publisher):
    row = sent(committee)
    settle(row, by=publisher)
    with pytest.raises(RefusedError, match="Petra Publisher took it in already"):
        settle(row, by=clerk, because="No")
    answer = office.post(f"{LIST}{row.pk}/set-aside/", {"because": "No"}, follow=True)
    assert "Petra Publisher took it in already" in answer.content.decode()


def test_the_audit_log_tells_who_did_it_and_why_and_no_word_of_the_sender(committee, clerk):
    row = sent(committee)
    settle(row, by=clerk, because="It is the county's business.")
    events = AuditEvent.objects.filter(record=f"submission {row.pk}")
    last = events.latest("pk")
    assert (last.by, last.deed) == (clerk, "set aside what the public sent in")
    assert last.after["set_aside_because"] == "It is the county's business."
    for word in ("Perpetua", "Marlebury", "perpetua", "01999", "Night", "last one"):
        assert word not in str(list(events.values()))


@pytest.mark.parametrize("address", ["take-in", "set-aside", "wait-again"])
def test_a_number_of_nothing_is_not_found(office, address):
    assert office.post(f"{LIST}999999/{address}/").status_code == 404
