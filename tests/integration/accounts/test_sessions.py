"""Sessions end when nobody is there, at the end of a day, and everywhere at once when that is asked for."""

import time

import pytest
from django.test import Client

from portal.accounts.session_store import ACTIVE, BEGAN
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def put_back(client, **seconds):
    """As if the session had begun, or its user had last been there, so many seconds ago."""
    session = client.session
    for stamp, ago in seconds.items():
        session[{"began": BEGAN, "active": ACTIVE}[stamp]] = int(time.time()) - ago
    session.save()


def test_an_idle_session_ends_and_the_sign_in_page_says_so(client, clerk):
    client.force_login(clerk)
    put_back(client, active=61 * 60)

    response = client.get("/office/users/?role=clerk")
    assert response["Location"] == "/accounts/login/?next=%2Foffice%2Fusers%2F%3Frole%3Dclerk&ended=idle"
    page = client.get(response["Location"])
    assert b"because nothing was done for 60 minutes" in page.content
    assert b'name="next" value="/office/users/?role=clerk"' in page.content
    assert client.get("/office/").status_code == 302
    assert AuditEvent.objects.get(verb="was signed out").after["because"] == "idle"


def test_a_session_in_use_ends_after_its_hours(client, clerk):
    client.force_login(clerk)
    put_back(client, began=12 * 3600 + 60)
    assert client.get("/office/")["Location"].endswith("ended=over")


def test_the_limits_are_settings(client, clerk, settings):
    settings.SESSION_IDLE_MINUTES = 5
    client.force_login(clerk)
    put_back(client, active=6 * 60)
    assert client.get("/office/").status_code == 302


def test_whoever_is_there_stays(client, clerk):
    client.force_login(clerk)
    put_back(client, active=59 * 60)
    assert client.get("/office/").status_code == 200
    assert time.time() - client.session[ACTIVE] < 30


def test_what_a_script_asks_for_by_itself_keeps_no_session_alive(client, clerk):
    client.force_login(clerk)
    put_back(client, active=59 * 60)
    assert client.get("/office/", headers={"X-Background": "1", "HX-Request": "true"}).status_code == 200
    assert time.time() - client.session[ACTIVE] > 58 * 60
    put_back(client, active=61 * 60)
    response = client.get("/office/", headers={"X-Background": "1", "HX-Request": "true"})
    assert response.status_code == 401
    assert response["X-Signed-Out"] == "1"


def test_a_form_that_came_too_late_leads_back_to_its_page(client, clerk):
    client.force_login(clerk)
    put_back(client, active=61 * 60)
    own = client.post("/office/users/invite/", headers={"referer": "http://testserver/office/users/invite/"})
    assert own["Location"].startswith("/accounts/login/?next=%2Foffice%2Fusers%2Finvite%2F&")
    foreign = client.post("/office/users/invite/", headers={"referer": "https://evil.example/office/"})
    assert foreign["Location"].startswith("/accounts/login/?next=%2Foffice%2F&")


def test_the_page_of_sign_ins_shows_devices_and_ends_the_others(client, clerk):
    phone = Client(headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1"})
    clerk.set_password("lantern otter gravel")
    clerk.save()
    told = {"login": clerk.email, "password": "lantern otter gravel"}
    phone.post("/accounts/login/", told)
    client.post("/accounts/login/", told)

    page = client.get("/accounts/sessions/").content.decode()
    assert "Safari on an iPhone" in page
    assert page.count("this one") == 1
    client.post("/accounts/sessions/")

    assert client.get("/office/").status_code == 200
    gone = phone.get("/office/")
    assert gone["Location"].endswith("ended=gone")
    assert "ended from elsewhere" in phone.get(gone["Location"]).content.decode()
    assert AuditEvent.objects.get(verb="signed out everywhere else").after == {"ended": 1}


def test_a_stranger_is_not_told_that_a_session_ended(client):
    assert client.get("/office/")["Location"] == "/accounts/login/?next=%2Foffice%2F"


def test_a_page_more_costs_no_query_more_for_the_session(client, clerk, django_assert_num_queries):
    client.force_login(clerk)
    # The session, the user, the user's roles, and whether the account is that of a person in the record
    with django_assert_num_queries(4):
        client.get("/accounts/logout/")
