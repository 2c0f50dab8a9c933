"""Owners and addressees answer by a link, on a telephone and without scripts; an officer accepts it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import timezone

from .test_office_desk import PHONE, WIDE, fits, sign_in

ROOT = Path(__file__).resolve().parents[2]
TODAY = timezone.localdate()
QUEUE = "/office/ledger/answers/"
# An open entry of the demonstration, one for each test, whose owner or addressee is kept as a contact.
MAKE_LINK = """
from actions.answering.links import new_link, token_of, whose
from actions.models import Contact, LedgerEntry
taken = LedgerEntry.objects.filter(owner_links__isnull=False)
entries = LedgerEntry.objects.published().filter(rank=0, kind=KIND).exclude(pk__in=taken)
entry = entries.exclude(original_owner="", addressee="").order_by("-made_on", "pk").first()
contact, _ = Contact.objects.get_or_create(name=whose(entry), defaults={"email": "post@wexcombe.example"})
print("link:", entry.reference, token_of(new_link(entry=entry, contact=contact)))
"""


def made_link(site, site_data, kind):
    environment = {**os.environ, "PORTAL_DATA": str(site_data), "DATABASE_URL": ""}
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", f"KIND = '{kind}'\n{MAKE_LINK}"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    reference, token = re.search(r"link: (\S+) (\S+)", told.stdout).groups()
    return reference, f"{site}/answer/{token}/"


@pytest.fixture
def link(site, site_data):
    """The reference of an action, and the address of a link to its owner."""
    return made_link(site, site_data, "action")


@pytest.fixture
def link_to_addressee(site, site_data):
    """The reference of a recommendation that waits for its response, and the address of a link to its addressee."""
    return made_link(site, site_data, "recommendation")


def test_an_owner_answers_and_an_officer_accepts(browser, site, link, tmp_path, no_axe_findings):
    reference, address = link
    # Given an owner who opens the link of the mail
    owner = browser.new_context(**PHONE, java_script_enabled=False).new_page()
    owner.goto(address)
    assert reference in owner.locator("h1").inner_text()
    assert not owner.get_by_label("When was it done?").is_visible()
    # When they say that it is done, with a file
    owner.get_by_label("It is done").check()
    owner.get_by_label("When was it done?").fill(TODAY.isoformat())
    owner.get_by_label("In your words").fill("All who were asked have answered.")
    (tmp_path / "answers.txt").write_text("Forty answers\n")
    owner.get_by_label("Files (optional)").set_input_files(tmp_path / "answers.txt")
    owner.get_by_role("button", name="Send it to the officers").click()
    # Then the page says that it waits
    assert owner.get_by_role("heading", name="Your answer has reached us").is_visible()
    assert fits(owner)
    # And an officer finds it in the queue and accepts it
    officer = sign_in(browser, site, **WIDE)
    officer.goto(f"{site}{QUEUE}")
    no_axe_findings(officer)
    officer.get_by_role("link", name=re.compile(reference)).click()
    no_axe_findings(officer)
    officer.get_by_role("button", name="Accept and publish").click()
    assert "it stands in the public ledger now" in officer.locator(".said").inner_text()
    # And the link leads its owner to the public page
    owner.goto(address)
    owner.get_by_role("link", name=f"the public page of {reference}").click()
    assert "All who were asked have answered." in owner.locator("main").inner_text()
    owner.context.close()
    officer.context.close()


def test_an_addressee_responds_and_an_officer_is_led_to_the_action(
    browser, site, link_to_addressee, tmp_path, no_axe_findings
):
    reference, address = link_to_addressee
    # Given an addressee who opens the link of the mail without scripts
    addressee = browser.new_context(**PHONE, java_script_enabled=False).new_page()
    addressee.goto(address)
    assert not addressee.get_by_label("Accepted in principle").is_visible()
    assert addressee.get_by_label("It is not mine").count() == 0
    # When they respond in principle, with the document
    addressee.get_by_label("Our response").check()
    assert not addressee.get_by_label("When was it done?").is_visible()
    addressee.get_by_label("Accepted in principle").check()
    addressee.get_by_label("The day of the response").fill(TODAY.isoformat())
    addressee.get_by_label("In your words").fill("Yes, as soon as there is money.")
    addressee.get_by_label("Who responds").fill("Councillor Hale, Leader of the Council")
    (tmp_path / "response.txt").write_text("The response of Cabinet\n")
    addressee.get_by_label("Files (optional)").set_input_files(tmp_path / "response.txt")
    addressee.get_by_role("button", name="Send it to the officers").click()
    # Then the page says that it waits
    assert addressee.get_by_text(f"Our response: accepted in principle, {TODAY.day} {TODAY:%B %Y}").is_visible()
    # And an officer accepts it, and is led to the form of the action that carries it out
    officer = sign_in(browser, site, **WIDE)
    officer.goto(f"{site}{QUEUE}")
    officer.get_by_role("link", name=re.compile(reference)).click()
    assert officer.get_by_label("Verdict").input_value() == "accepted in principle"
    no_axe_findings(officer)
    officer.get_by_role("button", name="Accept and publish").click()
    no_axe_findings(officer)
    officer.get_by_role("link", name="Carry it out").click()
    assert officer.get_by_label("Due date").is_visible()
    # And the public reads it, with the document
    addressee.goto(f"{site}/recommendations/{reference}/")
    assert addressee.get_by_text("Yes, as soon as there is money.").first.is_visible()
    assert addressee.get_by_role("link", name=re.compile("^response")).first.is_visible()
    addressee.context.close()
    officer.context.close()


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_form_of_a_response_is_accessible(browser, link_to_addressee, no_axe_findings, options):
    _, address = link_to_addressee
    page = browser.new_context(**options).new_page()
    page.goto(address)
    page.get_by_label("Our response").check()
    no_axe_findings(page)
    page.get_by_role("button", name="Send it to the officers").click()
    assert page.get_by_role("link", name="The verdict of the response: Choose the verdict.").is_visible()
    no_axe_findings(page)
    assert fits(page)
    page.context.close()


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["wide", "phone"])
def test_pages_are_accessible(browser, site, link, no_axe_findings, options):
    _, address = link
    page = browser.new_context(**options).new_page()
    page.goto(address)
    no_axe_findings(page)
    page.get_by_role("button", name="Send it to the officers").click()
    assert page.get_by_role("alert").is_visible()
    page.get_by_label("A later date is needed").check()
    no_axe_findings(page)
    assert fits(page)
    page.goto(f"{address[:-3]}/")
    no_axe_findings(page)
    page.context.close()
    office = sign_in(browser, site, **options)
    for place in (QUEUE, f"{QUEUE}links/"):
        office.goto(f"{site}{place}")
        no_axe_findings(office)
        assert fits(office), place
    office.context.close()
