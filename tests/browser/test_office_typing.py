"""What is typed into one form of the workspace outlives whatever is done in another one."""

import re

import pytest
from playwright.sync_api import expect

CLERK = "clerk@wexcombe.example"
PUBLISHER = "publisher@wexcombe.example"
PASSWORD = "wexcombe-demonstration"
WORDS = "typed, and not saved yet"


def sign_in(page, site, email):
    page.goto(f"{site}/accounts/login/?next=/office/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/office/**")


@pytest.fixture
def workspace(page, site):
    """The workspace of a meeting of the demonstration council that has been held."""
    sign_in(page, site, CLERK)
    page.goto(f"{site}/meetings/?status=held")
    links = page.eval_on_selector_all("main a[href*='/meetings/']", "links => links.map(link => link.pathname)")
    held = [link for link in links if re.fullmatch(r"/meetings/[a-z-]+/20[0-9-]+/", link)]
    page.goto(f"{site}/office{held[-1]}")
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def done(page, press):
    """Presses, and waits for the answer to be on the page."""
    page.evaluate("""() => {
      delete document.body.dataset.settled;
      const told = () => setTimeout(() => { document.body.dataset.settled = "yes" });
      addEventListener("htmx:afterSettle", told, {once: true});
    }""")
    press()
    page.locator("body[data-settled=yes]").wait_for(state="attached")


def open_details(page):
    row = page.locator(".attendee").nth(1)
    row.locator(".attendee__more").first.click()
    note = row.get_by_label("Note")
    note.fill(WORDS)
    return row, note


def test_details_of_somebody_outlive_saving_the_attendance(workspace):
    _, note = open_details(workspace)
    done(workspace, lambda: workspace.locator("#attendance-save").click())
    expect(note).to_have_value(WORDS)


def test_details_of_somebody_outlive_moving_the_row_and_are_saved_then(workspace):
    row, _ = open_details(workspace)
    name = row.locator(".attendee__name").inner_text()
    done(workspace, lambda: row.get_by_role("button", name=re.compile("^Move .* up$")).click())
    moved = workspace.locator(".attendee").first
    expect(moved.locator(".attendee__name")).to_have_text(name)
    expect(moved.get_by_label("Note")).to_have_value(WORDS)
    done(workspace, lambda: moved.get_by_role("button", name="Move " + name + " down").click())
    moved = workspace.locator(".attendee").nth(1)
    done(workspace, lambda: moved.get_by_role("button", name="Save these details").click())
    expect(moved.locator(".attendee__who")).to_contain_text(WORDS)


def test_a_line_and_its_group_outlive_what_else_is_done_to_the_outcomes(workspace):
    number = workspace.locator("[data-outcomes]").nth(1).get_attribute("data-outcomes")
    block = workspace.locator(f"#outcomes-{number}")
    listed = workspace.locator(f"#outcomes-text-{number}")
    listed.fill("RESOLVED:\na) notes the report\nb) thanks the officers")
    done(workspace, lambda: workspace.locator(f"#outcomes-add-{number}").click())
    done(workspace, lambda: block.get_by_role("link", name=re.compile("^Edit b thanks")).click())
    block.get_by_label("Words", exact=True).fill(WORDS)
    done(workspace, lambda: block.get_by_role("link", name=re.compile("^Vote and place")).last.click())
    expect(block.get_by_label("Words", exact=True)).to_have_value(WORDS)
    block.get_by_label("Proposed by").fill("Councillor Nobody")
    listed.fill("RESOLVED: That the chair write.")
    done(workspace, lambda: workspace.locator(f"#outcomes-add-{number}").click())
    expect(block.get_by_label("Words", exact=True)).to_have_value(WORDS)
    expect(block.get_by_label("Proposed by")).to_have_value("Councillor Nobody")
    expect(block).to_contain_text("the chair write")
    done(workspace, lambda: block.get_by_role("button", name="Save the line").click())
    expect(block.locator(".decided__words").filter(has_text=WORDS)).to_be_visible()
    expect(block.get_by_label("Proposed by")).to_have_value("Councillor Nobody")
    done(workspace, lambda: block.get_by_role("link", name="Cancel").click())
    expect(block.get_by_label("Proposed by")).to_have_count(0)


def test_a_form_is_not_saved_in_the_name_of_somebody_else_who_signs_in(workspace, site):
    notes = workspace.locator("#id_notes")
    workspace.locator("#facts details").evaluate_all("all => all.forEach(one => { one.open = true })")
    before = notes.input_value()
    notes.fill(WORDS)
    other = workspace.context.new_page()
    other.goto(f"{site}/accounts/logout/")
    other.get_by_role("main").get_by_role("button", name="Sign out").click()
    sign_in(other, site, PUBLISHER)
    workspace.bring_to_front()
    workspace.locator("#facts-form button[type=submit]").last.click()
    expect(workspace.locator("#trouble")).to_contain_text("Somebody else is signed in")
    expect(notes).to_have_value(WORDS)
    other.goto(workspace.url)
    assert other.locator("#id_notes").input_value() == before
    other.goto(f"{site}/accounts/logout/")
    other.get_by_role("main").get_by_role("button", name="Sign out").click()
    sign_in(other, site, CLERK)
    workspace.bring_to_front()
    done(workspace, lambda: workspace.get_by_role("button", name="Try again").click())
    other.goto(workspace.url)
    assert other.locator("#id_notes").input_value() == WORDS


def test_words_for_an_item_that_somebody_removes_stay_in_sight(workspace, site):
    added = "An item that goes again"
    workspace.locator("#agenda-added").fill(added)
    done(workspace, lambda: workspace.locator("#agenda-save").click())
    minute = workspace.locator(".minute").filter(has_text=added)
    paper = minute.locator(".tiptap")
    minute.scroll_into_view_if_needed()
    paper.click()
    other = workspace.context.browser.new_context()
    colleague = other.new_page()
    sign_in(colleague, site, PUBLISHER)
    colleague.goto(workspace.url)
    workspace.context.set_offline(True)
    workspace.keyboard.type(WORDS)
    row = colleague.locator("#agenda [data-row]").last
    row.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    row.locator("input[name$='-remove']").evaluate("box => box.click()")
    done(colleague, lambda: colleague.locator("#agenda-save").click())
    expect(colleague.locator(".minute").filter(has_text=added)).to_have_count(0)
    workspace.context.set_offline(False)
    expect(minute.locator(".writing__state")).to_contain_text("not on the agenda any more", timeout=30_000)
    workspace.locator("#agenda-added").fill("Another item")
    done(workspace, lambda: workspace.locator("#agenda-save").click())
    left = workspace.locator("#minutes .notice").filter(has_text=WORDS)
    expect(left).to_contain_text(added)
    workspace.reload()
    expect(left).to_contain_text(added)
    left.get_by_role("button", name="Put these words away").click()
    workspace.reload()
    expect(workspace.locator(".minute").first).to_be_visible()
    workspace.wait_for_timeout(3_000)
    expect(left).to_have_count(0)
    other.close()


def test_suggestions_that_arrive_take_no_letter_and_leave_the_form_unsaved(workspace):
    name = workspace.locator("[name=guests-0-name]")
    done(workspace, lambda: name.press_sequentially("Ms Gwendolen Visitor"))
    form = workspace.locator("#attendance-form")
    expect(form).to_have_attribute("data-dirty", "yes")

    # A letter that is typed in the very moment in which the suggestions come
    workspace.evaluate("""() => addEventListener("htmx:beforeSwap", () => setTimeout(() => {
        document.querySelector("[name=guests-0-name]").value += "!";
    }), {once: true})""")
    done(workspace, lambda: name.press_sequentially("s"))
    expect(name).to_have_value("Ms Gwendolen Visitors!")
    expect(form).to_have_attribute("data-dirty", "yes")
