"""The municipal year with its deadlines, and moving a meeting."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
