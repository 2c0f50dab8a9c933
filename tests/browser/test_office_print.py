"""The office on A4: the record stands there, and no means to change it."""

import pypdfium2
import pytest

COMMITTEE = "children-and-young-people"
MEETING = f"meetings/{COMMITTEE}/2026-11-24/"
PAGES = [
    "",
    "year/",
    "year/series/",
    "restricted/",
    "submissions/",
    f"programmes/{COMMITTEE}/2026/",
    "groups/school-transport-task-and-finish-group/",
    f"publish/{COMMITTEE}/2026-11-24/",
    f"publish/{COMMITTEE}/2026-11-24/timeline/",
]
MEANS = "nav a:not([aria-current]), button, :placeholder-shown, details:not([open], .unchanged) > summary"
# A question is folded on the screen and open on paper: its summary is its heading.
SHOWN_MEANS = f"""means => [...document.querySelectorAll('{MEANS}')]
    .filter(each => each.checkVisibility() && !each.matches('.asked__line'))
    .filter(each => each.getBoundingClientRect().width > 1 && !each.closest('.hidden-text'))
    .map(each => each.outerHTML.slice(0, 120))"""
LINES_OF_DAYS = """() => [...document.querySelectorAll('.table--year td:nth-child(n+3):nth-child(-n+6):not([colspan])')]
    .map(cell => { const range = document.createRange(); range.selectNodeContents(cell);
                   return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size })"""


@pytest.fixture(scope="module")
def page(browser, site):
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("E-mail").fill("publisher@wexcombe.example")
    page.get_by_label("Password", exact=True).fill("wexcombe-demonstration")
    page.get_by_role("button", name="Sign in").click()
    page.emulate_media(media="print")
    yield page
    page.close()


@pytest.mark.parametrize("place", PAGES)
def test_paper_shows_no_means_to_change_anything(page, site, place):
    answer = page.goto(f"{site}/office/{place}")
    assert answer.status == 200
    assert page.evaluate(SHOWN_MEANS) == []


def test_questions_stand_whole_on_paper(page, site):
    page.goto(f"{site}/office/{MEETING}")
    words = page.locator("#questions .asked-list .asked__words")
    assert words.count() > 3
    assert all(each.evaluate("words => words.getBoundingClientRect().height > 0") for each in words.all())


@pytest.mark.parametrize("place", ["ledger/?print=all", "ledger/recommendations/"])
def test_the_lists_of_the_ledger_lie_across_the_page_with_whole_words(page, site, tmp_path, place):
    page.goto(f"{site}/office/{place}")
    page.pdf(path=tmp_path / "list.pdf", format="A4", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "list.pdf")
    width, height = document[0].get_size()
    assert width > height
    # A hundred rows; where a column was one letter wide they took seventy pages.
    assert len(document) < 20
    words = document[0].get_textpage().get_text_bounded()
    for head in ("Number", "Progress update", "Status"):
        assert head in " ".join(words.split())


def test_the_year_lies_across_the_page_with_whole_days(page, site, tmp_path):
    page.goto(f"{site}/office/year/")
    page.pdf(path=tmp_path / "year.pdf", format="A4", prefer_css_page_size=True)
    width, height = pypdfium2.PdfDocument(tmp_path / "year.pdf")[0].get_size()
    assert width > height
    page.set_viewport_size({"width": 985, "height": 700})  # what A4 across leaves between its margins, in CSS pixels
    lines = page.evaluate(LINES_OF_DAYS)
    assert len(lines) > 20
    assert max(lines) == 1
