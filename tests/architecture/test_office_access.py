"""Every address of the office, asked for by every member of the cast, answers as its row says, and keeps its method."""

import datetime as dt
import io
from functools import cache

import pytest
from action_logs import HEAD, csv_of, row
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from factories import (
    CommitteeFactory,
    DocumentFactory,
    GrantFactory,
    MeetingFactory,
    MembershipFactory,
    MinutesVersionFactory,
    QuestionFactory,
    SubmissionFactory,
    UserFactory,
    held_meeting,
)
from made_files import examined
from office_matrix import CAST, OFFICE
from owner_links import answer_by
from pdfs import one_page

from actions.answering.links import new_link
from actions.bringing_in.reading import read_file
from actions.models import AddresseeClock, Contact, LedgerEntry, Message
from actions.workflow.facts import add_update
from actions.workflow.log_imports import keep_log
from meetings.editions.models import PublishedCommittee
from meetings.models import MunicipalYear, StandingItem, WorkProgramme
from meetings.workflow.papers import bring_in
from portal.accounts.models import Role
from portal.audit.models import AuditEvent
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_clerk(db):
    """A clerk of another committee."""
    user = UserFactory(name="Olwen Other", email="olwen@wexcombe.example")
    GrantFactory(user=user, role=Role.CLERK, scope="OTHER")
    return user


OLDER_LOG = csv_of([HEAD, row("1", "Circulate the timetable")])


@cache
def what_was_read():
    """Read once, because it is read in a process of its own."""
    return read_file(io.BytesIO(OLDER_LOG), "log.csv")


def older_log(by):
    """An action log of the committee that was read and not brought in yet, with its file."""
    content, read = OLDER_LOG, what_was_read()
    committee = PublishedCommittee.objects.get(code="TRA")
    return keep_log(committee=committee, read=read, source=io.BytesIO(content), as_at=dt.date(2026, 2, 3), by=by)


def paper_of(meeting, by):
    """A paper of the meeting that is not public yet."""
    content = b"%PDF-1.4 invented"
    source = io.BytesIO(content)
    return bring_in(meeting=meeting, item=None, examined=examined(content), source=source, by=by).document


@pytest.fixture
def office():
    """What the arguments of the rows name."""
    committee = CommitteeFactory(name="Transport", slug="transport", code="TRA")
    meeting = held_meeting(committee=committee, date=dt.date(2026, 2, 3))
    membership = MembershipFactory(committee=committee)
    item = meeting.items.get()
    account = UserFactory()
    GrantFactory(user=account, role=Role.PUBLISHER)
    restricted = DocumentFactory.with_file(one_page(), meeting=meeting, item=item, is_restricted=True, version=2)
    restricted.versions.create(
        number=1, file=restricted.file.name, filename="buses.pdf", media_type="application/pdf", size=restricted.size,
        sha256=restricted.sha256,
    )  # fmt: skip
    edition = publish(meeting=meeting, by=account, reason="Draft minutes")
    entry = LedgerEntry.objects.get(kind="recommendation")
    fact = add_update(entry=entry, kind="sent", on=entry.made_on, by=account)
    attendee = meeting.attendance.create(name="Councillor Anwen Price", mode="unmarked")
    declaration = item.declarations.create(name=attendee.name, nature="A daughter at the school.")
    item.action_log_rows.create(position=1, number="1", text="Write", cited_date=meeting.date)
    approved = MeetingFactory(
        committee=committee, date=dt.date(2026, 1, 6), status="held", minutes_state="approved",
        minutes_approved_on=meeting.date, minutes_signed_by="Councillor Price", minutes_approved_at=item,
    )  # fmt: skip
    question = QuestionFactory(meeting=meeting, number="PQ 9", supplementary="And then?", response="So.")
    beside = MinutesVersionFactory(item=item, number=1, is_beside=True)
    programme = WorkProgramme.objects.create(committee=committee, year=2026)
    topic = SubmissionFactory(meeting=None, committee=committee, kind="topic")
    group = CommitteeFactory(parent=committee, kind="task and finish group", slug="ferries")
    contact = Contact.objects.create(name="Clerk to the committee", kind="post", email="clerk@wexcombe.example")
    message = Message.objects.create(
        key="late-7", kind="late", entry=LedgerEntry.objects.actions().get(), contact=contact, for_day=meeting.date,
        to_address=contact.email, subject="Late", body="It is late.", why="You own it.",
    )  # fmt: skip
    link = new_link(entry=LedgerEntry.objects.actions().get(), contact=contact)
    answer = answer_by(link)
    content = ContentFile(b"Stops counted", name="stops.txt")
    file = answer.files.create(title="stops.txt", file=content, sha256="0" * 64, media_type="text/plain", size=13)
    return {
        "contact": contact.pk,
        "message": message.pk,
        "owner_link": link.pk,
        "owner_answer": answer.pk,
        "owner_file": file.pk,
        "entry": entry.reference,
        "fact": fact.pk,
        "committee_pk": committee.pk,
        "programme_row": programme.rows.create(title="Buses").pk,
        "topic": topic.pk,
        "task_group": group.slug,
        "standing_item": StandingItem.objects.create(committee=committee, position=1, title="Apologies").pk,
        "year": MunicipalYear.objects.create(
            year=2026, first_day=dt.date(2026, 5, 19), last_day=dt.date(2027, 5, 17)
        ).pk,
        "clock": AddresseeClock.objects.first().pk,
        "event": AuditEvent.objects.latest("pk").pk,
        "committee": committee.slug,
        "slug": meeting.slug,
        "item": item.pk,
        "group": item.outcome_groups.first().pk,
        "line": item.outcome_groups.first().lines.first().pk,
        "undertaking": item.undertakings.create(text="A note would be circulated.").pk,
        "beside": beside.number,
        "membership": membership.pk,
        "paper": DocumentFactory(meeting=meeting, item=item, kind="report").pk,
        "attendee": attendee.pk,
        "declaration": declaration.pk,
        "brought_paper": paper_of(meeting, account).pk,
        "question": question.pk,
        "answer": question.answers.get().pk,
        "response": question.supplementary_responses.create(text="Then so.").pk,
        "submission": SubmissionFactory(meeting=meeting).pk,
        "edition": edition.number,
        "approved": approved.pk,
        "restricted": restricted.pk,
        "log_import": older_log(account).pk,
        "logged_item": meeting.items.filter(action_log_rows__isnull=False).get().pk,
        "user": UserFactory(name="Uma User").pk,
    }


@pytest.mark.parametrize("name", OFFICE)
def test_access(name, office, request):
    """One record for the whole cast: what a member does is undone before the next one asks."""
    _, method, statuses = OFFICE[name]
    address = address_of(name, office)
    answers = {}
    for member in CAST:
        client = signed_in(member, request)
        with transaction.atomic():
            answer = getattr(client, method)(address)
            answers[member] = answer.status_code
            if member == "clerk":
                assert "no-store" in answer["Cache-Control"], "no answer of the office is kept"
            if method == "post" and statuses[member] not in (302, 403, 404):
                assert client.get(address).status_code == 405, "a deed is done by POST alone"
            transaction.set_rollback(True)

    assert answers == statuses


def signed_in(member, request):
    client = Client()
    if member != "nobody":
        client.force_login(request.getfixturevalue(member))
    return client


def address_of(name, office):
    arguments = OFFICE[name][0]
    named = [isinstance(argument, str) and argument.startswith("$") for argument in arguments]
    return reverse(name, args=[office[it[1:]] if is_key else it for it, is_key in zip(arguments, named, strict=True)])
