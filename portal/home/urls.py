"""Addresses that belong to no single part of the record."""

from django.urls import path

from portal.home import statements, views

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
    path("your-rights/", statements.rights, name="rights"),
    path("gallery/", views.gallery, name="gallery"),
]
