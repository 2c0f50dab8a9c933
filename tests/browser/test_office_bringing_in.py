"""An older action log in the office: chosen, looked through, brought in; by keyboard and on a telephone."""

import re

import pytest
from action_logs import HEAD, row, xlsx_of
from playwright.sync_api import expect

PUBLISHER = ("publisher@wexcombe.example", "wexcombe-demonstration")
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def office(browser, site):
    """Gives a page in which the publisher is signed in, at the form."""
    opened = []

    def open_page(**options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        opened.append(context)
        page = context.new_page()
        page.goto(f"{site}/accounts/login/?next=/office/ledger/bring-in/")
        page.fill("input[name=login]", PUBLISHER[0])
        page.fill("input[name=password]", PUBLISHER[1])
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/bring-in/")
        return page

    yield open_page
    for context in opened:
        context.close()


def send(page, name):
    rows = [
        [*HEAD, "Risk"],
        [*row("1", f"Circulate {name}", due="02/11/21", status="OVERDUE"), "High"],
        [
            *row("2", f"Ring about {name}", meeting="12/02/22", owner="", due="ASAP", progress="Noted", status="Done"),
            "",
        ],
        [*row("3", f"Stay with {name}", meeting="TBC"), ""],
    ]
    page.locator("select[name=committee]").select_option(index=1)
    page.fill("input[name=as_at]", "2022-04-26")
    file = {"name": f"{name}.xlsx", "mimeType": "application/octet-stream", "buffer": xlsx_of(rows)}
    page.set_input_files("input[name=file]", file)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/bring-in/*/")


def test_a_log_is_looked_through_and_brought_in(office, no_axe_findings):
    # Given a log with defects
    page = office()
    no_axe_findings(page)
    send(page, "the timetable")
    no_axe_findings(page)
    # When something is undecided, the page says what and leads there
    page.get_by_role("button", name="Bring in 2 actions").click()
    problem = page.get_by_role("link", name="Say what becomes of the columns that are not understood: “Risk”.")
    problem.click()
    no_axe_findings(page)
    # And once it is decided, the log is brought in
    page.get_by_label("They are left out.").check()
    page.get_by_role("button", name="Bring in 2 actions").click()
    expect(page.get_by_role("status")).to_contain_text("Brought in 2 actions; 1 left out.")
    expect(page.get_by_role("row", name=re.compile("Stay with"))).to_contain_text("It names no day")
    no_axe_findings(page)


def test_the_preview_in_the_dark_on_a_telephone(office, no_axe_findings):
    page = office(viewport=PHONE, color_scheme="dark")
    send(page, "the ferry")
    no_axe_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Throw this preview away").click()
    expect(page.get_by_role("status")).to_contain_text("Threw “the ferry.xlsx” away.")
