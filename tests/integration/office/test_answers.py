"""Officers look at what owners answered: accept it, edit it, return it or close it, each of them once."""

import datetime as dt
import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from factories import GrantFactory, UserFactory
from owner_links import ADDRESS, DAY, answer_by, link_to, message_about, path_of, published_action

from actions.answering.links import link_for
from actions.models import Contact, LedgerFile, LedgerUpdate, Message, OwnerAnswer, OwnerLink
from actions.workflow.facts import add_update
from meetings.editions.papers import paper_path
from meetings.workflow.orphan_files import orphans
from portal.accounts.models import Role
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
QUEUE = "/office/ledger/answers/"
LINKS = f"{QUEUE}links/"
CONTENT = b"Stops counted: forty."


@pytest.fixture
def action(publisher):
    cache.clear()
    return published_action(publisher)


@pytest.fixture
def link(action):
    return link_to(action)


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


def with_file(answer, content=CONTENT, title="stops.txt"):
    return answer.files.create(
        title=title, file=ContentFile(content, name=title), sha256=hashlib.sha256(content).hexdigest(),
        media_type="text/plain", size=len(content),
    )  # fmt: skip


def url(name, *arguments):
    return reverse(f"ledger:{name}", args=arguments)


def words(response):
    return response.content.decode()


def as_shown(office, answer):
    """The form of acceptance as the page shows it."""
    form = office.get(answer.url).context["accept"]
    return {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}


def told(update):
    return {name: getattr(update, name) for name in ("kind", "on", "text", "by_name", "evidence", "due_on", "owner")}


FACTS = {
    "progress": ({}, {"kind": "progress"}),
    "completed": ({"evidence": "A table"}, {"kind": "completed", "evidence": "A table"}),
    "later": ({"due_on": dt.date(2099, 3, 1)}, {"kind": "extended", "due_on": dt.date(2099, 3, 1)}),
    "not mine": ({"owner": "Head of Ferries"}, {"kind": "handed over", "owner": "Head of Ferries"}),
}


@pytest.mark.parametrize("kind", FACTS)
def test_an_answer_is_accepted_as_it_is(office, action, link, clerk, kind):
    sent, expected = FACTS[kind]
    answer = answer_by(link, kind=kind, **sent)
    response = office.post(url("answer-accept", answer.pk), as_shown(office, answer))

    assert (response.status_code, response["Location"]) == (302, QUEUE)
    answer.refresh_from_db()
    update = LedgerUpdate.objects.get()
    nothing = {"evidence": "", "due_on": None, "owner": "", "on": DAY, "text": "Half is counted.", "by_name": "Ms Wren"}
    assert told(update) == nothing | expected
    assert (answer.state, answer.update, answer.handled_by) == ("accepted", update, clerk)
    assert update.recorded_by == clerk
    assert "Half is counted." in words(Client().get(action.get_absolute_url()))


def test_an_edited_answer_is_public_as_edited_and_kept_as_sent(office, action, link):
    answer = answer_by(link, kind="completed", text="Bob finally did it.", by_name="Bob's mate")
    edited = {"kind": "completed", "on": "2026-02-10", "text": "It was done.", "evidence": "A letter",
              "by_name": "Head of Transport"}  # fmt: skip
    office.post(url("answer-accept", answer.pk), edited)

    answer.refresh_from_db()
    assert told(answer.update) == {**edited, "on": dt.date(2026, 2, 10), "due_on": None, "owner": ""}
    assert (answer.text, answer.by_name, answer.on) == ("Bob finally did it.", "Bob's mate", DAY)
    page = words(Client().get(action.get_absolute_url()))
    assert "It was done." in page
    assert "Bob" not in page


def test_files_are_published_with_the_fact_under_the_title_that_the_officer_gives(office, link):
    answer = answer_by(link, kind="completed")
    chosen, left_out = with_file(answer), with_file(answer, b"A private letter.", "letter.txt")
    form = as_shown(office, answer) | {f"title_{chosen.pk}": "The stops, counted"}
    del form[f"publish_{left_out.pk}"]
    office.post(url("answer-accept", answer.pk), form)

    file = LedgerFile.objects.get()
    assert (file.title, file.filename, file.sha256) == ("The stops, counted", "The stops, counted.txt", chosen.sha256)
    with storages["published"].open(paper_path(file.sha256)) as published:
        assert published.read() == CONTENT
    assert not storages["published"].exists(paper_path(left_out.sha256))
    assert orphans(older_than=dt.timedelta()).public == [], "what the ledger names is no orphan"
    answer.refresh_from_db()
    assert answer.files.count() == 2


def test_a_file_that_is_gone_or_changed_stops_the_acceptance(office, link):
    answer = answer_by(link)
    file = with_file(answer)
    file.file.storage.delete(file.file.name)
    page = office.post(url("answer-accept", answer.pk), as_shown(office, answer))
    assert page.status_code == 422
    assert "The file “stops.txt” is missing" in words(page)
    file.file.storage.save(file.file.name, ContentFile(b"Something else"))
    page = office.post(url("answer-accept", answer.pk), as_shown(office, answer))
    assert "has changed since it was recorded" in words(page)
    assert not LedgerUpdate.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"on": ""}, "This field is required"),
        ({"on": "31/31/2026"}, "Write the date as"),
        ({"on": "2026-02-02"}, "nothing can have happened to it before"),
        ({"on": "2999-01-01"}, "A day that has not come yet"),
        ({"kind": "withdrawn"}, "Select a valid choice"),
        ({"kind": "extended", "due_on": ""}, "An extension needs the new due date"),
        ({"kind": "handed over", "owner": ""}, "Say to whom the action was handed over"),
        ({"kind": "progress", "text": "  "}, "Say what happened"),
        ({"text": "a" * 100_000}, "at most 10000 characters"),
        ({"by_name": "Ms\x00Wren"}, "Null characters are not allowed"),
    ],
)
def test_what_the_ledger_does_not_take_is_said_and_nothing_done(office, link, change, sentence):
    answer = answer_by(link)
    page = office.post(url("answer-accept", answer.pk), as_shown(office, answer) | change)
    assert page.status_code == 422
    assert sentence in words(page)
    answer.refresh_from_db()
    assert answer.is_waiting
    assert not LedgerUpdate.objects.exists()


def test_a_returned_answer_goes_out_once_with_the_same_link(office, action, link, clerk):
    OwnerLink.objects.update(expires_at=timezone.now() + dt.timedelta(days=1))
    answer = answer_by(link)
    office.post(url("answer-return", answer.pk), {"because": "Which stops <exactly>?"})

    message = Message.objects.get()
    answer.refresh_from_db()
    assert (answer.state, answer.returned_because, answer.message) == ("returned", "Which stops <exactly>?", message)
    assert (message.kind, message.state, message.released_by) == ("returned", "released", clerk)
    assert (message.to_address, message.entry, message.contact) == (ADDRESS, action, link.contact)
    assert "Which stops <exactly>?" in message.body
    assert "/answer/" not in message.body
    assert path_of(link) in link_for(message)
    link.refresh_from_db()
    assert link.expires_at > timezone.now() + dt.timedelta(days=29)
    assert "Which stops &lt;exactly&gt;?" in words(Client().get(path_of(link)))
    assert not LedgerUpdate.objects.exists()


def test_where_no_address_is_known_the_officer_is_told(office, link):
    OwnerLink.objects.update(to_address="")
    Contact.objects.update(email="")
    answer = answer_by(link)
    page = office.post(url("answer-return", answer.pk), {"because": "Which?"}, follow=True)
    assert "no mail goes" in words(page)
    assert not Message.objects.exists()


def test_a_closed_answer_tells_its_owner_why(office, link):
    answer = answer_by(link)
    assert office.post(url("answer-close", answer.pk), {"because": ""}).status_code == 422
    office.post(url("answer-close", answer.pk), {"because": "We knew that."})
    page = words(Client().get(path_of(link)))
    assert "Nothing was recorded from it" in page
    assert "We knew that." in page
    assert not LedgerUpdate.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("deed", ["accept", "return", "close"])
def test_the_second_officer_is_told_what_the_first_did(office, link, deed):
    answer = answer_by(link)
    form = as_shown(office, answer) | {"because": "So."}
    office.post(url("answer-close", answer.pk), {"because": "We knew that."})
    page = office.post(url(f"answer-{deed}", answer.pk), form, follow=True)
    assert "Clem Clerk has dealt with this answer already" in words(page)
    assert not LedgerUpdate.objects.exists()
    assert not Message.objects.exists()


def test_an_answer_about_an_entry_that_has_ended_is_closed_not_accepted(office, action, link, clerk):
    answer = answer_by(link)
    form = as_shown(office, answer)
    add_update(entry=action, kind="completed", on=timezone.localdate(), by=clerk, text="Done.")
    assert "has ended since" in words(office.get(answer.url))
    assert office.post(url("answer-accept", answer.pk), form).status_code == 422
    assert LedgerUpdate.objects.count() == 1


def test_a_file_is_handed_over_and_never_shown(office, link, publisher):
    answer = answer_by(link)
    file = with_file(answer, b"<script>alert(1)</script>", "page.pdf")
    response = office.get(url("answer-file", answer.pk, file.pk))
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    other = answer_by(link_to(published_action(publisher, name="Housing", slug="housing", code="HOU")))
    assert office.get(url("answer-file", other.pk, file.pk)).status_code == 404


def test_the_queue_shows_the_oldest_first_and_what_became_of_the_others(office, action):
    first, second = answer_by(link_to(action), by_name="First"), answer_by(link_to(action), by_name="Second")
    page = words(office.get(QUEUE))
    assert page.index("First") < page.index("Second")
    office.post(url("answer-close", first.pk), {"because": "We knew that."})
    assert "First" not in words(office.get(QUEUE))
    assert "First" in words(office.get(f"{QUEUE}?state=closed"))
    assert "Second" in words(office.get(f"{QUEUE}?state=%00nonsense&page=99"))
    assert second.is_waiting


def test_a_clerk_of_one_committee_sees_its_answers_alone(client, publisher, action, link):
    mine = answer_by(link, by_name="Mine")
    theirs = answer_by(
        link_to(published_action(publisher, name="Housing", slug="housing", code="HOU")), by_name="Theirs"
    )
    user = UserFactory()
    GrantFactory(user=user, role=Role.CLERK, scope="TRA")
    client.force_login(user)
    page = words(client.get(QUEUE))
    assert "Mine" in page
    assert "Theirs" not in page
    assert client.get(mine.url).status_code == 200
    assert client.get(theirs.url).status_code == 404
    assert client.post(url("owner-link-take-back", theirs.link_id)).status_code == 404
    assert client.post(LINKS, {"reference": theirs.entry.reference}).status_code == 422
    assert theirs.entry.reference not in words(client.get(LINKS))
    assert "Mine" in words(client.get("/office/?what=ledger"))
    assert "Theirs" not in words(client.get("/office/?what=ledger"))


def test_an_answer_that_waits_stands_on_the_desk(office, action, link):
    answer = answer_by(link)
    desk = words(office.get("/office/"))
    assert f"Look at what Ms Wren answered about {action.reference}" in desk
    assert f'href="{answer.url}"' in desk
    office.post(url("answer-close", answer.pk), {"because": "We knew that."})
    assert "Look at what Ms Wren" not in words(office.get("/office/"))


def test_a_link_is_made_by_hand_shown_and_taken_back(office, action):
    response = office.post(LINKS, {"reference": action.reference.lower()})
    link = OwnerLink.objects.get()
    assert response["Location"] == url("owner-link", link.pk)
    assert path_of(link) in words(office.get(response["Location"]))
    assert Client().get(path_of(link)).status_code == 200
    office.post(url("owner-link-take-back", link.pk))
    assert Client().get(path_of(link)).status_code == 410
    assert "is taken back" in words(office.get(LINKS))
    assert action.reference not in words(office.get(LINKS))


def test_the_address_of_a_link_that_was_mailed_is_not_shown(office, action):
    address = link_for(message_about(action))
    page = words(office.get(url("owner-link", OwnerLink.objects.get().pk)))
    assert "/answer/" not in page
    assert address not in page


@pytest.mark.parametrize("typed", ["", "TRA-9999-1", "\x00", "a" * 50])
def test_a_link_for_no_entry_is_refused(office, action, typed):
    assert office.post(LINKS, {"reference": typed}).status_code == 422
    assert not OwnerLink.objects.exists()


def test_no_address_stands_in_the_audit_log(office, link):
    answer = answer_by(link)
    office.post(url("answer-return", answer.pk), {"because": "Which?"})
    events = AuditEvent.objects.filter(subject__startswith="ledger")
    assert events.filter(deed="returned an answer").exists()
    assert not any(ADDRESS in str((event.before, event.after)) for event in AuditEvent.objects.all())


@pytest.mark.parametrize("address", [QUEUE, LINKS])
def test_as_many_queries_for_twenty_rows_as_for_two(office, action, address, django_assert_num_queries):
    for _ in range(2):
        answer_by(link_to(action))
    office.get(address)
    counted = 0

    def count(execute, *args):
        nonlocal counted
        counted += 1
        return execute(*args)

    with connection.execute_wrapper(count):
        office.get(address)
    for _ in range(18):
        with_file(answer_by(link_to(action)))
    with django_assert_num_queries(counted):
        office.get(address)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_accepts(publisher):
    answer = answer_by(link_to(published_action(publisher)))
    with_file(answer)
    client = Client()
    client.force_login(publisher)
    form = as_shown(client, answer)

    def press(name):
        try:
            own = Client()
            own.force_login(publisher)
            return own.post(url(name, answer.pk), {**form, "because": "So."})["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        places = sorted(pool.map(press, ["answer-accept", "answer-return"] * 2))
    assert places == sorted([QUEUE, answer.url, answer.url, answer.url])
    answer = OwnerAnswer.objects.get()
    assert LedgerUpdate.objects.count() == (answer.state == "accepted")
    assert Message.objects.count() == (answer.state == "returned")
