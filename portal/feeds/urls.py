"""Addresses by which calendars and feed readers follow the record. One that was published never dies."""

from django.urls import URLPattern

app_name = "feeds"

urlpatterns: list[URLPattern] = []
