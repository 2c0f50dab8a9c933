"""What WCAG 2.2 asks for and axe cannot see: focus, text spacing, targets, colours that the reader forces."""

import pytest

PHONE = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
MEETING = "main a[href^='/meetings/'][href*='20']"

# Success criterion 1.4.12.
SPACING = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
"""
CUT_OFF = """
  () => [...document.querySelectorAll("body *")].filter(element => {
    const style = getComputedStyle(element);
    const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
    return hides && style.clipPath === "none" && !element.closest(".hidden-text") && element.clientWidth > 1
      && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
  }).map(element => element.outerHTML.slice(0, 100))
"""
# Success criterion 2.5.8, but for links within a sentence.
SMALL_TARGETS = """
  () => [...document.querySelectorAll("a[href], button, summary, input, select")].filter(element => {
    const box = element.getBoundingClientRect();
    const inSentence = element.closest(".prose, .lead, .quiet, .section > p, .notice, .approves");
    return box.width && !inSentence && !element.closest(".skip") && (box.width < 23.5 || box.height < 23.5);
  }).map(element => `${element.textContent.trim().slice(0, 40)} ${element.className}`)
"""
FOCUS = """
  () => {
    const element = document.activeElement, style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
      name: element.textContent.trim().slice(0, 40) || element.name || element.tagName,
      outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
      isBody: element === document.body,
    };
  }
"""


@pytest.fixture(scope="module")
def pages(browser, site):
    page = browser.new_page()
    page.goto(f"{site}/meetings/?status=held")
    meeting = page.locator(MEETING).first.get_attribute("href")
    page.close()
    return ["/", "/committees/", "/meetings/", "/meetings/calendar/", "/recommendations/", "/about/", meeting]


def test_everything_that_takes_the_focus_shows_it(page, site, pages):
    page.set_viewport_size(WIDE)
    for address in pages:
        page.goto(f"{site}{address}")
        for _ in range(60):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus["isBody"]:
                break
            assert focus["outlined"], (address, focus)
            assert focus["seen"], (address, focus)


def test_text_may_be_spaced_by_the_reader(browser, site, pages):
    context = browser.new_context(viewport=PHONE, bypass_csp=True)
    page = context.new_page()
    for address in pages:
        page.goto(f"{site}{address}")
        page.add_style_tag(content=SPACING)
        assert page.evaluate(CUT_OFF) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
    context.close()


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_targets_are_large_enough(page, site, pages, size):
    page.set_viewport_size(size)
    for address in pages:
        page.goto(f"{site}{address}")
        assert page.evaluate(SMALL_TARGETS) == [], address


def test_axe_finds_nothing_in_forced_colours(page, site, pages, no_axe_findings):
    page.emulate_media(forced_colors="active")
    for address in pages:
        page.goto(f"{site}{address}")
        no_axe_findings(page)


def test_names_of_links_tell_where_they_lead(page, site, pages):
    for address in pages:
        page.goto(f"{site}{address}")
        names = page.eval_on_selector_all(
            "main a[href]", "links => links.map(link => [link.textContent.trim(), link.getAttribute('href')])"
        )
        targets = {}
        for name, target in names:
            assert name, (address, target)
            assert targets.setdefault(name, target) == target, (address, name)


def test_nothing_moves_while_the_page_loads(page, site, pages):
    for address in pages:
        page.goto(f"{site}{address}")
        moved = page.evaluate(
            """() => new Promise(done => {
                let sum = 0;
                new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
                  .observe({type: "layout-shift", buffered: true});
                setTimeout(() => done(sum), 200);
            })"""
        )
        assert moved == 0, address
