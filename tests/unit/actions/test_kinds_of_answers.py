"""What may be answered by a link follows from the entry as it stands, and the database holds what a response names."""

import pytest
from django.db import IntegrityError, transaction
from owner_links import answer_by, link_to, published_recommendation

from actions.answering.kinds import BECOMES, facts_for, kinds_of_answers
from actions.models import LedgerEntry
from actions.models.owner_answer import AnswerKind
from actions.policies import why_not


def entry(kind="recommendation", **known):
    return LedgerEntry(kind=kind, reference="TRA-2026-R1", stands=True, **known)


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        (entry(), ["response", "progress", "completed", "later"]),
        (entry(known_verdict="rejected"), ["response", "progress", "completed", "later"]),
        (entry("action"), ["progress", "completed", "later", "not mine"]),
        (entry(known_end="completed"), ["response"]),
        (entry(known_end="merged"), []),
        (entry("action", known_end="completed"), []),
    ],
)
def test_an_entry_is_answered_by_what_an_officer_could_accept(asked, kinds):
    assert kinds_of_answers(asked) == kinds
    for kind in kinds:
        fact = BECOMES[AnswerKind(kind)]
        assert fact in facts_for(asked, AnswerKind(kind))
        assert why_not(asked, fact) == ""


def test_of_an_ended_recommendation_only_a_response_can_still_be_told():
    ended = entry(known_end="completed")
    assert facts_for(ended, AnswerKind.RESPONSE) == ["response"]
    assert facts_for(ended, AnswerKind.PROGRESS) == []
    assert facts_for(entry(), AnswerKind.PROGRESS) == ["response", "progress", "completed", "extended"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        ({"kind": "response"}, "an_answer_that_responds_names_a_verdict"),
        ({"kind": "response", "verdict": "perhaps"}, "the_verdict_of_an_answer_is_a_known_one"),
        ({"kind": "progress", "verdict": "accepted"}, "an_answer_that_does_not_respond_has_no_verdict"),
    ],
)
def test_a_response_names_a_verdict_and_nothing_else_does(publisher, told, constraint):
    link = link_to(published_recommendation(publisher))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        answer_by(link, **told)
    assert answer_by(link, kind="response", verdict="noted").verdict == "noted"
