"""The day on which a test takes place."""

from django.utils import timezone


def on_the_day(monkeypatch, day):
    """Has the portal take `day` for today."""
    monkeypatch.setattr(timezone, "localdate", lambda *args: day)
