"""The demonstration's contacts, the reminders that went to them, and what owners have answered."""

import datetime as dt
import hashlib

from django.core.files.base import ContentFile
from django.utils import timezone

from actions.answering.deeds import Fact, accept, send_back
from actions.answering.links import link_for, new_link, whose
from actions.chasing.planning import plan
from actions.models import Contact, LedgerEntry, Message, OwnerAnswer, OwnerAnswerFile, OwnerLink
from actions.models.contact import ContactHolding, ContactKind
from actions.models.message import MessageState
from actions.models.owner_answer import AnswerState
from actions.workflow.handing_over import post_changed_hands
from meetings.paper_storage import OfficePapers
from portal.demonstration import shapes
from portal.demonstration.book import Book, saved
from portal.demonstration.dates import day_of
from portal.demonstration.errors import DemonstrationError
from portal.demonstration.papers import make_pdf

# The office has chased for so long; what was planned since is to be looked at.
CHASED_DAYS_AGO = 9
# An owner's answers came by links that were sent before them.
LINK_DAYS_BEFORE = dt.timedelta(days=3)


def add_contacts(book: Book) -> None:
    """Everybody of the file; posts that changed hands do so by the deed that tells their open actions."""
    holders = {book.post_of[key]: book.people[key].full_name for key in book.post_of}
    made: dict[str, Contact] = {}
    for told in book.plan.contacts.contacts:
        now = told.holder or holders.get(told.name, "") if told.kind == ContactKind.POST else ""
        before = told.held[-1].holder if told.held else now
        post = book.posts.get(told.name)
        made[told.name] = contact = saved(
            Contact(
                name=book.named(told.name),
                kind=told.kind,
                holder=before,
                email=told.email,
                directorate=post.directorate if post else _directorate(book, told.name),
            )
        )
        for held in told.held:
            since = day_of(held.since, book.calendar.today)
            saved(ContactHolding(contact=contact, holder=held.holder, since=since))
        if told.took_over:
            since = day_of(told.took_over, book.calendar.today)
            post_changed_hands(contact=contact, holder=now, email=told.email, since=since, by=book.clerk)
    for told in book.plan.contacts.contacts:
        if told.head:
            Contact.objects.filter(pk=made[told.name].pk).update(head=made[told.head])
    book.say(f"Made {len(made)} contacts.")


def _directorate(book: Book, name: str) -> str:
    post = book.posts.get(book.post_of.get(name, ""))
    return post.directorate if post else ""


def add_reminders(book: Book) -> None:
    """Reminders that were released and sent some days ago, and those of today, which an officer is to look at."""
    then = book.now - dt.timedelta(days=CHASED_DAYS_AGO)
    sent = plan(as_if=timezone.localdate(then)).messages
    for message in sent:
        link_for(message)
    rows = Message.objects.filter(pk__in=[message.pk for message in sent])
    rows.update(
        state=MessageState.SENT,
        planned_at=then,
        released_at=then + dt.timedelta(hours=1),
        released_by=book.clerk,
        sent_at=then + dt.timedelta(hours=1, minutes=2),
        attempts=1,
    )
    links = OwnerLink.objects.filter(message__in=rows)
    links.update(made_at=then + dt.timedelta(hours=1), expires_at=then + dt.timedelta(days=30))
    planned = plan(as_if=book.calendar.today).messages
    Message.objects.filter(pk__in=[message.pk for message in planned]).update(
        state=MessageState.PLANNED, released_at=None
    )
    book.say(f"Sent {len(sent)} reminders, and planned {len(planned)}.")


def add_answers(book: Book) -> None:
    """What owners have sent; those that an officer has dealt with go through the officer's deeds."""
    for told in book.plan.contacts.answers:
        entry = LedgerEntry.objects.select_related("committee").get(line_key=book.outcomes[told.entry].key)
        contact = Contact.objects.filter(name__iexact=whose(entry)).first()
        if contact is None:
            raise DemonstrationError(f"contacts.toml: nobody is kept as “{whose(entry)}”, who answers “{told.entry}”.")
        sent_at = book.now - dt.timedelta(days=told.days_ago, hours=2)
        link = OwnerLink.objects.filter(entry=entry).first() or new_link(entry=entry, contact=contact)
        OwnerLink.objects.filter(pk=link.pk, made_at__gt=sent_at).update(made_at=sent_at - LINK_DAYS_BEFORE)
        answer = saved(
            OwnerAnswer(
                link=link,
                entry=entry,
                kind=told.kind,
                on=timezone.localdate(sent_at),
                verdict=told.verdict,
                text=told.text,
                evidence=told.evidence,
                due_on=book.calendar.day(told.due, book.calendar.today) if told.due else None,
                by_name=told.by,
                sent_at=sent_at,
            )
        )
        files = [_keep_file(book, answer, told.paper)] if told.paper else []
        _settle(book, answer, told, files)
    book.say(f"Took in {len(book.plan.contacts.answers)} answers of owners.")


def _keep_file(book: Book, answer: OwnerAnswer, paper: str) -> OwnerAnswerFile:
    pdf = make_pdf(book.calendar.expand(book.plan.papers[paper], answer.on))
    name = OfficePapers().save(f"answers/{answer.pk}/{paper}.pdf", ContentFile(pdf.data))
    book.files.append(name)
    return saved(
        OwnerAnswerFile(
            answer=answer,
            title=f"{pdf.title}.pdf",
            file=name,
            sha256=hashlib.sha256(pdf.data).hexdigest(),
            media_type="application/pdf",
            size=len(pdf.data),
            pages=pdf.pages,
        )
    )


def _settle(book: Book, answer: OwnerAnswer, told: shapes.OwnerAnswer, files: list[OwnerAnswerFile]) -> None:
    if told.state == AnswerState.RETURNED:
        send_back(answer=answer, because=told.because, by=book.clerk)
    if told.state == AnswerState.ACCEPTED:
        fact = Fact(
            kind=answer.kind,
            on=answer.on,
            text=answer.text,
            by_name=answer.by_name,
            verdict=answer.verdict,
            evidence=answer.evidence,
            files=[(file, file.title.removesuffix(".pdf")) for file in files],
        )
        accept(answer=answer, fact=fact, by=book.clerk)
