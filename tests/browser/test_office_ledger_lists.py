"""The working lists of the ledger: by keys, by boxes alone, on every screen."""

import re

import pytest

CLERK = ("clerk@wexcombe.example", "wexcombe-demonstration")
DARK_PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
LIGHT_WIDE = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
LISTS = ["/office/ledger/", "/office/ledger/recommendations/", "/office/ledger/?as_at=2026-03-01"]


def signed_in(browser, site, *, scripts=True, **look):
    """Given a clerk who has just signed in."""
    page = browser.new_context(java_script_enabled=scripts, **look).new_page()
    page.goto(f"{site}/accounts/login/")
    page.locator("input[name=login]").fill(CLERK[0])
    page.locator("input[name=password]").fill(CLERK[1])
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(re.compile(r"/office/"))
    return page


def chosen(page):
    return page.eval_on_selector_all("input[name=chosen]:checked", "boxes => boxes.map(box => box.value)")


@pytest.mark.parametrize("look", [DARK_PHONE, LIGHT_WIDE], ids=["dark phone", "light wide"])
def test_axe_finds_nothing_on_the_lists_and_on_what_is_done_from_them(browser, site, look, no_axe_findings):
    page = signed_in(browser, site, **look)
    for address in LISTS:
        page.goto(f"{site}{address}")
        no_axe_findings(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= look["viewport"]["width"], address
    page.goto(f"{site}/office/ledger/?late=on")
    page.locator("input[name=chosen]").first.check()
    page.get_by_role("button", name="Record progress").click()
    no_axe_findings(page)
    page.locator("[name=text]").fill("Letters went out.")
    page.get_by_role("button", name="Look what would come of it").click()
    no_axe_findings(page)
    page.context.close()


def test_keys_move_choose_search_and_open(browser, site):
    # Given the action log
    page = signed_in(browser, site, **LIGHT_WIDE)
    page.goto(f"{site}/office/ledger/")
    rows = page.eval_on_selector_all("input[name=chosen]", "boxes => boxes.map(box => box.value)")
    # When the first and the third row are chosen by keys
    for key in ("j", "x", "j", "ArrowDown", "x"):
        page.keyboard.press(key)
    # Then they are chosen, and the page says how many they are
    assert chosen(page) == [rows[0], rows[2]]
    assert "(2)" in page.locator(".ledger__chosen").inner_text()
    # And a stroke leads to the filter by words
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "text"
    # And letters that are switched off do nothing
    page.locator(".ledger__keys summary").click()
    page.locator("#ledger-keys").uncheck()
    page.locator("input[name=chosen]").nth(1).focus()
    page.keyboard.press("x")
    assert chosen(page) == [rows[0], rows[2]]
    # And Enter opens the row
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/{rows[1]}/$", re.IGNORECASE))
    page.context.close()


def test_without_scripts_boxes_and_buttons_do(browser, site):
    page = signed_in(browser, site, scripts=False, **LIGHT_WIDE)
    page.goto(f"{site}/office/ledger/?late=on")
    page.locator("input[name=chosen]").first.check()
    page.get_by_role("button", name="Extend").click()
    page.locator("[name=due_on]").fill("2099-01-01")
    page.locator("[name=text]").fill("The survey runs late.")
    page.get_by_role("button", name="Look what would come of it").click()
    assert page.get_by_role("heading", name="Extend: before it is written").is_visible()
    page.get_by_role("link", name="Back to the list").click()
    assert page.url == f"{site}/office/ledger/?late=on"
    page.context.close()
