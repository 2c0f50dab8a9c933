"""The stamp on a restricted paper: on every page, upright, and never left out."""

import hashlib
import io

import pikepdf
import pypdfium2
import pytest
from pdfs import add_page, one_page, pdf_of, saved, words_of

from meetings.stamp import Stamp, StampError, stamped

READER = "Ó'Brien-Łukasz #[x] *b*"
STAMP = Stamp(
    "Not for publication — paragraph 3 of Schedule 12A", READER, f"Read by {READER} on 22 November 2026 at 2.05pm"
)


def stamp(data, told=STAMP, sha256=None):
    with io.BytesIO(data) as source:
        file, size = stamped(source, told, sha256=sha256 or hashlib.sha256(data).hexdigest())
    with file:
        made = file.read()
    assert len(made) == size
    return made


PAGES = {
    "plain": {},
    "landscape": {"size": (842, 595)},
    "turned right": {"rotate": 90},
    "upside down": {"rotate": 180},
    "turned left": {"rotate": 270},
    "cropped": {"crop": [60, 300, 500, 700]},
    "cropped and turned": {"crop": [60, 300, 500, 700], "rotate": 90},
    "not at the origin": {"size": (595, 842), "crop": [-50, -50, 400, 500]},
    "small": {"size": (90, 60)},
    "a poster": {"size": (2384, 3370)},
    "scaled and not set back": {"before": b"0.1 0 0 0.1 0 0 cm"},
    "saved more often than taken back": {"before": b"q q 0.1 0 0 0.1 0 0 cm"},
    "taken back more often than saved": {"before": b"Q Q Q 0.1 0 0 0.1 0 0 cm"},
    "drawn in white": {"before": b"1 1 1 rg 1 Tr"},
    "cut to nothing": {"after": b"0 0 0 0 re W n"},
}


@pytest.mark.parametrize("kind", PAGES)
def test_the_stamp_stands_upright_at_the_head_of_what_is_shown(kind):
    made = stamp(pdf_of({"words": "inside", **PAGES[kind]}))
    [words] = words_of(made)
    assert STAMP.warning in words
    assert STAMP.reading in words
    document = pypdfium2.PdfDocument(made)
    picture = document[0].render(scale=1, draw_annots=False).to_pil().convert("RGB")
    document.close()
    wide, high = picture.size
    red = [
        (x, y) for x in range(wide) for y in range(high)
        if (pixel := picture.getpixel((x, y)))[0] > pixel[1] + 40 and pixel[0] > pixel[2] + 40
    ]  # fmt: skip
    assert red, "its red letters are seen"
    assert max(y for _, y in red) < high / (2 if high < 100 else 8), "at the head"
    assert abs((min(x for x, _ in red) + max(x for x, _ in red)) / 2 - wide / 2) < wide / 20, "in the middle"


def test_every_page_of_a_long_paper_has_it_once_and_keeps_its_words():
    pages = [{"words": f"page {number}", "size": (595 + number % 3, 842)} for number in range(1, 201)]
    words = words_of(stamp(pdf_of(*pages)))
    assert len(words) == 200
    for number, page in enumerate(words, start=1):
        assert f"page {number}" in page
        assert page.count(STAMP.warning) == 1
        assert page.count(STAMP.reading) == 1


def test_pages_that_share_what_they_draw_and_its_resources_all_have_it():
    with pikepdf.Pdf.new() as pdf:
        add_page(pdf, words="shared")
        first = pdf.pages[0]
        first.obj.Resources = pdf.make_indirect(first.obj.Resources)
        for _ in range(3):
            pdf.pages.append(first)
        pdf.pages[2].obj.Rotate = 90
        data = saved(pdf)
    assert [STAMP.reading in page and "shared" in page for page in words_of(stamp(data))] == [True] * 4


def test_a_page_without_content_or_resources_has_it():
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        del pdf.pages[0].obj["/Contents"]
        if "/Resources" in pdf.pages[0].obj:
            del pdf.pages[0].obj["/Resources"]
        data = saved(pdf)
    assert STAMP.reading in words_of(stamp(data))[0]


def test_a_copy_that_was_stamped_before_gets_the_new_stamp_too():
    other = Stamp(STAMP.warning, "Somebody Else", "Read by Somebody Else on 1 May 2026")
    [words] = words_of(stamp(stamp(one_page()), other))
    assert STAMP.reading in words
    assert other.reading in words


@pytest.mark.parametrize("name", ["李小龍", "Ελένη Παπαδοπούλου", "Шевченко", "\\u0000 {{x}} </script>", "x" * 200])
def test_any_name_can_be_set(name):
    [words] = words_of(stamp(one_page(), Stamp(STAMP.warning, name, f"Read by {name}")))
    assert STAMP.warning in words
    assert name.split()[-1] in words.replace(" ", "") or len(name) == 200


def test_what_is_attached_does_not_go_out_beside_it():
    with pikepdf.open(io.BytesIO(one_page())) as pdf:
        pdf.attachments["prices.txt"] = b"4,000 pounds"
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        data = saved(pdf)
    made = stamp(data)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert dict(pdf.attachments) == {}
        assert "/OpenAction" not in pdf.Root
    assert b"4,000 pounds" not in made


def test_a_paper_that_is_locked_is_refused():
    with pikepdf.open(io.BytesIO(one_page())) as pdf:
        shut = saved(pdf, encryption=pikepdf.Encryption(owner="o", user="u"))
        open_to_read = saved(pdf, encryption=pikepdf.Encryption(owner="o", user=""))
    for data in (shut, open_to_read):
        with pytest.raises(StampError, match="locked with a password"):
            stamp(data)


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7 nothing", b"<html>not a paper</html>", one_page()[:-200], one_page()[: len(one_page()) // 2]],
    ids=["empty", "only a head", "another type", "cut off at the end", "half of it"],
)
def test_a_paper_that_is_damaged_is_refused(data):
    with pytest.raises(StampError, match="damaged"):
        stamp(data)


def test_a_paper_without_pages_is_refused():
    with pikepdf.Pdf.new() as pdf:
        data = saved(pdf)
    with pytest.raises(StampError, match="no pages"):
        stamp(data)


def test_a_page_of_no_size_is_refused():
    with pytest.raises(StampError, match="no size"):
        stamp(pdf_of({"size": (5, 842)}))


def test_a_file_that_was_exchanged_is_refused():
    with pytest.raises(StampError, match="no longer the one"):
        stamp(one_page(), sha256="0" * 64)
