"""Addresses of the officers' queue of owners' answers."""

from django.urls import URLPattern, path

import portal.converters  # noqa: F401  # makes the kinds of parts of addresses known
from actions.answering import link_views, queue_views

ONE = "answers/<number:answer>/"
LINK = "answers/links/<uuid:link>/"

urlpatterns: list[URLPattern] = [
    path("answers/", queue_views.answer_list, name="answer-list"),
    path("answers/links/", link_views.link_list, name="owner-link-list"),
    path(LINK, link_views.link_detail, name="owner-link"),
    path(f"{LINK}take-back/", link_views.link_take_back, name="owner-link-take-back"),
    path(ONE, queue_views.answer_detail, name="answer"),
    path(f"{ONE}accept/", queue_views.answer_accept, name="answer-accept"),
    path(f"{ONE}return/", queue_views.answer_return, name="answer-return"),
    path(f"{ONE}close/", queue_views.answer_close, name="answer-close"),
    path(f"{ONE}files/<number:file>/", queue_views.answer_file, name="answer-file"),
]
