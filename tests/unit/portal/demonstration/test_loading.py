"""Loading the demonstration council: on which day, into what, and what is left when it fails."""

import datetime as dt
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from meetings.models import Committee
from portal.accounts.models import User
from portal.demonstration import loading
from portal.demonstration.reading import read_demonstration

FOLDER = Path(__file__).resolve().parents[4] / "fixtures" / "demo"

pytestmark = pytest.mark.django_db


def load(now=None):
    return loading.load(read_demonstration(FOLDER), now=now or timezone.now(), say=lambda line: None)


def test_load_works_on_another_day_of_the_week():
    book = load(now=timezone.now() - dt.timedelta(days=4))
    assert len(book.meetings) == len(book.plan.meetings)


def test_load_demo_refuses_a_database_with_committees():
    Committee.objects.create(name="Planning", slug="planning", code="PLA")
    with pytest.raises(CommandError, match="already holds committees"):
        call_command("load_demo", stdout=StringIO())
    assert not User.objects.exists()


def test_load_leaves_nothing_behind_when_it_fails(monkeypatch):
    def stumble(*args, **kwargs):
        raise RuntimeError("the power went")

    monkeypatch.setattr(loading, "take_minutes", stumble)
    with pytest.raises(RuntimeError, match="the power went"):
        load()
    assert not Committee.objects.exists()
    assert not User.objects.exists()
    assert _files() == []


def _files():
    """The names of all files in the office's folder of this test."""
    return [path.name for path in Path(default_storage.location).rglob("*") if path.is_file()]
