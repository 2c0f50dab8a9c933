"""A clerk records facts of an entry: by keyboard, with scripts and without, on a wide screen and on a phone."""

import pytest
from playwright.sync_api import expect

CLERK = ("clerk@wexcombe.example", "wexcombe-demonstration")
WIDE = {"width": 1280, "height": 900}
DARK = {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"}


@pytest.fixture
def clerk_page(browser, site):
    def open_page(**options):
        context = browser.new_context(**{"viewport": WIDE, **options})
        opened.append(context)
        page = context.new_page()
        page.goto(f"{site}/accounts/login/?next=/office/")
        page.fill("input[name=login]", CLERK[0])
        page.fill("input[name=password]", CLERK[1])
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(f"{site}/office/**")
        return page

    opened = []
    yield open_page
    for context in opened:
        context.close()


def test_a_clerk_records_progress_and_takes_it_back(clerk_page, site, no_axe_findings):
    page = clerk_page()
    page.goto(f"{site}/office/ledger/CYP-2026-R1/")
    # Given an entry that was implemented, when the clerk reopens it
    page.get_by_role("link", name="Reopened", exact=True).click()
    expect(page.get_by_label("Why", exact=True)).to_be_visible()
    page.get_by_label("Why", exact=True).fill("A page was missing.")
    page.get_by_role("button", name="Record it").click()
    # Then the page says so, and what can follow has changed
    expect(page.locator("#workspace-state")).to_contain_text("Recorded: Reopened")
    expect(page.locator("#history")).to_contain_text("A page was missing.")
    no_axe_findings(page)
    # When it was wrong, it is taken back with the reason
    page.get_by_role("link", name="Take back Reopened").click()
    expect(page.get_by_label("What was wrong")).to_be_focused()
    page.get_by_label("What was wrong").fill("It was not missing.")
    no_axe_findings(page)
    page.get_by_role("button", name="Take it back, and record nothing instead").click()
    expect(page.locator("#history s")).to_contain_text("Reopened")
    expect(page.get_by_role("link", name="Reopened", exact=True)).to_be_visible()


def test_a_refusal_keeps_the_words_and_the_keyboard(clerk_page, site):
    page = clerk_page()
    page.goto(f"{site}/office/ledger/CYP-2026-R13/?record=response")
    page.get_by_role("textbox", name="Response", exact=True).fill("We will look into it.")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert").first).to_be_focused()
    expect(page.get_by_role("alert").first).to_contain_text("choose the verdict")
    expect(page.locator("#workspace-state")).to_have_attribute("data-trouble", "")
    expect(page.get_by_role("textbox", name="Response", exact=True)).to_have_value("We will look into it.")


def test_a_chosen_meeting_brings_its_items_and_a_day_its_last_day(clerk_page, site):
    page = clerk_page()
    page.goto(f"{site}/office/ledger/CYP-2026-R1/?record=reviewed")
    page.get_by_label("Meeting", exact=True).select_option(index=1)
    expect(page.get_by_label("Item", exact=True).locator("option").nth(1)).to_be_attached()
    page.goto(f"{site}/office/ledger/HAC-2026-R5/?record=sent")
    told = page.locator("#last-day")
    before = told.inner_text()
    page.get_by_label("Day of receipt").fill("2026-10-01")
    expect(told).not_to_have_text(before)
    expect(told).to_contain_text("From 1 October 2026")


def test_without_scripts_the_items_of_a_meeting_are_shown_by_a_button(clerk_page, site):
    page = clerk_page(java_script_enabled=False)
    page.goto(f"{site}/office/ledger/CYP-2026-R1/?record=reviewed")
    page.get_by_label("What the committee said of it").fill("Content.")
    page.get_by_label("Meeting", exact=True).select_option(index=1)
    page.get_by_role("button", name="Show the items of the meeting").click()
    assert page.get_by_label("Item", exact=True).locator("option").count() > 1
    expect(page.get_by_label("What the committee said of it")).to_have_value("Content.")


@pytest.mark.parametrize("options", [{}, DARK], ids=["light, wide", "dark, on a phone"])
@pytest.mark.parametrize(
    "address",
    [
        "/office/ledger/HAC-2026-R5/?record=sent",
        "/office/ledger/CYP-2026-1/?record=completed",
        "/office/ledger/new/?committee=children-and-young-people",
        "/recommendations/HAC-2026-R5/",
        "/recommendations/HAC-2026-R5/?as_at=2026-04-15",
        "/recommendations/HAC-2026-R5/?as_at=2026-02-31",
    ],
)
def test_the_pages_of_an_entry_are_accessible(clerk_page, site, no_axe_findings, address, options):
    page = clerk_page(**options)
    page.goto(f"{site}{address}")
    no_axe_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
