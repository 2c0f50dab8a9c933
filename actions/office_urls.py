"""Addresses of the office's pages on addressee kinds and their clocks."""

from django.urls import path

from actions import office_views

app_name = "clocks"

urlpatterns = [
    path("", office_views.clock_list, name="clock-list"),
    path("<int:pk>/", office_views.clock_edit, name="clock-edit"),
]
