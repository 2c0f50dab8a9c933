"""What a councillor reads, on a telephone first: meetings, papers, what was asked, the own record."""

import re

import pytest
from pdfs import words_of
from playwright.sync_api import expect

COUNCILLOR = ("councillor@wexcombe.example", "wexcombe-demonstration")
DARK_PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
LIGHT_WIDE = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
NARROW = {"viewport": {"width": 320, "height": 700}}


def signed_in(browser, site, **look):
    """Given a councillor who has just signed in, without scripts, as the pages need none."""
    page = browser.new_context(java_script_enabled=look.pop("scripts", True), **look).new_page()
    page.goto(f"{site}/accounts/login/")
    page.locator("input[name=login]").fill(COUNCILLOR[0])
    page.locator("input[name=password]").fill(COUNCILLOR[1])
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(re.compile(r"/office/mine/$"))
    return page


def addresses(page, site):
    """Every kind of page: home, a meeting to come with exempt business, one that was held, and the two others."""
    restricted = page.locator(".own-meeting", has=page.locator(".own-papers__restricted")).first
    to_come = restricted.locator(".own-meeting__title a").get_attribute("href")
    held = page.locator(".own-past a").last.get_attribute("href")
    return [f"{site}{path}" for path in ("/office/mine/", to_come, held, "/office/mine/asked/", "/office/mine/record/")]


@pytest.mark.parametrize("look", [DARK_PHONE, LIGHT_WIDE], ids=["dark phone", "light wide"])
def test_axe_finds_nothing_on_pages_for_councillors(browser, site, look, no_axe_findings):
    page = signed_in(browser, site, **look)
    for address in addresses(page, site):
        page.goto(address)
        no_axe_findings(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= look["viewport"]["width"], address
    page.context.close()


def test_nothing_scrolls_sideways_on_the_narrowest_screen(browser, site):
    page = signed_in(browser, site, **NARROW)
    for address in addresses(page, site):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    page.context.close()


def test_papers_are_large_targets(browser, site):
    page = signed_in(browser, site, **DARK_PHONE)
    heights = page.eval_on_selector_all(
        "a.own-papers__open", "links => links.map(l => l.getBoundingClientRect().height)"
    )
    assert heights
    assert min(heights) >= 44
    page.context.close()


def test_a_councillor_opens_a_restricted_paper_without_scripts(browser, site):
    page = signed_in(browser, site, scripts=False, **DARK_PHONE)
    mark = page.locator(".own-papers__restricted").first
    expect(mark).to_contain_text("Not for publication, paragraph 3")
    address = mark.locator("a").get_attribute("href")
    answer = page.request.get(f"{site}{address}")
    assert answer.headers["content-type"] == "application/pdf"
    assert "no-store" in answer.headers["cache-control"]
    for words in words_of(answer.body()):
        assert "Not for publication — paragraph 3 of Schedule 12A" in words
        assert "Read by Judith Pellow on" in words
    page.context.close()


def test_a_councillor_sees_what_became_of_it_without_scripts(browser, site):
    page = signed_in(browser, site, scripts=False, **LIGHT_WIDE)
    page.get_by_role("link", name="What became of it").click()
    expect(page.get_by_role("region", name="In your name").get_by_role("listitem")).to_have_count(1)
    page.get_by_role("link", name=re.compile("overdue$")).click()
    rows = page.get_by_role("region", name="Of your committees").locator("tbody tr")
    assert rows.count() == rows.filter(has_text=re.compile("overdue", re.IGNORECASE)).count() > 0
    page.get_by_role("link", name="My record").click()
    expect(page.get_by_role("heading", name=re.compile("^Attendance, municipal year"))).to_be_visible()
    expect(page.get_by_role("region", name="Declarations of interest")).to_contain_text("Trustee of the charity")
    page.context.close()
