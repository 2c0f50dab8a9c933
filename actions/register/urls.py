"""Addresses of the open register. One that was published never dies."""

from django.urls import path

from actions.register import views

app_name = "register"

urlpatterns = [
    path("unanswered/", views.register, name="unanswered"),
    path("unanswered.csv", views.table, name="unanswered-table"),
]
