"""One paper's page: what is said of it, its restriction, a report's header, and what nobody should send."""

import datetime as dt

import pytest
from django.urls import reverse
from factories import DocumentFactory, ItemFactory, MeetingFactory
from office_forms import form_of

from meetings.models import Document, PaperVersion, Report
from meetings.workflow.reports import begin_report
from portal.audit.models import AuditEvent
from portal.publishing.door import publish, withdraw

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def meeting():
    return MeetingFactory(date=dt.date(2026, 4, 28))


@pytest.fixture
def item(meeting):
    return ItemFactory(meeting=meeting, position=1, title="Bus services")


@pytest.fixture
def paper(meeting, item):
    return DocumentFactory.with_file(meeting=meeting, item=item, kind="report")


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def page_of(paper):
    return reverse("office:paper", args=[paper.meeting.committee.slug, paper.meeting.slug, paper.pk])


def form(client, paper, name):
    return form_of(client.get(page_of(paper)), f"{name}-form")


def send(client, paper, name, headers=None, **values):
    fields, address = form(client, paper, name)
    fields |= {key: [value] if isinstance(value, str) else value for key, value in values.items()}
    return client.post(address, fields, headers=headers or {})


def test_what_is_said_of_a_paper_is_saved(signed_in, paper, meeting):
    other = ItemFactory(meeting=meeting, position=2)
    DocumentFactory(meeting=meeting, item=other, position=4)
    response = send(
        signed_in, paper, "facts",
        **{"facts-title": " Buses\r\nin the evening", "facts-item": str(other.pk), "facts-report_by": "Transport"},
    )  # fmt: skip
    assert response.status_code == 302
    assert response["Location"] == f"{page_of(paper)}?saved=facts#facts"
    paper.refresh_from_db()
    assert (paper.title, paper.report_by, paper.item, paper.position) == (
        "Buses in the evening", "Transport", other, 5,
    )  # fmt: skip
    assert "Saved what is said of the paper." in signed_in.get(response["Location"]).content.decode()


def test_a_form_sent_back_as_it_was_shown_changes_nothing(signed_in, paper):
    before = AuditEvent.objects.count()
    assert send(signed_in, paper, "facts").status_code == 302
    assert AuditEvent.objects.count() == before


def test_a_paper_that_becomes_a_report_waits_for_the_usual_reviewers(signed_in, paper, settings):
    settings.REPORT_REVIEWERS = ["Legal", "Finance"]
    Document.objects.filter(pk=paper.pk).update(kind="other")
    send(signed_in, paper, "facts", **{"facts-title": "Still another paper"})
    assert not Report.objects.exists()
    response = send(signed_in, paper, "facts", headers=HTMX, **{"facts-kind": "report"})
    assert response["HX-Redirect"] == f"{page_of(paper)}?saved=facts", "other sections come with it"
    assert [line.role for line in Report.objects.get().reviewers.all()] == ["Legal", "Finance"]


def test_a_report_that_was_read_from_a_document_may_be_renamed_without_a_header(signed_in, paper):
    send(signed_in, paper, "facts", **{"facts-title": "Read from a document"})
    assert not Report.objects.exists()


def test_a_paper_that_is_put_to_an_exempt_item_is_restricted_as_it_is(signed_in, paper, meeting):
    exempt = exempt_item(meeting)
    send(signed_in, paper, "facts", **{"facts-item": str(exempt.pk)})
    paper.refresh_from_db()
    assert (paper.is_restricted, paper.exempt_paragraph, paper.exempt_reason) == (True, 4, "Talks go on.")


def exempt_item(meeting):
    return ItemFactory(
        meeting=meeting, position=9, is_exempt=True, exempt_paragraph=4, exempt_reason="Talks go on.",
        exempt_review_on=dt.date(2027, 3, 1),
    )  # fmt: skip


def restrict(client, paper, **values):
    said = {"restriction-exempt_paragraph": "3", "restriction-exempt_reason": "It names prices."} | values
    return send(client, paper, "restriction", **said)


def test_a_paper_is_restricted_for_a_year_unless_another_day_is_given(signed_in, paper):
    assert restrict(signed_in, paper).status_code == 302
    paper.refresh_from_db()
    assert (paper.is_restricted, paper.exempt_paragraph, paper.exempt_reason) == (True, 3, "It names prices.")
    assert (paper.exempt_review_on - dt.date.today()).days in (364, 365)  # noqa: DTZ011 - within a day of it
    assert restrict(signed_in, paper, **{"restriction-exempt_review_on": "2027-02-01"}).status_code == 302
    paper.refresh_from_db()
    assert paper.exempt_review_on == dt.date(2027, 2, 1)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_restriction_without_its_reason_is_refused_and_nothing_typed_is_lost(signed_in, paper, headers):
    response = send(
        signed_in, paper, "restriction", headers=headers,
        **{"restriction-exempt_paragraph": "5", "restriction-exempt_review_on": "2027-05-05"},
    )  # fmt: skip
    html = response.content.decode()
    assert response.status_code == 422
    assert "Say why the public interest lies in not publishing." in html
    assert 'value="2027-05-05"' in html
    assert not Document.objects.get(pk=paper.pk).is_restricted


def test_a_restricted_paper_is_opened_but_not_at_an_exempt_item(signed_in, paper, meeting):
    restrict(signed_in, paper)
    address = reverse("office:paper-open", args=[meeting.committee.slug, meeting.slug, paper.pk])
    Document.objects.filter(pk=paper.pk).update(item=exempt_item(meeting))
    refused = signed_in.post(address)
    assert refused.status_code == 422
    assert "which is exempt" in refused.content.decode()
    Document.objects.filter(pk=paper.pk).update(item=None)
    assert signed_in.post(address).status_code == 302
    paper.refresh_from_db()
    assert (paper.is_restricted, paper.exempt_paragraph) == (False, None)


def test_editions_that_still_show_a_restricted_paper_are_named_until_they_are_withdrawn(
    signed_in, paper, meeting, publisher
):
    edition = publish(meeting=meeting, by=publisher, reason="Agenda")
    link = reverse("door:withdraw", args=[meeting.committee.slug, meeting.slug, edition.number])
    assert link not in signed_in.get(page_of(paper)).content.decode(), "an open paper is meant to be there"
    restrict(signed_in, paper)
    assert link in signed_in.get(page_of(paper)).content.decode()
    publish(meeting=meeting, by=publisher, reason="Without the paper")
    withdraw(edition=edition, by=publisher, reason="It named prices")
    assert link not in signed_in.get(page_of(paper)).content.decode()


def test_two_officers_do_not_overwrite_each_other(signed_in, paper):
    fields, address = form(signed_in, paper, "facts")
    Document.objects.filter(pk=paper.pk).update(title="Theirs")
    fields["facts-title"] = ["Mine"]
    refused = signed_in.post(address, fields)
    assert refused.status_code == 422
    assert "Theirs" in refused.content.decode()
    assert signed_in.post(address, form_of(refused, "facts-form")[0]).status_code == 302
    assert Document.objects.get(pk=paper.pk).title == "Mine"


def test_the_header_of_a_report_is_saved(signed_in, paper):
    said = {"header-classification": "Open", "header-wards": "All wards", "header-purpose": "To consider\r\nthe buses."}
    assert send(signed_in, paper, "header", **said).status_code == 302
    report = Report.objects.get(document=paper)
    assert (report.classification, report.wards, report.purpose) == ("Open", "All wards", "To consider\nthe buses.")


def test_one_button_says_that_there_are_no_background_papers(signed_in, paper):
    assert send(signed_in, paper, "background", none="yes").status_code == 302
    assert Report.objects.get().background_papers == "None identified"
    html = signed_in.get(page_of(paper)).content.decode()
    assert 'id="background-none"' not in html


def review_fields(client, paper, *rows, approver="", on=""):
    fields, address = form(client, paper, "review")
    for place, (role, name, day) in enumerate(rows):
        fields |= {f"reviewer-{place}-role": role, f"reviewer-{place}-name": name, f"reviewer-{place}-reviewed_on": day}
    return fields | {"review-approver": approver, "review-approved_on": on}, address


def test_reviewers_are_saved_line_by_line_and_removed(signed_in, paper, clerk, settings):
    settings.REPORT_REVIEWERS = ["Legal", "Finance"]
    begin_report(document=paper, by=clerk)
    rows = [("Legal", "A. Lawyer", "2026-04-01"), ("Finance", "", ""), ("Risk", "R. Assessor", "2026-04-02")]
    fields, address = review_fields(signed_in, paper, *rows, approver="The director", on="2026-04-03")
    assert signed_in.post(address, fields).status_code == 302
    report = Report.objects.get()
    assert [(line.role, line.name) for line in report.reviewers.all()] == [
        ("Legal", "A. Lawyer"), ("Finance", ""), ("Risk", "R. Assessor"),
    ]  # fmt: skip
    assert (report.approver, report.approved_on) == ("The director", dt.date(2026, 4, 3))
    assert "Not complete: the review is not complete for Finance" in signed_in.get(page_of(paper)).content.decode()

    fields, address = form(signed_in, paper, "review")
    assert signed_in.post(address, fields | {"reviewer-1-remove": "on"}).status_code == 302
    assert [line.role for line in report.reviewers.all()] == ["Legal", "Risk"]
    assert "Reviewed and approved" in signed_in.get(page_of(paper)).content.decode()


@pytest.mark.parametrize(
    ("rows", "approval", "sentence"),
    [
        ([("", "A. Lawyer", "2026-04-01")], {}, "Say for what the report was reviewed."),
        ([("Legal", "", "2026-04-01")], {}, "Legal: say who reviewed it on that day."),
        ([("Legal", "A. Lawyer", "2999-04-01")], {}, "nobody has reviewed it on a day to come"),
        ([("Legal", "A. Lawyer", "soon")], {}, "Enter a valid date."),
        ([], {"approver": "The director"}, "Who approved a report is known, and on which day."),
        ([], {"approver": "The director", "on": "2999-01-01"}, "Nobody has approved it on a day to come."),
    ],
)
def test_a_review_that_cannot_have_been_is_refused_with_what_was_typed(signed_in, paper, rows, approval, sentence):
    fields, address = review_fields(signed_in, paper, *rows, **approval)
    response = signed_in.post(address, fields)
    html = response.content.decode()
    assert response.status_code == 422
    assert sentence in html
    assert all(f'value="{value}"' in html for row in rows for value in row if value and value != "soon")
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("section", "field", "value"),
    [
        ("facts", "facts-title", "NUL \x00"),
        ("facts", "facts-title", "   "),
        ("facts", "facts-title", "x" * 100_000),
        ("facts", "facts-kind", "party"),
        ("facts", "facts-item", "99999999999999999999999"),
        ("facts", "facts-item", "\x00"),
        ("restriction", "restriction-exempt_paragraph", "8"),
        ("restriction", "restriction-exempt_review_on", "0000-00-00"),
        ("restriction", "restriction-exempt_reason", "x" * 100_000),
        ("header", "header-wards", "\x00"),
        ("header", "header-purpose", "x" * 100_000),
        ("background", "background-background_papers", "\x00"),
        ("review", "review-approver", "x" * 100_000),
        ("review", "reviewer-TOTAL_FORMS", "999999"),
        ("review", "reviewer-TOTAL_FORMS", "\x00"),
        ("review", "reviewer-0-pk", "99999999999999999999999"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_nobody_types_is_told_and_does_no_harm(signed_in, paper, section, field, value):
    before = Document.objects.values().get(pk=paper.pk)
    assert send(signed_in, paper, section, **{field: value}).status_code in (302, 422)
    assert Document.objects.values().get(pk=paper.pk) == before


def test_an_item_and_a_paper_of_another_meeting_are_out_of_reach(signed_in, paper, meeting):
    foreign = ItemFactory()
    assert send(signed_in, paper, "facts", **{"facts-item": str(foreign.pk)}).status_code == 422
    theirs = DocumentFactory()
    address = reverse("office:paper", args=[meeting.committee.slug, meeting.slug, theirs.pk])
    assert signed_in.get(address).status_code == 404


def test_only_a_report_has_a_header(signed_in, paper):
    Document.objects.filter(pk=paper.pk).update(kind="appendix")
    assert 'id="review"' not in signed_in.get(page_of(paper)).content.decode()
    address = reverse("office:report-review", args=[paper.meeting.committee.slug, paper.meeting.slug, paper.pk])
    assert signed_in.post(address, {}).status_code == 404


def test_the_page_asks_no_more_for_twenty_versions_than_for_two(
    signed_in, meeting, django_assert_max_num_queries, django_assert_num_queries, clerk
):
    papers = []
    for count in (2, 20):
        paper = DocumentFactory.with_file(meeting=meeting, kind="report")
        report = begin_report(document=paper, by=clerk)
        report.reviewers.all().delete()
        for number in range(1, count + 1):
            PaperVersion.objects.create(
                document=paper, number=number, file=f"papers/{paper.pk}-{number}.pdf", filename="a.pdf",
                media_type="application/pdf", size=1, sha256=f"{number:064}", uploaded_by=clerk,
            )  # fmt: skip
            report.reviewers.create(position=number, role=f"Role {number}")
        papers.append(paper)
    with django_assert_max_num_queries(40) as asked:
        signed_in.get(page_of(papers[0]))
    with django_assert_num_queries(len(asked)):
        signed_in.get(page_of(papers[1]))
