"""The office's page of one entry: each kind of fact by its form, files, what was wrong, two officers at once."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from factories import CommitteeFactory, held_meeting
from made_files import pdf_bytes

from actions.models import LedgerEntry, LedgerFile, LedgerUpdate
from actions.office.fact_forms import FORMS
from actions.workflow.facts import add_update
from actions.workflow.new_actions import add_action
from meetings.editions.models import PublishedCommittee
from portal.publishing.door import publish, withdraw

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 2, 3)
R, A = "TRA-2026-R1", "TRA-2026-1"


@pytest.fixture
def meeting(publisher):
    meeting = held_meeting(committee=CommitteeFactory(slug="transport", code="TRA"), date=DAY)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


@pytest.fixture
def office(client, clerk, meeting):
    client.force_login(clerk)
    return client


def entry(reference=R):
    return LedgerEntry.objects.select_related("committee", "meeting").get(reference=reference)


def told(reference, kind, days=1, **fields):
    day = DAY + dt.timedelta(days=days)
    return add_update(entry=entry(reference), kind=kind, on=day, by=fields.pop("by"), **fields)


def send(client, reference, slug, status=302, **data):
    last = entry(reference).updates.order_by("-pk").values_list("pk", flat=True).first() or 0
    data = {"seen": str(last), "on": "2026-02-10", **data}
    response = client.post(reverse("ledger:entry-record", args=[reference, slug]), data)
    assert response.status_code == status, response.content.decode()
    return response


FACTS = [
    (R, "sent", {"text": "By post."}),
    (R, "response", {"verdict": "accepted", "text": "Yes.", "by_name": "Cabinet"}),
    (R, "planned", {"text": "Draw it", "owner": "Head", "due_on": "2026-09-01"}),
    (R, "progress", {"text": "Begun."}),
    (R, "extended", {"text": "Longer.", "due_on": "2026-08-01"}),
    (R, "reviewed", {"meeting": "2026-02-03", "item": "item-1", "text": "Content."}),
    (R, "withdrawn", {"text": "No longer needed."}),
    (A, "handed-over", {"owner": "Treasurer", "directorate": "Finance"}),
    (A, "completed", {"evidence": "A letter"}),
    (A, "extended", {"text": "Longer.", "due_on": "2026-08-01"}),
]


@pytest.mark.parametrize(("reference", "slug", "data"), FACTS)
def test_each_fact_is_recorded_by_its_form(office, clerk, reference, slug, data):
    page = office.get(reverse("ledger:entry", args=[reference]), {"record": slug}).content.decode()
    assert reverse("ledger:entry-record", args=[reference, slug]) in page
    response = send(office, reference, slug, **data)
    update = entry(reference).updates.get()
    assert (update.kind.replace(" ", "-"), update.recorded_by) == (slug, clerk)
    assert "Recorded: " in office.get(response["Location"]).content.decode()


def test_what_carries_it_out_is_one_click_away_in_the_office(office):
    send(office, R, "planned", text="Draw it", owner="Head", due_on="2026-09-01")
    made = LedgerEntry.objects.get(parent=entry())
    above = office.get(reverse("ledger:entry", args=[R])).content.decode()
    # In the facts and in the history; the public page is one link of its own.
    assert above.count(f'href="{reverse("ledger:entry", args=[made.reference])}"') == 2
    assert f'href="{made.url}"' not in above
    below = office.get(reverse("ledger:entry", args=[made.reference])).content.decode()
    assert below.count(f'href="{reverse("ledger:entry", args=[R])}"') == 2
    assert f'href="{reverse("ledger:entry", args=[R])}"' not in office.get(made.url).content.decode()


def test_a_review_stands_at_a_named_item(office):
    send(office, R, "reviewed", meeting="2026-02-03", item="item-1", text="Content.")
    update = entry().updates.get()
    assert (update.on, update.item_title, update.item_url) == (
        DAY, "Bus services", "/meetings/transport/2026-02-03/#item-1",
    )  # fmt: skip
    assert (
        "Choose an item of the meeting"
        in send(
            office, R, "reviewed", status=422, meeting="2026-02-03", item="item-99", text="Content."
        ).content.decode()
    )


def test_one_that_ended_is_reopened_sent_back_or_merged(office, publisher):
    told(R, "sent", by=publisher)
    told(R, "response", text="No.", by_name="Cabinet", verdict="rejected", by=publisher)
    send(office, R, "reconsidered", text="Ask again.")
    assert entry().status == "response overdue"
    other = add_action(committee=PublishedCommittee.objects.get(), text="All of it", made_on=DAY, by=publisher)
    send(office, A, "merged", text="Said twice.", other=other.reference.lower())
    assert (entry(A).status, entry(A).updates.get().other) == ("merged", other)
    send(office, A, "reopened", text="They differ.")
    assert entry(A).is_open


@pytest.mark.parametrize("other", ["TRA-2026-R1", "TRA-2026-1", "nothing", "x" * 500, "\x00"])
def test_an_entry_gives_way_only_to_another_of_its_kind(office, other):
    response = send(office, A, "superseded", status=422, text="Why", other=other)
    assert "field__error" in response.content.decode()


def test_the_last_day_for_a_response_is_shown_before_saving(office):
    page = office.get(reverse("ledger:entry", args=[R]), {"record": "sent"}).content.decode()
    assert "the last day for a response is" in page
    shown = send(office, R, "sent", status=200, deed="show", on="2026-03-22", text="By hand.").content.decode()
    assert "From 22 March 2026 the last day for a response is 21 May 2026." in shown
    assert "section 9FE" in shown
    assert "By hand." in shown
    assert not LedgerUpdate.objects.exists()
    address = reverse("ledger:entry-last-day", args=[R])
    assert "21 May 2026" in office.get(address, {"on": "2026-03-22"}).content.decode()
    for on in ("2026-02-31", "9999-12-31", "", "x"):
        assert "Give a day that has come" in office.get(address, {"on": on}).content.decode()


def test_what_is_refused_keeps_what_was_typed(office):
    html = send(office, A, "completed", status=422, text="", on="2026-02-10").content.decode()
    assert "A completion needs evidence, a file or a note." in html
    html = send(office, A, "progress", status=422, text="Half of it is done.", on="2026-01-01").content.decode()
    assert "nothing can have happened to it before" in html
    assert "Half of it is done." in html
    assert not LedgerUpdate.objects.exists()


def test_a_day_that_cannot_be_is_told_at_its_field_with_whatever_else_is_wrong(office):
    html = send(office, R, "response", status=422, on="2999-01-01", text="", verdict="").content.decode()
    assert 'href="#fact-response-on"' in html
    assert "A day that has not come yet cannot be recorded." in html
    assert "Give the words of the response." in html
    early = send(office, R, "response", status=422, on="2001-01-01", verdict="").content.decode()
    assert re.search(r"was made on \d+ [A-Z][a-z]+ 20\d\d; nothing can have happened to it before", early)


def test_a_later_date_comes_after_the_day_on_which_it_was_agreed(office):
    html = send(office, A, "extended", status=422, text="Longer.", due_on="2026-02-10").content.decode()
    assert "The new due date does not come after the day on which it was agreed." in html
    assert not LedgerUpdate.objects.exists()


def upload(name="letter.pdf", content=None):
    return SimpleUploadedFile(name, content or pdf_bytes(2), content_type="application/pdf")


def test_files_are_looked_into_and_published_with_the_fact(office):
    send(office, A, "completed", chosen=[upload("letter_to_operators.pdf"), upload("minutes.pdf", pdf_bytes(1))])
    files = list(LedgerFile.objects.all())
    assert [(file.title, file.pages) for file in files] == [("Letter to operators", 2), ("Minutes", 1)]
    assert entry(A).updates.get().evidence == "Letter to operators, Minutes"
    assert office.get(files[0].get_absolute_url()).status_code == 200


def test_a_file_that_is_the_evidence_is_read_once(office):
    send(office, A, "completed", chosen=[upload("letter_to_operators.pdf")])
    page = office.get(reverse("ledger:entry", args=[A])).content.decode()
    assert "Letter to operators" in page
    assert "Evidence: Letter to operators" not in page
    send(office, A, "reopened", text="Not yet.")
    send(office, A, "completed", evidence="See page 2", chosen=[upload("letter_to_operators.pdf")])
    assert "Evidence: See page 2" in office.get(reverse("ledger:entry", args=[A])).content.decode()


def test_a_file_that_is_refused_leaves_nothing_and_keeps_the_words(office):
    bad = upload("letter.pdf", b"MZ this is a program")
    html = send(office, A, "completed", status=422, text="It was sent.", chosen=[upload(), bad]).content.decode()
    assert "Choose the files again" in html
    assert "It was sent." in html
    assert not LedgerUpdate.objects.exists()
    assert not LedgerFile.objects.exists()


def test_a_fact_that_was_recorded_meanwhile_is_shown_first(office, publisher):
    seen = "0"
    told(A, "progress", text="Half.", by=publisher)
    html = send(office, A, "withdrawn", status=422, seen=seen, text="Not needed.").content.decode()
    assert "Meanwhile something else was recorded: Progress (4 February 2026), recorded by Petra Publisher." in html
    assert "Not needed." in html
    assert entry(A).updates.count() == 1
    send(office, A, "withdrawn", text="Not needed.")
    assert entry(A).status == "withdrawn"


def test_a_fact_that_cannot_follow_any_more_is_refused(office, publisher):
    told(A, "completed", text="Done.", by=publisher)
    assert "Reopen it first" in send(office, A, "progress", status=422, text="More.").content.decode()


def take_back(client, update, status=302, **data):
    last = update.entry.updates.order_by("-pk").values_list("pk", flat=True).first()
    address = reverse("ledger:entry-take-back", args=[update.entry.reference, update.pk])
    response = client.post(address, {"seen": str(last), **data})
    assert response.status_code == status, response.content.decode()
    return response


def test_a_wrong_fact_is_taken_back_alone(office, publisher):
    wrong = told(A, "completed", text="Done.", by=publisher)
    page = office.get(reverse("ledger:entry", args=[A]), {"take_back": wrong.pk}).content.decode()
    assert "Take back: Completed, 4 February 2026" in page
    assert "Say what was wrong" in take_back(office, wrong, status=422, deed="take-back").content.decode()
    take_back(office, wrong, deed="take-back", because="Another was done.")
    assert entry(A).status == "overdue"


def test_a_wrong_fact_is_put_right_in_one_deed(office, publisher):
    wrong = told(A, "completed", text="Done.", by=publisher)
    refused = take_back(
        office, wrong, status=422, deed="put-right", because="The day.", on="2026-01-01", text="Done."
    ).content.decode()
    assert "nothing can have happened to it before" in refused
    assert not LedgerUpdate.objects.filter(corrects=wrong).exists()
    take_back(office, wrong, deed="put-right", because="The day.", on="2026-02-20", text="Done.")
    assert [(update.kind, update.on) for update in entry(A).updates.order_by("pk")][2] == (
        "completed", dt.date(2026, 2, 20),
    )  # fmt: skip


def test_the_form_of_the_right_fact_is_filled_with_the_wrong_one(office, publisher):
    for kind, form in FORMS.items():
        assert form.kind == kind
    send(office, R, "reviewed", meeting="2026-02-03", item="item-1", text="Content.")
    page = office.get(reverse("ledger:entry", args=[R]), {"take_back": entry().updates.get().pk}).content.decode()
    assert '<option value="item-1" selected>' in page
    assert "Content." in page
    send(office, A, "completed", text="Sent.", chosen=[upload()])
    page = office.get(reverse("ledger:entry", args=[A]), {"take_back": entry(A).updates.get().pk}).content.decode()
    assert "Files that stay" in page


def test_a_fact_is_taken_back_once_and_whoever_comes_second_reads_that_it_is(office, publisher):
    wrong = told(A, "completed", text="Done.", by=publisher)
    first = take_back(office, wrong, deed="take-back", because="Wrong.")
    second = take_back(office, wrong, deed="take-back", because="Wrong.")
    assert second.url == first.url
    assert "The fact was taken back." in office.get(second.url).content.decode()
    assert LedgerUpdate.objects.filter(corrects=wrong).count() == 1


def test_another_entrys_fact_or_none_cannot_be_taken_back(office, publisher):
    wrong = told(A, "completed", text="Done.", by=publisher)
    for number in (wrong.pk, int("9" * 30)):
        assert office.post(reverse("ledger:entry-take-back", args=[R, number])).status_code == 404
    take_back(office, wrong, deed="take-back", because="Wrong.")
    assert office.post(reverse("ledger:entry-take-back", args=[R, wrong.pk])).status_code == 404
    for number in ("x", "\x00", "9" * 30, "-1"):
        assert office.get(reverse("ledger:entry", args=[A]), {"take_back": number}).status_code == 404


def test_a_struck_entry_is_read_and_takes_nothing(office, meeting, publisher):
    withdraw(edition=meeting.editions.get(), by=publisher, reason="By mistake")
    html = office.get(reverse("ledger:entry", args=[A])).content.decode()
    assert "Nothing can be recorded" in html
    assert "Take back" not in html
    assert "no longer stands" in send(office, A, "progress", status=422, text="More.").content.decode()


def test_a_reference_is_found_in_small_letters(office):
    response = office.get("/office/ledger/tra-2026-1/")
    assert (response.status_code, response["Location"]) == (301, "/office/ledger/TRA-2026-1/")
    assert office.get("/office/ledger/TRA-2026-99/").status_code == 404
    assert office.post(reverse("ledger:entry-record", args=[A, "response"])).status_code == 404


def new(client, status=302, **data):
    data = {
        "committee": "transport",
        "made_on": "2026-03-01",
        "origin": "between meetings",
        "text": "Ring them",
        **data,
    }
    response = client.post(reverse("ledger:action-new"), data)
    assert response.status_code == status, response.content.decode()
    return response


def test_an_action_is_opened_between_meetings(office):
    response = new(office, owner="Treasurer", due_on="2026-04-01")
    assert response["Location"] == "/office/ledger/TRA-2026-2/"
    action = entry("TRA-2026-2")
    assert (action.origin, action.owner, action.due_on) == ("between meetings", "Treasurer", dt.date(2026, 4, 1))


def test_an_undertaking_names_its_meeting_and_item(office):
    assert "Choose the meeting" in new(office, status=422, origin="undertaking").content.decode()
    shown = new(office, status=200, deed="show", meeting="2026-02-03").content.decode()
    assert '<option value="item-1">1. Bus services</option>' in shown
    assert "Ring them" in shown
    new(office, origin="undertaking", meeting="2026-02-03", item="item-1")
    assert entry("TRA-2026-2").minute_url == "/meetings/transport/2026-02-03/#item-1"


def test_an_action_that_cannot_be_is_refused(office):
    tomorrow = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    for data, sentence in (
        ({"text": " "}, "Say what is to be done."),
        ({"made_on": tomorrow}, "has not come yet"),
        ({"due_on": "2026-02-01"}, "comes before the day"),
        ({"committee": "other"}, "Choose one of your committees."),
        ({"text": "\x00"}, "Null characters"),
    ):
        assert sentence in new(office, status=422, **data).content.decode()
    assert not LedgerEntry.objects.filter(reference="TRA-2026-2").exists()


def test_a_long_history_costs_no_more_than_a_short_one(office, publisher, django_assert_max_num_queries):
    few = None
    for count in (2, 20):
        for _ in range(count):
            told(A, "progress", text="More.", by=publisher)
        with django_assert_max_num_queries(16) as captured:
            assert office.get(reverse("ledger:entry", args=[A])).status_code == 200
        few = few or len(captured)
        assert len(captured) == few
