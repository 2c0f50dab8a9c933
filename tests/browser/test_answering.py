"""An owner answers by a link, on a telephone and without scripts; an officer accepts it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .test_office_desk import PHONE, WIDE, fits, sign_in

ROOT = Path(__file__).resolve().parents[2]
QUEUE = "/office/ledger/answers/"
# An open action of the demonstration, one for each test, whose owner is kept as a contact.
MAKE_LINK = """
from actions.answering.links import new_link, token_of, whose
from actions.models import Contact, LedgerEntry
taken = LedgerEntry.objects.filter(owner_links__isnull=False)
entries = LedgerEntry.objects.actions().published().filter(rank=0).exclude(pk__in=taken)
entry = entries.exclude(original_owner="").order_by("-made_on", "pk").first()
contact, _ = Contact.objects.get_or_create(name=whose(entry), defaults={"email": "post@wexcombe.example"})
print("link:", entry.reference, token_of(new_link(entry=entry, contact=contact)))
"""


@pytest.fixture
def link(site, site_data):
    """The reference of an entry, and the address of a link to its owner."""
    environment = {**os.environ, "PORTAL_DATA": str(site_data), "DATABASE_URL": ""}
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", MAKE_LINK],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    reference, token = re.search(r"link: (\S+) (\S+)", told.stdout).groups()
    return reference, f"{site}/answer/{token}/"


def test_an_owner_answers_and_an_officer_accepts(browser, site, link, tmp_path, no_axe_findings):
    reference, address = link
    # Given an owner who opens the link of the mail
    owner = browser.new_context(**PHONE, java_script_enabled=False).new_page()
    owner.goto(address)
    assert reference in owner.locator("h1").inner_text()
    assert not owner.get_by_label("When was it done?").is_visible()
    # When they say that it is done, with a file
    owner.get_by_label("It is done").check()
    owner.get_by_label("When was it done?").fill("2026-11-20")
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
