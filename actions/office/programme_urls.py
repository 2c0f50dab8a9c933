"""Addresses by which the ledger hands something to a work programme, beside the office's pages of it."""

from django.urls import path

import portal.converters  # noqa: F401  # makes the kinds of parts of addresses known
from actions.office import programme

app_name = "programmes"

urlpatterns = [
    path(
        "<slug:committee>/<number:year>/from-recommendation/",
        programme.from_recommendation,
        name="from-recommendation",
    ),
]
