"""Reference data and the audit log in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PASSWORD = "wexcombe-demonstration"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
PAGES = [
    "/office/reference/",
    "/office/reference/people/",
    "/office/reference/memberships/",
    "/office/reference/holidays/",
    "/office/reference/venues/new/",
    "/office/reference/clocks/",
    "/office/audit/",
]
# The first row of each of these lists.
FIRST_OF = ["committees", "people", "memberships", "municipal-years", "clocks"]


def sign_in(browser, site, email="admin@wexcombe.example", **options):
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(f"{site}/accounts/login/?next=/office/reference/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/office/reference/")
    return page


def findings(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["wide", "phone"])
def test_pages_are_accessible(browser, site, options):
    page = sign_in(browser, site, **options)
    addresses = list(PAGES)
    for kind in FIRST_OF:
        page.goto(f"{site}/office/reference/{kind}/")
        addresses.append(page.locator(".table tbody a").first.get_attribute("href"))
        if kind == "committees":
            addresses.append(page.locator("a[href$='/standing-items/']").first.get_attribute("href"))
    page.goto(f"{site}/office/audit/")
    addresses.append(page.locator(".event__row a").first.get_attribute("href"))
    for address in addresses:
        response = page.goto(f"{site}{address}")
        assert response.status == 200, address
        assert findings(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
    page.context.close()


def test_a_form_that_is_refused_is_accessible_and_keeps_what_was_typed(browser, site):
    page = sign_in(browser, site, **WIDE)
    page.goto(f"{site}/office/reference/committees/new/")
    page.fill("[name=name]", "Harbour Scrutiny Committee")
    page.fill("[name=code]", "har")
    page.click("text=Save the committee")
    assert page.locator(".notice--alert").is_visible()
    assert page.input_value("[name=name]") == "Harbour Scrutiny Committee"
    page.click(".notice--alert a >> text=capital letters")
    assert page.evaluate("document.activeElement.name") == "code"
    assert findings(page) == []
    page.context.close()


def test_standing_items_are_kept_without_javascript(browser, site):
    page = sign_in(browser, site, **WIDE, java_script_enabled=False)
    page.goto(f"{site}/office/reference/standing-items/")
    page.click("text=Cabinet")
    titles = page.locator(".order__words a")
    second = titles.nth(1).inner_text()
    page.click(f"button:has-text('Move “{second}” up')")
    assert titles.first.inner_text() == second
    page.click(f"button:has-text('Move “{second}” down')")
    assert titles.nth(1).inner_text() == second
    number = titles.count()
    page.fill("[name=title]", "Forward plan")
    page.click("text=Add the standing item")
    assert titles.count() == number + 1
    page.click("button:has-text('Remove “Forward plan”')")
    assert titles.count() == number
    page.context.close()
