"""Addresses of what councillors read when they have signed in."""

from django.urls import path

from portal.councillors import views

app_name = "councillors"

urlpatterns = [
    path("", views.home, name="home"),
    path("meetings/<slug:committee>/<slug:slug>/", views.meeting, name="meeting"),
    path("asked/", views.asked, name="asked"),
    path("record/", views.own_record, name="record"),
]
