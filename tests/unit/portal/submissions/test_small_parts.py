"""Text as it is pasted, mailboxes under their many names, and the stamp of a form."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.plain_text import one_line, plain
from portal.submissions.limits import one_mailbox
from portal.submissions.stamp import Fault, fault_of, stamp_for

NOW = dt.datetime(2026, 10, 22, 15, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("  one\r\n\r\n\r\n\r\ntwo  ", "one\n\ntwo"),
        ("a\x00\x1b[31mb", "a[31mb"),
        ("\u202eevil\u202c \u2067x\u2069\u200f", "evil x"),
        ("tab\there", "tab\there"),
        ("नमस्ते क्\u200dष", "नमस्ते क्\u200dष"),
        ("\ud800", ""),
    ],
)
def test_plain_text(pasted, kept):
    assert plain(pasted) == kept


@given(st.text())
def test_plain_text_stays_as_it_is(text):
    once = plain(text)
    assert plain(once) == once
    assert "\x00" not in once
    assert "\n" not in one_line(text)


@pytest.mark.parametrize("email", ["ann@post.example", "ANN@POST.example", "ann+bus@post.example", "ann+@post.example"])
def test_one_mailbox_under_many_names(email):
    assert one_mailbox(email) == "ann@post.example"


@pytest.mark.parametrize(
    ("age", "fault"),
    [(0, Fault.FAST), (2.9, Fault.FAST), (3, None), (86_400, None), (86_401, Fault.OLD), (-60, Fault.FAST)],
)
def test_the_age_of_a_stamp(age, fault):
    stamp = stamp_for("/ask/", at=NOW)
    assert fault_of(stamp, "/ask/", at=NOW + dt.timedelta(seconds=age)) == fault


def test_a_stamp_is_for_one_form_and_cannot_be_made_up():
    stamp = stamp_for("/ask/", at=NOW)
    later = NOW + dt.timedelta(minutes=1)
    assert fault_of(stamp, "/other/", at=later) == Fault.OLD
    assert fault_of(stamp[:-1], "/ask/", at=later) == Fault.OLD
    assert fault_of("", "/ask/", at=later) == Fault.OLD
