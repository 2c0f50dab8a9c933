"""What a picture carries beside what it shows is left out, and it is shown as before."""

import hashlib
import io
import zlib

import pytest
from made_files import chunk, jpeg, png
from PIL import ExifTags, Image, ImageCms, ImageOps, PngImagePlugin

from meetings.paper_checks.examining import examine
from meetings.paper_checks.exif import exif_of, orientation_of

SECRETS = (b"Canon", b"Ada Lin", b"51 deg", b"GPS", b"Photoshop", b"xmpmeta", b"2026:11:20")
TURNED = 6


def exif(orientation=TURNED):
    data = Image.Exif()
    if orientation:
        data[ExifTags.Base.Orientation] = orientation
    data[ExifTags.Base.Make] = "Canon"
    data[ExifTags.Base.Artist] = "Ada Lin"
    data[ExifTags.Base.DateTime] = "2026:11:20 10:00:00"
    data.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "51 deg"
    return data


def picture():
    return Image.frombytes("RGB", (40, 24), bytes(number * number % 251 for number in range(40 * 24 * 3)))


def profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def photo(orientation=TURNED, **options):
    out = io.BytesIO()
    options = {"exif": exif(orientation), "comment": b"Ada Lin", "xmp": b"<x:xmpmeta/>", "quality": 92} | options
    picture().save(out, "JPEG", icc_profile=profile(), **options)
    return out.getvalue()


def drawing(orientation=TURNED):
    out = io.BytesIO()
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Ada Lin")
    words.add_text("Comment", "Ada Lin", zip=True)
    words.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta/>")
    words.add(b"tIME", b"\x07\xea\x0b\x14\x0a\x00\x00")
    words.add(b"prVt", b"Ada Lin")
    picture().save(out, "PNG", exif=exif(orientation), pnginfo=words, icc_profile=profile(), dpi=(300, 300))
    return out.getvalue()


def kept(content, name="photo.jpg"):
    source = io.BytesIO(content)
    found = examine(source, name)
    with found.kept_of(source) as copy:
        return found, copy.read()


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("orientation", [None, *range(1, 9)])
def test_photo_loses_what_it_carries_and_shows_the_same(orientation, progressive):
    before = photo(orientation, progressive=progressive)
    assert sum(secret in before for secret in SECRETS) > 3

    found, after = kept(before)

    assert found.is_cleaned
    assert not [secret for secret in SECRETS if secret in after]
    assert (found.size, found.sha256) == (len(after), hashlib.sha256(after).hexdigest())
    old, new = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
    assert new.info["icc_profile"] == old.info["icc_profile"]
    assert set(new.getexif()) <= {ExifTags.Base.Orientation}
    assert ImageOps.exif_transpose(new).tobytes() == ImageOps.exif_transpose(old).tobytes()


@pytest.mark.parametrize("orientation", [None, 1, 3, 8])
def test_drawing_loses_what_it_carries_and_shows_the_same(orientation):
    before = drawing(orientation)
    assert b"Ada Lin" in before

    found, after = kept(before, "plan.png")

    assert found.is_cleaned
    assert not [secret for secret in (*SECRETS, b"tEXt", b"iTXt", b"zTXt", b"tIME", b"prVt") if secret in after]
    old, new = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
    assert new.info["icc_profile"] == old.info["icc_profile"]
    assert new.info["dpi"] == old.info["dpi"]
    assert ImageOps.exif_transpose(new).tobytes() == ImageOps.exif_transpose(old).tobytes()


@pytest.mark.parametrize("make", [photo, drawing])
def test_what_was_cleaned_is_kept_as_it_is(make):
    """So a picture that comes back from the portal is known to be the same file."""
    _, once = kept(make())
    found, twice = kept(once)
    assert twice == once
    assert (found.size, found.sha256) == (len(once), hashlib.sha256(once).hexdigest())


@pytest.mark.parametrize("make", [png, jpeg])
def test_picture_that_carries_nothing_is_kept_as_it_is(make):
    found, after = kept(make())
    assert not found.is_cleaned
    assert after == make()


def test_further_pictures_behind_the_first_are_left_out():
    """A telephone writes a second picture behind the first, with its own place and time."""
    _, alone = kept(photo())
    _, after = kept(photo() + photo())
    assert after == alone


def test_place_that_is_written_between_two_scans_is_left_out():
    content = photo(progressive=True, exif=b"", xmp=b"", comment=b"")
    second = content.rindex(b"\xff\xda")
    before = content[:second] + b"\xff\xe1\x00\x0eExif\x00\x0051 deg" + content[second:]
    _, after = kept(before)
    assert b"51 deg" not in after
    Image.open(io.BytesIO(after)).load()


def test_small_picture_within_the_head_is_left_out():
    """JFXX keeps a small copy of the picture, as it was before it was cut."""
    before = photo()
    _, after = kept(before[:20] + b"\xff\xe0\x00\x0eJFXX\x00Ada Lin" + before[20:])
    assert b"JFXX" not in after


def test_animated_drawing_stays_animated():
    out = io.BytesIO()
    others = [picture().rotate(180), picture().convert("L").convert("RGB")]
    picture().save(out, "PNG", save_all=True, append_images=others, exif=exif())
    _, after = kept(out.getvalue(), "plan.png")
    assert Image.open(io.BytesIO(after)).n_frames == 3


@pytest.mark.parametrize(
    "data",
    [
        b"", b"II*\x00", b"MM\x00*\xff\xff\xff\xff", b"II*\x00\x08\x00\x00\x00\xff\xff", b"JUNK" + b"\xff" * 40,
        exif_of(9), exif_of(0),
    ],
)  # fmt: skip
def test_exif_that_nobody_understands_is_upright(data):
    assert orientation_of(data) == 1


@pytest.mark.parametrize("value", range(1, 9))
def test_orientation_is_read_in_both_orders(value):
    small = b"II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00" + bytes([value, 0, 0, 0, 0, 0, 0, 0])
    assert orientation_of(small) == orientation_of(exif_of(value)) == value


def test_long_exif_of_a_drawing_is_gone_through_to_the_end():
    content = png()
    before = content[:33] + chunk(b"eXIf", exif_of(3) + b"Ada Lin" * 200_000) + content[33:]
    _, after = kept(before)
    assert b"Ada Lin" not in after
    assert b"eXIf" + exif_of(3) + zlib.crc32(b"eXIf" + exif_of(3)).to_bytes(4, "big") in after
