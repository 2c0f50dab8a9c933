"""The timeline, withdrawing from it, publishing a committee, and approving minutes in the workspace."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import CommitteeFactory, ItemFactory, MeetingFactory, MembershipFactory, PersonFactory, held_meeting

from meetings.editions.models import Edition, PublishedCommittee
from meetings.models import Correction, Outcome
from meetings.workflow.approval import approve_minutes
from portal.publishing.door import publish, publish_committee
from portal.publishing.stage import publish_stage
from portal.publishing.transitions import What

pytestmark = pytest.mark.django_db


def days_ago(number):
    return timezone.localdate() - dt.timedelta(days=number)


def page_of(meeting, name, *more):
    return reverse(name, args=[meeting.committee.slug, meeting.slug, *more])


@pytest.fixture
def earlier(publisher):
    meeting = held_meeting(date=days_ago(40))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


@pytest.fixture
def item(earlier):
    later = MeetingFactory(committee=earlier.committee, date=days_ago(5))
    later.attendance.create(name="Councillor Vice", role="Vice-chairperson", position=1)
    later.attendance.create(name="Councillor Price", role="Chairperson", position=2)
    return ItemFactory(meeting=later, position=1, kind="minutes and action log", title="Minutes")


class TestTimeline:
    def test_it_tells_editions_approvals_withdrawals_and_who_prepared(self, client, publisher, clerk, earlier, item):
        approve_minutes(earlier=earlier, at=item, signed_by="Councillor Price", corrections=["Read “bus”."], by=clerk)
        earlier.items.get().versions.create(number=1, html="<p>Buses.</p>", saved_by=clerk)
        (edition,) = publish_stage(meeting=earlier, what=What.APPROVED_MINUTES, by=publisher, reason="Approved")
        client.force_login(publisher)
        client.post(page_of(earlier, "door:withdraw", edition.number), {"reason": "It named a child"})

        html = client.get(page_of(earlier, "door:timeline")).content.decode()

        told = [
            "Edition 2 withdrawn",
            "It named a child",
            "Minutes approved as a correct record",
            "Corrected: Read “bus”.",
            "1 version of 1 item.",
            "Edition 1: draft minutes",
        ]
        assert [sentence for sentence in told if sentence not in html] == []
        assert html.index("Edition 2 withdrawn") < html.index("Edition 1: draft minutes")

        html = client.get(page_of(item.meeting, "door:timeline")).content.decode()
        assert f"Approved the minutes of {earlier.long_date}" in html
        assert "With 1 correction. Signed by Councillor Price." in html

    def test_a_meeting_without_any_deed_says_so(self, client, clerk):
        client.force_login(clerk)
        html = client.get(page_of(MeetingFactory(), "door:timeline")).content.decode()
        assert "Nothing has been done on this record yet" in html

    @pytest.mark.parametrize("asked", ["published=99", "published=%00", "withdrawn=-1", "published=9999999999999"])
    def test_a_made_up_message_is_not_told(self, client, clerk, earlier, asked):
        client.force_login(clerk)
        answer = client.get(f"{page_of(earlier, 'door:timeline')}?{asked}")
        assert answer.status_code == 200
        assert "notice--done" not in answer.content.decode()

    def test_what_an_earlier_edition_still_shows_is_told(self, client, publisher, earlier):
        item = earlier.items.get()
        ItemFactory(meeting=earlier, position=2, title="Exclusion", kind="exclusion of the public")
        item.is_exempt, item.exempt_paragraph, item.exempt_reason = True, 1, "It names a person."
        item.exempt_review_on, item.public_summary = days_ago(-300), "A summary."
        item.save()
        group = earlier.items.get(position=2).outcome_groups.create(position=1, marker="RESOLVED")
        group.lines.create(position=1, kind="resolution", anchor="x-1", text="To exclude the public under paragraph 1.")
        (edition,) = publish_stage(meeting=earlier, what=What.DRAFT_MINUTES, by=publisher, reason="Exempt now")
        client.force_login(publisher)

        html = client.get(f"{page_of(earlier, 'door:timeline')}?published={edition.number}").content.decode()

        assert "Edition 1 still shows what edition 2 does not" in html
        assert page_of(earlier, "door:withdraw", 1) in html


class TestWithdrawing:
    def test_it_says_what_stands_afterwards(self, client, publisher, earlier):
        client.force_login(publisher)
        alone = client.get(page_of(earlier, "door:withdraw", 1)).content.decode()
        assert "The public reads nothing of this meeting" in alone
        earlier.items.update(title="Trains")
        publish(meeting=earlier, by=publisher, reason="Corrected")

        assert (
            "The public reads edition 1, draft minutes, of"
            in client.get(page_of(earlier, "door:withdraw", 2)).content.decode()
        )
        assert (
            "The public goes on reading edition 2" in client.get(page_of(earlier, "door:withdraw", 1)).content.decode()
        )

    def test_it_needs_a_reason(self, client, publisher, earlier):
        client.force_login(publisher)
        answer = client.post(page_of(earlier, "door:withdraw", 1), {"reason": " "})
        assert answer.status_code == 422
        assert "Say why the edition is withdrawn" in answer.content.decode()
        assert not Edition.objects.filter(withdrawal__isnull=False).exists()

    def test_it_is_done_once(self, client, publisher, earlier):
        client.force_login(publisher)
        assert client.post(page_of(earlier, "door:withdraw", 1), {"reason": "A name"}).status_code == 302
        assert (
            client.get(page_of(earlier, "door:timeline") + "?withdrawn=1").content.decode().count("is withdrawn") == 1
        )
        answer = client.post(page_of(earlier, "door:withdraw", 1), {"reason": "A name"})
        assert answer.status_code == 422
        assert "withdrawn already" in answer.content.decode()

    def test_an_edition_of_another_meeting_is_none(self, client, publisher, earlier):
        client.force_login(publisher)
        assert client.get(page_of(MeetingFactory(), "door:withdraw", 1)).status_code == 404

    def test_a_clerk_withdraws_nothing(self, client, clerk, earlier):
        client.force_login(clerk)
        assert client.post(page_of(earlier, "door:withdraw", 1), {"reason": "x"}).status_code == 403


class TestCommittee:
    @pytest.fixture
    def committee(self):
        return CommitteeFactory(name="Transport", slug="transport", remit="Buses.")

    def test_its_first_edition_is_shown_and_published(self, client, publisher, committee):
        MembershipFactory(committee=committee, person=PersonFactory(name="Anwen Price"))
        client.force_login(publisher)
        page = client.get("/office/publish/transport/")
        assert "Anwen Price" in page.content.decode()

        answer = client.post("/office/publish/transport/", page.context["button"].initial)

        assert answer.status_code == 302
        assert "The public page of the committee" in client.get(answer["Location"]).content.decode()
        assert PublishedCommittee.objects.get().name == "Transport"

    def test_what_changed_is_shown(self, client, publisher, committee):
        seat = MembershipFactory(committee=committee, person=PersonFactory(name="Anwen Price"))
        publish_committee(committee=committee, by=publisher, reason="First")
        client.force_login(publisher)
        assert "Nothing has changed" in client.get("/office/publish/transport/").content.decode()
        committee.remit = "Buses and trains."
        committee.save()
        seat.last_day = dt.date(2026, 5, 1)
        seat.save()
        MembershipFactory(committee=committee, person=PersonFactory(name="Bryn Lowe"))

        html = client.get("/office/publish/transport/").content.decode()

        assert "Bryn Lowe" in html
        assert "to 1 May 2026" in html
        assert "and trains" in html

    def test_what_was_not_looked_at_is_not_published(self, client, publisher, committee):
        client.force_login(publisher)
        sent = client.get("/office/publish/transport/").context["button"].initial
        committee.remit = "Something else."
        committee.save()

        answer = client.post("/office/publish/transport/", sent)

        assert answer.status_code == 409
        assert not Edition.objects.exists()

    def test_it_needs_a_reason(self, client, publisher, committee):
        client.force_login(publisher)
        assert client.post("/office/publish/transport/", {"reason": ""}).status_code == 422

    def test_a_clerk_reads_and_publishes_nothing(self, client, clerk, committee):
        client.force_login(clerk)
        assert "Publish the committee</button>" not in client.get("/office/publish/transport/").content.decode()
        assert client.post("/office/publish/transport/", {"reason": "x"}).status_code == 403

    def test_an_unknown_committee_is_no_page(self, client, publisher):
        client.force_login(publisher)
        assert client.get("/office/publish/nowhere/").status_code == 404


class TestApproving:
    def sent(self, earlier, item, **more):
        told = {"earlier": earlier.pk, "signed_by": "Councillor Price", "corrections": "", **more}
        return {f"approve-{item.pk}-{name}": value for name, value in told.items()}

    def test_the_item_offers_the_minutes_that_wait(self, client, clerk, earlier, item):
        client.force_login(clerk)
        html = client.get(page_of(item.meeting, "office:workspace")).content.decode()

        assert "1 meeting waits for approval" in html
        assert f"That the minutes of the meeting held on {earlier.long_date} be approved" in html
        assert 'value="Councillor Price"' in html, "who chaired signs"

    def test_an_item_of_another_kind_offers_nothing(self, client, clerk, earlier, item):
        item.kind = "report"
        item.save()
        client.force_login(clerk)
        assert "waits for approval" not in client.get(page_of(item.meeting, "office:workspace")).content.decode()

    def test_an_approval_is_recorded_with_corrections_and_resolution(self, client, clerk, earlier, item):
        client.force_login(clerk)
        address = page_of(item.meeting, "office:approve-minutes", item.pk)

        answer = client.post(address, self.sent(earlier, item, corrections="One.\n\nTwo.", with_resolution="on"))

        assert answer.status_code == 302
        assert answer["Location"].endswith(f"#minute-{item.pk}")
        assert list(Correction.objects.values_list("text", flat=True)) == ["One.", "Two."]
        assert "subject to the corrections noted" in Outcome.objects.get(group__item=item).text
        html = client.get(page_of(item.meeting, "office:workspace")).content.decode()
        assert "signed by Councillor Price" in html
        assert page_of(earlier, "office:workspace") in html

    def test_a_script_gets_the_approval_alone(self, client, clerk, earlier, item):
        client.force_login(clerk)
        address = page_of(item.meeting, "office:approve-minutes", item.pk)
        answer = client.post(address, self.sent(earlier, item), headers={"HX-Request": "true"})

        assert answer.content.decode().strip().startswith(f'<section class="approval" id="approval-{item.pk}"')

        assert f'id="outcomes-{item.pk}"' not in answer.content.decode(), "nobody asked for the resolution"

        answer = client.post(
            page_of(item.meeting, "office:unapprove-minutes", item.pk, earlier.pk), headers={"HX-Request": "true"}
        )
        assert "1 meeting waits for approval" in answer.content.decode()

    def test_a_script_gets_the_outcomes_beside_it_where_they_have_a_new_line(self, client, clerk, earlier, item):
        client.force_login(clerk)
        address = page_of(item.meeting, "office:approve-minutes", item.pk)
        html = client.post(
            address, self.sent(earlier, item, with_resolution="on"), headers={"HX-Request": "true"}
        ).content.decode()

        assert f'id="outcomes-{item.pk}"' in html
        assert f"held on {earlier.long_date} be approved" in html.partition(f'id="outcomes-{item.pk}"')[2]

    @pytest.mark.parametrize("script", [True, False])
    def test_a_refusal_keeps_what_was_typed(self, client, clerk, earlier, item, script):
        client.force_login(clerk)
        headers = {"HX-Request": "true"} if script else {}
        address = page_of(item.meeting, "office:approve-minutes", item.pk)

        answer = client.post(address, self.sent(earlier, item, signed_by="", corrections="Kept."), headers=headers)

        assert answer.status_code == 422
        assert "Say who signed the minutes" in answer.content.decode()
        assert "Kept." in answer.content.decode()

    @pytest.mark.parametrize("foreign", ["0", "x", "9" * 30, "\0", ""])
    def test_minutes_that_do_not_wait_are_not_approved(self, client, clerk, earlier, item, foreign):
        client.force_login(clerk)
        address = page_of(item.meeting, "office:approve-minutes", item.pk)
        assert (
            client.post(address, self.sent(earlier, item) | {f"approve-{item.pk}-earlier": foreign}).status_code == 422
        )

    def test_an_item_of_another_meeting_is_none(self, client, clerk, earlier, item):
        client.force_login(clerk)
        other = ItemFactory(meeting=MeetingFactory(committee=earlier.committee), position=1)
        assert client.post(page_of(item.meeting, "office:approve-minutes", other.pk)).status_code == 404
        assert client.post(page_of(item.meeting, "office:unapprove-minutes", item.pk, earlier.pk)).status_code == 404

    def test_an_approval_that_is_public_stays(self, client, publisher, earlier, item):
        approve_minutes(earlier=earlier, at=item, signed_by="Councillor Price", corrections=[], by=publisher)
        publish_stage(meeting=item.meeting, what=What.DRAFT_MINUTES, by=publisher, reason="Draft")
        client.force_login(publisher)
        answer = client.post(page_of(item.meeting, "office:unapprove-minutes", item.pk, earlier.pk))
        assert answer.status_code == 422
        assert "Withdraw that edition first" in answer.content.decode()
