"""Addresses of the working lists."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
