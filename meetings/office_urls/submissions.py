"""What the public sent in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
