"""Addresses of the outbox, its preview, and the mail folder."""

from django.urls import path

from actions.chasing import mail_views, message_views, views

app_name = "chasing"

urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("release/", views.release_many, name="outbox-release"),
    path("drop/", views.drop_many, name="outbox-drop"),
    path("as-if/", views.as_if, name="as-if"),
    path("unreachable/", views.unreachable, name="unreachable"),
    path("mails/", mail_views.mail_list, name="mail-list"),
    path("mails/<str:name>/", mail_views.mail_detail, name="mail-detail"),
    path("<int:pk>/", message_views.message_detail, name="message-detail"),
    path("<int:pk>/release/", message_views.release_one, name="message-release"),
    path("<int:pk>/drop/", message_views.drop_one, name="message-drop"),
    path("<int:pk>/again/", message_views.again, name="message-again"),
    path("<int:pk>/arrived/", message_views.arrived, name="message-arrived"),
]
