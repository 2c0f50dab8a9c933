"""Addresses of owners and addressees, and how they are reached."""

from django.urls import path

from actions.chasing import contact_views as views

app_name = "contacts"

urlpatterns = [
    path("", views.contact_list, name="contact-list"),
    path("new/", views.contact_new, name="contact-new"),
    path("<int:pk>/", views.contact_edit, name="contact-edit"),
    path("<int:pk>/remove/", views.remove, name="contact-remove"),
    path("<int:pk>/changed-hands/", views.changed_hands, name="contact-changed-hands"),
    path("<int:pk>/pass-on/", views.pass_actions_on, name="contact-pass-on"),
]
