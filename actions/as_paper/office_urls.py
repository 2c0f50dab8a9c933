"""Addresses from which the ledger is put on an agenda as a paper."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
