"""The ledger put on an agenda in a browser, and its web page: wide, on a phone in the dark, without scripts."""

import pytest
from playwright.sync_api import expect

from portal.accounts.demo import SIGN_INS

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NEW = "/office/ledger/paper/"
PUBLISHED = "/committees/corporate-performance-and-resources/logs/"


def sign_in(page, site, role="Clerk"):
    _, email, password = next(entry for entry in SIGN_INS if entry[0] == role)
    page.goto(f"{site}/accounts/login/?next={NEW}")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{site}{NEW}")


def test_a_list_is_looked_at_and_put_on_the_agenda(page, site, no_axe_findings):
    page.set_viewport_size(WIDE)
    sign_in(page, site)
    no_axe_findings(page)
    page.get_by_label("What", exact=True).select_option("both")
    expect(page.get_by_role("heading", name="Recommendations")).to_be_visible()
    title = page.locator("#preview-title").inner_text()
    page.get_by_role("button", name="Put it on the agenda").click()
    page.wait_for_url("**/office/meetings/**")
    expect(page.locator("#papers-list")).to_contain_text(title)
    expect(page.locator(".said")).to_contain_text("is on the agenda")
    page.goto(f"{site}{NEW}?kind=both")
    expect(page.get_by_role("button", name="Make a new version")).to_be_visible()


def test_on_a_phone_in_the_dark_nothing_stands_over_the_edge(browser, site, no_axe_findings):
    context = browser.new_context(viewport=PHONE, color_scheme="dark")
    page = context.new_page()
    sign_in(page, site)
    no_axe_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


def test_it_works_without_scripts(browser, site):
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site)
    page.get_by_label("What", exact=True).select_option("recommendation tracker")
    page.get_by_role("button", name="Show what would be in it").click()
    expect(page.locator("#preview-title")).to_contain_text("Recommendation tracker as at")
    assert "csrf" not in page.url
    context.close()


@pytest.fixture(scope="module")
def published(browser, site):
    """The address of a list that is public."""
    page = browser.new_page()
    sign_in(page, site, "Publisher")
    page.goto(f"{site}{NEW}?committee=corporate-performance-and-resources&kind=action+log")
    page.locator("form[method=post] button:has-text('agenda'), form[method=post] button:has-text('version')").click()
    page.wait_for_url("**/office/meetings/**")
    address = page.url.partition("#")[0].replace("/office/", "/")
    publish = page.url.partition("#")[0].replace("/office/meetings/", "/office/publish/")
    page.goto(publish)
    page.locator(".door__button [name=reason]").fill("The action log came")
    page.locator(".door__button button[type=submit]").click()
    page.wait_for_load_state()
    page.goto(address)
    path = page.locator(f"a[href^='{PUBLISHED}']:has-text('Action log as at')").get_attribute("href")
    page.close()
    return f"{site}{path}"


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_the_web_page_of_a_list_is_accessible(browser, published, no_axe_findings, size, scheme):
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    page.goto(published)
    expect(page.locator("h1")).to_contain_text("Action log as at")
    no_axe_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    expect(page.get_by_role("row").nth(1).get_by_role("rowheader")).to_be_visible()
    context.close()
