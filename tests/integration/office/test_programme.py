"""The office's pages of work programmes: with scripts and without, refused with sentences, never with an error."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from factories import CommitteeFactory, ItemFactory, MeetingFactory, held_meeting
from lxml import html
from office_forms import form_of

from meetings.models import ProgrammeRow, Submission, TaskGroup, WorkProgramme
from meetings.workflow.work_programme import add_rows, add_titles, release
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
PAGE = "/office/programmes/transport/2026/"


@pytest.fixture
def committee():
    return CommitteeFactory(name="Transport", slug="transport", code="TRA")


@pytest.fixture
def july(committee):
    return MeetingFactory(committee=committee, date=dt.date(2026, 7, 14))


@pytest.fixture
def programme(committee, clerk):
    programme = WorkProgramme.objects.create(committee=committee, year=2026)
    add_titles(programme=programme, text="Buses\nFerries", by=clerk)
    return programme


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def row(title="Buses"):
    return ProgrammeRow.objects.get(title=title)


def address(name, *args):
    return reverse(f"office:{name}", args=["transport", 2026, *args])


def test_a_programme_is_made_and_listed(signed_in, committee):
    year = timezone.localdate().year
    response = signed_in.post("/office/programmes/", {"committee": "transport", "year": year})
    assert response.status_code == 302
    assert "In preparation" in signed_in.get("/office/programmes/").content.decode()
    again = signed_in.post("/office/programmes/", {"committee": "transport", "year": year})
    assert again.status_code == 422
    assert "already" in again.content.decode()


def test_a_row_is_edited_by_its_form(signed_in, programme, july):
    fields, where = form_of(signed_in.get(address("programme-row", row().pk), headers=HTMX), f"row-form-{row().pk}")
    fields |= {"title": ["Night buses"], "target_meeting": [str(july.pk)], "scrutiny_type": ["spotlight review"]}
    response = signed_in.post(where, fields)
    assert response["Location"] == f"{PAGE}#row-{row('Night buses').pk}"
    assert (row("Night buses").target_meeting, row("Night buses").scrutiny_type) == (july, "spotlight review")


def test_an_edit_over_an_unseen_change_is_refused_once(signed_in, programme):
    fields, where = form_of(signed_in.get(address("programme-row", row().pk), headers=HTMX), f"row-form-{row().pk}")
    ProgrammeRow.objects.filter(pk=row().pk).update(lead_officers="Ada")
    fields["lead_officers"] = ["Grace"]
    pk = row().pk
    refused = signed_in.post(where, fields, headers=HTMX)
    assert refused.status_code == 422
    assert "Somebody else changed this" in refused.content.decode()
    fields, where = form_of(refused, f"row-form-{pk}")
    assert signed_in.post(where, fields).status_code == 302
    assert row().lead_officers == "Grace"


def test_a_refused_move_stays_in_the_form_of_its_row(signed_in, programme, clerk):
    release(programme=programme, by=clerk)
    refused = signed_in.post(address("programme-row-move", row().pk), {"to": "meeting-0", "reason": "Nobody can come."})
    page = html.fromstring(refused.content)
    (form,) = page.xpath(f"//li[@id='row-{row().pk}']//details[@open]//form[@class='plan__move']")
    assert dict(form.form_values())["reason"] == "Nobody can come."
    assert not page.xpath(f"//li[@data-row!='{row().pk}']//details[@open]")


def test_a_move_is_refused_without_its_reason_once_released(signed_in, programme, july, clerk):
    release(programme=programme, by=clerk)
    where = address("programme-row-move", row().pk)
    refused = signed_in.post(where, {"to": f"meeting-{july.pk}"}, headers=HTMX)
    assert refused.status_code == 422
    assert refused["HX-Retarget"] == "#programme"
    assert "Say why" in refused.content.decode()
    assert f'<option value="meeting-{july.pk}" selected>' in refused.content.decode()
    moved = signed_in.post(where, {"to": f"meeting-{july.pk}", "reason": "The operator can come."})
    assert moved.status_code == 302
    assert row().target_meeting == july
    dropped = signed_in.post(where, {"to": "dropped", "reason": "The route is closed."})
    assert dropped.status_code == 302
    assert row().state == "dropped"
    back = signed_in.post(where, {"to": "unscheduled", "reason": "It opened again."})
    assert back.status_code == 302
    assert (row().state, row().target_meeting) == ("planned", None)


@pytest.mark.parametrize(
    "to",
    ["meeting-999999", "meeting-x", "date-2026-13-40", "nowhere", "\x00", "words", "m" * 5000, "meeting-" + "9" * 60],
)
def test_nonsense_is_refused_with_a_sentence(signed_in, programme, to):
    response = signed_in.post(address("programme-row-move", row().pk), {"to": to, "before": "\x00", "reason": "\x00"})
    assert response.status_code == 422
    assert "Choose where to move the row" in response.content.decode()


def test_a_meeting_of_another_committee_is_refused(signed_in, programme):
    other = MeetingFactory(date=dt.date(2026, 7, 15))
    response = signed_in.post(address("programme-row-move", row().pk), {"to": f"meeting-{other.pk}"})
    assert response.status_code == 422
    assert row().target_meeting is None


def test_a_row_of_another_programme_is_not_found(signed_in, programme):
    other = WorkProgramme.objects.create(committee=CommitteeFactory(), year=2026).rows.create(title="Trams")
    for name in ("programme-row", "programme-row-move", "programme-row-agenda", "programme-row-remove"):
        assert signed_in.post(address(name, other.pk), {"to": "unscheduled"}).status_code == 404


@pytest.mark.parametrize("titles", ["", "\n \n", "x" * 30_000, "\x00"])
def test_titles_that_are_none_are_refused_and_kept(signed_in, programme, titles):
    response = signed_in.post(address("programme-add"), {"titles": titles})
    assert response.status_code == 422
    assert programme.rows.count() == 2


def test_one_click_puts_a_row_on_the_agenda(signed_in, programme, july):
    ProgrammeRow.objects.filter(pk=row().pk).update(target_meeting=july)
    assert "Put on the agenda" in signed_in.get(PAGE).content.decode()
    assert signed_in.post(address("programme-row-agenda", row().pk)).status_code == 302
    html = signed_in.get(PAGE).content.decode()
    assert "On the agenda, item 1" in html
    assert f"/office/meetings/transport/2026-07-14/#row-{july.items.get().pk}" in html


def test_what_is_no_business_of_a_meeting_is_not_offered_to_its_agenda(signed_in, programme, july):
    ProgrammeRow.objects.filter(pk=row().pk).update(target_meeting=july, scrutiny_type="briefing note")
    assert "Put on the agenda" not in signed_in.get(PAGE).content.decode()
    refused = signed_in.post(address("programme-row-agenda", row().pk))
    assert refused.status_code == 422
    assert "is a briefing note" in refused.content.decode()


def test_the_day_of_an_agenda_is_told_until_it_is_published(signed_in, programme, july, publisher):
    july.publication_deadline = dt.date(2026, 7, 6)
    july.save()
    ItemFactory(meeting=july, position=1)
    assert "Agenda by 6 Jul" in signed_in.get(PAGE).content.decode()
    publish(meeting=july, by=publisher, reason="Agenda")
    assert "Agenda by" not in signed_in.get(PAGE).content.decode()


def test_one_click_takes_a_topic_in(signed_in, programme):
    topic = Submission.objects.create(
        kind="topic", committee=programme.committee, name="Zelda Who", email="zelda@example.org", title="Shelters",
        text="They leak.", key_digest="1", sent_at=timezone.now(), confirmed_at=timezone.now(),
    )  # fmt: skip
    assert "Suggested by the public" in signed_in.get(PAGE).content.decode()
    assert signed_in.post(address("programme-topic", topic.pk)).status_code == 302
    assert row("Shelters").suggestion == topic
    assert "Zelda" not in signed_in.get(PAGE).content.decode()


def test_one_click_takes_a_recommendation_in(signed_in, programme, publisher):
    publish(meeting=held_meeting(committee=programme.committee, date=dt.date(2026, 6, 2)), by=publisher, reason="Draft")
    where = reverse("programmes:from-recommendation", args=["transport", 2026])
    assert "TRA-2026-R1" in signed_in.get(where).content.decode()
    assert signed_in.post(where, {"reference": "tra-2026-r1"}).status_code == 302
    assert row("Cabinet review the evening timetable").origin_reference == "TRA-2026-R1"
    for reference in ("TRA-2026-R1", "CYP-2022-15", "\x00", ""):
        assert signed_in.post(where, {"reference": reference}).status_code == 422


def test_the_facts_of_a_group_are_saved(signed_in, committee):
    CommitteeFactory(name="Bus Group", slug="bus-group", kind="task and finish group", parent=committee)
    where = reverse("office:task-group", args=["bus-group"])
    wrong = {"status": "at work", "scope": "Buses", "begins_on": "2026-09-01", "ends_on": "2026-08-01"}
    assert "cannot end before it begins" in signed_in.post(where, wrong).content.decode()
    assert signed_in.post(where, wrong | {"ends_on": "2026-12-01"}).status_code == 302
    assert TaskGroup.objects.get().scope == "Buses"
    assert signed_in.get(reverse("office:task-group", args=["transport"])).status_code == 404


def test_the_page_takes_the_same_queries_however_many_rows(signed_in, programme, july, clerk):
    release(programme=programme, by=clerk)
    counts = []
    for number in (2, 18):
        titles = [{"title": f"Row {one}", "target_meeting": july} for one in range(number)]
        add_rows(programme=programme, rows=titles, by=clerk, reason="Asked for")
        with CaptureQueriesContext(connection) as captured:
            assert signed_in.get(PAGE).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
