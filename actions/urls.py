"""Addresses of the ledger. A reference never changes, so neither does its address."""

from django.urls import path

import portal.converters  # noqa: F401  # makes the kinds of parts of addresses known
from actions import file_views, list_views, views
from actions.as_paper.public import frozen_log

app_name = "actions"

urlpatterns = [
    path("recommendations/", list_views.recommendation_list, name="recommendation-list"),
    path("recommendations/download.xlsx", list_views.recommendation_workbook, name="recommendation-workbook"),
    path("recommendations/download.csv", list_views.recommendation_text, name="recommendation-text"),
    path("recommendations/<slug:reference>/", views.entry_detail, name="recommendation-detail"),
    path("actions/", list_views.action_list, name="action-list"),
    path("actions/download.xlsx", list_views.action_workbook, name="action-workbook"),
    path("actions/download.csv", list_views.action_text, name="action-text"),
    path("actions/<slug:reference>/", views.entry_detail, name="action-detail"),
    path("ledger-files/<slug:sha>/<filename:filename>", file_views.ledger_file, name="ledger-file"),
    path("committees/<slug:committee>/logs/<slug:sha>/", frozen_log, name="frozen-log"),
]
