"""Outcomes on the workspace in a browser: pasted, changed by keyboard alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

LIST = """RESOLVED: That the committee:
a) notes the report;
b) recommends that Cabinet publishes a plan;
c) asks for the figures;
d) thanks the officers;
e) agrees the work programme;
f) recommends that the Head of Ferries reports back."""
CLERK = ("clerk@wexcombe.example", "wexcombe-demonstration")
# So tall that no bar that stays in view lies over a field.
TALL = {"viewport": {"width": 1280, "height": 6000}}
DARK_PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}


def sign_in(page, site):
    page.goto(f"{site}/accounts/login/")
    page.locator("input[name=login]").fill(CLERK[0])
    page.locator("input[name=password]").fill(CLERK[1])
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(re.compile(r"/office/"))


def meeting_with_minutes(page, site):
    """The workspace of a meeting of the demonstration council that has been held."""
    page.goto(f"{site}/meetings/?status=held")
    links = page.eval_on_selector_all("main a[href*='/meetings/']", "links => links.map(link => link.pathname)")
    held = next(link for link in links if re.fullmatch(r"/meetings/[a-z-]+/20[0-9-]+/", link))
    return f"{site}/office{held}"


@pytest.fixture
def workspace(page, site):
    sign_in(page, site)
    page.goto(meeting_with_minutes(page, site))
    return page


def block_of(page):
    """The first item that has no outcomes yet; the same element after every swap."""
    number = page.locator("[data-outcomes]:not(:has(.decided__line))").first.get_attribute("data-outcomes")
    return page.locator(f"#outcomes-{number}")


def clear(block):
    """Takes away what an earlier test added."""
    while block.get_by_role("button", name=re.compile("^Remove")).count():
        left = block.locator(".decided__line").count()
        block.get_by_role("button", name=re.compile("^Remove")).first.click()
        expect(block.locator(".decided__line")).to_have_count(left - 1)


def test_a_pasted_list_becomes_a_line_per_letter(workspace):
    block = block_of(workspace)
    block.get_by_role("textbox").last.fill(LIST)
    block.get_by_role("button", name=re.compile("^Add")).click()
    expect(block.locator(".decided__line")).to_have_count(6)
    expect(block.locator(".decided__label")).to_have_text(["a)", "b)", "c)", "d)", "e)", "f)"])
    expect(block.locator(".decided__line").nth(1)).to_contain_text("Recommendation to Cabinet")
    expect(block.get_by_role("textbox").last).to_be_focused()
    expect(block.get_by_role("textbox").last).to_have_value("")
    workspace.reload()
    expect(block.locator(".decided__line")).to_have_count(6)
    clear(block)


def test_what_is_typed_survives_a_reload(workspace):
    block = block_of(workspace)
    workspace.on("dialog", lambda dialog: dialog.accept())
    block.get_by_role("textbox").last.fill("RESOLVED: half a sent")
    workspace.reload()
    expect(block.get_by_role("textbox").last).to_have_value("RESOLVED: half a sent")
    block.get_by_role("textbox").last.fill("")


def test_a_line_is_changed_by_keyboard_alone(workspace):
    block, keys = block_of(workspace), workspace.keyboard
    block.get_by_role("textbox").last.focus()
    keys.insert_text("RESOLVED:\na) notes the report\nb) thanks the officers")
    keys.press("Control+Enter")
    expect(block.locator(".decided__line")).to_have_count(2)
    block.get_by_role("button", name=re.compile("^Move b .* up$")).focus()
    keys.press("Enter")
    expect(block.locator(".decided__words p").first).to_have_text("thanks the officers")
    block.get_by_role("link", name=re.compile("^Edit a")).focus()
    keys.press("Enter")
    expect(block.get_by_label("Words")).to_be_focused()
    keys.press("Shift+Tab")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    expect(block.get_by_label("Action")).to_be_checked()
    block.get_by_label("Due").focus()
    keys.type("soon")
    keys.press("Enter")
    expect(block.get_by_role("alert")).to_contain_text("does not say one day")
    expect(block.get_by_role("alert")).to_be_focused()
    block.get_by_label("Due").focus()
    keys.press("Control+a")
    keys.type("in six weeks")
    keys.press("Enter")
    expect(block.locator(".decided__line").first).to_contain_text("Action due")
    expect(block.get_by_role("link", name=re.compile("^Edit a"))).to_be_focused()
    clear(block)


def test_outcomes_in_the_text_and_promises_are_dealt_with(workspace):
    block = block_of(workspace)
    minute = block.locator("xpath=ancestor::section[1]")
    minute.scroll_into_view_if_needed()
    paper = minute.locator(".writing__paper [contenteditable=true], .writing__paper[contenteditable=true]")
    paper.click()
    workspace.keyboard.press("Control+End")
    workspace.keyboard.press("Enter")
    workspace.keyboard.insert_text("RESOLVED that the fares be frozen.")
    workspace.keyboard.press("Enter")
    workspace.keyboard.insert_text("The Head of Ferries would send a note to the panel.")
    lift = block.get_by_role("button", name=re.compile("^Lift out of the text ?: RESOLVED that the fares"))
    expect(lift).to_be_visible(timeout=20_000)
    assert workspace.evaluate("CSS.highlights.get('found-in-text').size") >= 2
    lift.click()
    expect(block.locator(".decided__words p").first).to_have_text("the fares be frozen.", timeout=20_000)
    expect(paper).not_to_contain_text("RESOLVED that the fares")
    expect(paper).to_contain_text("The Head of Ferries would send")
    block.get_by_role("button", name=re.compile("^Make it an action ?: The Head of Ferries")).click()
    expect(block.get_by_label("Owner")).to_have_value("Head of Ferries")
    block.get_by_role("button", name="Save the line").click()
    expect(block.get_by_role("button", name="Save the line")).to_have_count(0)
    expect(block.locator(".decided__line")).to_have_count(2)
    clear(block)


def test_what_is_typed_is_kept_for_its_writer_alone(workspace, site):
    block = block_of(workspace)
    number = block.get_attribute("data-outcomes")
    workspace.on("dialog", lambda dialog: dialog.accept())
    block.get_by_role("textbox").last.fill("RESOLVED: half a sent")
    workspace.evaluate("document.querySelector('[data-user]').dataset.user = 'somebody else'")
    kept = workspace.evaluate("Object.keys(localStorage).filter(key => key.startsWith('outcomes '))")
    user = kept[0].split(" ")[1]
    assert [key.split(" ")[1:] for key in kept] == [[user, workspace.url.removeprefix(site), f"outcomes-{number}"]]
    assert user.isdecimal()
    block.get_by_role("textbox").last.fill("")
    workspace.evaluate("localStorage.clear()")


def test_clicks_before_the_answer_are_all_done(workspace):
    block = block_of(workspace)
    block.get_by_role("textbox").last.fill("RESOLVED: That the committee:\na) notes\nb) agrees\nc) thanks\nd) asks")
    block.get_by_role("button", name=re.compile("^Add")).click()
    lines = block.locator(".decided__line")
    expect(lines).to_have_count(4)
    held = []
    workspace.route("**/move/", lambda route: route.continue_() if held else held.append(route))
    up = lines.nth(3).get_by_role("button", name=re.compile("^Move .* up$"))
    mark = up.get_attribute("id")
    up.click()
    workspace.locator(f"#{mark}").click()
    block.get_by_role("button", name=re.compile("^Remove .*notes")).click()
    held[0].continue_()
    expect(lines).to_have_count(3)
    expect(block.locator(".decided__words > p:first-child")).to_have_text(["asks", "agrees", "thanks"])
    clear(block)


@pytest.mark.parametrize(
    "look", [{"viewport": {"width": 1280, "height": 6000}}, DARK_PHONE], ids=["wide", "dark phone"]
)
def test_axe_finds_nothing_in_outcomes(browser, site, look, no_axe_findings):
    page = browser.new_context(**look).new_page()
    sign_in(page, site)
    page.goto(meeting_with_minutes(page, site))
    no_axe_findings(page)
    block = block_of(page)
    block.get_by_role("textbox").last.fill("RESOLVED: That the report be noted.")
    block.get_by_role("button", name=re.compile("^Add")).click()
    expect(block.locator(".decided__line")).to_have_count(1)
    block.get_by_role("link", name=re.compile("^Edit")).click()
    expect(block.get_by_label("Words")).to_be_visible()
    no_axe_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= look["viewport"]["width"]
    block.get_by_role("link", name="Cancel").click()
    expect(block.get_by_label("Words")).to_have_count(0)
    block.get_by_role("link", name=re.compile("^Vote and place")).click()
    expect(block.get_by_label("Marker")).to_be_visible()
    no_axe_findings(page)
    block.get_by_role("button", name="Remove the group with its lines").click()
    expect(block.locator(".decided__line")).to_have_count(0)
    page.context.close()


def test_outcomes_are_typed_and_changed_without_javascript(browser, site):
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, site)
    page.goto(meeting_with_minutes(page, site))
    block = block_of(page)
    before = block.locator(".decided__line").count()
    block.get_by_role("textbox").last.fill("RESOLVED:\na) notes the report\nb) thanks the officers")
    block.get_by_role("button", name=re.compile("^Add")).click()
    assert block.locator(".decided__line").count() == before + 2
    block.get_by_role("link", name=re.compile("^Edit b thanks")).click()
    block.get_by_label("Words").fill("thanks the officers warmly")
    block.get_by_role("button", name="Save the line").click()
    expect(block).to_contain_text("thanks the officers warmly")
    for words in ("a notes the report", "a thanks the officers"):
        block.get_by_role("button", name=re.compile(f"^Remove {words}")).click()
    assert block.locator(".decided__line").count() == before
    page.context.close()
