"""Addresses of the record for machines. One that was published never dies."""

from django.urls import path

import portal.converters  # noqa: F401  # makes the kinds of parts of addresses known
from portal.opendata import sitemaps, views

app_name = "opendata"

urlpatterns = [
    path("data/", views.about, name="about"),
    path("data/register.json", views.register, name="register"),
    path("meetings/<slug:committee>/<slug:slug>/editions/<number:number>.json", views.edition, name="edition"),
    path("committees/<slug:committee>/editions/<number:number>.json", views.edition, name="committee-edition"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path("robots.txt", sitemaps.robots, name="robots"),
]
