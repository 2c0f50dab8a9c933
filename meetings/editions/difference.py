"""Two editions of a meeting → what changed from the earlier to the later. Pure: documents in, a difference out.

The shape of a document stands in `meetings.editions.snapshot`. What an edition says of itself (number, digest, reason)
is no part of the difference, nor are keys and codes that no reader sees.
"""

from meetings.editions.compared import (
    Content,
    Difference,
    Fact,
    LogRow,
    Person,
    Question,
    facts_that_changed,
)
from meetings.editions.difference_item import compare_items
from meetings.editions.difference_papers import compare_papers
from meetings.editions.marking import mark_html
from meetings.editions.pairing import alike, match, same
from meetings.editions.spelling import (
    MINUTES,
    MODES,
    clock,
    corrected,
    day,
    lines,
    listed,
    moment,
    place,
    reissued,
    ruling,
    when,
)

PERSON_ROUNDS = [same("person"), same("name")]
QUESTION_ROUNDS = [same("number")]
# Rows of an action log are told apart by their words, because officers number them anew for every meeting.
LOG_ROUNDS = [alike("text", at_least=0.5, and_same="number"), alike("text", at_least=0.6), same("number")]
QUESTION_TEXTS = [
    ("Question", "question_html"),
    ("Response", "response_html"),
    ("Supplementary question", "supplementary_html"),
]


def difference(before: Content, after: Content) -> Difference:
    """What changed from one edition's document to a later one's of the same meeting."""
    papers = compare_papers(before, after)
    return Difference(
        facts=compare_facts(before, after),
        attendance=compare_attendance(before, after),
        items=compare_items(before["items"], after["items"]),
        questions=_compare_questions(before["questions"], after["questions"]),
        action_log=_compare_log(before["action_log"], after["action_log"]),
        papers=[paper for paper in papers if paper.state != "same"],
    )


def compare_facts(before: Content, after: Content) -> list[Fact]:
    """What changed of the facts of the meeting, in the order in which its page gives them."""
    old, new = _facts(before), _facts(after)
    return facts_that_changed((label, old[label], new[label]) for label in new)


def _facts(content: Content) -> dict[str, str]:
    meeting = content["meeting"]
    venue, contact = meeting["venue"], meeting["contact"]
    return {
        "Council": content["council"],
        "Committee": content["committee"]["name"],
        "Kind of committee": content["committee"]["kind_label"],
        "Kind of meeting": meeting["kind_label"],
        "Date": day(meeting["date"]),
        "Start": clock(meeting["start"]),
        "End": clock(meeting["end"]),
        "Extended until": clock(meeting["extended_until"]),
        "Place": listed(venue["name"], venue["address"]) if venue else "",
        "Status": meeting["status_label"],
        "Reason for the status": meeting["status_reason"],
        "Held instead on": when(meeting.get("replaced_by")),
        "Held instead of": when(meeting.get("replaces")),
        "Minutes": MINUTES.get(meeting["minutes"], meeting["minutes"]),
        "Minutes approved on": day(meeting["minutes_approved_on"]),
        "Minutes signed by": meeting["minutes_signed_by"],
        "Minutes approved at": place(meeting["approved_at"]),
        "Corrections": lines([corrected(one) for one in meeting["corrections"]]),
        "Live stream": meeting["livestream"],
        "Agenda due": day(meeting["publication_deadline"]),
        "Questions by": moment(meeting["questions_deadline"]),
        "Contact": listed(contact["name"], contact["post"], contact["phone"], contact["email"]) if contact else "",
        "Notes": meeting["notes"],
        "Dates of future meetings": lines(
            [listed(day(one["date"]), clock(one["start"]), one["note"]) for one in meeting["future_dates"]]
        ),
    }


def compare_attendance(before: Content, after: Content) -> list[Person]:
    """Who was added, who was removed, and of whom something else is said: a group, a mode, a role."""
    old, new = _people(before), _people(after)
    found = match(old, new, PERSON_ROUNDS)
    people = [
        Person(person["name"], "added", _said(person))
        if j not in found
        else Person(person["name"], "changed", facts=_person_facts(old[found[j]], person))
        for j, person in enumerate(new)
    ]
    people += [Person(one["name"], "removed", _said(one)) for i, one in enumerate(old) if i not in found.values()]
    return [person for person in people if person.state != "changed" or person.facts]


def _people(content: Content) -> list[Content]:
    return [
        {**entry, "group": group["group"], "label": group["label"]}
        for group in content["attendance"]
        for entry in group["entries"]
    ]


def _said(person: Content) -> str:
    substitute = f"substitute for {person['substitute_for']}" if person["substitute_for"] else ""
    return listed(person["label"], person["role"], person["body"], substitute, _mode(person), person["note"])


def _mode(person: Content) -> str:
    return MODES.get(person["mode"]) or str(person["mode"])


def _person_facts(old: Content, new: Content) -> list[Fact]:
    return facts_that_changed(
        [
            ("Name", old["name"], new["name"]),
            ("Group", old["label"], new["label"]),
            ("Attendance", _mode(old), _mode(new)),
            ("Role", old["role"], new["role"]),
            ("Body represented", old["body"], new["body"]),
            ("Substitute for", old["substitute_for"], new["substitute_for"]),
            ("Arrived", clock(old["arrived"]), clock(new["arrived"])),
            ("Left", clock(old["left"]), clock(new["left"])),
            ("Note", old["note"], new["note"]),
        ]
    )


def _compare_questions(before: list[Content], after: list[Content]) -> list[Question]:
    found = match(before, after, QUESTION_ROUNDS)
    questions = [_question(before[found[j]] if j in found else None, one) for j, one in enumerate(after)]
    questions += [_question(one, None) for i, one in enumerate(before) if i not in found.values()]
    return [question for question in questions if question.state != "same"]


def _question(before: Content | None, after: Content | None) -> Question:
    shown = after or before or {}
    old, new = _question_facts(before), _question_facts(after)
    facts = facts_that_changed((label, old[label], new[label]) for label in new)
    marked = [(label, mark_html(*pair)) for label, *pair in _question_texts(before, after)]
    texts = [(label, passages) for label, passages in marked if any(one.state != "same" for one in passages)]
    if before and after:
        state = "changed" if facts or texts else "same"
    else:
        state = "added" if after else "removed"
        facts = [one for one in facts if one.label != "Asked by"]
    asked_by = listed(shown["questioner"], shown["place"])
    return Question(shown["anchor"], f"{shown['number']}: {asked_by}", state, facts, texts)


def _question_facts(question: Content | None) -> dict[str, str]:
    one = question or {}
    return {
        "Asked by": listed(one.get("questioner"), one.get("place")),
        "Addressed to": one.get("addressed_to", ""),
        "Not allowed": ruling(one.get("disallowed")),
        "Response by": one.get("response_by", ""),
        "Answers given on": listed(*(day(answer.get("given_on")) for answer in one.get("answers", [])), by="; "),
        "Re-issued": listed(*(reissued(told) for told in _reissues(one)), by=" "),
        "Written answer to follow by": day(one.get("answer_promised_by")),
        "Supplementary question not allowed": ruling(one.get("supplementary_disallowed")),
        "Supplementary responses by": listed(*(answer["by"] for answer in one.get("supplementary_responses", []))),
    }


def _reissues(question: Content) -> list[Content]:
    return [reissue for answer in question.get("answers", []) for reissue in answer.get("reissues", [])]


def _question_texts(before: Content | None, after: Content | None) -> list[tuple[str, str, str]]:
    """Each text as (label, before, after)."""
    old, new = before or {}, after or {}
    texts = [(label, old.get(key, ""), new.get(key, "")) for label, key in QUESTION_TEXTS]
    earlier, later = old.get("supplementary_responses", []), new.get("supplementary_responses", [])
    found = match(earlier, later, [same("by", "html"), same("by"), same("html")])
    answers = [(earlier[found[j]] if j in found else {}, one) for j, one in enumerate(later)]
    answers += [(one, {}) for i, one in enumerate(earlier) if i not in found.values()]
    for one, other in answers:
        by = other.get("by") or one.get("by") or "somebody not named"
        texts.append((f"Supplementary response by {by}", one.get("html", ""), other.get("html", "")))
    return texts


def _compare_log(before: list[Content], after: list[Content]) -> list[LogRow]:
    found = match(before, after, LOG_ROUNDS)
    rows = [_log_row(before[found[j]] if j in found else None, row) for j, row in enumerate(after)]
    rows += [_log_row(row, None) for i, row in enumerate(before) if i not in found.values()]
    return [row for row in rows if row.state != "same"]


def _log_row(before: Content | None, after: Content | None) -> LogRow:
    shown = after or before or {}
    old, new = _log_facts(before), _log_facts(after)
    facts = facts_that_changed((label, old[label], new[label]) for label in new)
    if before and after:
        state = "changed" if facts else "same"
    else:
        state = "added" if after else "removed"
        facts = [one for one in facts if one.label not in ("Number", "Action")]
    return LogRow(shown["number"], shown["text"], state, facts)


def _log_facts(row: Content | None) -> dict[str, str]:
    one = row or {}
    return {
        "Number": one.get("number") or "",
        "Meeting": day(one.get("meeting_date")),
        "Action": one.get("text", ""),
        "Owner": one.get("owner", ""),
        "Directorate": one.get("directorate", ""),
        "Progress": one.get("progress", ""),
        "Due": day(one.get("due")),
        "Status": one.get("status", ""),
    }
