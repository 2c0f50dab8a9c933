"""Files on their way lie in a folder of the portal's own; what a kill leaves there goes at night."""

import datetime as dt
import os
import time
from pathlib import Path

import pytest
from django.conf import settings as kept_settings
from django.core.files.uploadhandler import SkipFile
from django.test import RequestFactory

from meetings.paper_arrival import PaperArrival, remove_left_over
from meetings.tasks import remove_uploads_left_over

DAY = 86_400


@pytest.fixture(autouse=True)
def uploads(tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    return tmp_path


def lies(folder, name, *, age):
    path = folder / name
    path.write_bytes(b"%PDF half")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def arriving(path="/office/meetings/a/b/papers/add/"):
    arrival = PaperArrival(RequestFactory().post(path))
    arrival.new_file("chosen", "Report.pdf", "application/pdf", 100)
    return arrival


def test_folder_is_the_portals_own_and_closed_to_others():
    folder = Path(kept_settings.DATA_DIR) / "uploads"
    assert folder.is_dir()
    assert folder.stat().st_mode & 0o077 == 0


def test_file_on_its_way_lies_there_and_is_found_when_it_was_left(uploads):
    arrival = arriving()
    arrival.receive_data_chunk(b"%PDF", 0)
    [path] = uploads.iterdir()

    assert remove_left_over() == 0
    assert path.exists(), "it may still be under way"
    assert remove_left_over(older_than=dt.timedelta(seconds=-5)) == 1
    assert not path.exists()
    path.touch()  # the upload of this test goes on to its end
    arrival.file.close()


def test_night_removes_what_is_older_than_a_day(uploads):
    old = lies(uploads, "tmpabc.upload.pdf", age=DAY + 60)
    nameless = lies(uploads, "tmpabd.upload", age=DAY + 60)
    young = lies(uploads, "tmpabe.upload.pdf", age=DAY - 60)
    foreign = lies(uploads, "kept.pdf", age=9 * DAY)

    remove_uploads_left_over()

    assert [path.exists() for path in (old, nameless, young, foreign)] == [False, False, True, True]


def test_file_that_is_sent_elsewhere_never_reaches_the_disk(uploads):
    with pytest.raises(SkipFile):
        arriving("/meetings/a/b/ask/")
    assert not list(uploads.iterdir())
