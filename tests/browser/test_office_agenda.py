"""A clerk makes a meeting and its agenda: with the mouse, with the keyboard alone, on a phone, and without scripts."""

import pytest
from playwright.sync_api import expect

CLERK = ("clerk@wexcombe.example", "wexcombe-demonstration")
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 800}
BUSINESS = "1. Apologies for absence\n2. Declarations of interest\n3. Bus services\n4. Date of next meeting"


def sign_in(page, site):
    page.goto(f"{site}/accounts/login/?next=/office/")
    page.fill("input[name=login]", CLERK[0])
    page.fill("input[name=password]", CLERK[1])
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{site}/office/**")


def make_meeting(page, site, day):
    """A meeting of a committee without standing items, with four items, in its workspace."""
    page.goto(f"{site}/office/meetings/new/")
    page.select_option("#id_committee", "cabinet")
    page.wait_for_load_state("networkidle")
    page.fill("#id_date", day)
    page.uncheck("#id_with_standing_items")
    page.uncheck("#id_with_deferred")
    page.get_by_role("button", name="Make the meeting").click()
    page.wait_for_url("**/office/meetings/cabinet/**")
    page.fill("#agenda-added", BUSINESS)
    page.click("#agenda-save")
    expect(page.locator("#agenda [data-row]")).to_have_count(4)


def titles(page):
    return [box.input_value() for box in page.locator("#agenda textarea[name$='-title']").all()]


def numbers(page):
    return [box.input_value() for box in page.locator("#agenda input[name$='-agenda_number']").all()]


@pytest.fixture
def clerk_page(browser, site):
    def open_page(**options):
        context = browser.new_context(**{"viewport": WIDE, **options})
        opened.append(context)
        page = context.new_page()
        sign_in(page, site)
        return page

    opened = []
    yield open_page
    for context in opened:
        context.close()


def settled(page):
    """Waits until an answer stands in the page."""
    page.locator(".htmx-request, .htmx-swapping, .htmx-settling").first.wait_for(state="detached")


def test_an_agenda_is_pasted_and_reordered_with_the_mouse(clerk_page, site, no_axe_findings):
    page = clerk_page()
    make_meeting(page, site, "2027-01-11")
    no_axe_findings(page)

    handle = page.locator("#agenda [data-handle]").nth(2)
    target = page.locator("#agenda [data-row]").nth(0).bounding_box()
    box = handle.bounding_box()
    with page.expect_response("**/agenda/"):
        page.mouse.move(box["x"] + 8, box["y"] + 8)
        page.mouse.down()
        page.mouse.move(box["x"] + 8, target["y"] + 20, steps=6)
        page.mouse.move(box["x"] + 8, target["y"] + 4, steps=3)
        page.mouse.up()
    expect(page.locator("#agenda textarea[name$='-title']").first).to_have_value("Bus services")
    expect(page.locator("#agenda input[name$='-agenda_number']").first).to_have_value("1")
    page.reload()
    assert titles(page)[:2] == ["Bus services", "Apologies for absence"]


def test_an_agenda_is_reordered_with_the_keyboard_alone(clerk_page, site):
    page = clerk_page()
    make_meeting(page, site, "2027-01-12")
    page.locator("#agenda [data-handle]").nth(3).focus()
    with page.expect_response("**/agenda/"):
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(page.locator("#workspace-state")).to_have_text("Date of next meeting: place 2 of 4.")
    expect(page.locator("#agenda input[name$='-agenda_number']").nth(1)).to_have_value("2")
    assert titles(page)[1] == "Date of next meeting"
    title = page.locator("#agenda textarea[name$='-title']").nth(1)
    title.focus()
    with page.expect_response("**/agenda/"):
        page.keyboard.press("Alt+ArrowDown")
    settled(page)
    page.reload()
    assert titles(page)[2] == "Date of next meeting"


def test_what_is_typed_while_the_answer_is_on_its_way_is_kept(clerk_page, site):
    page = clerk_page()
    make_meeting(page, site, "2027-01-13")

    held = []
    page.route("**/agenda/", lambda route: held.append(route))
    title = page.locator("#agenda textarea[name$='-title']").nth(2)
    title.fill("Bus services in the evening")
    page.locator("#agenda-save").click()
    while not held:
        page.wait_for_timeout(20)
    title.fill("Bus services at night")
    with page.expect_response("**/agenda/"):
        held[0].continue_()
    settled(page)
    expect(page.locator("#agenda textarea[name$='-title']").nth(2)).to_have_value("Bus services at night")
    page.unroute("**/agenda/")
    with page.expect_response("**/agenda/"):
        page.keyboard.press("Control+s")
    settled(page)
    page.reload()
    assert titles(page)[2] == "Bus services at night"


def test_a_lost_network_and_a_lost_session_lose_nothing(clerk_page, site):
    page = clerk_page()
    make_meeting(page, site, "2027-01-14")
    title = page.locator("#agenda textarea[name$='-title']").nth(2)
    title.fill("Typed without a network")
    page.context.set_offline(True)
    page.locator("#agenda-save").click()
    expect(page.locator("#trouble")).to_contain_text("The network does not answer")
    assert title.input_value() == "Typed without a network"
    with page.expect_response("**/agenda/"):
        page.context.set_offline(False)
    expect(page.locator("#trouble")).to_be_hidden()

    page.locator("#agenda textarea[name$='-title']").nth(2).fill("Typed when signed out")
    page.context.clear_cookies()
    page.locator("#agenda-save").click()
    expect(page.locator("#trouble")).to_contain_text("You were signed out")
    other = page.context.new_page()
    sign_in(other, site)
    with page.expect_response(lambda response: response.url.endswith("/agenda/") and response.status == 200):
        page.get_by_role("button", name="Try again").click()
    page.reload()
    assert titles(page)[2] == "Typed when signed out"


def test_on_a_phone_in_the_dark_all_of_it_can_be_reached(clerk_page, site, no_axe_findings):
    page = clerk_page(viewport=PHONE, color_scheme="dark", has_touch=True)
    make_meeting(page, site, "2027-01-15")
    page.locator("#agenda summary").nth(1).click()
    no_axe_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    with page.expect_response("**/agenda/"):
        page.locator("#agenda [data-move='1']").nth(0).tap()
    expect(page.locator("#agenda textarea[name$='-title']").first).to_have_value("Declarations of interest")
    for address in ("/office/", "/office/meetings/", "/office/meetings/new/"):
        page.goto(f"{site}{address}")
        no_axe_findings(page)


def test_without_scripts_the_same_is_done(clerk_page, site):
    page = clerk_page(java_script_enabled=False)
    make_meeting(page, site, "2027-01-18")
    page.locator("#agenda [data-move='-1']").nth(2).click()
    assert titles(page)[1] == "Bus services"
    assert numbers(page) == ["1", "2", "3", "4"]
    assert page.locator("#agenda [data-handle]").first.is_hidden()
    page.locator("#agenda summary").nth(2).click()
    page.locator("#agenda [id$='-turn']").nth(2).click()
    assert numbers(page) == ["1", "2", "2a", "3"]
    page.locator("#agenda textarea[name$='-title']").nth(1).fill("")
    page.click("#agenda-save")
    assert "There is a problem with the agenda" in page.content()


def test_the_keys_are_told(clerk_page, site):
    page = clerk_page()
    make_meeting(page, site, "2027-01-19")
    page.locator("#agenda-added").focus()
    page.keyboard.press("?")
    assert page.locator("#help").is_hidden()
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.uncheck("#help-by-sign")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_hidden()
