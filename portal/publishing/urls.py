"""Addresses of the door, under the office's: what is published of a meeting, and of a committee."""

from django.urls import path

from portal.publishing import committee_views, timeline_views, views

app_name = "door"

MEETING = "<slug:committee>/<slug:slug>/"

urlpatterns = [
    path("<slug:committee>/", committee_views.publish_committee_page, name="committee"),
    path(MEETING, views.publish_page, name="publish"),
    path(f"{MEETING}ready/", views.ready, name="ready"),
    path(f"{MEETING}timeline/", timeline_views.timeline, name="timeline"),
    path(f"{MEETING}withdraw/<number:number>/", timeline_views.withdraw_page, name="withdraw"),
]
