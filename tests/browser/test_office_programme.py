"""A work programme in the office: dragged, moved by keys, edited in place; and read by the public."""

import pytest
from playwright.sync_api import expect

PUBLISHER = ("publisher@wexcombe.example", "wexcombe-demonstration")
COMMITTEE = "children-and-young-people"
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def office(browser, site):
    """Gives a page in which the publisher is signed in, at this year's programme."""
    opened = []

    def open_page(**options):
        context = browser.new_context(**{"viewport": WIDE, **options})
        opened.append(context)
        page = context.new_page()
        page.goto(f"{site}/accounts/login/?next=/office/programmes/")
        page.fill("input[name=login]", PUBLISHER[0])
        page.fill("input[name=password]", PUBLISHER[1])
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(f"{site}/office/programmes/")
        page.locator(f"a[href^='/office/programmes/{COMMITTEE}/']").first.click()
        page.wait_for_url("**/office/programmes/*/*/")
        return page

    yield open_page
    for context in opened:
        context.close()


def test_a_drag_to_another_meeting_asks_why(office):
    # Given a released programme
    page = office()
    row = page.locator("[data-section='unscheduled'] [data-row]").first
    number, title = row.get_attribute("data-row"), row.get_attribute("data-title")
    target = page.locator("[data-section='done']")
    # When a row is dragged into another section
    row.locator("[data-handle]").hover()
    page.mouse.down()
    box = target.bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    # Then the reason is asked for, and without one nothing is sent
    dialog = page.get_by_role("dialog", name="Why is it moved?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Move it").click()
    expect(page.locator("#why-error")).to_be_visible()
    # And with one the row stands there, with its change
    page.fill("#why-reason", "It was settled by letter.")
    dialog.get_by_role("button", name="Move it").click()
    expect(page.locator(f"[data-section='done'] #row-{number}")).to_contain_text(title)
    expect(page.locator(f"#row-{number} .plan__history")).to_contain_text("It was settled by letter.")
    expect(page.locator("#programme")).to_contain_text("Not published as it stands")


def test_a_row_that_is_left_where_it_was_is_not_sent(office):
    page = office()
    row = page.locator("[data-section='unscheduled'] [data-row]").last
    number = row.get_attribute("data-row")
    row.locator("[data-handle]").press("ArrowDown")
    page.get_by_role("button", name="Leave it where it was").click()
    expect(page.locator(f"[data-section='unscheduled'] #row-{number}")).to_be_visible()
    expect(page.locator(f"#handle-{number}")).to_be_focused()


def test_a_row_is_edited_in_its_place(office):
    page = office()
    link = page.locator("[data-section='unscheduled'] .plan__title a").first
    number = link.get_attribute("id").removeprefix("edit-")
    link.click()
    form = page.locator(f"#row-form-{number}")
    expect(form.get_by_label("Item")).to_be_focused()
    form.get_by_label("Lead officers").fill("Head of Early Help")
    form.get_by_role("button", name="Save the row").click()
    expect(page.locator(f"#row-{number}")).to_contain_text("Say why")
    form.get_by_label("Why").fill("She took it over.")
    form.get_by_role("button", name="Save the row").click()
    expect(page.locator(f"#row-{number} .plan__facts")).to_contain_text("Head of Early Help")


@pytest.mark.parametrize("options", [{"viewport": WIDE}, {"viewport": PHONE, "color_scheme": "dark"}])
def test_the_pages_of_the_office_are_accessible(office, no_axe_findings, options):
    page = office(**options)
    no_axe_findings(page)
    page.locator(".plan__more > summary").first.click()
    no_axe_findings(page)
    for address in ("/office/programmes/", "/office/groups/school-transport-task-and-finish-group/"):
        page.goto(f"{page.url.split('/office/')[0]}{address}")
        no_axe_findings(page)


@pytest.mark.parametrize("options", [{"viewport": WIDE}, {"viewport": PHONE, "color_scheme": "dark"}])
def test_the_public_page_is_accessible(browser, site, no_axe_findings, options):
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(f"{site}/committees/{COMMITTEE}/work-programme/")
    for history in page.locator(".programme__history > summary").all():
        history.click()
    no_axe_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
