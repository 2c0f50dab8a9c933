"""Addresses of the record for machines. One that was published never dies."""

from django.urls import URLPattern

app_name = "opendata"

urlpatterns: list[URLPattern] = []
