"""Somebody asks a question, in a real browser; an officer finds it."""

import re

import pytest

WIDE = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
SMALL = {"viewport": {"width": 320, "height": 640}}
COMMITTEE = "/committees/health-and-adult-care/"
SUGGEST = f"{COMMITTEE}suggest/"


@pytest.fixture(scope="module")
def meeting(browser, site):
    """The address of a coming meeting of the demonstration that takes questions."""
    page = browser.new_page()
    page.goto(f"{site}{COMMITTEE}")
    links = page.locator("main a[href^='/meetings/health-and-adult-care/2']")
    page.goto(f"{site}{links.first.get_attribute('href')}")
    page.get_by_role("link", name="Ask a question at this meeting").click()
    address = re.search(r"(/meetings/.+/)ask/$", page.url)[1]
    page.close()
    return address


def last_link(site_data):
    """The path of the link in the mail that was written last."""
    mails = sorted((site_data / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    for path in reversed(mails):
        found = re.findall(r"(/confirm/[\w-]+/)", path.read_text().replace("=\n", ""))
        if found:
            return found[-1]
    raise AssertionError("no mail with a link was written")


@pytest.mark.parametrize("options", [WIDE, PHONE, SMALL], ids=["wide", "phone", "small"])
def test_pages_are_accessible(browser, site, meeting, no_axe_findings, options):
    page = browser.new_context(**options).new_page()
    ask = f"{meeting}ask/"
    page.goto(f"{site}{COMMITTEE}")
    held = page.locator("main a[href^='/meetings/health-and-adult-care/2']").last.get_attribute("href")
    for address in (
        meeting, COMMITTEE, ask, SUGGEST, f"{ask}sent/", f"{ask}thanks/", f"{SUGGEST}thanks/", "/privacy/",
        "/confirm/no-such-key/", f"{held}ask/",
    ):  # fmt: skip
        page.goto(f"{site}{address}")
        no_axe_findings(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
    for address in (ask, SUGGEST):
        page.goto(f"{site}{address}")
        page.locator(".letter__fields button").click()
        alert = page.get_by_role("alert")
        assert alert.is_visible()
        assert alert.evaluate("summary => document.activeElement === summary"), address
        no_axe_findings(page)
    page.context.close()


def test_a_question_is_asked_confirmed_and_found_by_an_officer(browser, site, site_data, meeting, no_axe_findings):
    page = browser.new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(f"{site}{meeting}ask/")
    page.get_by_label("Your question").fill("Why is the <b>surgery</b> in Mill Road shut on Fridays?")
    page.get_by_label("Your name").fill("Ottoline Vane")
    page.get_by_label("Town, parish or ward").fill("Staple Marle")
    page.get_by_label("Please do not publish my name").check()
    page.get_by_label("E-mail address").fill("ottoline@post.example")
    page.wait_for_timeout(3_100)
    page.get_by_role("button", name="Send the question").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Look for our mail"

    page.goto(f"{site}{last_link(site_data)}")
    assert "<b>surgery</b>" in page.locator(".letter__words").inner_text()
    page.get_by_role("button", name="Yes, confirm my question").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Thank you"
    page.goto(f"{site}{last_link(site_data)}")
    assert "has reached us" in page.get_by_role("heading", level=1).inner_text()
    page.context.close()

    for options in (WIDE, PHONE):
        office = browser.new_context(**options).new_page()
        office.goto(f"{site}/accounts/login/?next=/office/submissions/")
        office.fill("input[name=login]", "clerk@wexcombe.example")
        office.fill("input[name=password]", "wexcombe-demonstration")
        office.press("input[name=password]", "Enter")
        office.wait_for_url("**/office/submissions/")
        no_axe_findings(office)
        office.get_by_role("link", name=re.compile("surgery")).click()
        assert "asks not to be named" in office.locator(".submission").inner_text()
        no_axe_findings(office)
        office.get_by_role("button", name="Set it aside").click()
        assert office.get_by_role("alert").is_visible()
        no_axe_findings(office)
        # What is typed there is not left behind unnoticed
        asked: list[str] = []
        office.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))  # noqa: B023
        here = office.url
        office.get_by_label("Why it is set aside").fill("Asked twice.")
        office.get_by_role("link", name="From the public").first.click(no_wait_after=True)
        office.wait_for_timeout(300)
        assert (asked, office.url) == (["beforeunload"], here)
        office.close(run_before_unload=False)
        office.context.close()
