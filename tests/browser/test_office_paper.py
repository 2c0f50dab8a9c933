"""A clerk opens one paper: reviews it, restricts it, with scripts and without, on a wide screen and on a phone."""

import re

import pytest
from playwright.sync_api import expect

CLERK = ("clerk@wexcombe.example", "wexcombe-demonstration")
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 800}
DARK = {"viewport": PHONE, "color_scheme": "dark"}


@pytest.fixture
def clerk_page(browser, site):
    def open_page(**options):
        context = browser.new_context(**{"viewport": WIDE, **options})
        opened.append(context)
        page = context.new_page()
        page.goto(f"{site}/accounts/login/?next=/office/")
        page.fill("input[name=login]", CLERK[0])
        page.fill("input[name=password]", CLERK[1])
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(f"{site}/office/**")
        return page

    opened = []
    yield open_page
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def papers(site):
    """The address of the page of a paper, by its committee and title; looked for once."""
    known = {}

    def find(page, committee, title):
        if title not in known:
            known[title] = search(page, committee, title)
        return known[title]

    def search(page, committee, title):
        page.goto(f"{site}/office/meetings/?committee={committee}")
        for href in [link.get_attribute("href") for link in page.locator(".table--meetings th a").all()]:
            page.goto(f"{site}{href}")
            number = page.evaluate(
                """async ([base, title]) => {
                    for (let number = 1; number < 140; number++) {
                        const answer = await fetch(`${base}papers/${number}/`);
                        if (answer.ok && (await answer.text()).includes(title)) return number;
                    }
                    return 0;
                }""",
                [href, title],
            )
            if number:
                return f"{site}{href}papers/{number}/"
        raise AssertionError(f"no paper {title}")

    return find


def narrow_enough(page):
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


REPORT = ("corporate-performance-and-resources", "Report of the Head of Human Resources")
SECRET = ("environment-and-highways", "Exempt report: prices offered for an extension")


def test_a_report_is_reviewed_line_by_line(clerk_page, papers, no_axe_findings):
    page = clerk_page()
    page.goto(papers(page, *REPORT))
    no_axe_findings(page)
    expect(page.locator("#review .state--done")).to_have_text("Reviewed and approved")

    page.fill("#header textarea[name='header-purpose']", "Not saved yet")
    lines = page.locator("#review .reviewer")
    count = lines.count()
    lines.nth(count - 2).get_by_label(re.compile("Reviewed for")).fill("Risk")
    page.click("#review-save")
    expect(page.locator("#workspace-state")).to_contain_text("Saved")
    expect(page.locator("#review .state")).to_contain_text("not complete for Risk")
    expect(page.locator("#review .reviewer")).to_have_count(count + 1)
    expect(page.locator("#header textarea[name='header-purpose']")).to_have_value("Not saved yet")

    page.locator("#review .reviewer").nth(count - 2).get_by_label(re.compile("Remove")).check()
    page.click("#review-save")
    expect(page.locator("#review .state--done")).to_have_text("Reviewed and approved")


def test_sections_stand_below_the_title_and_as_wide_as_it(clerk_page, papers):
    page = clerk_page()
    page.goto(papers(page, *REPORT))
    title, facts = page.locator("#paper-head").bounding_box(), page.locator("#facts").bounding_box()
    assert facts["y"] >= title["y"] + title["height"]
    assert facts["x"] == title["x"]


def test_a_mistake_stands_at_its_field(clerk_page, papers, no_axe_findings):
    page = clerk_page(**DARK)
    page.goto(papers(page, *REPORT))
    last = page.locator("#review .reviewer").last
    last.get_by_label(re.compile("^Reviewer")).fill("Somebody")
    page.click("#review-save")
    expect(page.locator("#review [role=alert]")).to_contain_text("Say for what the report was reviewed.")
    expect(page.locator("#review .reviewer").last.get_by_label(re.compile("^Reviewer"))).to_have_value("Somebody")
    narrow_enough(page)
    no_axe_findings(page)


def test_a_paper_is_restricted_and_opened_without_scripts(clerk_page, papers):
    with_scripts = clerk_page()
    address = papers(with_scripts, *REPORT)
    page = clerk_page(java_script_enabled=False)
    page.goto(address)
    page.locator("#restriction summary").click()
    page.click("#restriction-save")
    expect(page.locator("#restriction [role=alert]")).to_contain_text("Name the paragraph of Schedule 12A")
    page.check("#restriction input[value='4']")
    page.fill("#restriction textarea", "Talks with the unions go on.")
    page.click("#restriction-save")
    expect(page.locator("#workspace-state")).to_have_text("The paper is restricted, and its files lie apart.")
    expect(page.locator("#restriction .notice--alert").first).to_contain_text("still shows this paper to the public")
    page.click("#restriction-open")
    expect(page.locator("#workspace-state")).to_have_text("The paper is open. It is published with the next edition.")


@pytest.mark.parametrize("options", [{}, DARK], ids=["wide", "phone in the dark"])
def test_restricted_pages_can_be_read_by_everybody(clerk_page, papers, site, options, no_axe_findings):
    page = clerk_page(**options)
    page.goto(papers(page, *SECRET))
    expect(page.locator("#restriction")).to_contain_text("Paragraph of Schedule 12A")
    narrow_enough(page)
    no_axe_findings(page)
    page.goto(f"{site}/office/restricted/")
    expect(page.locator("main")).to_contain_text("overdue")
    narrow_enough(page)
    no_axe_findings(page)


def test_an_exempt_item_and_its_exclusion_in_the_workspace(clerk_page, site, no_axe_findings):
    page = clerk_page()
    page.goto(f"{site}/office/meetings/new/")
    page.select_option("#id_committee", "cabinet")
    page.wait_for_load_state("networkidle")
    page.fill("#id_date", "2027-02-15")
    page.uncheck("#id_with_standing_items")
    page.uncheck("#id_with_deferred")
    page.get_by_role("button", name="Make the meeting").click()
    page.wait_for_url("**/office/meetings/cabinet/**")
    page.fill("#agenda-added", "Apologies for absence\nAward of a contract")
    page.click("#agenda-save")
    row = page.locator("#agenda [data-row]").nth(1)
    row.locator("summary").click()
    row.get_by_label("Not for publication").check()
    row.get_by_label("Paragraph of Schedule 12A").select_option("3")
    row.get_by_label("Why the public interest").fill("It names prices.")
    row.get_by_label("To be reviewed on").fill("2028-01-01")
    page.click("#agenda-save")
    page.click("#agenda-exclude")
    expect(page.locator("#agenda [data-row]")).to_have_count(3)
    expect(page.locator("#agenda-exclude")).to_have_count(0)
    page.get_by_role("button", name="Record that this was resolved").click()
    expect(page.locator("#minutes .decided__group")).to_contain_text("paragraph 3 of Part 1 of Schedule 12A")
    expect(page.locator("#minutes .minute__exempt")).to_contain_text("Not for publication")
    no_axe_findings(page)


def test_overdue_review_does_not_run_into_the_next_column(clerk_page, site):
    page = clerk_page()
    page.goto(f"{site}/office/restricted/")
    late = page.locator(".table__date", has=page.locator(".state--wrong")).first
    assert late.evaluate("cell => cell.scrollWidth <= cell.clientWidth")
