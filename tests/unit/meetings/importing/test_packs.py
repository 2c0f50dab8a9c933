"""A pack is cut into its records; its log, programme, reports and questions go where they belong."""

from __future__ import annotations

import datetime as dt

from meetings.importing.parse import parse

PACK = (
    "Agenda\n\nTransport panel\n\nDate: **Tuesday 2 May 2023**\n\nTime: **2.30 pm**\n\nPlace: **Town Hall,\n"
    "Ferrybridge Row**\n\n"
    "For any further information please contact:\n\nJo Fry - Democratic Services\n\nTel: 01234567890\n\n"
    "Agenda for the meeting of the Transport panel\n\nMembership\n\nChairperson Councillor Amber Holt\n"
    "Vice-chairperson Councillor Jon Pike\n\n"
    "Councillor Una Marsh\n\nNon-Voting Member Councillor Ravi Sole\n\nCo-optee **Sam Reed** Bus Users Forum\n\n"
    "Agenda\n\n\t\tPages\n"
    "1.\t<p>APOLOGIES FOR ABSENCE</p> <p>To receive apologies.</p>\t\n2.\t<p>BUS ROUTE REVIEW</p> <p>To review "
    "the routes.</p>\t9 - 16\n"
    "3.\t<p>WORK PROGRAMME</p>\t17 - 20\n\nMinutes of the meeting of Transport panel held at Town Hall on "
    "Tuesday 7 March 2023 at 2 pm\n\n"
    "Present: Councillor Amber Holt (Chairperson)\n\n11. MINUTES\n\nRESOLVED: That the minutes be agreed.\n\nThe "
    "meeting ended at 3 pm\n\nChairperson\n\n"
    "Action Number\tMeeting Date\tAction\tOwner\tDirectorate\tProgress Update\tDue date\tReported complete\n"
    "1\t07/03/23\tDraw the map\tJo Fry\tPlace\tIn hand\t02/04/23\tOVERDUE\n2\t07/03/23\tAsk the drivers\t\t\t\t\t\n\n"
    "Title of report: Bus route review\n\nMeeting: Transport panel\n\nReport by: Head of Transport\n\n"
    "Recommendation(s)\n\nThat the panel:\n\n- a) Notes the routes.\n\n"
    "Work programme\n\nAgenda items – Improvement Focus\n\nTuesday 2 May 2023\n\nPublication deadline: Friday 21 "
    "April\nQuestions deadline: Tues 25 April\n\n"
    "Item [type of scrutiny]:\tOrigin:\tLead officer(s):\tCurrent position:\n1. Bus map [Performance "
    "review]\tCommittee\tJo Fry\tReady\n"
)


def test_pack_gives_agenda_and_minutes():
    agenda, minutes = parse("pack.txt", PACK)
    assert (agenda.kind, agenda.date, agenda.start, agenda.venue) == (
        "agenda",
        dt.date(2023, 5, 2),
        dt.time(14, 30),
        "Town Hall, Ferrybridge Row",
    )
    assert (minutes.kind, minutes.date, minutes.end) == ("minutes", dt.date(2023, 3, 7), dt.time(15, 0))
    assert [(item.number, item.pages) for item in agenda.items] == [("1", None), ("2", "9 - 16"), ("3", "17 - 20")]
    assert [outcome.text for item in minutes.items for outcome in item.outcomes] == ["That the minutes be agreed."]


def test_recommendation_of_a_report_is_no_outcome():
    agenda, _ = parse("pack.txt", PACK)
    assert [outcome for item in agenda.items for outcome in item.outcomes] == []
    (report,) = agenda.items[1].documents
    assert (report.title, report.report_by) == ("Bus route review", "Head of Transport")
    assert "Notes the routes" in (report.text or "")


def test_membership_of_the_front():
    agenda, _ = parse("pack.txt", PACK)
    assert [(member.name, member.role, member.body) for member in agenda.membership] == [
        ("Amber Holt", "chairperson", None),
        ("Jon Pike", "vice-chairperson", None),
        ("Una Marsh", "member", None),
        ("Ravi Sole", "non-voting member", None),
        ("Sam Reed", "co-optee", "Bus Users Forum"),
    ]


def test_action_log_rows_keep_their_gaps():
    agenda, _ = parse("pack.txt", PACK)
    assert [(row.number, row.owner, row.due, row.status) for row in agenda.action_log] == [
        ("1", "Jo Fry", dt.date(2023, 4, 2), "OVERDUE"),
        ("2", None, None, None),
    ]


def test_work_programme_row_has_its_meeting():
    agenda, _ = parse("pack.txt", PACK)
    (row,) = agenda.work_programme
    assert (row.item, row.scrutiny_type, row.meeting_date, row.focus) == (
        "Bus map",
        "Performance review",
        dt.date(2023, 5, 2),
        "Improvement Focus",
    )
    assert (agenda.publication_deadline, agenda.questions_deadline) == (dt.date(2023, 4, 21), dt.date(2023, 4, 25))


def test_questions_with_answers_and_undertakings():
    text = (
        "Minutes of the meeting of Transport panel held at Town Hall on 7 March 2023 at 2 pm\n\n11. QUESTIONS "
        "FROM MEMBERS OF THE PUBLIC\n\n"
        "A copy is attached.\n\n12. BUSES\n\nRESOLVED: That the routes be noted.\n\nThe meeting ended at 3 pm\n\n"
        "Appendix 1 - Questions from members of the public\n\nPQ 1\n\nMs Day, Ferryton\n\nWhy are buses "
        "late?\n\nChairperson of the panel\n\n"
        "Response:\n\nRoads are full.\n\nSupplementary question:\n\nWhen will they run?\n\nResponse:\n\n"
        "Director of roads: In May. A written answer would be provided.\n\nPQ 2\n\nMr Orr, Ferryton\n\nMay I ask "
        "again?\n\nChairperson of the panel\n\n"
        "Response:\n\nYes.\n\nSupplementary question:\n\nMr Orr's question was disallowed under rule 4.\n"
    )
    (record,) = parse("questions.txt", text)
    first, second = record.questions
    assert (first.questioner, first.place, first.addressed_to) == ("Ms Day", "Ferryton", "Chairperson of the panel")
    assert (first.question, first.response, first.supplementary) == (
        "Why are buses late?",
        "Roads are full.",
        "When will they run?",
    )
    assert [(answer.by, answer.text) for answer in first.supplementary_responses] == [
        ("Director of roads", "In May. A written answer would be provided.")
    ]
    assert (second.supplementary, second.disallowed) == (None, "Mr Orr's question was disallowed under rule 4.")
    assert [undertaking.text for undertaking in record.items[0].undertakings] == ["A written answer would be provided."]


def test_two_reports_of_one_title_are_told_apart():
    report = "Title of report: Bus route review\n\nMeeting: {}\n\nMeeting date: 1 March 2023\n\nReport by: {}\n\n"
    others = [report.format("Cabinet", "The Leader"), report.format("Transport panel", "Head of Roads")]
    head = "Work programme\n\nAgenda items"
    second = PACK.replace(head, "".join(f"{other}Words.\n\n" for other in others) + head)
    agenda = parse("pack.txt", second)[0]
    assert [paper.title for paper in agenda.items[1].documents] == [
        "Bus route review",
        "Bus route review (report to Cabinet, 1 March 2023)",
        "Bus route review (by Head of Roads)",
    ]
