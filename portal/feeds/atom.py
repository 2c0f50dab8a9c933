"""Newly published editions of meetings as an Atom feed (RFC 4287): the latest that stand, withdrawn ones left out."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from meetings.editions.models import Edition, PublishedCommittee
from meetings.editions.papers import papers_of
from meetings.editions.projection import outcome_blocks
from meetings.editions.state import edition_of
from portal.addresses import absolute
from portal.feeds.identity import edition_urn, feed_urn, record_namespace
from portal.home.templatetags.record_format import counted, long_date
from portal.machines import fit_text

LATEST = 50


class Feed(Atom1Feed):
    """A feed that changed when the record did, also where what changed is that an edition was withdrawn."""

    def latest_post_date(self) -> dt.datetime:
        changed_at: dt.datetime = self.feed["changed_at"]
        return changed_at


def feed_of(
    committee: PublishedCommittee | None, *, title: str, council: str, path: str, changed_at: dt.datetime
) -> bytes:
    """The feed of the meetings of a committee, or of all (None), as the bytes of a file; two queries."""
    slug = committee.slug if committee else ""
    feed = Feed(
        title=fit_text(title),
        link=absolute(committee.get_absolute_url() if committee else reverse("home")),
        description="",
        subtitle="Agendas, minutes and corrections as they are published.",
        language="en-GB",
        author_name=fit_text(council),
        feed_url=absolute(path),
        feed_guid=feed_urn(record_namespace(), slug),
        changed_at=changed_at,
    )
    for edition in latest_editions(slug):
        _add(feed, edition)
    return feed.writeString("utf-8").encode()


def latest_editions(committee: str) -> list[Edition]:
    """The latest standing editions of meetings, of one committee (its slug) or of all (""), with their documents."""
    editions = Edition.objects.filter(edition_of(committee), meeting__isnull=False, withdrawal__isnull=True)
    columns = ("register_number", "address", "number", "stage", "published_at", "reason", "sha256", "document")
    return list(editions.only(*columns).order_by("-register_number")[:LATEST])


def _add(feed: Atom1Feed, edition: Edition) -> None:
    content = edition.content
    name, date = content["committee"]["name"], long_date(content["meeting"]["date"])
    feed.add_item(
        title=fit_text(f"{edition.get_stage_display()}: {name}, {date}"),
        link=absolute(reverse("meetings:edition-detail", args=[*edition.address.split("/"), edition.number])),
        description=escape(fit_text(_summary(edition, content))),  # a summary is read as HTML
        unique_id=edition_urn(edition.sha256),
        pubdate=edition.published_at,
        updateddate=edition.published_at,
        categories=[fit_text(name), edition.get_stage_display()],
    )


def _summary(edition: Edition, content: dict[str, Any]) -> str:
    outcomes = sum(len(block["lines"]) for item in content["items"] for block in outcome_blocks(item))
    counts = [counted(len(content["items"]), "item,items")]
    if outcomes:
        counts.append(counted(outcomes, "outcome,outcomes"))
    counts.append(counted(sum(1 for _ in papers_of(content)), "paper,papers"))
    listed = f"{', '.join(counts[:-1])} and {counts[-1]}"
    reason = edition.reason if edition.reason.endswith((".", "!", "?")) else f"{edition.reason}."
    return f"{reason} Edition {edition.number}: {listed}."
