"""A restricted paper with its reader's name on every page.

The stamp is set once for each size of page that the paper has, and laid over every page: a line at the head of the
page as the reader sees it (turned and cropped pages too), and the name in faint letters across it, so that cutting off
the head of a copy does not take the name away. It stands outside of a tagged paper's own structure, as an artifact.
"""

import hashlib
import json
import secrets
import tempfile
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any, BinaryIO, cast

import pikepdf
import typst
from pikepdf import Dictionary, Name, Pdf, PdfError

CHUNK = 1 << 20
# A copy of more than so many bytes is written to a file without a name while it goes out.
IN_MEMORY = 1 << 23
# Points; a page that says otherwise is no page that anybody could read.
SMALLEST, LARGEST = 10.0, 14_400.0
# The typesetter's own fonts have every letter of Latin, Greek and Cyrillic; others are looked for on the machine.
_OWN_LETTERS = range(0x0530)
_SOURCE = """
#let stamp = json(bytes(sys.inputs.stamp))
#set page(fill: none, margin: 0pt)
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), lang: "en")
#set par(justify: false)
#for size in stamp.sizes {
  let (width, height) = size
  let letters = calc.clamp(calc.min(width, height) / 68, 4, 40) * 1pt
  page(width: width * 1pt, height: height * 1pt)[
    #place(center + horizon, rotate(-calc.atan2(width, height), reflow: false,
      text(size: letters * 3.2, fill: rgb(90, 90, 90, 46), box(width: 100%, align(center, stamp.reader)))))
    #place(top + center, block(width: 100%, fill: rgb(255, 255, 255, 235), inset: letters * 0.6,
      align(center, text(size: letters, fill: rgb(120, 12, 6))[
        *#stamp.warning* #linebreak() #stamp.reading
      ])))
  ]
}
"""


class StampError(Exception):
    """A paper that cannot be stamped; the text is a sentence about its file."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every page says: that it is not for publication, who reads it, and when ("as read by …")."""

    warning: str
    reader: str
    reading: str


def stamped(source: BinaryIO, stamp: Stamp, *, sha256: str) -> tuple[BinaryIO, int]:
    """The PDF of `source` with the stamp on every page, as a file at its beginning, and its size in bytes.

    Raises StampError where the file is not the one of this digest, or cannot be stamped on every page.
    """
    _demand_digest(source, sha256)
    result = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  # it goes out
    try:
        with pikepdf.open(source, attempt_recovery=False, suppress_warnings=True) as pdf:
            _stamp(pdf, stamp)
            pdf.save(result, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=False)
    except pikepdf.PasswordError as error:
        result.close()
        raise StampError("The file is locked with a password.") from error
    except typst.TypstError as error:
        result.close()
        raise StampError("The stamp of its reader could not be set.") from error
    except (PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError) as error:
        result.close()
        raise StampError("The file is damaged.") from error
    except StampError:
        result.close()
        raise
    size = result.tell()
    result.seek(0)
    return result, size


def _demand_digest(source: BinaryIO, sha256: str) -> None:
    hasher = hashlib.sha256()
    while chunk := source.read(CHUNK):
        hasher.update(chunk)
    if hasher.hexdigest() != sha256:
        raise StampError("The file is no longer the one that was brought in.")
    source.seek(0)


def _stamp(pdf: Pdf, stamp: Stamp) -> None:
    if pdf.is_encrypted:
        raise StampError("The file is locked with a password.")
    if not len(pdf.pages):
        raise StampError("The file has no pages.")
    _take_out_what_is_no_page(pdf)
    frames = [_Frame.of(page) for page in pdf.pages]
    sizes = list(dict.fromkeys(frame.size for frame in frames))
    with Pdf.open(BytesIO(_set(stamp, sizes))) as overlays:
        forms = [pdf.copy_foreign(page.as_form_xobject()) for page in overlays.pages]
    # A name that no paper has, also not one that was stamped before.
    mark = f"/Stamp{secrets.token_hex(6)}"
    for page, frame in zip(pdf.pages, frames, strict=True):
        number = sizes.index(frame.size)
        name = Name(f"{mark}x{number}")
        _own_content(pdf, page)
        resources = page.resources
        if "/XObject" not in resources:
            resources.XObject = Dictionary()
        resources.XObject[name] = forms[number]
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(f"\nQ\n/Artifact BMC\nq {frame.matrix} cm {name} Do Q\nEMC\n".encode("ascii"))


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a reader sees of a page: its size in points, and how a drawing of that size comes to lie upon it."""

    size: tuple[float, float]
    matrix: str

    @classmethod
    def of(cls, page: pikepdf.Page) -> "_Frame":
        left, bottom, right, top = _visible(page)
        width, height = right - left, top - bottom
        if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
            raise StampError("A page of the file has no size that could be shown.")
        turned = int(page.rotation) % 360
        matrix = {
            0: (1, 0, 0, 1, left, bottom),
            90: (0, 1, -1, 0, right, bottom),
            180: (-1, 0, 0, -1, right, top),
            270: (0, -1, 1, 0, left, top),
        }.get(turned)
        if matrix is None:
            raise StampError("A page of the file is turned by an angle that cannot be shown.")
        size = (width, height) if turned in (0, 180) else (height, width)
        return cls((round(size[0], 1), round(size[1], 1)), " ".join(f"{value:.4f}" for value in matrix))


def _visible(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """The part of the page that is shown: the crop box within the media box (ISO 32000-1, 14.11.2)."""
    boxes = []
    for box in (page.mediabox, page.cropbox):
        x0, y0, x1, y1 = (float(value) for value in cast("Any", box))
        boxes.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    media, crop = boxes
    shown = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else media


def _own_content(pdf: Pdf, page: pikepdf.Page) -> None:
    """Keeps what the page draws from moving the stamp.

    Where a page saves its state more or less often than it takes it back, all that it draws becomes one object, which
    ends with itself; that loses its tags, and no well-made page needs it.
    """
    depth = lowest = 0
    for instruction in pikepdf.parse_content_stream(page, operators="q Q"):
        depth += 1 if str(instruction.operator) == "q" else -1
        lowest = min(lowest, depth)
    if depth == 0 and lowest == 0:
        return
    contents = page.obj.get("/Contents")
    parts = list(cast("Any", contents)) if isinstance(contents, pikepdf.Array) else [contents]
    form = pdf.make_stream(b"\n".join(cast("Any", part).read_bytes() for part in parts))
    form.Type, form.Subtype, form.BBox, form.Resources = Name.XObject, Name.Form, page.mediabox, page.resources
    page.obj.Resources = Dictionary(XObject=Dictionary(Whole=form))
    page.obj.Contents = pdf.make_stream(b"/Whole Do")


def _take_out_what_is_no_page(pdf: Pdf) -> None:
    """Attached files, scripts and small pictures of pages would go out without the stamp."""
    root = pdf.Root
    for key in ("/OpenAction", "/AA", "/AF", "/Collection"):
        if key in root:
            del root[key]
    for key in ("/EmbeddedFiles", "/JavaScript"):
        if "/Names" in root and key in root.Names:
            del root.Names[key]
    if "/AcroForm" in root and "/XFA" in root.AcroForm:
        del root.AcroForm["/XFA"]
    for page in pdf.pages:
        for key in ("/Thumb", "/AA", "/AF", "/PieceInfo"):
            if key in page.obj:
                del page.obj[key]
        if "/Annots" in page.obj:
            kept = [note for note in cast("Any", page.obj.Annots) if note.get("/Subtype") != "/FileAttachment"]
            page.obj.Annots = pikepdf.Array(kept)


def _set(stamp: Stamp, sizes: list[tuple[float, float]]) -> bytes:
    """A PDF of one page for each size. What is said goes in as data, so that nothing in a name is a command."""
    told = json.dumps({**asdict(stamp), "sizes": sizes})
    own = all(ord(letter) in _OWN_LETTERS or "\u1e00" <= letter <= "\u206f" for letter in stamp.reader + stamp.reading)
    made: bytes = typst.compile(
        _SOURCE.encode(), format="pdf", sys_inputs={"stamp": told}, ignore_system_fonts=own, pdf_tags=False
    )
    return made
