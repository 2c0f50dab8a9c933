"""One range of bytes, against slices of the bytes."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.byte_ranges import CHUNK, Span, UnsatisfiableRangeError, _Slice, file_response, span_of
from portal.conditional import strong

SIZES = st.integers(0, 60)
NUMBERS = st.one_of(st.integers(0, 80), st.integers(0, 10**30))


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-0", Span(0, 1)),
        ("bytes=2-4", Span(2, 3)),
        ("bytes=2-400", Span(2, 8)),
        ("bytes=9-", Span(9, 1)),
        ("bytes=-3", Span(7, 3)),
        ("bytes=-300", Span(0, 10)),
        ("Bytes=0-", Span(0, 10)),
        ("bytes= 2-4 ", Span(2, 3)),
        ("bytes=0002-4", Span(2, 3)),
        (f"bytes=0-{'9' * 5000}", Span(0, 10)),
        # What is not one range of bytes asks for everything.
        ("", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=4-2", None),
        ("bytes=0-1,4-5", None),
        ("bytes=0-1, -2", None),
        ("bytes=a-b", None),
        ("bytes=1-2x", None),
        ("bytes=+1-2", None),
        ("bytes=٣-٤", None),
        ("items=0-1", None),
        ("bytes 0-1", None),
    ],
)
def test_a_range_of_ten_bytes(header, span):
    assert span_of(header, 10) == span


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-12", "bytes=-0", f"bytes={'9' * 5000}-"])
def test_a_range_behind_the_end_is_refused(header):
    with pytest.raises(UnsatisfiableRangeError):
        span_of(header, 10)


def test_nothing_of_an_empty_file():
    assert span_of("bytes=-5", 0) is None
    with pytest.raises(UnsatisfiableRangeError):
        span_of("bytes=0-", 0)


@given(SIZES, NUMBERS, NUMBERS)
def test_a_range_is_the_slice(size, first, last):
    content = bytes(range(size))
    if last < first:
        assert span_of(f"bytes={first}-{last}", size) is None
    elif first >= size:
        with pytest.raises(UnsatisfiableRangeError):
            span_of(f"bytes={first}-{last}", size)
    else:
        span = span_of(f"bytes={first}-{last}", size)
        assert content[span.first : span.first + span.length] == content[first : last + 1]
        assert len(content[first : last + 1]) == span.length


@given(st.integers(1, 60), st.one_of(st.integers(1, 80), st.integers(1, 10**30)))
def test_a_suffix_is_the_slice(size, length):
    content = bytes(range(size))
    span = span_of(f"bytes=-{length}", size)
    assert content[span.first : span.first + span.length] == content[-length:]


@given(st.text(max_size=40), SIZES)
def test_no_header_breaks_it(header, size):
    for text in (header, f"bytes={header}"):
        try:
            span = span_of(text, size)
        except UnsatisfiableRangeError:
            continue
        assert span is None or (0 <= span.first < size and 0 < span.length <= size - span.first)


@given(st.integers(0, 3 * CHUNK), st.integers(0, 2 * CHUNK), st.integers(0, 2 * CHUNK))
def test_a_part_of_a_file_is_the_slice_of_its_bytes(size, first, length):
    content = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    parts = list(_Slice(ContentFile(content), Span(first, length)))
    assert b"".join(parts) == content[first : first + length]
    assert all(0 < len(part) <= CHUNK for part in parts)


class Watched(FileSystemStorage):
    """Remembers the files that it opened."""

    def open(self, name, mode="rb"):
        self.opened = super().open(name, mode)
        return self.opened


@pytest.mark.django_db  # the end of a response looks after the connection
def test_a_file_is_closed_though_nobody_reads_it(tmp_path):
    storage = Watched(location=tmp_path)
    storage.save("paper", ContentFile(b"0123456789"))
    request = RequestFactory().get("/", headers={"range": "bytes=2-3"})
    validators = strong("ab" * 32, timezone.now())
    response = file_response(request, storage=storage, path="paper", media_type="text/plain", validators=validators)
    assert not storage.opened.closed
    response.close()
    assert storage.opened.closed
