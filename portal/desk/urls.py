"""Addresses of the office: the desk, which stands on the record and on the ledger, and all that is below it."""

from django.urls import path

from meetings import office_urls
from portal.desk import views

app_name = "office"

urlpatterns = [
    path("", views.desk, name="desk"),
    *office_urls.urlpatterns,
]
