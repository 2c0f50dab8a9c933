"""Papers in a browser: many dropped at once, refused ones told, a lost network, no scripts, a phone in the dark."""

import base64

import pytest
from made_files import ooxml, pdf_bytes
from playwright.sync_api import expect

from portal.accounts.demo import SIGN_INS

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
DROP = """([files, where]) => {
  const transfer = new DataTransfer();
  for (const [name, content] of files) {
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    transfer.items.add(new File([bytes], name));
  }
  const place = document.querySelector(where);
  for (const happening of ["dragover", "drop"]) {
    place.dispatchEvent(new DragEvent(happening, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }
}"""
PROGRAM = ("virus.pdf", b"MZ\x90\x00\x03")


@pytest.fixture(scope="module")
def address(browser, site):
    """The workspace of a meeting to come that has an agenda."""
    page = browser.new_page()
    page.goto(f"{site}/meetings/?status=scheduled")
    paths = page.eval_on_selector_all("main a[href^='/meetings/']", "links => links.map(link => link.pathname)")
    for path in dict.fromkeys(path for path in paths if path.count("/") == 4 and "20" in path):
        page.goto(f"{site}{path}")
        if page.locator("[id^=item-]").count():
            break
    else:
        raise AssertionError(paths)
    page.close()
    return f"{site}/office{path}"


def open_papers(page, site, address, size=WIDE):
    page.set_viewport_size(size)
    _, email, password = next(entry for entry in SIGN_INS if entry[0] == "Clerk")
    page.goto(f"{site}/accounts/login/?next=/office/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{site}/office/")
    page.goto(address)


def drop(page, files, where="#papers-form"):
    page.evaluate(DROP, [[[name, base64.b64encode(content).decode()] for name, content in files], where])


def titles(page, within="#papers-list"):
    return page.locator(f"{within} .paper__title").all_inner_texts()


def settled(page):
    expect(page.locator("#papers-uploads progress:visible")).to_have_count(0, timeout=60_000)
    page.locator(".htmx-request, .htmx-swapping, .htmx-settling").first.wait_for(state="detached")


def test_several_are_dropped_at_once_and_the_refused_one_is_told(page, site, address, no_axe_findings):
    # Given the papers of a meeting
    open_papers(page, site, address)
    group = page.locator("#papers-list [data-drop]").nth(1)
    place = f"#{group.get_attribute('id')}"
    before = titles(page, place)

    # When an officer drops five files on its first item, and one of them is a program
    files = [(f"Appendix {letter}.pdf", pdf_bytes(2, words=f"dropped {letter}")) for letter in "ABC"]
    drop(page, [*files, PROGRAM, ("Letter to the school.docx", ooxml())], place)

    # Then four stand there in their order, without a load of the page, and the fifth is told with its reason
    settled(page)
    added = ["Appendix A", "Appendix B", "Appendix C", "Letter to the school"]
    expect(page.locator(f"{place} .paper__title")).to_have_count(len(before) + 4)
    assert titles(page, place) == [*before, *added]
    refused = page.locator(".papers__upload--refused")
    expect(refused).to_have_count(1)
    assert "“virus.pdf” is a program, whatever its name says" in refused.inner_text()
    assert page.locator("#workspace-state").inner_text() == "Files: 4 brought in, 1 refused."
    no_axe_findings(page)

    # And it stays until it is dismissed, which leads the keyboard on
    refused.get_by_role("button", name="Dismiss").click()
    expect(refused).to_have_count(0)
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"

    # And a second drop of the same file makes nothing new
    drop(page, files[:1])
    settled(page)
    assert "which stands" in page.locator(".papers__upload").last.inner_text()
    assert titles(page, place) == [*before, *added]


def test_file_that_is_too_large_is_told_without_being_sent(page, site, address):
    open_papers(page, site, address)
    page.evaluate("document.getElementById('papers').dataset.most = '0.00001'")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if "/papers/add/" in request.url else None)
    drop(page, [("large.pdf", pdf_bytes())])
    expect(page.locator(".papers__upload--refused")).to_contain_text("is larger than")
    assert sent == []


def test_lost_network_offers_to_try_again(page, site, address):
    open_papers(page, site, address)
    page.route("**/papers/add/", lambda route: route.abort())
    drop(page, [("Lost and found.pdf", pdf_bytes(words="lost"))])
    line = page.locator(".papers__upload").last
    expect(line).to_contain_text("The network does not answer")
    page.unroute("**/papers/add/")
    line.get_by_role("button", name="Try again").click()
    settled(page)
    assert "is now “Lost and found”" in line.inner_text()


def test_paper_is_moved_replaced_and_removed(page, site, address, no_axe_findings):
    open_papers(page, site, address)
    drop(page, [(f"{name}.pdf", pdf_bytes(words=name)) for name in ("First", "Second")], "#papers-meeting")
    settled(page)
    second = page.locator("#papers-meeting .paper", has_text="Second")
    place = titles(page, "#papers-meeting").index("Second")

    # One place up by the arrow key on its handle; the keyboard stays with it.
    second.locator("[data-handle]").focus()
    with page.expect_response("**/papers/place/"):
        page.keyboard.press("ArrowUp")
    settled(page)
    expect(page.locator("#papers-meeting .paper__title").nth(place - 1)).to_have_text("Second")

    # By dragging, to the first item.
    handle = page.locator("#papers-meeting .paper", has_text="Second").locator("[data-handle]")
    handle.scroll_into_view_if_needed()
    start, target = handle.bounding_box(), page.locator("#papers-list [data-drop]").nth(1).bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, target["y"] + 20, steps=8)
    with page.expect_response("**/papers/place/"):
        page.mouse.up()
    settled(page)
    moved = page.locator("#papers-list [data-drop]").nth(1).locator(".paper", has_text="Second")
    expect(moved).to_have_count(1)

    # A new file, and then away with it.
    moved.get_by_role("link", name="Change").click()
    moved.locator("[name=file]").set_input_files(
        {"name": "better.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes(3, words="better")}
    )
    no_axe_findings(page)
    moved.get_by_role("button", name="Take the new file").click()
    expect(moved).to_contain_text("version 2")
    expect(moved.locator(".paper__open")).to_have_count(0)
    moved.get_by_role("link", name="Change").click()
    moved.get_by_role("button", name="Remove").click()
    expect(moved).to_have_count(0)


def test_papers_come_in_without_scripts(browser, site, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_papers(page, site, address)
    page.locator("#papers-chosen").set_input_files(
        [
            {"name": "Plain one.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes(words="plain one")},
            {"name": PROGRAM[0], "mimeType": "application/pdf", "buffer": PROGRAM[1]},
        ]
    )
    page.locator("#papers-form button").click()
    expect(page.locator("#papers [role=alert]")).to_contain_text("“virus.pdf” is a program")
    expect(page.locator(".papers__taken")).to_contain_text("“Plain one.pdf” is now “Plain one”")
    assert "Plain one" in titles(page)
    page.locator(".paper", has_text="Plain one").get_by_role("link", name="Change").click()
    paper = page.locator(".paper", has_text="Plain one")
    paper.get_by_role("button", name="Remove").click()
    expect(page.locator(".paper", has_text="Plain one")).to_have_count(0)
    context.close()


def test_phone_in_the_dark(browser, site, address, no_axe_findings):
    context = browser.new_context(color_scheme="dark", viewport=PHONE, has_touch=True)
    page = context.new_page()
    open_papers(page, site, address, PHONE)
    page.locator("#papers .paper").first.get_by_role("link", name="Change").click()
    expect(page.locator(".paper__open")).to_have_count(1)
    no_axe_findings(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
