"""Addresses of the outbox, its preview, and the mail folder."""

from django.urls import URLPattern

app_name = "chasing"

urlpatterns: list[URLPattern] = []
