"""A secret word planted in every place that is not for the public is found at no public address."""

import datetime as dt
import hashlib
import json
import uuid
from urllib.parse import quote

import pytest
from crawler import body_of, crawl
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import models, transaction
from django.db.utils import DatabaseError
from django.urls import reverse
from django.utils import timezone
from factories import (
    CommitteeFactory,
    DocumentFactory,
    GroupFactory,
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
    OutcomeFactory,
    PersonFactory,
    QuestionFactory,
    SubmissionFactory,
    UserFactory,
    held_meeting,
)
from owner_links import answer_by
from paper_files import pdf_of, read_now, versioned

from actions.answering.links import new_link, whose
from actions.as_paper.putting import put_on_agenda
from actions.models import Contact, LedgerEntry
from meetings.models import (
    ActionLogRow,
    Attendance,
    CommitteeAlias,
    Correction,
    Document,
    FutureDate,
    Holiday,
    ImportedText,
    KeptProse,
    MinuteSeries,
    MinutesVersion,
    MunicipalYear,
    PaperPage,
    PaperVersion,
    PersonSpelling,
    Post,
    Presence,
    QuestionAnswer,
    Report,
    ReportReviewer,
    StandingItem,
    Submission,
    SupplementaryResponse,
    TaskGroup,
    UsualOfficer,
    Venue,
    WorkProgramme,
)
from meetings.paper_storage import OfficePapers
from meetings.workflow.paper_files import set_restricted
from portal.opendata.sections import SECTIONS
from portal.publishing.door import publish, withdraw
from portal.search.models import SearchPage

SECRET = "xylophonequartz"
# The one thing of a restricted paper that is public, with the reason.
PUBLIC_TITLES = ("Lease of the depot", "Offers for the contract", "Report on two drivers", "Letter of the insurer")
WORKING_APPS = {"meetings", "accounts", "actions"}
PUBLIC_ROWS = {
    "AddresseeClock",
    "FrozenLog",
    "LedgerEntry",
    "LedgerFile",
    "LedgerUpdate",
    "Edition",
    "EditionWithdrawal",
    "PublishedAttendance",
    "PublishedCommittee",
    "PublishedMeeting",
    "PublishedPaper",
    "PublishedPerson",
    "PublishedQuestion",
    "PublishedSeat",
}

# Days, pages that are open, and who usually comes hold no words of an officer; versions of minutes and changes of a
# programme cannot be written over, and hold the word from the beginning.
WORDLESS = {"MunicipalYear", "Presence", "UsualOfficer", "MinutesVersion", "ProgrammeChange"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(publisher):
    """A published meeting with everything in it, an agenda whose minutes are not out, and a draft nobody published."""
    committee = CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")
    MembershipFactory(committee=committee, person=PersonFactory(email=f"{SECRET}@example.org"))
    held = held_meeting(committee=committee, date=dt.date(2026, 2, 3), office_notes=f"Ring {SECRET}")
    fill_with_secrets(held)
    publish(meeting=held, by=publisher, reason="Draft minutes")
    publish_and_withdraw_the_secret(held, by=publisher)
    agenda = held_meeting(committee=committee, date=dt.date(2026, 3, 3))
    hide_minutes(agenda)
    publish(meeting=agenda, by=publisher, reason="Agenda")
    coming = MeetingFactory(committee=committee, date=timezone.localdate() + dt.timedelta(days=60))
    put_on_agenda(meeting=coming, item=None, kind="both", by=publisher)
    publish(meeting=coming, by=publisher, reason="Notice")
    send_in_secrets(coming)
    answer_in_secret(held)
    draft = held_meeting(committee=committee, date=dt.date(2026, 4, 7), notes=SECRET)
    ItemFactory(meeting=draft, position=2, title=f"On {SECRET}")
    fill_every_table(draft)
    return held


def fill_every_table(meeting):
    """A row of every working model that the meetings above leave empty, for the word to be written over."""
    item, committee = meeting.items.first(), meeting.committee
    post = Post.objects.create(title="Head of Ferries")
    group = CommitteeFactory(parent=committee, kind="task and finish group")
    paper = DocumentFactory(meeting=meeting)
    version = PaperVersion(
        document=paper, number=1, file="papers/buses.pdf", filename="buses.pdf", media_type="application/pdf", size=9,
        sha256="0" * 64,
    )  # fmt: skip
    report = Report(document=paper)
    question = QuestionFactory(meeting=meeting, number="PQ 9")
    rows = [
        ActionLogRow(item=item, position=1, number="1", text="Write"),
        CommitteeAlias(committee=committee, name="The panel"),
        Correction(meeting=meeting, noted_at=item, text="For “bus” read “tram”."),
        FutureDate(meeting=meeting, date=dt.date(2027, 1, 5), note="To be settled"),
        Holiday(day=dt.date(2027, 3, 1), name="A day off"),
        ImportedText(sha256="0" * 64, record=1, source="minutes.txt", meeting=meeting),
        KeptProse(item=item, text="It was resolved to go on."),
        MinutesVersion(item=item, number=1, html=f"<p>{SECRET}</p>"),
        MunicipalYear(year=2027, first_day=dt.date(2027, 5, 18), last_day=dt.date(2028, 5, 16)),
        version,
        PaperPage(version=version, number=1, text="Buses"),
        PersonSpelling(person=PersonFactory(), spelling="I'Anson", key="ianson"),
        Presence(meeting=meeting, user=UserFactory(), page=uuid.uuid4(), item=item, seen_at=timezone.now()),
        QuestionAnswer(question=question, text="Because."),
        report,
        ReportReviewer(report=report, role="Legal"),
        Submission(kind="topic", committee=committee, name="A", text="Buses", key_digest="0", sent_at=timezone.now()),
        StandingItem(committee=committee, position=1, title="Apologies"),
        SupplementaryResponse(question=question, text="Because."),
        TaskGroup(committee=group, scope="Why ferries are late"),
        UsualOfficer(committee=committee, post=post),
        Venue(name="The town hall"),
    ]
    for row in rows:
        row.save()
    programme = WorkProgramme.objects.create(committee=committee, year=2026)
    planned = programme.rows.create(title=f"On {SECRET}")
    planned.changes.create(at=timezone.now(), by=UserFactory(), what=f"moved to {SECRET}", reason=SECRET)


def send_in_secrets(meeting):
    """A question and a topic from somebody whose every word is the word: they are the office's alone."""
    words = {
        "committee": meeting.committee, "name": SECRET, "place": SECRET, "email": f"{SECRET}@example.org",
        "phone": SECRET, "addressed_to": SECRET, "title": SECRET, "text": SECRET, "sent_at": timezone.now(),
    }  # fmt: skip
    Submission.objects.create(kind="question", meeting=meeting, key_digest="1", confirmed_at=timezone.now(), **words)
    Submission.objects.create(kind="topic", key_digest="2", **words)


def answer_in_secret(meeting):
    """An owner and an addressee whose address and every sent word is the word, also in a file; nothing is accepted."""
    entries = LedgerEntry.objects.filter(committee__slug=meeting.committee.slug)
    response = {"kind": "response", "verdict": "rejected"}
    for entry, kind in ((entries.actions().get(), {}), (entries.recommendations().get(), response)):
        contact = Contact.objects.create(name=whose(entry), email=f"{SECRET}@example.org", directorate=SECRET)
        link = new_link(entry=entry, contact=contact)
        answer = answer_by(link, text=SECRET, by_name=SECRET, evidence=SECRET, owner=SECRET, **kind)
        file = ContentFile(f"On {SECRET}".encode(), name=f"{SECRET}.txt")
        answer.files.create(title=f"{SECRET}.txt", file=file, sha256="0" * 64, media_type="text/plain", size=9)


def publish_and_withdraw_the_secret(meeting, by):
    """An edition between two others that held the word, and whose reason held it, and that was withdrawn."""
    meeting.notes = f"Please ask for {SECRET}"
    meeting.save()
    slip = publish(meeting=meeting, by=by, reason=f"With {SECRET}")
    withdraw(edition=slip, by=by, reason="It named somebody")
    meeting.notes = "Please use the side door."
    meeting.save()
    publish(meeting=meeting, by=by, reason="Put right")


def fill_with_secrets(meeting):
    """Plants the word wherever the law or the office keeps things from the public."""
    exclusion = ItemFactory(
        meeting=meeting, position=2, kind="exclusion of the public", title="Exclusion of the public"
    )
    OutcomeFactory(
        group=GroupFactory(item=exclusion, position=1),
        anchor="item-2-1",
        text="That the public be excluded under paragraph 3 of Part 1 of Schedule 12A",
    )
    exempt = ItemFactory(
        meeting=meeting,
        position=3,
        title="Award of a contract",
        purpose=f"To award it to {SECRET}",
        minutes_html=f"<p>{SECRET} was cheapest.</p>",
        lead_officers=SECRET,
        is_exempt=True,
        exempt_paragraph=3,
        exempt_reason="It would harm the council's position in negotiation.",
        exempt_review_on=dt.date(2027, 1, 1),
        public_summary="The committee considered the award of a contract.",
    )
    OutcomeFactory(
        group=GroupFactory(item=exempt, position=1, lead_in=SECRET, proposer=SECRET),
        kind="action",
        anchor="item-3-1",
        text=f"Write to {SECRET}",
        owner=SECRET,
    )
    exempt.undertakings.create(text=f"A note on {SECRET} would be sent")
    exempt.declarations.create(name=SECRET, nature=SECRET)
    DocumentFactory.with_file(f"%PDF {SECRET}".encode(), meeting=meeting, item=exempt, title=SECRET, text=SECRET)
    plant_in_restricted_papers(meeting, exempt)
    DocumentFactory.with_file(b"%PDF open", meeting=meeting, item=meeting.items.get(position=1))
    read_now(versioned(pdf_of(f"For {SECRET}"), "exempt.pdf", meeting=meeting, item=exempt, title=SECRET))
    read_now(versioned(pdf_of("On the late ferry"), "ferry.pdf", meeting=meeting, title="The ferry"))
    plant_in_questions(meeting)


def plant_in_restricted_papers(meeting, exempt):
    """Of the meeting, of an open and of an exempt item. The title and the reason are public: all else holds the word.

    One has two versions, one is a report with everything that a report says of itself, one is listed without a file.
    """
    kept = {"meeting": meeting, "is_restricted": True, "report_by": SECRET, "text": SECRET, "listed_size": SECRET}
    DocumentFactory.with_file(f"%PDF two {SECRET}".encode(), f"{SECRET}.pdf", title=PUBLIC_TITLES[0], **kept)
    version = versioned(pdf_of(f"On {SECRET}"), f"{SECRET}2.pdf", title=PUBLIC_TITLES[1], item=exempt, **kept)
    read_now(version)
    earlier = f"%PDF earlier {SECRET}".encode()
    PaperVersion.objects.create(
        document=version.document, number=2, filename=f"{SECRET}0.pdf", media_type="application/pdf", reason=SECRET,
        size=len(earlier), sha256=hashlib.sha256(earlier).hexdigest(),
        file=OfficePapers().save(f"restricted/papers/{SECRET}0.pdf", ContentFile(earlier)),
    )  # fmt: skip
    open_item = meeting.items.get(position=1)
    report = DocumentFactory.with_file(
        f"%PDF three {SECRET}".encode(), f"{SECRET}3.pdf", title=PUBLIC_TITLES[2], item=open_item, kind="report", **kept
    )
    words = ("classification", "decision_type", "wards", "purpose", "recommendations", "background_papers", "approver")
    header = Report.objects.create(
        document=report, approved_on=dt.date(2026, 1, 9), **dict.fromkeys(words, SECRET)
    )  # fmt: skip
    header.reviewers.create(role=SECRET, name=SECRET, reviewed_on=dt.date(2026, 1, 8), position=1)
    DocumentFactory(title=PUBLIC_TITLES[3], item=open_item, **kept)


def plant_in_questions(meeting):
    """The questioner who is not named, contact details, and questions whose words are not for the public."""
    withheld = QuestionFactory(
        meeting=meeting, questioner=SECRET, place=SECRET, is_name_withheld=True, contact_email=f"{SECRET}@example.org",
        contact_phone=SECRET, contact_address=SECRET, supplementary=SECRET,
        supplementary_disallowed_reason="It would name somebody.", response=f"Because of {SECRET}.",
    )  # fmt: skip
    earlier = withheld.answers.get()
    withheld.answers.create(
        text="Because.", replaces=earlier, given_on=dt.date(2026, 2, 9), reissued_because="the first named somebody."
    )
    QuestionFactory(
        meeting=meeting, number="PQ 2", state="disallowed", text=SECRET, disallowed_reason="Defamatory.",
        disallowed_rule="Rule 11",
    )  # fmt: skip
    QuestionFactory(meeting=meeting, number="PQ 3", state="withdrawn", questioner=SECRET, text=SECRET, response=SECRET)
    SubmissionFactory(
        meeting=meeting, name=SECRET, place=SECRET, email=f"{SECRET}@example.org", phone=SECRET, text=SECRET
    )


def hide_minutes(meeting):
    """Takes the minutes back to what is only being written, with the word in them; the agenda stays open."""
    meeting.minutes_state = "none"
    meeting.save()
    item = meeting.items.get()
    item.minutes_html = f"<p>{SECRET}</p>"
    item.series = MinuteSeries.objects.create(committee=meeting.committee, name="s", begun_on=meeting.date)
    item.minute_number = SECRET[:20]
    item.save()
    item.declarations.create(name=SECRET, nature=SECRET)
    item.outcome_groups.first().lines.update(text=SECRET)
    Attendance.objects.create(meeting=meeting, name=SECRET, note=SECRET)
    QuestionFactory(meeting=meeting, supplementary=SECRET)
    QuestionFactory(meeting=meeting, number="", state="received", questioner=SECRET, text=SECRET)


def plant_everywhere():
    """Writes the word over every text of every working row, after publishing; returns the columns that took it."""
    planted = set()
    for model in apps.get_models():
        if model._meta.app_label not in WORKING_APPS or model.__name__ in PUBLIC_ROWS:
            continue
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.CharField | models.TextField) or field.choices:
                continue
            for row in model.objects.all():
                word = f"{SECRET}{row.pk}"[: field.max_length or 100]
                try:
                    with transaction.atomic():
                        model.objects.filter(pk=row.pk).update(**{field.name: word})
                    planted.add((model.__name__, field.name))
                except DatabaseError:
                    continue  # The column holds no free words: an address, a code, a key.
    return planted


ERRORS = [
    "/no-such-page/",
    "/meetings/transport/1999-01-01/",
    "/meetings/transport/2026-04-07/",
    "/actions/TRA-2026-99/",
    "/meetings/transport/2026-02-03/compare/1/2/",
    "/meetings/transport/2026-02-03/compare/2/3/",
]


# No page leads to these by a link of this site's own.
MACHINES = ["/robots.txt", "/sitemap.xml", "/data/register.json", "/meetings.ics", "/published.atom"]
MACHINES += [f"/sitemap-{name}.xml" for name in SECTIONS]
# The word itself is not asked for, because the page repeats what was asked.
SEARCHES = [
    "/search/",
    "/search/?q=committee",
    "/search/?q=ring+or+award+or+late+or+buses",
    "/search/?q=ferry",
    "/search/?q=xylofonequarts",
]


def assert_secret_is_nowhere(client):
    seen = 0
    for address, response, body in crawl(client, start=["/", *ERRORS, *SEARCHES, "/about/", *MACHINES]):
        seen += 1
        assert SECRET.encode() not in body.lower(), f"the secret word stands on {address}"
        assert SECRET not in str(response.headers).lower(), f"the secret word stands in the headers of {address}"
        refused = client.post(address)
        assert SECRET.encode() not in body_of(refused).lower()
    return seen


def test_what_is_kept_from_the_public_is_nowhere(record, client):
    assert assert_secret_is_nowhere(client) > 10


def test_public_pages_do_not_read_the_working_record(record, client):
    before = assert_secret_is_nowhere(client)
    assert len(plant_everywhere()) > 50
    assert assert_secret_is_nowhere(client) == before


def test_the_word_is_planted_in_every_working_model(record):
    """A new working model is planted too, or says here why no words of an officer stand in it."""
    planted = {model for model, _ in plant_everywhere()}
    working = {
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label == "meetings" and model.__name__ not in PUBLIC_ROWS
    }
    assert working - planted == WORDLESS


def test_the_crawl_would_find_a_leak(record, client, publisher):
    """The test above can fail: a word that is published is found by the same walk."""
    record.venue = Venue.objects.create(name=SECRET)
    record.save()
    publish(meeting=record, by=publisher, reason="The venue was missing")
    with pytest.raises(AssertionError, match="the secret word stands on"):
        assert_secret_is_nowhere(client)


def test_the_crawl_reaches_the_forms_for_the_public(record, client):
    reached = {address for address, response, _ in crawl(client) if response.status_code == 200}
    assert "/committees/transport/suggest/" in reached
    assert [address for address in reached if address.endswith("/ask/")]


def test_the_crawl_reaches_editions_and_comparisons(record, client):
    reached = {address for address, response, _ in crawl(client) if response.status_code == 200}
    assert "/meetings/transport/2026-02-03/editions/" in reached
    assert "/meetings/transport/2026-02-03/compare/1/3/" in reached


def test_a_restricted_paper_is_named_with_its_reason_and_nothing_else_of_it_is_public(record, client):
    page = client.get("/meetings/transport/2026-02-03/").content.decode()
    for title in PUBLIC_TITLES:
        assert page.count(title) == 2, "at its place, and in the list of papers"
    assert page.count("Not for publication, paragraph 3") == len(PUBLIC_TITLES)
    assert page.count("It would harm the council&#x27;s bargaining.") == len(PUBLIC_TITLES)
    edition = json.loads(client.get("/meetings/transport/2026-02-03/editions/3.json").content)
    named = [*edition["withheld"], *(paper for item in edition["items"] for paper in item.get("withheld", []))]
    assert {paper["title"] for paper in named} == set(PUBLIC_TITLES)
    assert {key for paper in named for key in paper} == {"anchor", "title", "paragraph", "description", "reason"}


def test_a_restricted_file_has_no_public_address(record, client):
    papers = record.documents.filter(is_restricted=True).exclude(file="")
    assert papers.count() == 3
    for paper in papers:
        args = ["transport", record.slug, paper.sha256[:12], paper.filename]
        assert client.get(reverse("meetings:paper-detail", args=args)).status_code == 404


def test_the_words_inside_an_open_paper_are_public(record, client):
    """The walk above reaches what the worker read: of three papers that it read, the words of one."""
    assert PaperPage.objects.exclude(text="").count() >= 3
    assert SearchPage.objects.count() == 1
    assert "late <mark>ferry</mark>" in client.get("/search/?q=ferry").content.decode()


def bytes_of(name):
    """Every file that lies in a storage: its place and its content."""
    storage = storages[name]

    def walk(folder):
        folders, files = storage.listdir(folder) if storage.exists(folder or ".") else ([], [])
        for file in files:
            path = f"{folder}/{file}".lstrip("/")
            with storage.open(path) as opened:
                yield path, opened.read()
        for inner in folders:
            yield from walk(f"{folder}/{inner}".lstrip("/"))

    return dict(walk(""))


def guesses(paper, meeting):
    """Addresses under which somebody who knows everything of a file would look for it."""
    for sha in (paper.sha256[:12], paper.sha256[:11] + "0"):
        for filename in (paper.filename, paper.filename.upper(), f"../{paper.filename}", "buses.pdf", SECRET):
            yield reverse("meetings:paper-detail", args=["transport", meeting.slug, sha, quote(filename, safe="")])
    places = (f"{paper.sha256[:2]}/{paper.sha256}", paper.file.name, quote(f"../restricted/{paper.file.name}"))
    for prefix in ("/files/", "/media/", "/static/", "/papers/", "/restricted/", "/"):
        yield from (f"{prefix}{place}" for place in places)


def test_a_restricted_file_is_at_no_address_that_anybody_guesses(record, client):
    kept = [paper for paper in Document.objects.exclude(file="") if SECRET in paper.title or paper.is_restricted]
    assert len(kept) == 5, "three that are restricted, and two of an exempt item that nobody restricted"
    kept += [version for version in PaperVersion.objects.exclude(file="") if SECRET in version.filename]
    assert len(kept) == 7, "and the versions of one of them"
    for paper in kept:
        for address in guesses(paper, record):
            response = client.get(address)
            assert response.status_code in (400, 404), address
            assert SECRET.encode() not in body_of(response).lower()


def test_the_folder_of_published_papers_holds_nothing_that_is_kept_back(record):
    published, restricted, office = (bytes_of(name) for name in ("published", "restricted", "default"))
    assert published, "an open paper is published"
    assert [path for path, content in published.items() if SECRET.encode() in content] == []
    assert [path for path, content in restricted.items() if SECRET.encode() in content], "the walk finds the word"
    apart = set(Document.objects.filter(is_restricted=True).exclude(file="").values_list("file", flat=True))
    assert apart
    assert apart.isdisjoint(office)


def test_an_open_paper_that_is_restricted_leaves_the_office_folder(record, clerk, django_capture_on_commit_callbacks):
    paper = record.documents.get(filename="buses.pdf", is_restricted=False, item__is_exempt=False)
    before = bytes_of("default")
    with django_capture_on_commit_callbacks(execute=True):
        moved = set_restricted(document=paper, restricted=True, by=clerk)
    assert paper.file.name in before
    assert paper.file.name not in bytes_of("default")
    assert bytes_of("restricted")[moved.file.name] == before[paper.file.name]


def test_a_draft_has_no_public_address(record, client):
    assert client.get("/meetings/transport/2026-04-07/").status_code == 404
