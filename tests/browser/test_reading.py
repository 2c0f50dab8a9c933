"""The public side in a browser: a resident, a councillor on a phone, somebody with a keyboard, somebody with paper."""

import re
from itertools import pairwise

import pytest

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}


def first_link(page, pattern):
    """The first address on the page that the pattern fits."""
    links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.getAttribute('href'))")
    return next(link for link in links if re.search(pattern, link))


@pytest.fixture(scope="module")
def addresses(browser, site):
    """One address of every page type and of every meeting, found as a reader would, by following links."""
    page = browser.new_page()
    page.goto(f"{site}/meetings/")
    meetings = page.eval_on_selector_all("main a[href*='/meetings/']", "links => links.map(link => link.pathname)")
    found = {"home": "/", "meetings": "/meetings/", "about": "/about/", "gallery": "/gallery/", "missing": "/nowhere/"}
    found |= {"follow": "/follow/", "data": "/data/"}
    found |= {"accessibility": "/accessibility/", "rights": "/your-rights/"}
    found |= {"unanswered": "/unanswered/", "unanswered then": "/unanswered/?as_at=2026-06-01"}
    found |= {"nothing unanswered": "/unanswered/?text=zzzzzz", "impact": "/impact/", "bad day": "/impact/?as_at=never"}
    page.goto(f"{site}/impact/")
    found["report"] = first_link(page, r"^/impact/\d+/")
    found |= {f"meeting {number}": path for number, path in enumerate(dict.fromkeys(meetings))}
    page.goto(f"{site}/committees/")
    found |= {"committees": "/committees/", "committee": first_link(page, r"^/committees/.+")}
    for kind in ("recommendation", "action"):
        page.goto(f"{site}/{kind}s/")
        found |= {f"{kind}s": f"/{kind}s/", kind: first_link(page, rf"^/{kind}s/[A-Z]+-")}
    found |= {"calendar": "/meetings/calendar/", "people": "/people/", "questions": "/questions/"}
    found |= {"documents": "/documents/"}
    page.goto(f"{site}/people/")
    found["person"] = first_link(page, r"^/people/.+")
    for path in [path for name, path in found.items() if name.startswith("meeting ")]:
        page.goto(f"{site}{path}editions/")
        compared = page.eval_on_selector_all("main a[href*='/compare/']", "links => links.map(link => link.pathname)")
        if len(compared) > 1:
            found |= {"editions": f"{path}editions/", "comparison": compared[0], "first comparison": compared[-1]}
            found["no comparison"] = f"{path}compare/1/999/"
            break
    found["nothing found"] = "/meetings/?text=zzzzzz"
    found["search"] = "/search/"
    found["search with results"] = "/search/?q=committee"
    found["search with one kind"] = "/search/?q=report&kind=item"
    found["search with a mistyped word"] = "/search/?q=comittee"
    found["search with nothing found"] = "/search/?q=zzzzzz&kind=paper"
    found["search with bad filters"] = "/search/?q=report&committee=nope&person=nope"
    found["bad filter"] = "/meetings/?since=yesterday"
    page.close()
    return found


def test_axe_finds_nothing_on_a_wide_screen(page, site, addresses, no_axe_findings):
    page.set_viewport_size(WIDE)
    for address in addresses.values():
        page.goto(f"{site}{address}")
        no_axe_findings(page)


def test_axe_finds_nothing_on_a_phone_in_the_dark(page, site, addresses, no_axe_findings):
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    for address in addresses.values():
        page.goto(f"{site}{address}")
        no_axe_findings(page)


def test_no_page_scrolls_sideways_on_the_narrowest_screen(page, site, addresses):
    page.set_viewport_size(NARROW)
    for name, address in addresses.items():
        page.goto(f"{site}{address}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= NARROW["width"], f"{name} is {width} pixels wide"


@pytest.mark.parametrize("address", ["/recommendations/", "/actions/"])
def test_a_word_without_a_break_does_not_widen_a_list(page, site, address):
    page.set_viewport_size(WIDE)
    page.goto(f"{site}{address}")
    for cell in ("td.table__text > span:last-child", "td[data-label=Progress] > span"):
        page.eval_on_selector(cell, "cell => { cell.textContent = 'unbroken'.repeat(40); }")
    who = "Addressee" if "rec" in address else "Owner"
    page.eval_on_selector(f"td[data-label={who}] > span", "cell => { cell.textContent = 'unbroken'.repeat(25); }")
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDE["width"]


def test_every_page_has_one_first_heading_and_its_landmarks(page, site, addresses):
    for name, address in addresses.items():
        page.goto(f"{site}{address}")
        assert page.locator("h1").count() == 1, name
        assert page.locator("main").count() == 1, name
        assert page.locator("header[role=banner], body > header").count() == 1, name
        levels = page.eval_on_selector_all("h1,h2,h3,h4,h5", "all => all.map(heading => Number(heading.tagName[1]))")
        assert levels[0] == 1, name
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), (name, levels)


def test_nothing_is_refused_by_the_content_security_policy(page, site, addresses):
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    for address in addresses.values():
        page.goto(f"{site}{address}")
    assert [message for message in messages if "Content Security Policy" in message or "rror:" in message] == []


def test_a_resident_follows_a_recommendation_to_its_minute_line(page, site):
    # Given a resident who heard of a recommendation
    page.goto(site)
    page.get_by_role("banner").get_by_role("link", name="Recommendations").click()
    # When they open the first one and follow it to the minutes
    reference = page.locator("tbody th a").first
    name = reference.inner_text()
    reference.click()
    assert page.get_by_role("heading", level=1).inner_text() == f"Recommendation {name}"
    text = re.sub(r"^\([a-z0-9]+\)\s+", "", page.locator(".minute-line__text").inner_text())
    page.locator("dl.facts a[href*='#']").click()
    # Then the very line stands before their eyes, with its reference
    anchor = page.url.split("#")[1]
    line = page.locator(f"[id='{anchor}']")
    assert line.is_visible()
    assert text in line.inner_text()
    assert name in line.inner_text()
    assert line.evaluate("element => element.getBoundingClientRect().top") < WIDE["height"]


def test_a_resident_finds_a_decision_by_a_word_of_it(page, site):
    # Given a resident who remembers a word, and mistypes it
    page.goto(f"{site}/search/")
    page.get_by_label("Words, a name or a reference").fill("comittee")
    page.keyboard.press("Enter")
    # When they take the suggestion, and look at decisions alone
    page.get_by_role("link", name="committee", exact=True).click()
    page.get_by_role("navigation", name="Kinds of results").get_by_role("link", name="Resolutions").click()
    assert page.locator("main mark").count() > 0
    page.locator("main ol.rows h3 a").first.click()
    # Then the very line stands before their eyes
    line = page.locator(f"[id='{page.url.split('#')[1]}']")
    assert line.is_visible()
    assert 0 <= line.evaluate("element => element.getBoundingClientRect().top") < WIDE["height"]


def test_a_reader_with_a_keyboard_skips_to_the_content(page, site):
    page.goto(f"{site}/meetings/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_reader_without_javascript_filters_the_meetings(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/meetings/")
    if page.locator("summary").first.is_visible():
        page.locator("summary").first.click()
    page.get_by_label("Committee").select_option(index=1)
    page.get_by_role("button", name="Show meetings").click()
    assert "committee=" in page.url
    assert page.locator("main li a[href^='/meetings/']").count() > 0
    context.close()


def test_printing_hides_navigation_and_keeps_the_minutes(page, site, addresses):
    minutes = next(path for name, path in addresses.items() if name.startswith("meeting "))
    page.goto(f"{site}{minutes}")
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").first.is_visible()
    assert page.locator("h1").is_visible()
