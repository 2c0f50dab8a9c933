"""Rows of the working record for tests, each valid by itself."""

import datetime as dt
import hashlib

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from meetings import models
from portal.accounts.models import Grant, User


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@wexcombe.example")
    name = factory.Sequence(lambda n: f"User {n}")


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant


class CommitteeFactory(DjangoModelFactory):
    class Meta:
        model = models.Committee

    name = factory.Sequence(lambda n: f"Scrutiny Committee {n}")
    slug = factory.Sequence(lambda n: f"scrutiny-{n}")
    code = factory.Sequence(lambda n: "C" + "".join(chr(ord("A") + int(digit)) for digit in str(n)))
    remit = "Scrutinises what the council does."


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = models.Person

    title = "Councillor"
    name = factory.Sequence(lambda n: f"Person {n}")
    sort_name = factory.LazyAttribute(lambda o: o.name.lower())
    slug = factory.Sequence(lambda n: f"person-{n}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    committee = factory.SubFactory(CommitteeFactory)
    person = factory.SubFactory(PersonFactory)
    first_day = dt.date(2025, 5, 20)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = models.Meeting

    committee = factory.SubFactory(CommitteeFactory)
    date = factory.Sequence(lambda n: dt.date(2026, 1, 6) + dt.timedelta(days=n % 200))
    slug = factory.LazyAttribute(lambda o: o.date.isoformat())
    start = dt.time(14, 30)


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = models.MinuteSeries

    name = factory.Sequence(lambda n: f"series {n}")
    begun_on = factory.Sequence(lambda n: dt.date(2020, 1, 1) + dt.timedelta(days=n))


class ItemFactory(DjangoModelFactory):
    class Meta:
        model = models.AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    anchor = factory.LazyAttribute(lambda o: f"item-{o.position}")
    agenda_number = factory.LazyAttribute(lambda o: str(o.position))
    title = factory.LazyAttribute(lambda o: f"Business {o.position}")


class MinutesVersionFactory(DjangoModelFactory):
    class Meta:
        model = models.MinutesVersion

    item = factory.SubFactory(ItemFactory)
    number = factory.Sequence(lambda n: n + 1)
    html = "<p>The committee considered buses.</p>"


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = models.OutcomeGroup

    item = factory.SubFactory(ItemFactory)
    position = factory.Sequence(lambda n: n + 1)
    marker = "RESOLVED"


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = models.Outcome

    group = factory.SubFactory(GroupFactory)
    position = factory.Sequence(lambda n: n + 1)
    anchor = factory.LazyAttribute(lambda o: f"{o.group.item.anchor}-{o.position}")
    kind = "resolution"
    text = "the report be noted"


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = models.Document

    meeting = factory.SubFactory(MeetingFactory)
    title = "Report on buses"
    is_restricted = False
    exempt_paragraph = factory.LazyAttribute(lambda o: 3 if o.is_restricted else None)
    exempt_reason = factory.LazyAttribute(
        lambda o: "It would harm the council's bargaining." if o.is_restricted else ""
    )
    exempt_review_on = factory.LazyAttribute(lambda o: dt.date(2027, 1, 1) if o.is_restricted else None)

    @classmethod
    def with_file(cls, content: bytes = b"%PDF-1.4 invented", name: str = "buses.pdf", **fields):
        """A paper with a true file in the office's folder."""
        return cls(
            file=ContentFile(content, name=name),
            filename=name,
            media_type=fields.pop("media_type", "application/pdf"),
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            **fields,
        )


class QuestionFactory(DjangoModelFactory):
    """A question that was accepted; `response` and `response_by` make its first answer."""

    class Meta:
        model = models.Question
        skip_postgeneration_save = True

    meeting = factory.SubFactory(MeetingFactory)
    kind = "public"
    number = "PQ 1"
    position = 1
    state = "accepted"
    questioner = "Ms Ada Lark"
    place = "Wexcombe"
    text = "Why are buses late?"

    @classmethod
    def _create(cls, model_class, *args, response="", response_by="", **fields):
        question = super()._create(model_class, *args, **fields)
        if response:
            question.answers.create(position=1, by=response_by, text=response)
        return question


class SubmissionFactory(DjangoModelFactory):
    """A question that came in by the public form and was confirmed."""

    class Meta:
        model = models.Submission

    meeting = factory.SubFactory(MeetingFactory)
    committee = factory.SelfAttribute("meeting.committee")
    kind = "question"
    name = "Mr Gwil Moor"
    place = "Netherwick"
    email = "gwil@post.example"
    text = "Where is the tram?"
    key_digest = factory.Sequence(lambda n: f"{n:064d}")
    sent_at = dt.datetime(2026, 1, 20, 9, tzinfo=dt.UTC)
    confirmed_at = dt.datetime(2026, 1, 20, 10, tzinfo=dt.UTC)


def held_meeting(committee=None, **fields):
    """A meeting with draft minutes: one item with prose, a resolution, a recommendation and an action."""
    committee = committee or CommitteeFactory()
    meeting = MeetingFactory(committee=committee, status="held", minutes_state="draft", **fields)
    item = ItemFactory(
        meeting=meeting,
        position=1,
        title="Bus services",
        minutes_html="<p>The committee considered buses.</p><p>It thanked the officers.</p>",
    )
    group = GroupFactory(item=item, position=1, lead_in="That:")
    OutcomeFactory(group=group, position=1, label="a", anchor="item-1-a")
    OutcomeFactory(
        group=group,
        position=2,
        label="b",
        anchor="item-1-b",
        kind="recommendation",
        text="Cabinet review the evening timetable",
        addressee="Cabinet",
        addressee_kind="executive",
    )
    actions = GroupFactory(item=item, position=2, marker="ACTION")
    OutcomeFactory(
        group=actions,
        position=1,
        anchor="item-1-action-1",
        kind="action",
        text="Circulate the timetable",
        owner="Clerk to the committee",
        due_on=meeting.date + dt.timedelta(days=30),
    )
    return meeting
