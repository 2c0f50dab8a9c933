"""A new clerk takes a meeting from nothing to published draft minutes, with JavaScript and without it.

The meeting is small but of the usual shape: eight items, people of five groups, a declaration, resolutions of one line
and of several. Every page that is loaded is counted, signing in and reading the public page included.
"""

import re
from datetime import timedelta
from itertools import chain

import pytest
from django.utils import timezone
from playwright.sync_api import expect

PUBLISHER = ("publisher@wexcombe.example", "wexcombe-demonstration")
COMMITTEE = "children-and-young-people"
MOST_PAGES = 12
SAVED = 20_000

TITLES = [
    "Apologies for absence",
    "Declarations of interest",
    "Minutes",
    "Questions from members of the public",
    "Questions from members of the council",
    "Reading in the first years of school",
    "Progress of the lantern street family hub, its opening hours and its outreach in the villages of the upper vale",
    "Work programme",
]
MINUTES = {
    0: ["Apologies were received from two members."],
    1: ["One member declared an interest in the family hub."],
    3: ["There were no questions."],
    4: ["There were no questions."],
    5: ["The head of learning introduced the report.", "Members asked how reading is measured."],
    6: ["The committee heard from two families."],
    7: ["The committee looked through its work programme."],
}
OUTCOMES = {
    5: "RESOLVED: That the committee:\na) notes the report; and\nb) asks for figures of earlier years in the next one.",
    7: "RESOLVED: That the work programme be approved.",
}
GUEST = ("Councillor Wilhelmina Aske-Thorne", "Cabinet Member Children and Learning")
OFFICER = "Head of Reading"
NATURE = "Her sister works at the hub"
PRESENT, APOLOGIES, ABSENT = "p", "a", "x"
LABELS = {PRESENT: "Present", APOLOGIES: "Apologies", ABSENT: "Absent"}


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def clerk(request, browser):
    """A browser that nobody has used, which counts the pages that it loads and notes what goes wrong on them."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=request.param)
    page = context.new_page()
    page.has_scripts, page.loads, page.failures = request.param, [], []
    page.on("request", lambda sent: page.loads.append(sent.url) if is_load(sent) else None)
    page.on("response", lambda answer: page.failures.append(answer.url) if answer.status >= 400 else None)
    page.on("pageerror", lambda error: page.failures.append(str(error)))
    yield page
    context.close()


def is_load(sent):
    """A page that the browser goes to; where a form sends it on from there is the same load."""
    return sent.is_navigation_request() and sent.redirected_from is None


def given_a_clerk_who_signed_in(page, site):
    page.goto(f"{site}/office/")
    page.fill("input[name=login]", PUBLISHER[0])
    page.fill("input[name=password]", PUBLISHER[1])
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{site}/office/")


def given_a_meeting_that_was_held(page, day):
    page.get_by_role("link", name="Make a meeting").click()
    page.select_option("#id_committee", COMMITTEE)
    page.fill("#id_date", day.isoformat())
    page.uncheck("#id_with_standing_items")
    page.uncheck("#id_with_deferred")
    page.fill("#id_start", "10:15")
    page.get_by_role("button", name="Make the meeting").click()
    page.wait_for_url(f"**/office/meetings/{COMMITTEE}/{day}/")


def when_the_agenda_is_pasted(page):
    page.fill("#agenda-added", "\n".join(f"{number}. {title}" for number, title in enumerate(TITLES, 1)))
    page.click("#agenda-save")
    expect(page.locator("#agenda [data-row]")).to_have_count(len(TITLES))


def when_attendance_is_taken(page):
    """The chairperson is there, the last member sends apologies, the last co-optee does not come."""
    rows = page.locator("#attendance li.attendee")
    groups = page.eval_on_selector_all(
        "#attendance li.attendee",
        "rows => rows.map(row => row.closest('ul, ol').querySelectorAll('li.attendee').length)",
    )
    members, co_optees = groups[0], groups[groups[0]]
    marks = [PRESENT] * rows.count()
    marks[members - 1], marks[members + co_optees - 1] = APOLOGIES, ABSENT
    if page.has_scripts:
        rows.first.locator("input[type=radio]").first.focus()
        for mark in marks:
            page.keyboard.press(mark)
            page.keyboard.press("ArrowDown")
    else:
        for place, mark in enumerate(marks):
            rows.nth(place).get_by_role("radio", name=LABELS[mark]).check()
    expect(page.locator("#attendance li.attendee input[type=radio]:checked")).to_have_count(len(marks))
    page.fill("#attendance-form [name='guests-0-name']", GUEST[0])
    page.fill("#attendance-form [name='guests-0-role']", GUEST[1])
    page.fill("#attendance-form [name='officers-0-name']", OFFICER)
    page.click("#attendance-save")
    expect(page.locator("#attendance li.attendee", has_text=GUEST[0])).to_have_count(1)
    names = page.locator("#attendance li.attendee .attendee__name").all_inner_texts()
    return names[0], names[members - 1], names[members + co_optees - 1]


def when_an_interest_is_declared(page, who):
    form = page.locator("#declarations-form fieldset").first
    option = form.get_by_label("Who").locator("option", has_text=who)
    form.get_by_label("Who").select_option(value=option.get_attribute("value"))
    form.get_by_label("Item").select_option(index=7)
    form.get_by_label("Nature of the interest").fill(NATURE)
    page.click("#declarations-save")
    expect(page.locator("#declarations-list")).to_contain_text(NATURE)


def when_the_minutes_are_written(page):
    for place in range(len(TITLES)):
        item = page.locator("section.minute").nth(place)
        paragraphs, outcomes = MINUTES.get(place, []), OUTCOMES.get(place)
        if not page.has_scripts:
            item.locator("textarea[name^='text-']").fill("\n\n".join(paragraphs))
            item.locator("textarea[name^='outcomes-']").fill(outcomes or "")
            continue
        if paragraphs:
            item.locator(".tiptap").click()
        for number, paragraph in enumerate(paragraphs):
            if number:
                page.keyboard.press("Enter")
            page.keyboard.insert_text(paragraph)
        if outcomes:
            item.locator("textarea[name^='outcomes-']").fill(outcomes)
            item.locator("textarea[name^='outcomes-']").press("Control+Enter")
            expect(item.locator(".decided")).to_contain_text("RESOLVED")
    if page.has_scripts:
        expect(page.locator("#writing-state")).to_contain_text("All saved", timeout=SAVED)
    else:
        page.get_by_role("button", name="Save all minutes", exact=True).click()
    for place in OUTCOMES:
        expect(page.locator("section.minute").nth(place).locator(".decided")).to_contain_text("RESOLVED")


def when_draft_minutes_are_published(page, site, day):
    page.locator("a[href*='/office/publish/']").first.click()
    page.wait_for_url("**/office/publish/**")
    expect(page.locator(".preview")).to_contain_text(TITLES[6])
    page.get_by_role("button", name="Publish draft minutes").click()
    page.get_by_role("link", name=re.compile("^(The p|P)ublic page")).first.click()
    page.wait_for_url(f"{site}/meetings/{COMMITTEE}/{day}/")


def then_the_public_reads_what_was_entered(page, people):
    record = re.sub(r"\s+", " ", page.locator("main").inner_text())
    entered = [*TITLES, *chain.from_iterable(MINUTES.values()), *GUEST, OFFICER, *people]
    entered += [
        "notes the report; and",
        "asks for figures of earlier years in the next one.",
        "work programme be approved.",
    ]
    missing = [words for words in entered if words not in record]
    assert missing == []
    assert "10.15am" in record
    assert page.locator("main").get_by_text("Draft minutes").count() > 0


def test_a_new_clerk_takes_a_meeting_from_nothing_to_published_minutes(clerk, site):
    day = timezone.localdate() - timedelta(days=5 if clerk.has_scripts else 6)
    given_a_clerk_who_signed_in(clerk, site)
    given_a_meeting_that_was_held(clerk, day)

    when_the_agenda_is_pasted(clerk)
    people = when_attendance_is_taken(clerk)
    when_an_interest_is_declared(clerk, people[0])
    when_the_minutes_are_written(clerk)
    when_draft_minutes_are_published(clerk, site, day)

    then_the_public_reads_what_was_entered(clerk, people)
    assert len(clerk.loads) <= MOST_PAGES, clerk.loads
    assert clerk.failures == []


@pytest.fixture
def at_new_meeting(browser, site):
    context = browser.new_context()
    page = context.new_page()
    given_a_clerk_who_signed_in(page, site)
    page.goto(f"{site}/office/meetings/new/")
    yield page
    context.close()


def test_a_committee_that_is_chosen_by_typing_stays_chosen(at_new_meeting):
    """Each letter changes a closed list: the answer to "c" (Cabinet) must not undo what the next letters chose."""
    page = at_new_meeting

    def late(route):
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/new/?committee=cabinet*", late)
    page.focus("#id_committee")
    page.keyboard.type("chi")
    expect(page.locator("input[name=prefilled_for]")).to_have_value(COMMITTEE)
    expect(page.locator("#id_committee")).to_have_value(COMMITTEE)
    page.unroute_all(behavior="wait")


@pytest.fixture
def at_held_meeting(browser, site):
    """The workspace of a meeting whose draft minutes are public, on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    given_a_clerk_who_signed_in(page, site)
    page.goto(f"{site}/office/meetings/")
    rows = page.locator("tr", has_text="School Transport Task and Finish Group")
    row = rows.filter(has_text="Approve the minutes at a later meeting").first
    row.get_by_role("link", name="Approve the minutes at a later meeting").click()
    page.locator("#attendance li.attendee").first.wait_for()
    yield page
    context.close()


def test_number_of_an_item_is_called_so_on_one_line(at_held_meeting):
    label = at_held_meeting.locator(".agenda__cell--agenda_number .agenda__label").first
    assert (
        label.evaluate("label => label.getBoundingClientRect().height / parseFloat(getComputedStyle(label).fontSize)")
        < 2
    )


def test_printed_attendance_shows_what_was_chosen_and_nothing_else(at_held_meeting):
    page = at_held_meeting
    page.emulate_media(media="print")
    chosen = page.locator("#attendance .marks__choice:has(:checked)")
    assert chosen.count() > 0
    assert page.locator("#attendance .marks__choice:visible").count() == chosen.count()
    colours = chosen.first.evaluate("mark => [getComputedStyle(mark).color, getComputedStyle(document.body).color]")
    assert colours[0] == colours[1]
    expect(page.locator("#attendance-form")).to_be_hidden()
    expect(page.locator("#declarations-form")).to_be_hidden()
