"""Addresses of the ledger. A reference never changes, so neither does its address."""

from django.urls import path

import portal.converters  # noqa: F401  # makes the kinds of parts of addresses known
from actions import file_views, views

app_name = "actions"

urlpatterns = [
    path("recommendations/", views.recommendation_list, name="recommendation-list"),
    path("recommendations/<slug:reference>/", views.entry_detail, name="recommendation-detail"),
    path("actions/", views.action_list, name="action-list"),
    path("actions/<slug:reference>/", views.entry_detail, name="action-detail"),
    path("ledger-files/<slug:sha>/<filename:filename>", file_views.ledger_file, name="ledger-file"),
]
