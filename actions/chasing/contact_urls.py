"""Addresses of owners and addressees, and how they are reached."""

from django.urls import URLPattern

app_name = "contacts"

urlpatterns: list[URLPattern] = []
