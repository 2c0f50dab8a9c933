"""Restricted papers as they are read: by whom, from when on, marked on every page, noted before they go out."""

import datetime as dt
import hashlib
import io

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from factories import CommitteeFactory, DocumentFactory, GrantFactory, ItemFactory, MeetingFactory, UserFactory
from pdfs import one_page, pdf_of, saved, words_of

from meetings.editions.models import Edition
from portal.accounts.models import Role
from portal.audit.models import AuditEvent
from portal.publishing.door import publish, withdraw

READ = "read a restricted paper"
SECRET = "Prices that nobody may know"

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(publisher):
    """A meeting to come with an open and an exempt item, whose agenda is published."""
    committee = CommitteeFactory(name="Transport", slug="transport", code="TRA")
    meeting = MeetingFactory(committee=committee, date=dt.date(2026, 3, 3), status="scheduled")
    ItemFactory(meeting=meeting, position=1, title="Buses")
    exempt(meeting, position=2)
    publish(meeting=meeting, by=publisher, reason="Agenda")
    return meeting


def exempt(meeting, **fields):
    return ItemFactory(
        meeting=meeting, title="Prices", is_exempt=True, exempt_paragraph=3,
        exempt_reason="It would weaken the council.", exempt_review_on=dt.date(2027, 1, 1), **fields,
    )  # fmt: skip


def paper(meeting, position=2, data=None, **fields):
    item = meeting.items.get(position=position) if position else None
    told = {"is_restricted": True, "title": "Offers"} | fields
    return DocumentFactory.with_file(data or one_page(SECRET), "offers.pdf", meeting=meeting, item=item, **told)


def account(role, scope=""):
    user = UserFactory()
    GrantFactory(user=user, role=role, scope=scope)
    return user


def address(document, version=None):
    if version is None:
        return reverse("office:restricted-file", args=[document.pk])
    return reverse("office:restricted-version", args=[document.pk, version])


def answer(client, user, where, method="get", **headers):
    client.force_login(user)
    return getattr(client, method)(where, headers=headers)


def body(response):
    return response.getvalue()


def readings():
    return AuditEvent.objects.filter(verb=READ)


def test_every_page_says_who_reads_it_when_and_that_it_is_not_for_publication(client, meeting, councillor):
    document = paper(meeting, data=pdf_of({"words": SECRET}, {"words": SECRET, "rotate": 90}, {"words": SECRET}))
    councillor.name = "Cora Ó'Brien-Łukasz"
    councillor.save()
    response = answer(client, councillor, address(document))
    words = words_of(body(response))
    event = readings().get()
    now = timezone.localtime(event.at)
    assert len(words) == 3
    for page in words:
        assert SECRET in page
        assert "Not for publication — paragraph 3 of Schedule 12A" in page
        assert f"Read by Cora Ó'Brien-Łukasz on {now.day} {now:%B %Y} at" in page
        assert f"(reading {event.pk})" in page


def test_a_reading_is_noted_with_who_what_and_where(client, meeting, councillor):
    document = paper(meeting, version=2)
    answer(client, councillor, address(document))
    event = readings().get()
    assert (event.by, event.subject) == (councillor, "meeting transport/2026-03-03")
    assert event.after == {
        "paper": document.pk, "title": "Offers", "version": 2, "sha256": document.sha256, "address": address(document),
    }  # fmt: skip


def test_each_reading_is_noted_also_one_that_asks_for_the_head_alone(client, meeting, councillor):
    document = paper(meeting)
    for method in ("get", "get", "head"):
        assert answer(client, councillor, address(document), method).status_code == 200
    assert readings().count() == 3


def test_a_reading_is_noted_before_the_first_byte(client, meeting, councillor):
    response = answer(client, councillor, address(paper(meeting)))
    assert response.streaming
    assert readings().count() == 1, "nothing of it was read yet"
    response.close()


def test_the_audit_log_finds_readings_by_their_verb(client, meeting, councillor, administrator):
    answer(client, councillor, address(paper(meeting)))
    page = answer(client, administrator, reverse("audit:event-list") + "?verb=read+a+restricted+paper")
    assert "Cora Councillor" in page.content.decode()
    assert "Offers" in page.content.decode()


def test_nothing_keeps_it(client, meeting, councillor):
    response = answer(client, councillor, address(paper(meeting)))
    for word in ("no-store", "private"):
        assert word in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Accept-Ranges"] == "none"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Content-Disposition"] == 'inline; filename="offers.pdf"'
    assert response["Content-Type"] == "application/pdf"
    for header in ("ETag", "Last-Modified"):
        assert header not in response
    assert int(response["Content-Length"]) == len(body(response))


@pytest.mark.parametrize("asked", ["bytes=0-99", "bytes=-50", "bytes=99999999-", "bytes=0-0,5-9"])
def test_a_part_is_answered_with_the_whole_marked_paper(client, meeting, councillor, asked):
    response = answer(client, councillor, address(paper(meeting)), Range=asked, **{"If-None-Match": "*"})
    assert response.status_code == 200
    assert "Not for publication" in words_of(body(response))[0]
    assert readings().count() == 1


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", 'a"; filename=evil.exe', "Ünïcode ✓.pdf", "a\r\nSet-Cookie: x=1.pdf"]
)
def test_a_strange_name_stays_a_name(client, meeting, councillor, name):
    document = paper(meeting)
    type(document).objects.filter(pk=document.pk).update(filename=name)
    said = answer(client, councillor, address(document))["Content-Disposition"]
    assert said.startswith("inline")
    assert not set("\r\n/") & set(said.replace("%2F", ""))


FILES = {
    # what: (how it is made, who opens it)
    "restricted paper of an exempt item": (lambda meeting: paper(meeting), {"member", "clerk", "publisher"}),
    "paper of an exempt item, not marked itself": (
        lambda meeting: paper(meeting, is_restricted=False), {"member", "clerk", "publisher"},
    ),
    "restricted paper of an open item": (lambda meeting: paper(meeting, 1), {"member", "clerk", "publisher"}),
    "restricted paper of the meeting": (lambda meeting: paper(meeting, None), {"member", "clerk", "publisher"}),
    "open paper": (lambda meeting: paper(meeting, 1, is_restricted=False), set()),
    "paper that is only listed": (
        lambda meeting: DocumentFactory(meeting=meeting, is_restricted=True, listed_size="PDF 9 KB"), set(),
    ),
    "paper of an item that was added since": (
        lambda meeting: paper(exempt(meeting, position=7).meeting, 7), {"clerk", "publisher"},
    ),
    "paper of a meeting that is not published": (
        lambda meeting: paper(exempt(MeetingFactory(committee=meeting.committee), position=2).meeting),
        {"clerk", "publisher"},
    ),
    "paper of another committee": (
        lambda meeting: paper(exempt(MeetingFactory(), position=2).meeting), set(),
    ),
}  # fmt: skip
WHO = {
    "nobody": (),
    "stranger": None,
    "member": (Role.COUNCILLOR, "TRA"),
    "clerk": (Role.CLERK, "TRA"),
    "publisher": (Role.PUBLISHER, "TRA"),
    "councillor of another committee": (Role.COUNCILLOR, "OTHER"),
    "clerk of another committee": (Role.CLERK, "OTHER"),
    "owner": (Role.OWNER, "TRA"),
    "administrator": (Role.ADMINISTRATOR, ""),
}


@pytest.mark.parametrize("what", FILES)
def test_every_file_by_every_role(client, meeting, what):
    make, readers = FILES[what]
    document = make(meeting)
    for who, grant in WHO.items():
        client.logout()
        if who != "nobody":
            client.force_login(account(*grant) if grant else UserFactory())
        response = client.get(address(document))
        expected = 302 if who == "nobody" else 200 if who in readers else 404
        assert response.status_code == expected, f"{who}: {what}"
        if expected == 200:
            assert "Not for publication" in words_of(body(response))[0]
    assert readings().count() == len(readers)


def test_an_earlier_version_is_the_offices(client, meeting):
    document = paper(meeting, version=2)
    earlier = one_page("As it first was")
    version = document.versions.create(
        number=1, filename="offers.pdf", media_type="application/pdf", size=len(earlier),
        sha256=hashlib.sha256(earlier).hexdigest(), file=ContentFile(earlier, name="restricted/papers/first.pdf"),
    )  # fmt: skip
    member, clerk = account(Role.COUNCILLOR, "TRA"), account(Role.CLERK, "TRA")
    assert answer(client, member, address(document, 1)).status_code == 404
    assert answer(client, member, address(document, 2)).status_code == 200
    [words] = words_of(body(answer(client, clerk, address(document, 1))))
    assert "As it first was" in words
    assert "Not for publication" in words
    assert readings().latest("pk").after["sha256"] == version.sha256
    assert answer(client, clerk, address(document, 3)).status_code == 404
    assert readings().count() == 2


def test_a_withdrawn_agenda_takes_its_papers_from_the_members(client, meeting, publisher):
    document, member = paper(meeting), account(Role.COUNCILLOR, "TRA")
    withdraw(edition=Edition.objects.get(meeting=meeting), by=publisher, reason="Published by mistake")
    assert answer(client, member, address(document)).status_code == 404
    assert answer(client, publisher, address(document)).status_code == 200


def test_a_notice_of_a_meeting_brings_no_papers(client, publisher):
    committee = CommitteeFactory(code="TRA")
    bare = MeetingFactory(committee=committee, date=dt.date(2026, 3, 10), status="scheduled")
    publish(meeting=bare, by=publisher, reason="Notice")
    document = paper(bare, None)
    assert answer(client, account(Role.COUNCILLOR, "TRA"), address(document)).status_code == 404


def test_an_account_that_is_deactivated_reads_no_more(client, meeting, councillor):
    where = address(paper(meeting))
    client.force_login(councillor)
    assert client.get(where).status_code == 200
    councillor.is_active = False
    councillor.save()
    assert client.get(where).status_code == 302
    assert readings().count() == 1


def test_a_role_that_is_taken_away_reads_no_more(client, meeting, councillor):
    where = address(paper(meeting))
    client.force_login(councillor)
    assert client.get(where).status_code == 200
    councillor.grants.all().delete()
    assert client.get(where).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_is_only_read(client, meeting, councillor, method):
    assert answer(client, councillor, address(paper(meeting)), method).status_code == 405
    assert not readings().exists()


def test_guessed_numbers_are_not_found(client, meeting, councillor):
    client.force_login(councillor)
    for guess in (1, 999_999_999):
        assert client.get(f"/office/papers/{guess}/restricted/").status_code == 404
    for guess in ("0", "-1", "99999999999999999999", "1.5", "%00", "../1"):
        assert client.get(f"/office/papers/{guess}/restricted/").status_code == 404
    assert not readings().exists()


def locked():
    with pikepdf.open(io.BytesIO(one_page(SECRET))) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(owner="o", user="u"))


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"%PDF-1.7 broken", "The file is damaged."), (locked(), "locked with a password")],
    ids=["damaged", "locked"],
)
def test_what_cannot_be_marked_is_refused_and_never_shown_without(client, meeting, councillor, clerk, data, why):
    document = paper(meeting, data=data)
    for user in (councillor, clerk):
        response = answer(client, user, address(document))
        assert response.status_code == 422
        assert why in response.content.decode()
        assert "Ask the clerk to the committee" in response.content.decode()
    assert not readings().exists(), "nobody read it"


def test_a_file_that_was_exchanged_on_the_disk_is_refused(client, meeting, councillor):
    document = paper(meeting)
    with open(document.file.path, "wb") as file:
        file.write(one_page("Something else"))
    response = answer(client, councillor, address(document))
    assert response.status_code == 422
    assert "no longer the one that was brought in" in response.content.decode()


def test_a_file_that_is_missing_is_not_found(client, meeting, councillor):
    document = paper(meeting)
    document.file.storage.delete(document.file.name)
    assert answer(client, councillor, address(document)).status_code == 404
    assert not readings().exists()


def test_another_type_is_handed_to_officers_and_noted(client, meeting, councillor, clerk):
    document = paper(meeting, data=b"PK sheet", media_type="application/vnd.oasis.opendocument.spreadsheet")
    refused = answer(client, councillor, address(document))
    assert refused.status_code == 422
    assert "no PDF" in refused.content.decode()
    assert not readings().exists()
    response = answer(client, clerk, address(document))
    assert body(response) == b"PK sheet"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert readings().count() == 1
