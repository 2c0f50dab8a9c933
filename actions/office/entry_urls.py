"""Addresses of one entry in the office, and of what is recorded about it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
