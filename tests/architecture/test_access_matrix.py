"""Every named address, asked for by every member of the cast, answers as this table says."""

import datetime as dt
import io

import pytest
from crawler import named_addresses
from django.test import Client
from django.urls import reverse
from factories import CommitteeFactory, DocumentFactory, MembershipFactory, PersonFactory, held_meeting
from made_files import examined
from office_matrix import OFFICE

from actions.as_paper.freezing import frozen
from actions.models import FrozenLog, LedgerEntry, LedgerFile
from actions.words import UpdateKind
from actions.workflow.recording import FactFile, NewFact, record_fact
from meetings.editions.models import PublishedCommittee
from meetings.models import WorkProgramme
from meetings.workflow.work_programme import release
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db

CAST = ["nobody", "stranger", "owner", "councillor", "clerk", "publisher"]
EVERYBODY_READS = dict.fromkeys(CAST, 200)

# name → (arguments, status for each member of the cast)
MATRIX = {
    "home": ([], EVERYBODY_READS),
    "about": ([], EVERYBODY_READS),
    "accessibility": ([], EVERYBODY_READS),
    "rights": ([], EVERYBODY_READS),
    "privacy": ([], EVERYBODY_READS),
    "search:search": ([], EVERYBODY_READS),
    "gallery": ([], EVERYBODY_READS),
    "meetings:committee-list": ([], EVERYBODY_READS),
    "meetings:committee-detail": (["transport"], EVERYBODY_READS),
    "meetings:programme-now": (["transport"], EVERYBODY_READS),
    "meetings:programme": (["transport", 2026], EVERYBODY_READS),
    "meetings:person-list": ([], EVERYBODY_READS),
    "meetings:person-detail": (["anwen-price"], EVERYBODY_READS),
    "meetings:question-list": ([], EVERYBODY_READS),
    "meetings:document-list": ([], EVERYBODY_READS),
    "meetings:meeting-list": ([], EVERYBODY_READS),
    "meetings:calendar-now": ([], dict.fromkeys(CAST, 302)),
    "meetings:calendar": ([2026, 2], EVERYBODY_READS),
    "meetings:meeting-detail": (["transport", "2026-02-03"], EVERYBODY_READS),
    "meetings:edition-detail": (["transport", "2026-02-03", 1], EVERYBODY_READS),
    "meetings:edition-list": (["transport", "2026-02-03"], EVERYBODY_READS),
    "meetings:edition-compare": (["transport", "2026-02-03", 1, 2], EVERYBODY_READS),
    "meetings:paper-detail": (["transport", "2026-02-03", "PAPER", "buses.pdf"], EVERYBODY_READS),
    "feeds:follow": ([], EVERYBODY_READS),
    "feeds:calendar": ([], EVERYBODY_READS),
    "feeds:published": ([], EVERYBODY_READS),
    "feeds:committee-calendar": (["transport"], EVERYBODY_READS),
    "feeds:committee-published": (["transport"], EVERYBODY_READS),
    "feeds:unanswered": ([], EVERYBODY_READS),
    "feeds:committee-unanswered": (["transport"], EVERYBODY_READS),
    "register:unanswered": ([], EVERYBODY_READS),
    "register:unanswered-table": ([], EVERYBODY_READS),
    "impact:impact": ([], EVERYBODY_READS),
    "impact:figures": ([], EVERYBODY_READS),
    "impact:report": (["transport", 2025], EVERYBODY_READS),
    "impact:report-table": (["transport", 2025], EVERYBODY_READS),
    "impact:council-report": ([2025], EVERYBODY_READS),
    "impact:council-report-table": ([2025], EVERYBODY_READS),
    "opendata:about": ([], EVERYBODY_READS),
    "opendata:register": ([], EVERYBODY_READS),
    "opendata:edition": (["transport", "2026-02-03", 1], EVERYBODY_READS),
    "opendata:committee-edition": (["transport", 1], EVERYBODY_READS),
    "opendata:sitemap": ([], EVERYBODY_READS),
    "opendata:sitemap-section": (["meetings"], EVERYBODY_READS),
    "opendata:robots": ([], EVERYBODY_READS),
    "submissions:ask": (["transport", "2026-02-03"], EVERYBODY_READS),
    "submissions:ask-sent": (["transport", "2026-02-03"], EVERYBODY_READS),
    "submissions:ask-thanks": (["transport", "2026-02-03"], EVERYBODY_READS),
    "submissions:suggest": (["transport"], EVERYBODY_READS),
    "submissions:suggest-sent": (["transport"], EVERYBODY_READS),
    "submissions:suggest-thanks": (["transport"], EVERYBODY_READS),
    "submissions:confirm": (["no-such-key"], dict.fromkeys(CAST, 410)),
    "answering:answer": (["no-such-link"], dict.fromkeys(CAST, 404)),
    "actions:recommendation-list": ([], EVERYBODY_READS),
    "actions:recommendation-detail": (["TRA-2026-R1"], EVERYBODY_READS),
    "actions:recommendation-workbook": ([], EVERYBODY_READS),
    "actions:recommendation-text": ([], EVERYBODY_READS),
    "actions:action-list": ([], EVERYBODY_READS),
    "actions:action-workbook": ([], EVERYBODY_READS),
    "actions:action-text": ([], EVERYBODY_READS),
    "actions:action-detail": (["TRA-2026-1"], EVERYBODY_READS),
    "actions:ledger-file": (["PROOF", "proof.pdf"], EVERYBODY_READS),
    "actions:frozen-log": (["transport", "PAPER"], EVERYBODY_READS),
}

# What is sent to the public's forms, empty here, is answered; everything else is read alone.
SENT = {"submissions:ask": 422, "submissions:suggest": 422, "submissions:confirm": 410, "answering:answer": 404}


@pytest.fixture
def paper(publisher):
    meeting = held_meeting(
        committee=CommitteeFactory(name="Transport", slug="transport", code="TRA"), date=dt.date(2026, 2, 3)
    )
    MembershipFactory(committee=meeting.committee, person=PersonFactory(slug="anwen-price"))
    paper = DocumentFactory.with_file(meeting=meeting)
    programme = WorkProgramme.objects.create(committee=meeting.committee, year=2026)
    programme.rows.create(title="Ferries")
    release(programme=programme, by=publisher)
    edition = publish(meeting=meeting, by=publisher, reason="Draft minutes")
    freeze(edition, paper)
    meeting.notes = "Please use the side door."
    meeting.save()
    publish(meeting=meeting, by=publisher, reason="The notes were missing")
    prove(publisher)
    return paper


def prove(by):
    """Completes the action of the meeting, with a file as its evidence."""
    content = b"%PDF-1.4 the proof"
    file = FactFile(examined(content, "proof.pdf"), io.BytesIO(content))
    fact = NewFact(UpdateKind.COMPLETED, dt.date(2026, 2, 3), files=[file])
    record_fact(entry=LedgerEntry.objects.get(kind="action"), fact=fact, by=by)


def freeze(edition, paper):
    """Has the paper be a list of the ledger, as it was frozen for the meeting."""
    row = PublishedCommittee.objects.get(slug="transport")
    FrozenLog.objects.create(
        committee=row, kind="action log", as_at=dt.date(2026, 2, 3), made_at=edition.published_at,
        sha256=paper.sha256, content=frozen(row, "action log", dt.date(2026, 2, 3)),
    )  # fmt: skip


def test_every_address_has_a_row():
    office = {name for name in named_addresses() if name in OFFICE}
    assert set(named_addresses()) - office == set(MATRIX)


@pytest.mark.parametrize("name", MATRIX)
def test_access(name, paper, request):
    arguments, expected = MATRIX[name]
    named = {"PAPER": paper.sha256, "PROOF": LedgerFile.objects.get().sha256}
    arguments = [named[argument][:12] if argument in named else argument for argument in arguments]
    address = reverse(name, args=arguments)
    for member in CAST:
        client = Client()
        if member != "nobody":
            client.force_login(request.getfixturevalue(member))

        assert client.get(address).status_code == expected[member], member
        assert client.post(address).status_code == SENT.get(name, 405), member
