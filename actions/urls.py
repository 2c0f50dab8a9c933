"""Addresses of the ledger. A reference never changes, so neither does its address."""

from django.urls import path

from actions import views
from actions.as_paper.public import frozen_log

app_name = "actions"

urlpatterns = [
    path("recommendations/", views.recommendation_list, name="recommendation-list"),
    path("recommendations/<slug:reference>/", views.entry_detail, name="recommendation-detail"),
    path("actions/", views.action_list, name="action-list"),
    path("actions/<slug:reference>/", views.entry_detail, name="action-detail"),
    path("committees/<slug:committee>/logs/<slug:sha>/", frozen_log, name="frozen-log"),
]
