"""Restricted papers as they are read. No other address serves their files."""

from django.urls import path

import portal.converters  # noqa: F401  # makes the kinds of parts of addresses known
from meetings.views import office_restricted_file

PAPER = "papers/<number:document>/restricted/"

urlpatterns = [
    path(PAPER, office_restricted_file.restricted_file, name="restricted-file"),
    path(f"{PAPER}versions/<number:number>/", office_restricted_file.restricted_file, name="restricted-version"),
]
