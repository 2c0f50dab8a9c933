"""Owners answer by a link; robots, strangers and second clicks change nothing, and nothing else is shown."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from made_files import pdf_bytes
from owner_links import ADDRESS, DONE, PROGRESS, answer_by, link_to, path_of, published_action

from actions.answering import arrival
from actions.models import LedgerUpdate, OwnerAnswer, OwnerLink
from actions.workflow.facts import add_update
from meetings.paper_storage import OfficePapers
from meetings.workflow.orphan_files import orphans
from portal.audit.models import AuditEvent
from portal.limits import Limit
from portal.secret_addresses import HideSecrets

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


@pytest.fixture
def action(publisher):
    return published_action(publisher)


@pytest.fixture
def link(action):
    return link_to(action)


def pdf(name="table.pdf"):
    return SimpleUploadedFile(name, pdf_bytes(), content_type="application/pdf")


def text_of(response):
    return response.content.decode()


def later(days=90):
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def test_an_owner_reads_what_is_asked_and_nothing_else(client, action, link, publisher):
    other = published_action(publisher, name="Housing", slug="housing", code="HOU")
    page = client.get(path_of(link))
    words = text_of(page)

    assert page.status_code == 200
    assert action.reference in words
    assert action.minute_url in words
    assert "Mr Jonah Silk" in words
    assert link.to_name in words
    for kept in (ADDRESS, other.reference, str(link.pk)):
        assert kept not in words


def test_the_page_is_a_secret_of_its_reader(client, link):
    for method in (client.get, client.head, client.post):
        page = method(path_of(link))
        assert page["Referrer-Policy"] == "same-origin"
        assert "no-store" in page["Cache-Control"]
        assert "noindex" in page["X-Robots-Tag"]
        assert "ETag" not in page


def test_the_page_is_never_kept_in_memory(client, link, settings):
    settings.KEEP_PAGES_MB = 8
    assert "Your answer has reached us" not in text_of(client.get(path_of(link)))
    answer_by(link)
    assert "Your answer has reached us" in text_of(client.get(path_of(link)))


def test_looking_at_it_changes_nothing(client, link):
    before = (OwnerLink.objects.values().get(), AuditEvent.objects.count())
    for headers in ({}, {"Sec-Purpose": "prefetch"}, {"User-Agent": "LinkScanner/1.0"}):
        assert client.get(path_of(link), headers=headers).status_code == 200
        assert client.head(path_of(link), headers=headers).status_code == 200
    assert (OwnerLink.objects.values().get(), AuditEvent.objects.count()) == before
    assert not OwnerAnswer.objects.exists()


def test_a_robot_that_posts_without_the_token_of_the_form_changes_nothing(link):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(path_of(link), PROGRESS)
    assert answer.status_code == 403
    assert answer["Referrer-Policy"] == "same-origin"
    assert not OwnerAnswer.objects.exists()


def test_a_robot_that_fills_in_everything_is_told_what_everybody_is(client, link):
    assert client.post(path_of(link), {**PROGRESS, "website": "https://spam.example"}).status_code == 302
    assert not OwnerAnswer.objects.exists()


def test_other_methods_are_refused(client, link):
    for method in (client.put, client.delete, client.patch, client.options):
        assert method(path_of(link)).status_code == 405


@pytest.mark.parametrize("kind", ["progress", "completed", "later", "not mine"])
def test_an_answer_waits_and_is_not_public(client, action, link, kind):
    told = {**DONE, "kind": kind, "due_on": later(), "owner": "Head of Ferries", "text": "Quizzical words."}
    answer = client.post(path_of(link), told)

    assert (answer.status_code, answer["Location"]) == (302, path_of(link))
    row = OwnerAnswer.objects.get()
    assert (row.state, row.kind, row.entry, row.link) == ("waiting", kind, action, link)
    assert bool(row.due_on) == (kind == "later")
    assert bool(row.owner) == (kind == "not mine")
    assert bool(row.evidence) == (kind == "completed")
    assert row.on == (dt.date(2026, 3, 2) if kind == "completed" else timezone.localdate())
    shown = text_of(client.get(path_of(link)))
    assert "Your answer has reached us, and waits for an officer" in shown
    assert "Quizzical words." in shown
    assert "<textarea" not in shown
    assert "Quizzical" not in text_of(client.get(action.get_absolute_url()))
    assert not LedgerUpdate.objects.exists()


def test_files_are_kept_among_the_office_papers(client, link):
    first = pdf()
    client.post(path_of(link), {**DONE, "chosen": [first, pdf("../../more tables.pdf")]})
    first.seek(0)

    files = list(OwnerAnswer.objects.get().files.all())
    assert [file.title for file in files] == ["table.pdf", "more tables.pdf"]
    assert all(file.file.name.startswith("answers/") for file in files)
    assert files[0].file.read() == first.read()
    assert (files[0].media_type, files[0].pages, files[0].size) == ("application/pdf", 1, first.size)
    assert "more tables.pdf (PDF" in text_of(client.get(path_of(link)))


def test_only_files_that_no_answer_names_are_orphans(client, link):
    client.post(path_of(link), {**DONE, "chosen": [pdf()]})
    kept = OwnerAnswer.objects.get().files.get().file.name
    left_over = OfficePapers().save("answers/9/left-over.pdf", pdf())

    found = orphans(older_than=dt.timedelta()).of_office
    assert found == [left_over]
    assert kept not in found


def test_a_bad_file_refuses_the_whole_answer_with_a_sentence(client, link):
    bad = SimpleUploadedFile("table.pdf", b"MZ this is a program", content_type="application/pdf")
    page = client.post(path_of(link), {**DONE, "chosen": [pdf(), bad]})

    assert page.status_code == 422
    assert "“table.pdf”" in text_of(page)
    assert DONE["text"] in text_of(page)
    assert not OwnerAnswer.objects.exists()
    assert orphans(older_than=dt.timedelta()).of_office == []


def test_a_file_that_is_too_large_is_let_pass_and_named(client, link, monkeypatch):
    monkeypatch.setattr(arrival.EvidenceArrival, "largest", 1000)
    monkeypatch.setattr(arrival.EvidenceArrival, "together", 1000)
    large = SimpleUploadedFile("large.txt", b"word " * 1000, content_type="text/plain")
    page = client.post(path_of(link), {**DONE, "chosen": [large]})

    assert page.status_code == 422
    assert "“large.txt” is larger than 20 MB" in text_of(page).replace("&quot;", '"')
    assert not OwnerAnswer.objects.exists()


def test_too_many_files_are_refused(client, link):
    page = client.post(path_of(link), {**DONE, "chosen": [pdf(f"{n}.pdf") for n in range(6)]})
    assert page.status_code == 422
    assert "That is 6 files; 5 are taken at most." in text_of(page)


def test_a_form_that_is_too_large_is_not_read(client, link):
    page = client.post(path_of(link), PROGRESS, CONTENT_LENGTH=str(101 << 20))
    assert page.status_code == 413
    assert "larger than 100 MB" in text_of(page)
    assert not OwnerAnswer.objects.exists()


def test_files_are_taken_at_no_other_public_address(client, link):
    closed = path_of(link).replace("answer/", "answer/x")
    assert client.post(closed, {**DONE, "chosen": [pdf()]}).status_code == 404
    assert not OwnerAnswer.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": ""}, "Choose what you want to tell us."),
        ({"kind": "response"}, "Choose one of these."),
        ({"text": " \n\x00 "}, "Say in your words what has happened."),
        ({"text": "\u200b \ufeff\n\u2060"}, "Say in your words what has happened."),
        ({"by_name": "\u200b"}, "Say who answers."),
        ({"text": "a" * 100_000}, "95,000 too many"),
        ({"by_name": ""}, "Say who answers."),
        ({"by_name": "a" * 201}, "at most 200 characters"),
        ({"on": ""}, "Say on which day it was done."),
        ({"on": "2026-02-30"}, "Write the date as"),
        ({"on": "3000-01-01"}, "That day has not come yet."),
        ({"on": "2026-02-02"}, "That is before 3 February 2026"),
        ({"kind": "later"}, "Say by which day it will be done."),
        ({"kind": "later", "due_on": "2026-02-04"}, "That day is not to come."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, link, change, sentence):
    page = client.post(path_of(link), {**DONE, **change})
    assert page.status_code == 422
    assert sentence in text_of(page)
    assert DONE["evidence"] in text_of(page)
    assert not OwnerAnswer.objects.exists()


def test_a_second_click_sends_nothing_twice(client, link):
    table = pdf()
    for _ in range(2):
        table.seek(0)
        assert client.post(path_of(link), {**DONE, "chosen": [table]}).status_code == 302
    assert OwnerAnswer.objects.get().files.count() == 1
    assert orphans(older_than=dt.timedelta()).of_office == []


def test_another_answer_while_one_waits_is_given_back(client, link):
    client.post(path_of(link), PROGRESS)
    page = client.post(path_of(link), {**PROGRESS, "text": "And another thing."})
    assert page.status_code == 409
    assert "An answer by this link waits already" in text_of(page)
    assert "And another thing." in text_of(page)
    assert OwnerAnswer.objects.get().text == PROGRESS["text"]


def test_what_came_back_stands_in_the_form(client, link):
    answer_by(link, kind="completed", on=dt.date(2026, 3, 2), evidence="A table", state="returned",
              returned_because="Which stops?", handled_at=timezone.now())  # fmt: skip
    words = text_of(client.get(path_of(link)))
    for kept in (
        "Which stops?",
        "Half is counted.</textarea>",
        "A table</textarea>",
        'value="2026-03-02"',
        "came back",
    ):
        assert kept in words
    assert client.post(path_of(link), DONE).status_code == 302
    assert list(OwnerAnswer.objects.values_list("state", flat=True).order_by("pk")) == ["returned", "waiting"]


def test_after_an_accepted_answer_the_link_takes_another(client, action, link, clerk):
    update = add_update(entry=action, kind="progress", on=timezone.localdate(), by=clerk, text="Half is counted.")
    answer_by(link, state="accepted", update=update, handled_at=timezone.now(), handled_by=clerk)
    words = text_of(client.get(path_of(link)))
    assert "Your answer was accepted" in words
    assert action.get_absolute_url() in words
    assert "<textarea" in words
    assert "Clem Clerk" not in words


def test_the_link_shows_what_became_of_it_after_the_entry_has_ended(client, action, link, clerk):
    update = add_update(entry=action, kind="completed", on=timezone.localdate(), by=clerk, text="Done.")
    answer_by(link, kind="completed", state="accepted", update=update, handled_at=timezone.now(), handled_by=clerk)
    page = client.get(path_of(link))
    assert page.status_code == 200
    assert "Your answer was accepted" in text_of(page)
    assert "<textarea" not in text_of(page)
    assert client.post(path_of(link), PROGRESS).status_code == 410
    assert OwnerAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("expired", "This link has expired"),
        ("taken back", "This link was taken back"),
        ("ended", "has ended"),
        ("handed over", "was handed over"),
    ],
)
def test_a_link_that_is_over_says_why_and_whom_to_ask(client, action, link, clerk, how, sentence):
    today = timezone.localdate()
    match how:
        case "expired":
            OwnerLink.objects.update(expires_at=timezone.now())
        case "taken back":
            OwnerLink.objects.update(revoked_at=timezone.now())
        case "ended":
            add_update(entry=action, kind="completed", on=today, by=clerk, text="Done.")
        case "handed over":
            add_update(entry=action, kind="handed over", on=today, by=clerk, owner="Head of Ferries")
    for answer in (client.get(path_of(link)), client.post(path_of(link), PROGRESS)):
        assert answer.status_code == 410
        assert sentence in text_of(answer)
        assert "Mr Jonah Silk" in text_of(answer)
        assert (action.reference in text_of(answer)) == (how in ("ended", "handed over"))
        assert answer["Referrer-Policy"] == "same-origin"
    assert not OwnerAnswer.objects.exists()


def test_a_link_that_is_not_genuine_says_nothing_of_the_entry(client, action, link):
    other = link_to(action)
    spliced = f"/answer/{path_of(link).split('/')[2].split('.')[0]}.{path_of(other).split('.')[1]}"
    for address in (
        f"{path_of(link)[:-2]}/",
        spliced,
        "/answer/%00/",
        f"/answer/{'a' * 3000}/",
        "/answer/%F0%9F%92%A9/",
    ):
        for answer in (client.get(address), client.post(address, PROGRESS)):
            assert answer.status_code == 404
            assert action.reference not in text_of(answer)
            assert action.text not in text_of(answer)
    assert not OwnerAnswer.objects.exists()


def test_a_link_answers_about_its_own_entry_alone(client, action, link, publisher):
    other = published_action(publisher, name="Housing", slug="housing", code="HOU")
    client.post(path_of(link), {**PROGRESS, "entry": other.pk, "link": str(link_to(other).pk), "state": "accepted"})
    row = OwnerAnswer.objects.get()
    assert (row.entry, row.state) == (action, "waiting")


def test_a_flood_by_one_link_is_stopped(client, action, link):
    for _ in range(10):
        assert client.post(path_of(link), PROGRESS).status_code == 302
    page = client.post(path_of(link), PROGRESS)
    assert page.status_code == 429
    assert "Ten answers have come by this link" in text_of(page)
    assert client.post(path_of(link_to(action)), PROGRESS).status_code == 302


def test_a_flood_from_one_connection_is_stopped(client, action):
    links = [link_to(action) for _ in range(7)]
    statuses = [client.post(path_of(link), PROGRESS, REMOTE_ADDR="192.0.2.1").status_code for link in links * 9]
    assert statuses == [302] * 60 + [429] * 3
    assert client.post(path_of(links[0]), PROGRESS, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_no_log_tells_an_address(client, link, caplog):
    hide = HideSecrets()
    client.post(path_of(link), {})
    told = [hide.filter(record) and record.getMessage() for record in caplog.records]
    assert told == ["Unprocessable Entity: /answer/…/"]


def test_no_public_page_leads_to_a_link(client, link):
    for address in ("/sitemap.xml", "/sitemap-actions.xml", "/actions/", link.entry.get_absolute_url()):
        assert "/answer/" not in text_of(client.get(address))


def test_as_many_queries_however_long_the_history(client, action, link, clerk, django_assert_num_queries):
    add_update(entry=action, kind="progress", on=timezone.localdate(), by=clerk, text="One.")
    client.get(path_of(link))
    with connection.execute_wrapper(counting := Counting()):
        client.get(path_of(link))
    for number in range(20):
        add_update(entry=action, kind="progress", on=timezone.localdate(), by=clerk, text=f"Word {number}.")
    with django_assert_num_queries(counting.count):
        client.get(path_of(link))


class Counting:
    """Counts queries."""

    count = 0

    def __call__(self, execute, *args):
        self.count += 1
        return execute(*args)


@pytest.mark.django_db(transaction=True)
def test_by_many_links_at_once_no_more_come_from_one_connection(publisher, monkeypatch):
    monkeypatch.setattr("actions.answering.limits.BY_NETWORK", Limit("answers:few", 2, 3600, "Too many."))
    action = published_action(publisher)
    paths, together = [path_of(link_to(action)) for _ in range(6)], Barrier(6)

    def send(path):
        try:
            together.wait()
            return Client().post(path, PROGRESS).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(send, paths)) == [302] * 2 + [429] * 4


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_waits_and_the_other_is_told(publisher):
    link = link_to(published_action(publisher))

    def send(words):
        try:
            return Client().post(path_of(link), {**PROGRESS, "text": words}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(send, ["One.", "Two.", "Three.", "Four."]))
    assert statuses == [302, 409, 409, 409]
    assert OwnerAnswer.objects.count() == 1
