"""The words inside published papers are found with their page, as long as an edition that stands lists the paper."""

import datetime as dt

import pytest
from factories import CommitteeFactory, held_meeting
from paper_files import pdf_of, read_now, versioned

from meetings.models import PaperPage
from portal.accounts.models import User
from portal.publishing.door import publish, withdraw
from portal.publishing.rebuilding import rebuild
from portal.publishing.verification import faults
from portal.search import candidates
from portal.search.models import SearchPage, SearchWord
from portal.search.tasks import show_words_of_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def transport():
    return CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")


@pytest.fixture
def meeting(transport):
    return held_meeting(committee=transport, date=dt.date(2026, 2, 3))


@pytest.fixture
def paper(meeting):
    """A report of three pages, two of which name the ferry."""
    data = pdf_of("Introduction", "The ferry timetable of Wexcombe", "More of the ferry and its \\<b>pier\\</b>")
    return versioned(data, meeting=meeting, item=meeting.items.get(), title="Crossing the water")


@pytest.fixture
def ask(client):
    def ask(words, **filters):
        return client.get("/search/", {"q": words, **filters})

    return ask


def results(response):
    return response.context["found"].results


def test_a_word_of_a_page_is_found_with_the_page(meeting, paper, publisher, ask):
    read_now(paper)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    (result,) = results(ask("timetable wexcombe"))
    assert (result.title, result.pages.number, result.pages.others) == ("Crossing the water", 2, 0)
    address = f"/meetings/transport/2026-02-03/papers/{paper.sha256[:12]}/buses.pdf#page=2"
    page = ask("timetable wexcombe").content.decode()
    assert f'href="{address}"' in page
    assert "The ferry <mark>timetable</mark> of <mark>Wexcombe</mark>" in page
    assert "Transport Scrutiny Committee" in page
    assert list(faults()) == []


def test_pages_of_one_paper_are_one_answer(meeting, paper, publisher, ask):
    read_now(paper)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    (result,) = results(ask("ferry"))
    assert result.pages.others == 1
    assert "and 1 more page" in ask("ferry").content.decode()
    assert [facet.count for facet in ask("ferry").context["found"].facets] == [1]


def test_a_paper_found_by_its_title_and_inside_is_one_answer(meeting, publisher, ask):
    read_now(versioned(pdf_of("On ferries"), meeting=meeting, title="The ferry"))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    (result,) = results(ask("ferry"))
    assert result.pages.number == 1


def test_a_paper_that_is_read_after_it_was_published_is_found_then(meeting, paper, publisher, ask):
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    assert results(ask("ferry")) == []
    read_now(paper)
    assert len(results(ask("ferry"))) == 1
    assert list(faults()) == []


def test_words_of_a_paper_go_with_its_edition(meeting, paper, publisher, ask):
    read_now(paper)
    edition = publish(meeting=meeting, by=publisher, reason="Draft minutes")
    withdraw(edition=edition, by=publisher, reason="Too early")
    assert not SearchPage.objects.exists()
    assert not SearchWord.objects.filter(word__in=["ferry", "pier", "introduction"]).exists()
    show_words_of_paper(sha256=paper.sha256)
    assert results(ask("ferry")) == []
    assert list(faults()) == []


def test_words_of_a_paper_nobody_published_are_not_found(meeting, paper, ask):
    read_now(paper)
    assert not SearchPage.objects.exists()


def test_words_of_a_restricted_paper_are_not_found(meeting, publisher, ask):
    version = versioned(pdf_of("The ferry contract"), meeting=meeting, title="Contract", is_restricted=True)
    read_now(version)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    show_words_of_paper(sha256=version.sha256)
    assert version.texts.exists(), "the office has read it"
    assert not SearchPage.objects.exists()
    assert results(ask("ferry")) == []


def test_the_version_that_was_published_is_found_until_the_next_is(meeting, paper, publisher, ask):
    read_now(paper)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    second = versioned(pdf_of("The bridge instead"), "bridge.pdf", meeting=meeting)
    document = paper.document
    for name in ("file", "filename", "size", "sha256"):
        setattr(document, name, getattr(second, name))
    document.version = 2
    document.save()
    second.document.delete()
    document.versions.create(
        number=2, file=document.file.name, filename="bridge.pdf", media_type="application/pdf",
        size=document.size, sha256=document.sha256,
    )  # fmt: skip
    read_now(document.versions.get(number=2))
    assert len(results(ask("ferry"))) == 1
    assert results(ask("bridge")) == []
    publish(meeting=meeting, by=publisher, reason="A new version of the report")
    assert results(ask("ferry")) == []
    assert len(results(ask("bridge"))) == 1
    assert list(faults()) == []


def test_pages_are_kept_from_edition_to_edition(meeting, paper, publisher):
    """A new edition does not write anew what it lists as before."""
    read_now(paper)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    before = set(SearchPage.objects.values_list("pk", flat=True))
    meeting.items.update(title="Crossings")
    publish(meeting=meeting, by=publisher, reason="A better title")
    assert set(SearchPage.objects.values_list("pk", flat=True)) == before
    assert list(faults()) == []


def test_a_file_without_pages_is_opened_at_its_beginning(meeting, publisher, ask):
    version = versioned(b"The ferry sails at dawn", "ferry.txt", meeting=meeting, title="Crossing the water")
    version.document.media_type = version.media_type = "text/plain"
    version.document.save()
    version.save()
    read_now(version)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    (result,) = results(ask("dawn"))
    assert result.pages.number == 0
    assert result.pages.url.endswith("/ferry.txt")


def test_filters_hold_for_pages(meeting, paper, publisher, ask):
    read_now(paper)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    CommitteeFactory(slug="health", code="HEA")
    assert len(results(ask("ferry", committee="transport", kind="paper", year="2025"))) == 1
    assert results(ask("ferry", kind="item")) == []
    assert ask("ferry", kind="item").context["found"].is_found_unfiltered


def test_words_of_papers_are_suggested_and_known(meeting, paper, publisher, ask):
    read_now(paper)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    assert ask("intruduction").context["found"].suggestion == "introduction"
    assert ask("pier").context["found"].suggestion == ""
    partly = ask("pier xylophone").context["found"]
    assert partly.nowhere == ["xylophone"]
    assert [result.pages.number for result in partly.partial] == [3]


def test_words_of_a_paper_are_escaped(meeting, paper, publisher, ask):
    read_now(paper)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    page = ask("pier").content.decode()
    assert "<b>" in PaperPage.objects.get(number=3).text
    assert "<b>" not in page
    assert "<mark>pier</mark>&lt;/b&gt;" in page


def test_a_common_word_is_read_so_far_and_no_further(meeting, publisher, ask, monkeypatch):
    monkeypatch.setattr(candidates, "MOST_PAGES", 2)
    for number in range(3):
        version = versioned(
            pdf_of(f"The ferry, part {number}"), f"{number}.pdf", meeting=meeting, title=f"Part {number}"
        )
        read_now(version)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    assert "More than" in ask("ferry").content.decode()
    assert ask("ferry").context["found"].candidates.there_are_more


def test_the_same_number_of_queries_for_two_and_for_twenty(meeting, publisher, ask, django_assert_max_num_queries):
    for number in range(12):
        read_now(versioned(pdf_of(f"The ferry, {number}"), f"{number}.pdf", meeting=meeting, title=f"Part {number}"))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    with django_assert_max_num_queries(14):
        assert len(results(ask("ferry"))) == 12


def test_rows_made_anew_are_the_same(meeting, paper, publisher):
    read_now(paper)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    before = list(SearchPage.objects.values_list("anchor", "number", "text", "marks", "sha256", "date"))
    words = dict(SearchWord.objects.values_list("word", "places"))
    rebuild(by=User.objects.get(pk=publisher.pk), say=lambda line: None)
    assert list(SearchPage.objects.values_list("anchor", "number", "text", "marks", "sha256", "date")) == before
    assert dict(SearchWord.objects.values_list("word", "places")) == words


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda: SearchPage.objects.filter(number=2).delete(), "does not find all pages"),
        (lambda: SearchPage.objects.filter(number=2).update(text="Other words"), "finds pages of papers"),
        (lambda: SearchPage.objects.update(sha256="0" * 64), "finds pages of papers"),
    ],
)
def test_verification_names_what_was_changed(meeting, paper, publisher, harm, sentence):
    read_now(paper)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    harm()
    assert any(sentence in str(fault) for fault in faults())


def test_what_the_office_writes_later_is_not_public(meeting, paper, publisher, ask):
    read_now(paper)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    PaperPage.objects.update(text="xylophone")
    assert results(ask("xylophone")) == []
