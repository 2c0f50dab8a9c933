"""What always holds of an entry of the ledger, whoever writes its row."""

from django.db import models
from django.db.models import Q

from actions.words import EntryKind, Origin
from meetings.constraints import filled, one_of

ENTRY_CONSTRAINTS: list[models.BaseConstraint] = [
    one_of("kind", EntryKind, name="a_ledger_entry_is_of_a_known_kind"),
    filled("text", "A ledger entry needs its words.", name="a_ledger_entry_has_words"),
    models.UniqueConstraint(
        name="a_line_has_one_ledger_entry_of_its_kind",
        fields=["line_key", "kind"],
        violation_error_message="This line has its ledger entry already.",
    ),
    models.UniqueConstraint(
        name="references_run_on_within_a_committee_and_year",
        fields=["committee", "kind", "year", "number"],
        violation_error_message="This reference is taken.",
    ),
    one_of("origin", Origin, name="a_ledger_entry_is_of_a_known_origin"),
    models.CheckConstraint(
        name="a_line_of_minutes_has_its_meeting_and_anchor",
        condition=~Q(origin=Origin.MINUTES) | (Q(meeting__isnull=False) & ~Q(anchor="")),
        violation_error_message="An entry that comes from minutes has its meeting and its line.",
    ),
    models.CheckConstraint(
        name="only_a_line_of_minutes_stands_in_an_edition",
        condition=Q(origin=Origin.MINUTES) | Q(edition__isnull=True),
        violation_error_message="An entry that was opened in the ledger stands in no edition.",
    ),
    models.CheckConstraint(
        name="only_an_action_carries_something_out",
        condition=Q(parent__isnull=True) | Q(kind=EntryKind.ACTION),
        violation_error_message="Only an action carries out a recommendation.",
    ),
    models.CheckConstraint(
        name="an_action_of_a_response_names_its_recommendation",
        condition=~Q(origin=Origin.RESPONSE) | Q(parent__isnull=False),
        violation_error_message="Name the recommendation that this action carries out.",
    ),
    models.CheckConstraint(
        name="a_ledger_recommendation_has_an_addressee",
        condition=~Q(kind=EntryKind.RECOMMENDATION) | ~Q(addressee=""),
        violation_error_message="A recommendation has an addressee.",
    ),
]
