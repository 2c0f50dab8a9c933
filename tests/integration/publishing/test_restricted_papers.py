"""A paper that is not for publication: named in the edition with its reason, and nothing else of it."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from factories import CommitteeFactory, DocumentFactory, ItemFactory, MeetingFactory, held_meeting
from paper_files import pdf_of, read_now, versioned

from meetings.editions.models import Edition
from meetings.editions.registers import PublishedPaper
from meetings.editions.snapshot import meeting_content
from meetings.models import Document
from meetings.policies.papers import editions_with, was_published
from meetings.workflow.restriction import Restriction, open_paper, restrict_paper
from portal.accounts.models import User
from portal.publishing.door import publish
from portal.publishing.presenting import reason_rows
from portal.publishing.reasons import UNCHANGED, why_not_publish
from portal.publishing.rebuilding import rebuild
from portal.publishing.verification import faults
from portal.search.models import SearchEntry, SearchPage, SearchWord
from portal.search.tasks import show_words_of_paper

pytestmark = pytest.mark.django_db

WHY = Restriction(3, "Bidders would read each other's prices.", dt.date(2027, 1, 1))
EXEMPT = {
    "is_exempt": True, "exempt_paragraph": 5, "exempt_reason": "A claim is before a court.",
    "exempt_review_on": dt.date(2027, 1, 1),
}  # fmt: skip
ADDRESS = "/meetings/transport/2026-02-03/"


@pytest.fixture
def meeting():
    committee = CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")
    return held_meeting(committee=committee, date=dt.date(2026, 2, 3))


@pytest.fixture
def agenda(publisher):
    """A meeting to come, of which the agenda is being prepared."""
    committee = CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")
    meeting = MeetingFactory(committee=committee, date=dt.date(2027, 4, 28))
    ItemFactory(meeting=meeting, position=1, title="Depot", agenda_number="1")
    return meeting


def restricted(meeting, title="Offers for the depot", name="acme.pdf", **fields):
    return DocumentFactory.with_file(
        f"%PDF {title}".encode(), name, meeting=meeting, title=title, is_restricted=True, **fields
    )


def published(meeting, by, reason="Published"):
    publish(meeting=meeting, by=by, reason=reason)
    return Edition.objects.filter(meeting=meeting).order_by("-number")[0].content


def bare(paper):
    """The same paper without its own reason, as one that is restricted with its item."""
    Document.objects.filter(pk=paper.pk).update(exempt_paragraph=None, exempt_reason="", exempt_review_on=None)
    return paper


def test_an_edition_names_it_with_paragraph_words_and_reason_and_nothing_else(agenda, publisher):
    paper = restricted(agenda, item=agenda.items.get(), report_by="Head of Property", pages=12)
    content = published(agenda, publisher)
    (item,) = content["items"]
    assert item["documents"] == []
    assert item["withheld"] == [
        {
            "anchor": f"paper-{paper.pk}",
            "title": "Offers for the depot",
            "paragraph": 3,
            "description": "Information relating to the financial or business affairs of any particular person, "
            "including the authority",
            "reason": "It would harm the council's bargaining.",
        }
    ]
    assert "withheld" not in content


def test_a_paper_of_an_exempt_item_is_named_with_its_own_reason_or_with_the_items(agenda, publisher):
    item = ItemFactory(meeting=agenda, position=2, title="Claim", **EXEMPT)
    restricted(agenda, "Letter of the insurer", item=item, position=1)
    bare(restricted(agenda, "Opinion of counsel", item=item, position=2))
    DocumentFactory(meeting=agenda, item=item, title="Nobody restricted it")
    content = published(agenda, publisher)
    assert [(paper["title"], paper["paragraph"]) for paper in content["items"][1]["withheld"]] == [
        ("Letter of the insurer", 3), ("Opinion of counsel", 5),
    ]  # fmt: skip
    assert content["items"][1]["withheld"][1]["reason"] == "A claim is before a court."
    assert "Nobody restricted it" not in json.dumps(content)


def test_a_meeting_without_restricted_papers_has_the_keys_that_it_always_had(meeting, publisher):
    DocumentFactory.with_file(meeting=meeting)
    DocumentFactory.with_file(b"%PDF two", "two.pdf", meeting=meeting, item=meeting.items.get())
    assert "withheld" not in json.dumps(published(meeting, publisher))


def test_without_its_agenda_a_meeting_names_no_paper(agenda):
    restricted(agenda)
    assert "withheld" in meeting_content(agenda)
    assert "withheld" not in meeting_content(agenda, with_agenda=False)


def test_page_list_and_contents_tell_it(meeting, client, publisher):
    restricted(meeting, "Offers for the depot")
    restricted(meeting, "Two drivers", "b.pdf", item=meeting.items.get(), exempt_paragraph=1)
    published(meeting, publisher)
    html = client.get(ADDRESS).content.decode()
    assert html.count("Two drivers") == 2
    assert "Exempt under paragraph 1 of Schedule 12A" in html
    assert "1972: Information relating to any individual" in html
    assert "Why the public interest is against publishing: It would harm the council&#x27;s bargaining." in html
    assert "Not for publication, paragraph 1" in html
    assert '<a href="#documents">Documents</a>' in html, "also where no open paper stands there"
    assert "2 documents" in html
    for hidden in ("acme.pdf", "b.pdf", "/papers/"):
        assert hidden not in html


def test_a_paper_that_is_restricted_after_publication_is_named_so(meeting, client, publisher):
    paper = DocumentFactory.with_file(b"%PDF offers", "offers.pdf", meeting=meeting, title="Offers for the depot")
    published(meeting, publisher)
    restrict_paper(document=paper, restriction=WHY, by=publisher)
    content = published(meeting, publisher, "It is not for publication")
    assert [paper["title"] for paper in content["withheld"]] == ["Offers for the depot"]
    html = client.get(reverse("meetings:edition-compare", args=["transport", "2026-02-03", 1, 2])).content.decode()
    assert "Is now not for publication" in html
    assert "1 paper is now not for publication" in html
    assert "Bidders would read each other" in html
    assert "offers.pdf" not in html
    assert [edition.number for edition in editions_with(paper)] == [1], "the second one only names it"
    open_paper(document=Document.objects.get(pk=paper.pk), by=publisher)
    content = published(meeting, publisher, "The offers are accepted")
    assert "withheld" not in content
    html = client.get(reverse("meetings:edition-compare", args=["transport", "2026-02-03", 2, 3])).content.decode()
    assert "Was released" in html
    assert "offers.pdf" in html
    assert list(faults()) == []


def test_a_paper_that_was_only_named_was_not_published(agenda, publisher):
    paper = restricted(agenda)
    published(agenda, publisher)
    assert not was_published(paper)


def test_a_restriction_alone_is_something_to_publish(agenda, publisher):
    published(agenda, publisher)
    assert UNCHANGED in why_not_publish(agenda)
    paper = restricted(agenda)
    assert why_not_publish(agenda) == []
    published(agenda, publisher)
    assert UNCHANGED in why_not_publish(agenda)
    Document.objects.filter(pk=paper.pk).update(exempt_reason="Another one.")
    assert why_not_publish(agenda) == []
    paper.delete()
    assert why_not_publish(agenda) == []
    assert "withheld" not in published(agenda, publisher)


def test_the_door_asks_for_a_public_title(agenda, publisher):
    paper = restricted(agenda, "Offers acme", "offers_acme.pdf", item=agenda.items.get())
    (reason,) = why_not_publish(agenda)
    assert reason.startswith("The public reads the title of a restricted paper, and “Offers acme” is the name of a")
    (row,) = reason_rows([(agenda, reason)], of=agenda)
    assert row["url"].endswith(f"/papers/{paper.pk}/#facts")
    Document.objects.filter(pk=paper.pk).update(title="Offers for the depot")
    assert why_not_publish(agenda) == []


def test_a_title_that_the_public_knows_already_may_stand(agenda, publisher):
    paper = DocumentFactory.with_file(b"%PDF", "map of routes.pdf", meeting=agenda, title="Map of routes")
    published(agenda, publisher)
    restrict_paper(document=paper, restriction=WHY, by=publisher)
    assert why_not_publish(agenda) == []
    assert published(agenda, publisher, "Restricted")["withheld"][0]["title"] == "Map of routes"
    assert UNCHANGED in why_not_publish(agenda)


def test_the_preview_shows_it(agenda, client, publisher):
    restricted(agenda, item=agenda.items.get())
    client.force_login(publisher)
    html = client.get(reverse("door:publish", args=["transport", "2027-04-28"])).content.decode()
    assert "Offers for the depot" in html
    assert "Not for publication, paragraph 3" in html
    assert "acme.pdf" not in html


def test_the_form_says_that_the_title_is_public(agenda, client, clerk):
    paper = DocumentFactory.with_file(meeting=agenda)
    client.force_login(clerk)
    html = client.get(reverse("office:paper", args=["transport", "2027-04-28", paper.pk])).content.decode()
    assert "with the paragraph and the title of the paper. Neither may itself disclose what is withheld" in html
    assert "It is public of a restricted paper too, and must not itself disclose what is withheld" in html


def test_the_workspace_says_what_the_public_has_of_it(agenda, client, publisher):
    restricted(agenda)
    client.force_login(publisher)
    workspace = reverse("office:workspace", args=["transport", "2027-04-28"])
    assert "named to the public" not in client.get(workspace).content.decode()
    published(agenda, publisher)
    assert "named to the public" in client.get(workspace).content.decode()


def feed(client, address="/published.atom"):
    return client.get(address).content.decode()


def test_feeds_search_and_registers_no_longer_give_a_paper_that_is_restricted(meeting, client, publisher):
    """All that led to the file before leads to it no more; the edition that showed it stays until it is withdrawn."""
    version = versioned(pdf_of("The xylophone contract"), "offers.pdf", meeting=meeting, title="Quartz in the depot")
    read_now(version)
    published(meeting, publisher, "Draft minutes")
    asked = ("/search/?q=quartz", "/search/?q=xylophone")
    for address in asked:
        assert len(client.get(address).context["found"].results) == 1
    assert "offers.pdf" in client.get("/documents/").content.decode()
    assert "Edition 1: 1 item, 3 outcomes and 1 paper." in feed(client)

    restrict_paper(document=version.document, restriction=WHY, by=publisher)
    published(meeting, publisher, "It is not for publication")

    for address in asked:
        response = client.get(address)
        assert response.context["found"].results == []
        assert "Quartz in the depot" not in response.content.decode()
    assert "Quartz in the depot" not in client.get("/documents/").content.decode()
    for address in ("/published.atom", "/committees/transport/published.atom"):
        latest = feed(client, address).split("<entry>")[1]
        assert "Edition 2: 1 item, 3 outcomes and no papers." in latest
        for hidden in ("Quartz", "offers.pdf", version.sha256[:12]):
            assert hidden not in feed(client, address)
    assert not PublishedPaper.objects.exists()
    assert not SearchPage.objects.exists()
    assert not SearchEntry.objects.filter(title__contains="Quartz").exists()
    assert not SearchWord.objects.filter(word__in=["quartz", "xylophone", "contract"]).exists()
    show_words_of_paper(sha256=version.sha256)
    assert not SearchPage.objects.exists(), "a reading that ends late brings nothing back"


def test_rows_made_anew_hold(meeting, publisher):
    paper = DocumentFactory.with_file(b"%PDF offers", "offers.pdf", meeting=meeting, title="Offers for the depot")
    restricted(meeting, "Two drivers", "b.pdf", item=meeting.items.get())
    published(meeting, publisher)
    restrict_paper(document=paper, restriction=WHY, by=publisher)
    published(meeting, publisher, "It is not for publication")
    hashes = list(Edition.objects.values_list("sha256", flat=True))
    rebuild(by=User.objects.get(pk=publisher.pk), say=lambda line: None)
    assert list(Edition.objects.values_list("sha256", flat=True)) == hashes
    assert list(faults()) == []
