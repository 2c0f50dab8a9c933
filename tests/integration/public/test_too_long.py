"""What is larger than a form may be is answered with how long it may be, and changes nothing."""

import datetime as dt

import pytest
from asking import ASK, DEADLINE, QUESTION, SUGGEST, Clock, coming_meeting, committee_of
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.models import Submission
from portal.home.refusals import TOO_LARGE

pytestmark = pytest.mark.django_db

FOUR_MB = "Why? " * 840_000


@pytest.fixture(autouse=True)
def meeting(monkeypatch, publisher):
    Clock(monkeypatch, DEADLINE - dt.timedelta(days=2))
    return coming_meeting(publisher, committee_of(publisher))


@pytest.mark.parametrize("address", [ASK, SUGGEST])
@pytest.mark.parametrize("multipart", [True, False])
@pytest.mark.parametrize("looks_at_tokens", [True, False])
def test_long_text_of_the_public_is_told_how_long_it_may_be(address, multipart, looks_at_tokens):
    client = Client(enforce_csrf_checks=looks_at_tokens)
    client.get(address)
    words = {**QUESTION, "text": FOUR_MB}
    kind = {} if multipart else {"content_type": "application/x-www-form-urlencoded"}
    answer = client.post(address, words if multipart else "&".join(f"{k}={v}" for k, v in words.items()), **kind)

    assert answer.status_code == TOO_LARGE
    page = answer.content.decode()
    assert "at most 2,000 characters (about 350 words)" in page
    assert "Back button" in page
    assert not Submission.objects.exists()


def test_long_form_of_the_office_is_told_how_large_it_may_be(client, clerk, meeting):
    client.force_login(clerk)
    address = f"/office/meetings/{meeting.committee.slug}/{meeting.slug}/facts/"
    answer = client.post(address, {"venue": FOUR_MB})
    assert answer.status_code == TOO_LARGE
    assert "at most 2.5 MB of text together" in answer.content.decode()


def test_form_of_very_many_fields_is_told_how_many_it_may_have(client):
    answer = client.post(
        ASK, "&".join(f"a{n}=1" for n in range(5_001)), content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == TOO_LARGE
    assert "at most 5,000 fields" in answer.content.decode()


def test_form_of_very_many_files_is_told_how_many_it_may_bring(client, clerk, meeting):
    client.force_login(clerk)
    files = [SimpleUploadedFile(f"{n}.txt", b"Buses") for n in range(101)]
    address = f"/office/meetings/{meeting.committee.slug}/{meeting.slug}/papers/add/"
    answer = client.post(address, {"chosen": files})
    assert answer.status_code == TOO_LARGE
    assert "at most 100 files at once" in answer.content.decode()


def test_address_that_cannot_be_read_is_refused_as_before(client):
    answer = client.get("/meetings/?" + "&".join(f"a{n}=1" for n in range(5_001)))
    assert answer.status_code == 400
    assert "could not be understood" in answer.content.decode()
