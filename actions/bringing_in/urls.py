"""Addresses of bringing in an older action log."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
