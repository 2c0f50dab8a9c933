"""Attendance lists of every make: groups, roles, remote members, apologies, substitutes."""

from __future__ import annotations

import pytest
from unit.meetings.importing.pages import page, record_of

from meetings.importing.records import Attendee, ParsedRecord

START = "Minutes of the meeting of Transport Panel held at Town Hall on 4 July 2023 at 2 pm\n\n"
END = "\n\n1. BUS SERVICES\n\nRESOLVED: That the report be noted.\n\nThe meeting ended at 3 pm\n"


def minutes(attendance: str) -> ParsedRecord:
    """Minutes with this attendance list."""
    return record_of(START + attendance + END)


def people(record: ParsedRecord) -> list[tuple[str, str, str]]:
    """Name, group and mode of everyone."""
    return [(person.name, person.group, person.mode) for person in record.attendance]


def named(record: ParsedRecord, name: str) -> Attendee:
    """The attendee of this name."""
    return next(person for person in record.attendance if person.name == name)


@pytest.mark.parametrize(
    "attendance",
    [
        "Present: Councillors Amber Holt (Chair), Jon Pike and Una Marsh",
        "PRESENT:\n\nCouncillor Amber Holt (Chair)\nCouncillor Jon Pike\nCouncillor Una Marsh",
        "Present: Councillor Amber Holt (Chair)\n\nCouncillors: Jon Pike, Una Marsh",
        "Members present:\tCllr Amber Holt (Chair), Cllr Jon Pike, Cllr Una Marsh",
        "Present\n\n- Councillor Amber Holt (Chair)\n- Councillor Jon Pike\n- Councillor Una Marsh",
        "Councillors: Amber Holt (Chair); Jon Pike; Una Marsh",
    ],
)
def test_members_present(attendance):
    record = minutes(attendance)
    assert people(record) == [(name, "member", "present") for name in ("Amber Holt", "Jon Pike", "Una Marsh")]
    assert named(record, "Amber Holt").role == "Chair"


def test_groups_follow_their_heads():
    record = minutes(
        "Present: Councillor Amber Holt\n\nCo-optees: Mr Sam Reed\n\nAlso in attendance: Councillor Bea Lunn, "
        "Cabinet Member for Roads\n\n"
        "Officers: Jo Fry - Head of Transport; Clerk to the committee\n\nApologies: Councillor Dee Fox\n\n"
        "Absent: Councillor Ian Low"
    )
    assert people(record) == [
        ("Amber Holt", "member", "present"),
        ("Sam Reed", "co-optee", "present"),
        ("Bea Lunn", "in attendance", "present"),
        ("Jo Fry", "officer", "present"),
        ("Clerk to the committee", "officer", "present"),
        ("Dee Fox", "member", "apologies"),
        ("Ian Low", "member", "absent"),
    ]
    assert named(record, "Bea Lunn").role == "Cabinet Member for Roads"
    assert named(record, "Jo Fry").role == "Head of Transport"


def test_a_post_with_commas_is_one_officer():
    record = minutes(
        "Officers: Service Director - Education, Skills and Learning, Head of Law, Democratic Services Officer"
    )
    assert [person.name for person in record.attendance] == [
        "Service Director - Education, Skills and Learning",
        "Head of Law",
        "Democratic Services Officer",
    ]


def test_remote_members_are_told_by_the_minutes_of_the_first_item():
    record = record_of(
        f"{START}Present: Councillors: Amber Holt and Jon Pike\n\n1. APOLOGIES FOR ABSENCE\n\n"
        "Councillors Jon Pike and Dee Fox attended the meeting remotely and did not vote.\n\n2. BUSES\n\n"
        "RESOLVED: That it be noted.\n"
    )
    assert people(record) == [
        ("Amber Holt", "member", "present"),
        ("Jon Pike", "member", "remote"),
        ("Dee Fox", "member", "remote"),
    ]
    assert any("Jon Pike" in warning.message for warning in record.warnings)


@pytest.mark.parametrize(
    "sentence",
    [
        "Apologies were received from Councillors Dee Fox and Ian Low.",
        "Apologies for absence were received from Councillor Dee Fox and Councillor Ian Low.",
        "Apologies for absence were submitted on behalf of Councillors Dee Fox and Ian Low.",
        "An apology was received from Cllr Dee Fox. An apology was received from Cllr Ian Low.",
    ],
)
def test_apologies_in_the_item(sentence):
    record = record_of(page(sentence, title="Apologies for absence"))
    assert [(person.name, person.mode) for person in record.attendance] == [
        ("Dee Fox", "apologies"),
        ("Ian Low", "apologies"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Councillor Una Marsh stood in for Councillor Dee Fox",
        "Una Marsh – Standing in for Dee Fox",
        "Councillor Una Marsh substituted for Councillor Dee Fox.",
        "Councillor Una Marsh was present as Substitute for Councillor Dee Fox.",
        "Councillor Una Marsh attended as a substitute for Councillor Dee Fox.",
        "Councillor Una Marsh for Councillor Dee Fox",
    ],
)
def test_substitutes_in_the_item(sentence):
    record = record_of(page(sentence, title="Named substitutes"))
    assert [(person.name, person.group, person.substitute_for) for person in record.attendance] == [
        ("Una Marsh", "substitute", "Dee Fox")
    ]


def test_part_of_a_name_is_doubted():
    record = minutes("Present: Councillors: Amber Holt, James and Jon Pike")
    assert any("'James'" in warning.message and warning.line for warning in record.warnings)
