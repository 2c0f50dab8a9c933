"""The desk, the year, a series and a move in a real browser."""

import datetime as dt

import pytest
from django.utils import timezone

PASSWORD = "wexcombe-demonstration"
WIDE = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}


def sign_in(browser, site, email="publisher@wexcombe.example", **options):
    page = browser.new_context(**options).new_page()
    page.goto(f"{site}/accounts/login/?next=/office/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/office/")
    return page


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["wide", "phone"])
def test_pages_are_accessible(browser, site, no_axe_findings, options):
    page = sign_in(browser, site, **options)
    page.locator(".duty__rule summary").first.click()
    no_axe_findings(page)
    assert fits(page)
    for address in ("/office/year/", "/office/year/series/", "/office/meetings/new/"):
        page.goto(f"{site}{address}")
        no_axe_findings(page)
        assert fits(page), address
    page.context.close()


def test_a_line_leads_to_where_it_is_done(browser, site):
    # Given what somebody gave to a publisher, which stands first
    page = sign_in(browser, site, **WIDE)
    first = page.locator(".duties").first
    assert first.locator("h2").inner_text().startswith("Waiting for publication")
    # When the publisher clicks it
    first.get_by_role("link", name="Publish what is ready").first.click()
    # Then the page on which it is published opens
    assert page.locator("h1").first.inner_text().startswith("Publish")
    page.context.close()


@pytest.mark.parametrize("options", [WIDE, {**PHONE, "java_script_enabled": False}], ids=["wide", "no-scripts"])
def test_a_series_is_shown_made_and_one_of_it_moved(browser, site, no_axe_findings, options):
    # Given a series that is shown
    page = sign_in(browser, site, **options)
    page.goto(f"{site}/office/year/series/?committee=cabinet")
    page.select_option("[name=every]", "4 weeks")
    page.select_option("[name=weekday]", "4")
    begin = timezone.localdate() + dt.timedelta(days=400 if options is WIDE else 600)
    page.fill("[name=first]", begin.isoformat())
    page.fill("[name=last]", (begin + dt.timedelta(days=60)).isoformat())
    page.click("text=Show the dates")
    page.locator("[name=day]").first.wait_for()
    if options is WIDE:
        no_axe_findings(page)
    assert fits(page)
    # When all but the first are made
    page.locator("[name=day]").first.uncheck()
    count = page.locator("[name=day]:checked").count()
    page.click("text=Make the ticked meetings")
    # Then they stand in the year, and one of them can be moved
    assert f"{count} meeting" in page.locator(".said").inner_text()
    page.get_by_role("link", name="Move the meeting of").first.click()
    page.fill("[name=date]", (begin + dt.timedelta(days=61)).isoformat())
    page.click("text=Show what would move")
    assert page.locator("#moves tbody tr").count() == 5
    if options is WIDE:
        no_axe_findings(page)
    page.click("button:has-text('Move the meeting')")
    assert "The meeting is moved." in page.locator(".said").inner_text()
    assert " → " in page.locator(".said").inner_text()
    page.context.close()


def test_the_sections_of_a_meeting_scroll_to_the_one_in_sight(browser, site):
    page = sign_in(browser, site, **PHONE)
    page.goto(f"{site}/office/meetings/")
    page.locator(".table--meetings th a").first.click()
    bar = page.locator(".workspace__sections")
    assert bar.evaluate("bar => bar.scrollWidth > bar.clientWidth")
    page.evaluate("document.getElementById('minutes').scrollIntoView()")
    page.wait_for_function("document.querySelector('.workspace__sections').scrollLeft > 40")
    page.context.close()


def test_the_fields_of_a_new_meeting_stand_in_line_and_the_first_is_ready_to_type(browser, site):
    page = sign_in(browser, site, **WIDE)
    page.goto(f"{site}/office/meetings/new/")
    tops = [page.locator(f"label[for=id_{name}]").bounding_box()["y"] for name in ("committee", "date")]
    assert abs(tops[0] - tops[1]) < 1
    assert page.evaluate("document.activeElement.id") == "id_committee"
    page.context.close()
