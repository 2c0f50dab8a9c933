"""Papers as an officer brings them in, with scripts and without."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import ItemFactory, MeetingFactory, held_meeting
from made_files import examined, ooxml, pdf_bytes
from office_forms import form_of, workspace_of

from meetings.models import Document, PaperVersion
from meetings.workflow.papers import bring_in
from meetings.workflow.restriction import Restriction, restrict_paper
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db
SCRIPT = {"HTTP_X_REQUESTED_WITH": "fetch"}
HTMX = {"HTTP_HX_REQUEST": "true"}
PROGRAM = b"MZ\x90\x00\x03"


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def meeting():
    meeting = MeetingFactory(date=dt.date(2026, 3, 3))
    ItemFactory(meeting=meeting, position=1, agenda_number="1", title="Buses", state="to follow")
    ItemFactory(meeting=meeting, position=2, agenda_number="2", title="Trams")
    return meeting


def address(meeting, name, *more):
    return reverse(f"office:{name}", args=[meeting.committee.slug, meeting.slug, *more])


def file(name="Report on buses.pdf", content=None):
    return SimpleUploadedFile(name, pdf_bytes() if content is None else content, content_type="text/html")


def send(office, meeting, *files, item="", **headers):
    return office.post(address(meeting, "papers-add"), {"item": item, "chosen": list(files)}, **headers)


def paper_of(meeting, by, content=b"%PDF one", item=None, name="Report on buses.pdf"):
    found = examined(content, name)
    return bring_in(meeting=meeting, item=item, examined=found, source=io.BytesIO(content), by=by).document


def test_good_files_are_taken_whatever_the_others_are(office, meeting):
    item = meeting.items.get(title="Trams")
    response = send(office, meeting, file(), file("minutes.pdf", PROGRAM), file("plan", ooxml()), item=item.pk)

    assert response.status_code == 422
    page = response.content.decode()
    assert "“minutes.pdf” is a program, whatever its name says: programs are not taken." in page
    assert "“Report on buses.pdf” is now “Report on buses”, at item 2." in page
    papers = list(item.documents.order_by("position"))
    assert [(paper.title, paper.filename, paper.pages) for paper in papers] == [
        ("Report on buses", "Report on buses.pdf", 1),
        ("Plan", "plan.docx", None),
    ]


def test_good_files_alone_lead_back_to_the_papers(office, meeting):
    response = send(office, meeting, file(), item="name")
    assert (response.status_code, response["Location"]) == (302, f"{workspace_of(meeting)}#papers")
    assert "is now “Report on buses”" in office.get(workspace_of(meeting)).content.decode()


def test_files_go_to_the_item_that_their_name_begins_with(office, meeting):
    send(office, meeting, file("Item 2 - Map.pdf"), file("Letter.pdf", pdf_bytes(2)), item="name")
    assert dict(Document.objects.values_list("title", "item__title")) == {"Map": "Trams", "Letter": None}


def test_item_of_the_name_is_what_the_form_offers_first(office, meeting):
    fields, address = form_of(office.get(workspace_of(meeting)), "papers-form")
    office.post(address, {**fields, "chosen": [file("Item 2 - Map.pdf")]})
    assert Document.objects.get().item.title == "Trams"


def test_script_is_told_of_each_file_in_one_sentence(office, meeting):
    item = meeting.items.get(title="Buses")
    content = pdf_bytes()
    taken = send(office, meeting, file(content=content), item=item.pk, **SCRIPT)
    known = send(office, meeting, file("copy.pdf", content), **SCRIPT)
    refused = send(office, meeting, file("a.pdf", b""), **SCRIPT)

    assert (taken.status_code, taken.json()["state"], taken.json()["agenda"]) == (200, "taken", True)
    assert (known.status_code, known.json()["state"]) == (200, "known")
    assert (refused.status_code, refused.json()["sentence"]) == (422, "“a.pdf” is empty: choose another file.")
    item.refresh_from_db()
    assert item.state == ""


def test_item_is_marked_as_waiting_again(office, meeting):
    item = meeting.items.get(title="Trams")
    response = office.post(address(meeting, "papers-to-follow"), {"item": item.pk})
    assert response["Location"].endswith(f"#papers-{item.pk}")
    item.refresh_from_db()
    assert item.state == "to follow"
    assert office.post(address(meeting, "papers-to-follow"), {"item": item.pk}).status_code == 422


def test_file_that_is_too_large_is_told_and_the_others_are_taken(office, meeting, settings):
    settings.PAPER_MB = 1
    large = file("large.pdf", b"%PDF-" + b"x" * (1 << 20))
    response = send(office, meeting, large, file())

    assert response.status_code == 422
    assert "“large.pdf” is larger than 1 MB" in response.content.decode()
    assert Document.objects.get().title == "Report on buses"


def test_no_file_at_all_is_told(office, meeting):
    response = send(office, meeting)
    assert response.status_code == 422
    assert "Choose one file or more." in response.content.decode()


def test_too_many_files_are_told(office, meeting):
    response = send(office, meeting, *(file(f"{n}.pdf", b"x") for n in range(21)))
    assert response.status_code == 422
    assert "At most 20 files" in response.content.decode()


def test_files_that_are_sent_elsewhere_reach_no_disk(client, meeting, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    before = list(tmp_path.rglob("*upload*"))
    response = client.post("/accounts/login/", {"login": "a", "password": "b", "chosen": file()})
    assert response.status_code in (200, 302)
    assert not response.wsgi_request.FILES
    assert list(tmp_path.rglob("*upload*")) == before


def test_new_file_of_a_published_paper_needs_its_reason(office, clerk, publisher):
    meeting = held_meeting()
    paper = paper_of(meeting, clerk, name="Map.pdf")
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    send_to = address(meeting, "paper-replace", paper.pk)
    refused = office.post(send_to, {"file": file(), "reason": ""})
    assert refused.status_code == 422
    assert "Say why another takes its place" in refused.content.decode()
    assert f'id="paper-{paper.pk}-replace"' in refused.content.decode(), "the forms stand open"
    assert office.post(send_to, {"file": file(), "reason": "A table was wrong"}).status_code == 302
    paper.refresh_from_db()
    assert paper.version == 2
    page = office.get(workspace_of(meeting)).content.decode()
    assert "newer than the public file" in page
    assert "version 2" in page


def test_papers_are_moved_by_their_buttons_and_by_the_form(office, meeting, clerk):
    first, second = paper_of(meeting, clerk), paper_of(meeting, clerk, b"%PDF two", name="Letter.pdf")
    place = address(meeting, "papers-place")
    response = office.post(place, {"deed": f"up {second.pk}"}, **HTMX)
    assert 'id="papers-list"' in response.content.decode()
    assert list(meeting.documents.order_by("position")) == [second, first]
    item = meeting.items.get(title="Trams")
    office.post(place, {"paper": first.pk, "item": item.pk, "position": ""})
    assert item.documents.get() == first
    office.post(place, {"deed": f"down {first.pk}"})
    assert item.documents.get() == first


def test_published_paper_is_removed_with_a_reason(office, clerk, publisher):
    meeting = held_meeting()
    paper = paper_of(meeting, clerk, name="Map.pdf")
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    gone = address(meeting, "paper-remove", paper.pk)
    refused = office.post(gone)
    assert refused.status_code == 422
    assert "Say why it is taken out" in refused.content.decode()
    assert office.post(gone, {"reason": "It is another meeting's"}).status_code == 302
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("papers-place", {"deed": "up 999999"}),
        ("papers-place", {"deed": "up 99999999999999999999999"}),
        ("papers-place", {"paper": "\x00"}),
        ("papers-place", {"paper": "x" * 100_000}),
        ("papers-place", {"paper": "$paper", "item": "999999"}),
        ("papers-place", {"paper": "$paper", "item": "$stranger"}),
        ("papers-place", {"paper": "$paper", "position": "-5"}),
        ("papers-place", {"deed": "up $foreign"}),
        ("papers-to-follow", {"item": "\x00"}),
        ("papers-to-follow", {"item": "$stranger"}),
        ("papers-add", {"item": "$stranger"}),
        ("papers-add", {"item": "\x00" * 10}),
    ],
)
def test_senseless_values_are_refused(office, meeting, clerk, name, data):
    other = MeetingFactory()
    known = {
        "$paper": paper_of(meeting, clerk).pk,
        "$foreign": paper_of(other, clerk).pk,
        "$stranger": ItemFactory(meeting=other, position=1).pk,
    }
    for word, value in known.items():
        data = {key: text.replace(word, str(value)) for key, text in data.items()}
    assert office.post(address(meeting, name), data).status_code in (404, 422)


def test_paper_of_another_meeting_is_not_found(office, meeting, clerk):
    foreign = paper_of(MeetingFactory(), clerk)
    for name, method in [("paper-forms", "get"), ("paper-replace", "post"), ("paper-remove", "post")]:
        assert getattr(office, method)(address(meeting, name, foreign.pk)).status_code == 404
    assert office.get(address(meeting, "paper-file", foreign.pk, 1)).status_code == 404
    assert office.get(address(meeting, "paper-file", 10**30, 1)).status_code == 404


def test_file_is_shown_to_officers_under_strict_headers(office, meeting, clerk):
    paper = paper_of(meeting, clerk)
    response = office.get(address(meeting, "paper-file", paper.pk, 1))
    assert b"".join(response.streaming_content) == b"%PDF one"
    assert response["Content-Type"] == "application/pdf"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert office.get(address(meeting, "paper-file", paper.pk, 2)).status_code == 404
    PaperVersion.objects.update(media_type="text/csv", filename="a.csv")
    response = office.get(address(meeting, "paper-file", paper.pk, 1))
    assert response["Content-Disposition"] == 'attachment; filename="a.csv"'
    assert "sandbox" in response["Content-Security-Policy"]


def test_restricted_paper_is_marked(office, meeting, clerk):
    reasons = Restriction(3, "It names bidders.", dt.date(2027, 1, 1))
    restrict_paper(document=paper_of(meeting, clerk), restriction=reasons, by=clerk)
    assert '<span class="tag tag--strong">Restricted</span>' in office.get(workspace_of(meeting)).content.decode()


def test_page_asks_as_often_for_twenty_papers_as_for_two(office, meeting, clerk):
    def fill(count):
        for number in range(count):
            paper_of(meeting, clerk, f"%PDF {number}".encode(), item=meeting.items.all()[number % 2])

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert office.get(workspace_of(meeting)).status_code == 200
        return len(found)

    fill(2)
    few = queries()
    fill(20)
    assert meeting.documents.count() == 20
    assert queries() == few
