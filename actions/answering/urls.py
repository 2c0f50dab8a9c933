"""The address of a signed link; what it opens stands in the link."""

from django.urls import path

from actions.answering import views

app_name = "answering"

urlpatterns = [
    path("answer/<str:token>/", views.answer, name="answer"),
]
