"""The door in a browser: an agenda, its minutes, their approval with a correction, and both public pages.

given a meeting that a committee has held, and the next one that approves its minutes
when a publisher goes through the door, page by page and without scripts
then the public reads both sides, and no page has a finding of axe
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}

# Two meetings of a new committee: the second has an item that takes the minutes of the first.
MAKE_MEETINGS = """
import django; django.setup()
import datetime as dt, json
from django.utils import timezone
from factories import CommitteeFactory, ItemFactory, MeetingFactory, SeriesFactory
today = timezone.localdate()
number = CommitteeFactory._meta.model.objects.count()
letters = "".join(chr(ord("A") + int(digit)) for digit in str(number))
committee = CommitteeFactory(name=f"Door Committee {number}", slug=f"door-{number}", code=f"D{letters}")
SeriesFactory(committee=committee, begun_on=today - dt.timedelta(days=400))
made = []
for days in (40, 3):
    meeting = MeetingFactory(committee=committee, date=today - dt.timedelta(days=days))
    ItemFactory(meeting=meeting, position=1, kind="minutes", title="Minutes", minutes_html="<p>They were read.</p>")
    ItemFactory(meeting=meeting, position=2, title="Bus services", minutes_html="<p>The committee thanked them.</p>")
    made.append({"committee": committee.slug, "slug": meeting.slug, "day": meeting.long_date})
later = (today + dt.timedelta(days=30)).isoformat()
print(json.dumps({"first": made[0], "second": made[1], "later": later}))
"""
RENAME = """
import sys; import django; django.setup()
from meetings.models import AgendaItem
AgendaItem.objects.filter(meeting__committee__slug={!r}, position=2).update(title="Evening buses")
"""


@pytest.fixture
def beside(site, site_data):
    """Runs code in a process of its own on the data of the site; gives what it printed."""

    def run(code):
        environment = {
            **os.environ,
            "PORTAL_DATA": str(site_data),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}",
        }
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True)
        return done.stdout

    return run


@pytest.fixture
def meetings(beside):
    return json.loads(beside(MAKE_MEETINGS))


@pytest.fixture
def publisher_page(browser, site):
    """Opens a page, signed in as the demonstration's publisher, with scripts or without."""
    opened = []

    def open_page(**options):
        context = browser.new_context(base_url=site, **options)
        opened.append(context)
        page = context.new_page()
        page.goto("/accounts/login/")
        page.fill("input[name=login]", "publisher@wexcombe.example")
        page.fill("input[name=password]", "wexcombe-demonstration")
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/office/**")
        return page

    yield open_page
    for context in opened:
        context.close()


def address(meeting, place="publish/{committee}/{slug}/", room="office/"):
    return f"/{room}{place.format(**meeting)}"


WORKSPACE = "meetings/{committee}/{slug}/"


def test_from_the_agenda_to_approved_minutes_without_scripts(meetings, publisher_page):
    first, second = meetings["first"], meetings["second"]
    page = publisher_page(java_script_enabled=False)

    for what in ("agenda", "draft-minutes"):
        page.goto(f"{address(first)}?what={what}")
        page.locator(".door__button button").click()
        assert page.get_by_text("Published: edition").is_visible()

    page.goto(address(second, WORKSPACE))
    page.get_by_label("Corrections").fill("In minute 2 read “evening buses”.")
    page.get_by_role("textbox", name="Signed by").fill("Councillor Price")
    page.get_by_role("button", name="Record the approval").click()
    assert page.get_by_text("In minute 2 read “evening buses”.").first.is_visible()

    page.goto(f"{address(second)}?what=draft-minutes")
    assert page.get_by_text(f"This also publishes the approved minutes of {first['day']}.").is_visible()
    page.get_by_role("button", name="Publish draft minutes").click()

    page.goto(address(first, WORKSPACE, room=""))
    assert page.get_by_text("Corrected at a later meeting").is_visible()
    assert page.get_by_text("signed by Councillor Price").first.is_visible()
    page.get_by_role("link", name="Noted on").click()
    assert f"/{second['slug']}/" in page.url
    assert page.get_by_text("In minute 2 read “evening buses”.").is_visible()
    page.get_by_role("link", name=first["day"]).first.click()
    assert f"/{first['slug']}/" in page.url


def test_an_approval_is_recorded_in_place(meetings, publisher_page, no_axe_findings):
    first, second = meetings["first"], meetings["second"]
    page = publisher_page()
    page.goto(f"{address(first)}?what=draft-minutes")
    page.locator(".door__button button").click()
    page.goto(address(second, WORKSPACE))
    page.get_by_role("textbox", name="Signed by").fill("Councillor Price")
    page.evaluate("window.stayed = true")

    page.get_by_role("button", name="Record the approval").click()

    page.locator(".approval__done").wait_for()
    assert page.evaluate("window.stayed"), "the page was not loaded anew"
    assert page.locator(".decided").first.get_by_text(f"held on {first['day']}").count()
    no_axe_findings(page)


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_axe_finds_nothing_at_the_door(meetings, beside, publisher_page, no_axe_findings, size, scheme):
    first, second = meetings["first"], meetings["second"]
    page = publisher_page(viewport=size, color_scheme=scheme)
    page.goto(f"{address(first)}?what=draft-minutes")
    no_axe_findings(page)
    page.get_by_role("button", name="Publish draft minutes").click()
    no_axe_findings(page)
    beside(RENAME.format(first["committee"]))
    places = [
        address(first),
        f"{address(second)}?what=postponement",
        f"{address(second)}?what=postponement&because=Snow&new_date={meetings['later']}",
        f"{address(second)}?what=agenda",
        f"{address(first)}withdraw/1/",
        f"{address(first)}timeline/",
        f"/office/publish/{first['committee']}/",
        address(second, WORKSPACE),
    ]
    for place in places:
        page.goto(place)
        no_axe_findings(page)
    page.set_viewport_size(NARROW)
    for place in places:
        page.goto(place)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= NARROW["width"], f"{place} is {width} pixels wide"


def test_a_change_meanwhile_is_shown_before_anything_is_published(meetings, beside, publisher_page, no_axe_findings):
    first = meetings["first"]
    page = publisher_page()
    page.goto(f"{address(first)}?what=agenda")
    beside(RENAME.format(first["committee"]))

    page.get_by_role("button", name="Publish agenda").click()

    assert page.get_by_role("alert").get_by_text("Nothing was published").is_visible()
    no_axe_findings(page)
    page.get_by_role("button", name="Publish agenda").click()
    assert page.get_by_text("Published: edition 1").is_visible()
