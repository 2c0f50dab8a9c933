"""Files that are no papers are refused, each with a sentence that names it, says why, and what to do."""

import io

import pytest
from bad_files import BAD_FILES
from made_files import pdf_bytes

from meetings.paper_checks.examining import examine
from meetings.paper_checks.refusing import PaperRefusedError


def test_there_are_at_least_sixty():
    assert len(BAD_FILES) >= 60


@pytest.mark.parametrize("what", BAD_FILES)
def test_bad_file_is_refused(what):
    name, make, reason = BAD_FILES[what]
    with pytest.raises(PaperRefusedError) as refused:
        examine(io.BytesIO(make()), name)
    sentence = str(refused.value)
    assert sentence.startswith(f"“{name}” ")
    assert reason in sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0, "one sentence"


def test_file_that_is_too_large_is_refused_unread(settings, tmp_path):
    class Unread(io.FileIO):
        def read(self, *args):
            raise AssertionError("a file that is too large was read")

    path = tmp_path / "large.pdf"
    with path.open("wb") as sparse:
        sparse.truncate(200 << 20)
    with Unread(path) as source, pytest.raises(PaperRefusedError, match=r"“large\.pdf” is larger than 50 MB"):
        examine(source, "large.pdf")


def test_largest_size_is_a_setting(settings):
    settings.PAPER_MB = 0
    with pytest.raises(PaperRefusedError, match="larger than 0 MB"):
        examine(io.BytesIO(pdf_bytes()), "a.pdf")
