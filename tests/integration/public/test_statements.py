"""Pages to be read at leisure, and the pages of errors."""

import datetime as dt
import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from factories import held_meeting

from meetings.editions.models import Stage
from portal.home.meanings import EXEMPT_PARAGRAPHS, STAGES
from portal.publishing.door import publish

pytestmark = pytest.mark.django_db


def page(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    return response.content.decode()


def test_the_accessibility_statement_names_contact_date_and_enforcement(client, settings):
    settings.ACCESSIBILITY_CONTACT = "access@wexcombe.example"
    settings.ACCESSIBILITY_PREPARED_ON = dt.date(2026, 4, 26)
    html = page(client, "accessibility")
    assert '<a href="mailto:access@wexcombe.example">' in html
    assert "26 April 2026" in html
    for part in ("Wexcombe Council", "partially compliant", "Equality and Human Rights Commission", "burden"):
        assert part in html


def test_a_contact_that_is_no_address_is_given_as_words(client, settings):
    settings.ACCESSIBILITY_CONTACT = "Ring <01999> 555 0142 or write to access@wexcombe.example"
    html = page(client, "accessibility")
    assert "Ring &lt;01999&gt; 555 0142" in html
    assert "mailto:" not in html


def test_the_rights_name_their_acts_and_every_paragraph_of_exemption(client):
    html = page(client, "rights")
    assert len(EXEMPT_PARAGRAPHS) == 7
    for part in (*EXEMPT_PARAGRAPHS, "five clear days", "six years", "four years", "two months", "legal advice"):
        assert part in html


def test_the_page_about_the_record_gives_the_length_of_the_register_and_its_newest_digest(client, publisher):
    meeting = held_meeting()
    edition = publish(meeting=meeting, by=publisher, reason="Draft minutes")
    html = page(client, "about")
    assert edition.sha256 in html
    assert "It holds 2 editions." in html


def test_every_stage_of_an_edition_is_explained():
    assert {meaning["stage"] for meaning in STAGES} == set(Stage)


@pytest.mark.parametrize("name", ["about", "accessibility", "rights"])
def test_a_table_of_contents_leads_to_every_section(client, name):
    html = page(client, name)
    sections = re.findall(r'<section class="section" id="([a-z]+)"', html)
    assert len(sections) > 4
    assert re.findall(r'<li class="toc__part"><a href="#([a-z]+)"', html) == sections


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "405", "410", "500"])
def test_every_error_page_says_what_to_do_and_leads_to_the_search(name):
    html = render_to_string(f"{name}.html")
    assert '<a href="/search/">Search the record</a>' in html
    assert '<ul class="plain-list">' in html
    assert 'content="noindex"' in html


def test_a_missing_page_is_told_so(client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "No record is published at this address." in response.content.decode()
