"""Addresses of one entry in the office, and of what is recorded about it."""

from django.urls import path

from actions.office import action_views, entry_views

urlpatterns = [
    path("new/", action_views.action_new, name="action-new"),
    path("items/<slug:committee>/", entry_views.meeting_items, name="meeting-items"),
    path("<slug:reference>/", entry_views.entry, name="entry"),
    path("<slug:reference>/last-day/", entry_views.last_day, name="entry-last-day"),
    path("<slug:reference>/record/<slug:kind>/", entry_views.entry_record, name="entry-record"),
    path("<slug:reference>/take-back/<int:fact>/", entry_views.entry_take_back, name="entry-take-back"),
]
