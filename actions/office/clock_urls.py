"""Addresses of the office's pages on addressee kinds and their clocks."""

from django.urls import path

from actions.office import clock_views

app_name = "clocks"

urlpatterns = [
    path("", clock_views.clock_list, name="clock-list"),
    path("<int:pk>/", clock_views.clock_edit, name="clock-edit"),
]
