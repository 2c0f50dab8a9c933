"""The outbox, the dry run and the contacts in a real browser: legible for everybody, also narrow and dark."""

import pytest

PASSWORD = "wexcombe-demonstration"
WIDE = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
PAGES = [
    "/office/chasing/", "/office/chasing/as-if/", "/office/chasing/unreachable/", "/office/chasing/mails/",
    "/office/contacts/", "/office/contacts/new/",
]  # fmt: skip


def sign_in(browser, site, **options):
    page = browser.new_context(**options).new_page()
    page.goto(f"{site}/accounts/login/?next=/office/")
    page.fill("input[name=login]", "publisher@wexcombe.example")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/office/")
    return page


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["wide", "phone"])
def test_pages_are_accessible(browser, site, no_axe_findings, options):
    page = sign_in(browser, site, **options)
    for address in PAGES:
        assert page.goto(f"{site}{address}").status == 200
        no_axe_findings(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
    page.context.close()


def test_a_name_without_an_address_gets_one(browser, site, no_axe_findings):
    # Given a name that an open entry uses
    page = sign_in(browser, site, **WIDE)
    page.goto(f"{site}/office/contacts/new/?name=Head of Nothing")
    # When an officer adds the address
    page.fill("[name=email]", "nothing@wexcombe.example")
    page.click("text=Save the contact")
    # Then it is kept, and the page of the contact is legible too
    page.get_by_role("link", name="Head of Nothing").click()
    no_axe_findings(page)
    assert page.locator("h1").first.inner_text() == "Head of Nothing"
    page.context.close()
