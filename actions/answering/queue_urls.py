"""Addresses of the officers' queue of owners' answers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
