"""The register of questions of a meeting."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
