"""Minutes taken in a browser: nothing typed is lost, whatever happens to network, session, tab or page."""

import re
import uuid
from pathlib import Path

import pytest
from playwright.sync_api import expect

CLERK = "clerk@wexcombe.example"
PUBLISHER = "publisher@wexcombe.example"
PASSWORD = "wexcombe-demonstration"
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}
CLIPBOARD = Path(__file__).parents[1] / "unit/meetings/clipboard"
# What is typed is saved a second and a half later; a busy machine may take its time.
SOON = 15_000
COMING = "/meetings/children-and-young-people/"


def sign_in(page, site, email=CLERK):
    page.goto(f"{site}/accounts/login/?next=/office/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/office/**")


@pytest.fixture(scope="module")
def address(browser, site):
    """The workspace of a meeting that has an agenda of many items and no minutes yet."""
    page = browser.new_page()
    page.goto(f"{site}/meetings/")
    links = page.eval_on_selector_all("main a[href*='/meetings/']", "links => links.map(link => link.pathname)")
    page.close()
    return f"{site}/office" + next(link for link in links if re.search(r"^/meetings/[^/]+/[^/]+/$", link))


@pytest.fixture
def desk(browser, site):
    """Opens contexts of their own, as computers of their own."""
    opened = []

    def open_desk(email=CLERK, **options):
        context = browser.new_context(viewport=options.pop("viewport", WIDE), **options)
        opened.append(context)
        sign_in(context.new_page(), site, email)
        return context

    yield open_desk
    for context in opened:
        context.close()


@pytest.fixture
def clerk(desk):
    return desk()


def workspace(context, address):
    page = context.new_page()
    page.goto(address)
    return page


def text(page, number=0):
    """The editor of an item, open."""
    place = page.locator(".writing").nth(number)
    place.scroll_into_view_if_needed()
    editor = place.locator(".tiptap")
    editor.wait_for()
    return editor


def state(page, number=0):
    return page.locator(".writing__state").nth(number)


def write(page, words, number=0):
    editor = text(page, number)
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type(words)
    return editor


def saved(page, number=0):
    expect(state(page, number)).to_contain_text("Saved", timeout=SOON)


def mark():
    """Words that no other test writes."""
    return f"Sentence {uuid.uuid4().hex[:8]}."


def test_what_is_typed_saves_itself_and_stands_after_loading_again(clerk, address):
    page, words = workspace(clerk, address), mark()
    write(page, words)
    expect(state(page)).to_have_text("Not saved yet")
    saved(page)
    expect(page.locator("#writing-state")).to_contain_text("All saved")
    page.reload()

    expect(text(page)).to_contain_text(words)


def test_opening_and_leaving_saves_nothing(clerk, address):
    sent = []
    page = clerk.new_page()
    page.on("request", lambda request: sent.append(request.url) if "/items/" in request.url else None)
    page.goto(address)
    for number in range(3):
        text(page, number).click()
    page.goto(address)

    assert sent == []


def test_a_cut_network_loses_nothing(clerk, address):
    page, words = workspace(clerk, address), mark()
    text(page)
    clerk.set_offline(True)
    write(page, words)
    expect(state(page)).to_contain_text("Not saved: no network. Kept on this computer", timeout=SOON)
    expect(page.locator("#writing-said")).to_contain_text("Not saved: no network")
    clerk.set_offline(False)
    saved(page)

    expect(text(workspace(clerk, address))).to_contain_text(words)


def test_an_answer_that_was_lost_on_the_way_is_no_conflict(clerk, address):
    page, words, more = workspace(clerk, address), mark(), mark()
    text(page)
    lost = []

    def lose(route):
        route.fetch()
        lost.append(route.request.url)
        route.abort()

    page.route("**/items/*/minutes/", lose, times=1)
    write(page, words)
    expect(state(page)).to_contain_text("Not saved: no network", timeout=SOON)
    page.keyboard.type(more)
    saved(page)

    assert len(lost) == 1
    expect(page.locator(".writing__waiting")).to_have_count(0)
    expect(text(workspace(clerk, address))).to_contain_text(words + more)


def test_an_ended_session_loses_nothing(clerk, site, address):
    page, words = workspace(clerk, address), mark()
    text(page)
    clerk.clear_cookies()
    write(page, words)
    expect(state(page)).to_contain_text("Not saved: you are signed out. Kept on this computer", timeout=SOON)
    expect(page.locator("#writing-state a")).to_have_text("Sign in (new tab)")
    sign_in(clerk.new_page(), site)
    saved(page)

    expect(text(workspace(clerk, address))).to_contain_text(words)


def test_somebody_else_who_signs_in_does_not_save_it_under_their_name(clerk, site, address):
    page, words = workspace(clerk, address), mark()
    text(page)
    clerk.clear_cookies()
    write(page, words)
    expect(state(page)).to_contain_text("you are signed out", timeout=SOON)
    other = clerk.new_page()
    sign_in(other, site, PUBLISHER)
    expect(page.locator("#writing-state")).to_contain_text("is signed in in this browser now", timeout=SOON)
    assert words not in text(workspace(clerk, address)).inner_text()
    clerk.clear_cookies()
    sign_in(other, site)
    saved(page)


@pytest.mark.parametrize("network", ["there", "cut"])
def test_a_tab_closed_while_typing_loses_nothing(clerk, address, network):
    page, words = workspace(clerk, address), mark()
    text(page)
    clerk.set_offline(network == "cut")
    write(page, words)
    page.close(run_before_unload=False)
    clerk.set_offline(False)
    page = workspace(clerk, address)

    expect(text(page)).to_contain_text(words, timeout=SOON)
    expect(page.locator("#writing-state")).to_contain_text("All saved", timeout=SOON)
    page.reload()
    expect(text(page)).to_contain_text(words)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('office-minutes:'))") == []


def test_a_page_that_is_still_open_keeps_its_own_words(clerk, address):
    first, words = workspace(clerk, address), mark()
    text(first)
    first.route("**/items/*/minutes/", lambda route: route.abort())
    write(first, words)
    expect(state(first)).to_contain_text("no network", timeout=SOON)
    second = workspace(clerk, address)
    text(second)
    second.wait_for_timeout(2_500)

    assert words not in text(second).inner_text()
    first.unroute("**/items/*/minutes/")
    saved(first)


def test_two_clerks_see_each_other_and_settle_what_both_wrote(clerk, desk, address, no_axe_findings):
    number = 1
    mine, theirs = workspace(clerk, address), workspace(desk(PUBLISHER), address)
    write(theirs, "The officers were thanked.", number)
    saved(theirs, number)
    text(mine, number).click()
    expect(mine.locator("#writing-others")).to_contain_text("Also here:", timeout=SOON)
    expect(mine.locator(".writing__others").nth(number)).to_contain_text("is at this item", timeout=SOON)
    expect(text(mine, number)).to_contain_text("The officers were thanked.", timeout=SOON)
    expect(state(mine, number)).to_contain_text(re.compile("Changed by .+ at"))

    write(mine, "Mine was said.", number)
    write(theirs, "Theirs was said.", number)
    notice = re.compile("Both texts are kept")
    beside = mine
    for page in (mine, theirs):
        expect(state(page, number)).to_contain_text(re.compile("Saved|Kept beside"), timeout=SOON)
        if page.locator(".writing__waiting").count():
            beside = page
    expect(beside.locator(".writing__waiting")).to_contain_text(notice)
    beside.get_by_role("link", name="Settle both texts").click()
    for word in ("Mine", "Theirs"):
        expect(beside.locator(".both mark", has_text=word)).to_be_visible()
    no_axe_findings(beside)
    beside.get_by_role("link", name="Start from the text beside it").click()
    beside.keyboard.press("Control+End")
    beside.keyboard.type(" Settled by hand.")
    beside.get_by_role("button", name="Let this text stand").click()
    beside.wait_for_url(re.compile(r"#minute-\d+$"))
    expect(beside.locator(".writing__waiting")).to_have_count(0)
    expect(text(beside, number)).to_contain_text("Settled by hand.")


def paste(page, html):
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "plain");
            const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(event);
        }""",
        html,
    )


@pytest.mark.parametrize("network", ["there", "cut"])
def test_what_is_pasted_from_word_keeps_lists_tables_and_emphasis(clerk, address, network):
    number = 2 if network == "there" else 3
    page = workspace(clerk, address)
    write(page, "Before.", number)
    saved(page, number)
    clerk.set_offline(network == "cut")
    paste(page, (CLIPBOARD / "word.html").read_text())
    editor = text(page, number)
    expect(editor.locator("table td[rowspan='2']")).to_have_text("North")
    clerk.set_offline(False)
    saved(page, number)
    page.reload()
    editor = text(page, number)
    expect(editor.locator("strong").first).to_have_text("second report")
    expect(editor).to_contain_text("publish the programme in May")
    expect(editor).not_to_contain_text("Is this the final one")
    assert "circulate" not in editor.inner_text()
    if network == "there":
        expect(editor.locator("ul ul li")).to_have_count(2)
        expect(editor.locator("ol[start='3'] > li").first).to_contain_text("the backlog be mapped;")


def test_standard_phrases_come_by_their_names_and_by_choice(clerk, address):
    page = workspace(clerk, address)
    editor = write(page, ";nodec And more.", 4)
    expect(editor).to_contain_text("There were no declarations of interest. And more.")
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+p")
    page.keyboard.type("substitute")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("Hart")
    page.keyboard.press("Alt+n")
    page.keyboard.type("Moor")
    expect(editor).to_contain_text("Councillor Hart attended as a substitute for Councillor Moor.")
    page.keyboard.press("Escape")
    saved(page, 4)


def test_the_toolbar_and_the_keyboard_do_the_same(clerk, address):
    page = workspace(clerk, address)
    editor = write(page, "", 5)
    page.keyboard.press("Control+b")
    page.keyboard.type("bold")
    page.keyboard.press("Control+b")
    page.keyboard.press("Enter")
    tools = page.locator(".writing").nth(5).get_by_role("toolbar")
    page.keyboard.press("Alt+F10")
    expect(tools.get_by_label("Kind of paragraph")).to_be_focused()
    page.keyboard.press("Tab")
    assert not tools.evaluate("element => element.contains(document.activeElement)"), "one stop of the Tab key"
    editor.click()
    page.keyboard.press("Control+End")
    tools.get_by_label("Numbered list").select_option("a, b, c")
    page.keyboard.type("lettered")
    page.keyboard.press("Enter")
    page.keyboard.type("deeper")
    page.keyboard.press("Control+]")
    page.keyboard.press("Control+s")
    saved(page, 5)
    expect(editor.locator("strong")).to_have_text("bold")
    expect(editor.locator("ol[type=a] > li ol li")).to_have_text("deeper")


def test_without_scripts_one_button_saves_all(desk, address):
    page = workspace(desk(java_script_enabled=False), address)
    words = [mark(), mark()]
    for number, sentence in zip((6, 7), words, strict=True):
        page.locator(".writing textarea").nth(number).fill(sentence)
    page.get_by_role("button", name="Save all minutes", exact=True).click()
    page.goto(address)

    for number, sentence in zip((6, 7), words, strict=True):
        expect(page.locator(".writing textarea").nth(number)).to_have_value(sentence)
        expect(state(page, number)).to_contain_text("Saved")
    expect(page.locator(".writing__paper").first).to_be_hidden()


def test_versions_are_read_compared_and_restored(clerk, address, no_axe_findings):
    page, words = workspace(clerk, address), mark()
    write(page, words, 8)
    saved(page, 8)
    write(page, "And more.", 8)
    expect(state(page, 8)).to_have_text("Not saved yet")
    saved(page, 8)
    page.locator(".writing__versions").nth(8).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Versions of the minutes")
    no_axe_findings(page)
    page.get_by_role("link", name="What changed").first.click()
    expect(page.locator("ins, .passage[data-state=added]").first).to_be_visible()
    no_axe_findings(page)
    page.go_back()
    page.get_by_text("Every save of this sitting").click()
    page.get_by_role("button", name="Restore version 1", exact=True).click()
    page.wait_for_url(re.compile(r"#minute-\d+$"))
    expect(page.locator(".said")).to_contain_text("stands again")


@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_axe_finds_nothing(desk, address, no_axe_findings, viewport, scheme):
    page = workspace(desk(viewport=viewport, color_scheme=scheme), address)
    text(page).click()
    no_axe_findings(page)
    page.keyboard.press("Alt+p")
    no_axe_findings(page)
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_nothing_breaks_the_policy_of_the_page(clerk, address):
    page = clerk.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    text(page, 0).click()
    text(page, 1).click()

    assert said == []
