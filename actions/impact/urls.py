"""Addresses of the impact of scrutiny."""

from django.urls import URLPattern

app_name = "impact"

urlpatterns: list[URLPattern] = []
