"""Addresses of the public's forms. The links of mails lead to `/confirm/…`, which stays while they are good."""

from django.urls import path

from portal.submissions import views

app_name = "submissions"

QUESTION = "meetings/<slug:committee>/<slug:slug>/ask/"
TOPIC = "committees/<slug:committee>/suggest/"

urlpatterns = [
    path(QUESTION, views.ask, name="ask"),
    path(f"{QUESTION}sent/", views.question_sent, name="ask-sent"),
    path(f"{QUESTION}thanks/", views.question_thanks, name="ask-thanks"),
    path(TOPIC, views.suggest, name="suggest"),
    path(f"{TOPIC}sent/", views.topic_sent, name="suggest-sent"),
    path(f"{TOPIC}thanks/", views.topic_thanks, name="suggest-thanks"),
    path("confirm/<slug:key>/", views.confirm, name="confirm"),
]
