"""The attendance in a browser: by the keyboard alone, without scripts, on a phone in the dark."""

import pytest
from playwright.sync_api import expect

from portal.accounts.demo import SIGN_INS

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def addresses(browser, site):
    """The workspaces of two meetings that have members and no attendance yet, found among those to come."""
    page = browser.new_page()
    page.goto(f"{site}/meetings/?status=scheduled")
    paths = page.eval_on_selector_all("main a[href^='/meetings/']", "links => links.map(link => link.pathname)")
    page.close()
    found = list(dict.fromkeys(path for path in paths if path.count("/") == 4 and "20" in path))
    assert len(found) >= 2, paths
    return [f"{site}/office{path}" for path in found[:2]]


def sign_in(page, site):
    _, email, password = next(entry for entry in SIGN_INS if entry[0] == "Clerk")
    page.goto(f"{site}/accounts/login/?next=/office/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{site}/office/")


def saved(page, deed):
    """Does the deed and waits for the answer of the office to it."""
    with page.expect_response(lambda it: it.request.method == "POST" and "/presence/" not in it.url) as answer:
        deed()
    page.locator(".htmx-request, .htmx-swapping, .htmx-settling").first.wait_for(state="detached")
    return answer.value.status


def open_listed(page, site, address, size=WIDE):
    """The workspace, with the members of the day in its list and the first of them present."""
    page.set_viewport_size(size)
    sign_in(page, site)
    page.goto(address)
    if page.locator("#attendance-members").count():
        saved(page, lambda: page.locator("#attendance-members").click())
    first = page.locator("[data-attendee]").first.get_by_label("Present")
    if not first.is_checked():
        saved(page, lambda: first.check(force=True))


def rows(page):
    """Name, group and mark of everybody who is listed."""
    return page.eval_on_selector_all(
        "[data-attendee]",
        """rows => rows.map(row => [
            row.querySelector(".attendee__name").textContent,
            row.closest("section").querySelector("h3").firstChild.textContent.trim(),
            row.querySelector("input:checked")?.value ?? "unmarked",
        ])""",
    )


def test_five_groups_are_entered_by_the_keyboard_alone(page, site, addresses, no_axe_findings):
    # Given a meeting whose members are not listed yet
    page.set_viewport_size(WIDE)
    sign_in(page, site)
    page.goto(addresses[0])
    keys = page.keyboard
    loads = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))

    # When the clerk lists them, marks the first four with one key each, and says that all others came
    if page.locator("#attendance-members").count():
        page.locator("#attendance-members").focus()
        assert saved(page, lambda: keys.press("Enter")) == 200
    page.locator("[data-attendee] input").first.focus()
    for key, mark in (("p", "present"), ("r", "remote"), ("a", "apologies"), ("x", "absent")):
        assert saved(page, lambda key=key: keys.press(key)) == 200
        focused = page.evaluate("[document.activeElement.value, document.activeElement.checked]")
        assert focused == [mark, True], "the focus stays on the mark that was made"
        assert page.locator("[data-attendee]:focus-within [data-state]").inner_text() == "Saved"
        keys.press("ArrowDown")
    assert page.locator("#attendance-words").inner_text().startswith("1 of ")
    page.locator("#attendance-others").focus()
    assert saved(page, lambda: keys.press("Enter")) == 200
    expect(page.locator("[data-attendee]:not(:has(input:checked))")).to_have_count(0)

    # And adds a substitute, a guest and officers, and saves with the Enter key
    page.locator("[name=substitutes-0-name]").focus()
    keys.type("Councillor Una Stitute")
    keys.press("Tab")
    keys.press("ArrowDown")
    third = rows(page)[2][0]
    page.locator("[name=substitutes-0-substitute_for]").select_option(third)
    page.locator("[name=guests-0-name]").focus()
    keys.type("Ms Gwendolen Visitor")
    keys.press("Tab")
    keys.type("Wexcombe Hospitals")
    page.locator("[name=officers-0-name]").focus()
    keys.type("Director of Harbours")
    expect(page.locator("[name=guests-0-name]")).to_have_value("Ms Gwendolen Visitor")
    assert saved(page, lambda: keys.press("Enter")) == 200

    # Then everybody stands in the right group, at no load of a page
    found = rows(page)
    assert [mark for _, _, mark in found[:4]] == ["present", "remote", "apologies", "absent"]
    assert all(mark == "present" for _, _, mark in found[4:])
    assert ["Councillor Una Stitute", "Substitutes", "present"] in found
    assert ["Ms Gwendolen Visitor", "In attendance", "present"] in found
    assert ["Director of Harbours", "Officers", "present"] in found
    assert loads == []
    no_axe_findings(page)
    page.reload()
    assert rows(page) == found


def test_mark_is_taken_back_and_the_voters_follow(page, site, addresses):
    open_listed(page, site, addresses[0])
    row = page.locator("[data-attendee]").nth(0)
    words = page.locator("#attendance-words").inner_text()
    voters = page.locator(".voters summary").first.inner_text()

    row.locator("input[type=radio][value=present]").focus()
    saved(page, lambda: page.keyboard.press("x"))
    assert page.locator("#attendance-words").inner_text() != words
    assert page.locator(".voters summary").first.inner_text() != voters
    saved(page, lambda: page.locator("#attendance-said button").click())

    assert row.locator("input:checked").get_attribute("value") == "present"
    assert page.locator("#attendance-words").inner_text() == words
    assert page.locator(".voters summary").first.inner_text() == voters
    assert page.evaluate("document.activeElement.closest('[data-attendee]') !== null"), "the focus goes back to the row"


def test_mark_that_does_not_reach_the_portal_says_so_and_is_sent_again(page, site, addresses):
    open_listed(page, site, addresses[0])
    row = page.locator("[data-attendee]").nth(1)
    page.context.set_offline(True)
    row.locator("input").first.focus()
    page.keyboard.press("x")
    row.locator("[data-state]", has_text="Not saved").wait_for()
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").or_(row.locator("[data-state]", has_text="Saved")).first.wait_for()
    again = page.get_by_role("button", name="Try again")
    if again.is_visible():
        again.click()
    row.locator("[data-state]", has_text="Saved").wait_for()
    page.reload()
    assert page.locator("[data-attendee]").nth(1).locator("input:checked").get_attribute("value") == "absent"


def test_details_open_in_place_and_close_again(page, site, addresses):
    open_listed(page, site, addresses[0])
    opener = page.locator("[data-attendee] .attendee__more").first
    opener.press("Enter")
    page.locator("[name=attendee-note]").fill("Came by train")
    saved(page, lambda: page.get_by_role("button", name="Save these details").press("Enter"))
    assert "Came by train" in page.locator("[data-attendee]").first.inner_text()

    page.locator("[data-attendee] .attendee__more").first.press("Enter")
    page.locator("[data-closes]").press("Enter")
    assert page.locator("[name=attendee-note]").count() == 0
    assert "Details" in page.evaluate("document.activeElement.textContent")


def test_attendance_and_declarations_without_scripts_in_two_loads(browser, site, addresses):
    # Given a browser without scripts
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    sign_in(page, site)
    page.goto(addresses[1])

    # When all is typed on one page
    if page.locator("#attendance-members").count():
        page.locator("#attendance-members").click()
    choices = page.locator("[data-attendee]")
    choices.nth(1).get_by_label("Apologies").check()
    page.locator("[name=guests-0-name]").fill("Ms Gwendolen Visitor")
    page.locator(".attendance__pasted summary").click()
    page.locator("[name=pasted-officers]").fill("Director of Harbours; Head of Lights")
    page.locator("#attendance-others").click()

    # Then all of it is saved at once, and a declaration with the next save
    assert page.locator("[data-attendee]").nth(1).locator("input:checked").get_attribute("value") == "apologies"
    assert page.locator("input[value=present]:checked").count() == page.locator("[data-attendee]").count() - 1
    assert page.get_by_text("Head of Lights").count() >= 1
    page.locator("[name=declarations-0-who]").select_option(index=1)
    page.locator("[name=declarations-0-concerned]").select_option(index=2)
    page.locator("[name=declarations-0-nature]").fill("Keeps a boat in the harbour.")
    page.locator("[name=declarations-0-withdrew]").select_option("True")
    page.locator("#declarations-save").click()
    assert page.locator(".interest__nature").inner_text() == "Keeps a boat in the harbour."
    assert page.get_by_text("withdrew after declaring an interest.").first.is_visible()
    context.close()


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_axe_finds_nothing_with_every_form_open(page, site, addresses, no_axe_findings, size, scheme):
    page.emulate_media(color_scheme=scheme)
    open_listed(page, site, addresses[1], size)
    if not page.locator(".interest").count():
        page.locator("[name=declarations-0-who]").select_option(index=1)
        page.locator("[name=declarations-0-concerned]").select_option(index=1)
        page.locator("[name=declarations-0-nature]").fill("Keeps a boat in the harbour.")
        saved(page, lambda: page.locator("#declarations-save").click())
    page.locator("[data-attendee] .attendee__more").first.click()
    page.locator("[name=attendee-note]").wait_for()
    page.locator(".interest .attendee__more").first.click()
    page.locator("[name=declaration-nature]").wait_for()
    no_axe_findings(page)
    page.locator("[name=guests-0-name]").fill(page.locator(".attendee__name").first.inner_text())
    assert saved(page, lambda: page.locator("#attendance-save").click()) == 422
    no_axe_findings(page)


def test_marks_can_be_read_and_hit_on_the_narrowest_screen(page, site, addresses):
    open_listed(page, site, addresses[1], NARROW)

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    cut = page.eval_on_selector_all(
        ".marks__choice",
        """all => all.filter(choice => {
            const box = choice.getBoundingClientRect();
            return choice.scrollWidth > choice.clientWidth + 1 || box.height < 24 || box.width < 24;
        }).length""",
    )
    assert cut == 0
