"""Addresses of the working lists, and of what is done to several entries of a list."""

from django.urls import URLPattern, path

from actions.lists import office_views, together_views
from actions.words import EntryKind

ACTION, RECOMMENDATION = {"kind": EntryKind.ACTION}, {"kind": EntryKind.RECOMMENDATION}

urlpatterns: list[URLPattern] = [
    path("", office_views.action_list, name="action-list"),
    path("download.xlsx", office_views.action_workbook, name="action-workbook"),
    path("download.csv", office_views.action_text, name="action-text"),
    path("together/<slug:deed>/", together_views.together, ACTION, name="action-together"),
    path("recommendations/", office_views.recommendation_list, name="recommendation-list"),
    path("recommendations/download.xlsx", office_views.recommendation_workbook, name="recommendation-workbook"),
    path("recommendations/download.csv", office_views.recommendation_text, name="recommendation-text"),
    path("recommendations/together/<slug:deed>/", together_views.together, RECOMMENDATION,
         name="recommendation-together"),
]  # fmt: skip
