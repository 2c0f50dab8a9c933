"""The register of questions in a browser: taken in, answered, moved by the keyboard; whole, on a phone, in the dark."""

import pytest
from playwright.sync_api import expect

from portal.accounts.demo import SIGN_INS

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(browser, site):
    """The workspace of the meeting to come of the committee whose questions wait in the demonstration."""
    page = browser.new_page()
    page.goto(f"{site}/meetings/?status=scheduled&committee=children-and-young-people")
    paths = page.eval_on_selector_all("main a[href^='/meetings/']", "links => links.map(link => link.pathname)")
    page.close()
    found = [path for path in dict.fromkeys(paths) if path.count("/") == 4 and "20" in path]
    assert found, paths
    return f"{site}/office{found[0]}"


def open_questions(page, site, address, size=WIDE):
    page.set_viewport_size(size)
    _, email, password = next(entry for entry in SIGN_INS if entry[0] == "Clerk")
    page.goto(f"{site}/accounts/login/?next=/office/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{site}/office/")
    page.goto(address)
    return page.locator("#questions")


def saved(page, deed):
    """Does the deed and waits for the answer of the office to it."""
    with page.expect_response(lambda it: it.request.method == "POST" and "/presence/" not in it.url) as answer:
        deed()
    page.locator(".htmx-request, .htmx-swapping, .htmx-settling").first.wait_for(state="detached")
    return answer.value.status


def test_a_question_that_was_sent_in_is_taken_and_answered_without_leaving_the_page(page, site, address):
    part = open_questions(page, site, address)
    waiting = part.locator(".sent__one").first
    expect(waiting.get_by_text("Never published")).to_be_visible()
    beginning = waiting.locator(".asked__words").inner_text()[:40]
    assert saved(page, lambda: waiting.get_by_role("button", name="Take in and accept").click()) == 200
    row = part.locator(".asked", has_text=beginning)
    expect(row).to_contain_text("No answer yet")

    row.get_by_role("link", name="Edit").press("Enter")
    form = row.locator("form[id$='-answer']")
    form.get_by_label("Answered by").fill("The Leader")
    form.get_by_label("Answer", exact=True).fill("Soon.")
    second = row.locator("form[id$='-supplementary']").get_by_label("Supplementary question")
    second.fill("How soon is that?")
    assert saved(page, lambda: form.get_by_role("button", name="Add the answer").click()) == 200
    expect(row).to_contain_text("1 answer")
    expect(second, "what was typed into another form stays").to_have_value("How soon is that?")
    assert saved(page, lambda: row.get_by_role("button", name="Save the supplementary question").click()) == 200
    expect(row.locator("form[id$='-response']")).to_be_visible()


def test_a_refusal_without_a_rule_says_so_and_keeps_the_reason(page, site, address):
    part = open_questions(page, site, address)
    row = part.locator(".asked", has_text="To be decided").first
    row.get_by_role("link", name="Edit").click()
    form = row.locator("form[id$='-decision']")
    form.get_by_label("Decision").select_option("disallowed")
    form.get_by_label("Why it is not allowed").fill("It is defamatory.")
    assert saved(page, lambda: form.get_by_role("button", name="Save the decision").click()) == 422
    expect(part.get_by_role("alert")).to_contain_text("under which rule")
    expect(part.get_by_label("Why it is not allowed").first).to_have_value("It is defamatory.")


def test_questions_move_by_the_keyboard_and_stay_unfolded(page, site, address):
    part = open_questions(page, site, address)
    fold = part.locator(".asked").first.locator("summary").first
    fold.press("Enter")
    first = part.locator(".asked").first.get_attribute("id")
    assert saved(page, lambda: page.locator(f"#{first}-down").press("Enter")) == 200
    assert part.locator(".asked").nth(1).get_attribute("id") == first
    expect(page.locator(f"#{first}-fold")).to_have_attribute("open", "")


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone-dark"])
def test_the_register_has_no_faults_with_all_its_forms_open(page, site, address, no_axe_findings, size, scheme):
    page.emulate_media(color_scheme=scheme)
    part = open_questions(page, site, address, size)
    part.locator(".asked").first.get_by_role("link", name="Edit").click()
    expect(part.locator(".asked__panel")).to_be_visible()
    part.locator("details").evaluate_all("folds => folds.forEach(fold => { fold.open = true; })")
    no_axe_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_register_works_without_scripts(browser, site, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    part = open_questions(page, site, address)
    part.get_by_text("Enter a question that came by post or e-mail").click()
    form = page.locator("#questions-form")
    form.get_by_label("Name", exact=True).fill("Ms Paper Post")
    form.get_by_label("Question", exact=True).fill("May I ask on paper?")
    form.get_by_role("button", name="Enter the question").click()
    row = page.locator(".asked", has_text="Ms Paper Post")
    expect(row).to_contain_text("PQ")
    row.get_by_role("link", name="Edit").click()
    expect(page.locator(".asked__panel")).to_be_visible()
    context.close()
