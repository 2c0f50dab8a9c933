"""Words on the keys of a committee's edition: its seats, its work programmes, and what a group is for."""

from portal.opendata.part import Part

_PROGRAMME = "committee.work_programmes[]"
_ROW = f"{_PROGRAMME}.rows[]"

COMMITTEE_PARTS = (
    Part(
        "An edition of a committee",
        ("committee",),
        {
            "parent": "The committee that set it up; null where there is none.",
            "remit": "What it is there for.",
            "members": "Who sits on it, or sat on it.",
            "takes_questions": "Whether the public may put questions to its meetings. In editions "
            "that do not say, scrutiny committees took them.",
            "takes_topics": "Whether the public may suggest topics to it. The same holds for older editions.",
            "work_programmes": "Its released work programmes, the latest first. Only where there are some.",
            "task_group": "What a task and finish group is for. Only of such a group.",
        },
    ),
    Part(
        "A seat",
        ("committee.members[]",),
        {
            "name": "The person’s name.",
            "sort_name": "The name as it is sorted.",
            "person": "The person’s word in addresses.",
            "role": "The role as a word for programs.",
            "role_label": "The same in words.",
            "body": "The body that a co-optee represents.",
            "votes": "On which business the person votes, as a word for programs.",
            "votes_label": "The same in words.",
            "first_day": "The first day.",
            "last_day": "The last day; null where none is known.",
        },
    ),
    Part(
        "A work programme",
        (_PROGRAMME,),
        {
            "year": "The year in which its municipal year begins.",
            "year_label": "The municipal year in words.",
            "note": "What is said of it as a whole.",
            "rows": "Its rows in order.",
        },
    ),
    Part(
        "A row of a work programme",
        (_ROW,),
        {
            "key": "Its permanent number.",
            "title": "What is to be examined.",
            "description": "What is said of it.",
            "type": "The type of scrutiny as a word for programs.",
            "type_label": "The same in words.",
            "heading": "The heading below which it stands.",
            "origin": "Where it comes from, as a word for programs.",
            "origin_label": "The same in words.",
            "origin_note": "What is said of that.",
            "reference": "The reference of the recommendation from which it came.",
            "lead_officers": "Who leads on it.",
            "current_position": "How it stands.",
            "when": "When it is taken.",
            "state": "Whether it is planned, done or dropped, as a word for programs.",
            "state_label": "The same in words.",
            "item": "The agenda item that it became; null where it has become none.",
            "carried_from": "The year of the programme from which it was carried over; null where it was not.",
            "history": "Every change, with its reason.",
        },
    ),
    Part(
        "When a row is taken",
        (f"{_ROW}.when",),
        {
            "meeting": "The meeting, as its word in addresses; empty where it is to be scheduled.",
            "date": "The day.",
            "words": "What is said of the time in words.",
        },
    ),
    Part(
        "The agenda item that a row became",
        (f"{_ROW}.item",),
        {"slug": "The meeting, as its word in addresses.", "anchor": "The item’s mark on its page."},
    ),
    Part(
        "A change of a row",
        (f"{_ROW}.history[]",),
        {"on": "The day.", "what": "What was changed.", "reason": "Why."},
    ),
    Part(
        "What a task and finish group is for",
        ("committee.task_group",),
        {
            "status": "How far it has come, as a word for programs.",
            "status_label": "The same in words.",
            "scope": "What it examines.",
            "exclusions": "What it leaves out.",
            "desired_outcomes": "What it is to achieve.",
            "begins_on": "The day on which it begins.",
            "ends_on": "The day by which it ends.",
            "timeframe": "Its timeframe in words.",
            "report": "Its report; null where there is none.",
            "report_link": "The address of its report elsewhere.",
        },
    ),
    Part(
        "The report of a group",
        ("committee.task_group.report",),
        {
            "title": "Its title.",
            "committee": "The committee to whose meeting it was put.",
            "meeting": "That meeting, as its word in addresses; empty where the paper is not public.",
            "key": "The paper’s mark on that meeting’s page; empty where it is not public.",
        },
    ),
)
