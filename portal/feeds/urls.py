"""Addresses by which calendars and feed readers follow the record. One that was published never dies."""

from django.urls import path

from portal.feeds import views

app_name = "feeds"

urlpatterns = [
    path("follow/", views.follow, name="follow"),
    path("meetings.ics", views.calendar, name="calendar"),
    path("published.atom", views.published, name="published"),
    path("unanswered.atom", views.unanswered, name="unanswered"),
    path("committees/<slug:slug>/unanswered.atom", views.unanswered, name="committee-unanswered"),
    path("committees/<slug:slug>/meetings.ics", views.calendar, name="committee-calendar"),
    path("committees/<slug:slug>/published.atom", views.published, name="committee-published"),
]
