"""The register of questions of a meeting."""

from django.urls import path

from meetings.office_urls.place import MEETING
from meetings.views import office_answers, office_questions, office_sent_questions

QUESTION = f"{MEETING}questions/<int:question>/"
SENT = f"{MEETING}questions/sent/<int:submission>/"

urlpatterns = [
    path(f"{MEETING}questions/add/", office_questions.add, name="questions-add"),
    path(f"{SENT}take/", office_sent_questions.take, name="sent-question-take"),
    path(f"{SENT}set-aside/", office_sent_questions.set_aside, name="sent-question-set-aside"),
    path(QUESTION, office_questions.question, name="question"),
    path(f"{QUESTION}change/", office_questions.change, name="question-change"),
    path(f"{QUESTION}decide/", office_questions.decide, name="question-decide"),
    path(f"{QUESTION}move/", office_questions.move, name="question-move"),
    path(f"{QUESTION}remove/", office_questions.remove, name="question-remove"),
    path(f"{QUESTION}promise/", office_answers.promise, name="question-promise"),
    path(f"{QUESTION}answers/add/", office_answers.add, name="answer-add"),
    path(f"{QUESTION}answers/<int:answer>/change/", office_answers.change, name="answer-change"),
    path(f"{QUESTION}answers/<int:answer>/reissue/", office_answers.reissue, name="answer-reissue"),
    path(f"{QUESTION}answers/<int:answer>/remove/", office_answers.remove, name="answer-remove"),
    path(f"{QUESTION}supplementary/", office_answers.supplementary, name="supplementary-save"),
    path(f"{QUESTION}responses/add/", office_answers.response_add, name="response-add"),
    path(f"{QUESTION}responses/<int:response>/change/", office_answers.response_change, name="response-change"),
    path(f"{QUESTION}responses/<int:response>/remove/", office_answers.response_remove, name="response-remove"),
]
