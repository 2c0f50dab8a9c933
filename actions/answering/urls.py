"""The address of a signed link; what it opens stands in the link."""

from django.urls import URLPattern

app_name = "answering"

urlpatterns: list[URLPattern] = []
