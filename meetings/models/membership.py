"""Who sits on which committee, as what, from when to when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from meetings.constraints import needs, not_before, one_of
from portal.audit.history import noted


class MembershipRole(models.TextChoices):
    CHAIRPERSON = "chairperson", "Chairperson"
    VICE_CHAIRPERSON = "vice-chairperson", "Vice-chairperson"
    MEMBER = "member", "Member"
    NON_VOTING = "non-voting member", "Non-voting member"
    CO_OPTEE = "co-optee", "Co-optee"


class VotingRight(models.TextChoices):
    ALWAYS = "always", "On every item"
    EDUCATION = "education items", "On education items only"
    NEVER = "never", "On no item"


def _term() -> Func:
    """The days of a membership as a range: its last day belongs to it, no last day means for good."""
    return Func(
        F("first_day"), F("last_day"), RangeBoundary(True, True), function="DATERANGE", output_field=DateRangeField()
    )


class Membership(models.Model):
    """A seat on a committee, from its first day to its last (both included; no last day: until further notice).

    A co-optee names the body that he or she represents. Church and parent-governor representatives vote on education
    items only (LGA 2000, Schedule A1 paragraphs 7 and 8).
    """

    committee = models.ForeignKey("meetings.Committee", on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=MembershipRole.choices, default=MembershipRole.MEMBER)
    body = models.CharField(max_length=200, blank=True, help_text="Whom a co-optee represents.")
    votes = models.CharField(max_length=20, choices=VotingRight.choices, default=VotingRight.ALWAYS)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        triggers = noted("membership")
        ordering = ["committee", "first_day", "pk"]
        constraints = [
            one_of("role", MembershipRole, name="a_membership_has_a_known_role"),
            one_of("votes", VotingRight, name="a_membership_has_a_known_voting_right"),
            not_before(
                "last_day",
                "first_day",
                "A membership cannot end before it begins.",
                name="a_membership_ends_after_it_begins",
            ),
            needs(
                Q(role=MembershipRole.CO_OPTEE),
                ~Q(body=""),
                "Say which body the co-optee represents.",
                name="a_co_optee_represents_a_body",
            ),
            needs(
                Q(role=MembershipRole.NON_VOTING),
                Q(votes=VotingRight.NEVER),
                "A non-voting member votes on no item.",
                name="a_non_voting_member_never_votes",
            ),
            ExclusionConstraint(
                name="one_chairperson_at_a_time",
                expressions=[("committee", RangeOperators.EQUAL), (_term(), RangeOperators.OVERLAPS)],
                condition=Q(role=MembershipRole.CHAIRPERSON),
                violation_error_message="The committee has another chairperson in these days.",
            ),
            ExclusionConstraint(
                name="one_seat_a_person_at_a_time",
                expressions=[
                    ("committee", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (_term(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="This person already sits on the committee in these days.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()} of {self.committee}"
