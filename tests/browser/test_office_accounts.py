"""People sign in to the office in a real browser, with and without JavaScript, wide and narrow."""

import os
import subprocess
import sys
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from portal.accounts.demo import SIGN_INS

ROLES = {role: (address, password) for role, address, password in SIGN_INS}
ADMINISTRATOR, OWNER = ROLES["Administrator"], ROLES["Owner of actions"]
WIDE = {"viewport": {"width": 1280, "height": 900}}
NARROW = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
SIGNED_OUT_PAGES = [
    "/accounts/login/?ended=idle&next=/office/",
    "/accounts/password/forgotten/",
    "/accounts/password/forgotten/sent/",
    "/accounts/password/forgotten/1-gone/",
    "/accounts/password/new/done/",
    "/accounts/invitation/gone/",
    "/accounts/directory-cancelled/",
]
OWN_PAGES = [
    "/accounts/sessions/",
    "/accounts/password/",
    "/accounts/second-factor/",
    "/accounts/second-factor/set-up/",
    "/accounts/confirm/",
    "/accounts/logout/",
    "/office/users/",
    "/office/users/invite/",
]


def sign_in(page, site, who, at="/office/"):
    """Given somebody who wants to go somewhere, when the password is right, then that page opens."""
    page.goto(f"{site}{at}")
    page.get_by_label("E-mail address").fill(who[0])
    page.get_by_label("Password").fill(who[1])
    page.get_by_role("button", name="Sign in").click()


def code_of(secret, steps=0):
    """What an authenticator app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.fixture
def browsing(browser):
    """Gives a page of a browser of its own, which fails the test where the browser complains of the policy."""
    opened, complaints = [], []

    def open_page(**options):
        context = browser.new_context(**options)
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture
def newcomer(site, tmp_path_factory):
    """Makes a clerk by command in the database of the site; gives the link of the invitation."""
    data = next(path for path in tmp_path_factory.getbasetemp().glob("site*/data"))
    port = site.rpartition(":")[2]
    environment = {**os.environ, "PORTAL_DATA": str(data), "PORT": port, "DATABASE_URL": ""}

    def make(address):
        command = [sys.executable, "manage.py", "create_user", address, "--name", "Nia New", "--role", "clerk"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()[-1]

    return make


@pytest.mark.parametrize("look", [WIDE, NARROW], ids=["wide", "narrow and dark"])
def test_every_page_is_accessible(site, browsing, no_axe_findings, look):
    page = browsing(**look)
    for address in SIGNED_OUT_PAGES:
        page.goto(f"{site}{address}")
        no_axe_findings(page)
        assert not scrolls_sideways(page), address

    sign_in(page, site, ADMINISTRATOR, at="/office/users/")
    pages = [*OWN_PAGES, page.locator("tbody a").first.get_attribute("href")]
    for address in pages:
        page.goto(f"{site}{address}")
        no_axe_findings(page)
        assert not scrolls_sideways(page), address
    page.get_by_role("button", name="Change the roles").click()
    no_axe_findings(page)


def test_pages_hold_together_at_320_pixels(site, browsing):
    page = browsing(viewport={"width": 320, "height": 700})
    sign_in(page, site, ADMINISTRATOR, at="/office/users/")
    for address in OWN_PAGES:
        page.goto(f"{site}{address}")
        assert not scrolls_sideways(page), address


def test_what_is_wrong_is_told_and_linked(site, browsing, no_axe_findings):
    page = browsing(**WIDE)
    sign_in(page, site, (ADMINISTRATOR[0], "wrong"))
    assert "The e-mail address or the password is not right." in page.get_by_role("alert").inner_text()
    assert page.get_by_label("E-mail address").input_value() == ADMINISTRATOR[0]
    no_axe_findings(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_the_invitation_to_a_second_factor_and_back_in(site, browsing, newcomer, no_axe_findings, scripts):
    # Given an invitation
    address = f"nia{int(scripts)}@wexcombe.example"
    link = newcomer(address)
    page = browsing(**WIDE, java_script_enabled=scripts)

    # When the invited sets a password and signs in
    page.goto(link)
    for label in ("Password", "Password again"):
        page.get_by_label(label, exact=True).fill("walnut harbour kettle")
    page.get_by_role("button", name="Set the password").click()
    assert "Your password is set. Sign in with it." in page.get_by_role("status").inner_text()
    sign_in(page, site, (address, "walnut harbour kettle"))
    assert page.url == f"{site}/office/"

    # And sets up a second factor
    page.goto(f"{site}/accounts/second-factor/set-up/")
    picture = page.get_by_role("img", name="square code")
    assert picture.bounding_box()["width"] >= 200
    secret = page.locator(".second-factor__key").inner_text()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Finish").click()
    recovery = page.locator(".recovery-codes li").all_inner_texts()
    assert len(recovery) == 10
    if scripts:
        no_axe_findings(page)

    # Then the next sign-in asks for a code, and leads to where one was
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, site, (address, "walnut harbour kettle"), at="/accounts/sessions/")
    assert page.url == f"{site}/accounts/second-factor/code/"
    if scripts:
        no_axe_findings(page)
    page.get_by_label("Code").fill("not a code")
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert "The code is not right" in page.get_by_role("alert").inner_text()
    page.get_by_label("Code").fill(code_of(secret, steps=1) if scripts else recovery[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert page.url == f"{site}/accounts/sessions/"
    assert page.get_by_role("table").get_by_text("this one").count() == 1

    # And the second factor can be removed again
    page.goto(f"{site}/accounts/second-factor/remove/")
    page.get_by_role("button", name="Remove it").click()
    assert "The second factor is removed." in page.get_by_role("status").inner_text()


def test_an_administrator_invites_somebody_without_scripts(site, browsing):
    page = browsing(**NARROW, java_script_enabled=False)
    sign_in(page, site, ADMINISTRATOR, at="/office/users/")
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("Name").fill("Ola Officer")
    page.get_by_label("E-mail address").fill("ola@wexcombe.example")
    page.get_by_label("Role").select_option("Clerk")
    page.get_by_label("Cabinet").check()
    page.get_by_role("button", name="Send the invitation").click()
    assert "Ola Officer is invited." in page.get_by_role("status").inner_text()
    assert "Clerk, Cabinet" in page.get_by_role("table").inner_text()


def test_signing_out_everywhere_else_ends_the_other_device(site, browsing):
    first, second = browsing(**WIDE), browsing(**NARROW)
    for page in (first, second):
        sign_in(page, site, OWNER)
    first.goto(f"{site}/accounts/sessions/")
    first.get_by_role("button", name="Sign out everywhere else").click()
    second.goto(f"{site}/office/")
    assert "Your session has ended" in second.get_by_role("status").inner_text()
    sign_in(second, site, OWNER)
    assert second.url == f"{site}/office/mine/", "whoever the record names as a person is led to the own pages"
