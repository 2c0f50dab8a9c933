"""Words on the keys of agenda items, their minutes and papers, of questions and of the action log."""

from portal.opendata.part import Part

_ITEM = "meeting.items[]"
_PAPERS = ("meeting.documents[]", f"{_ITEM}.documents[]")
_REFUSAL = {"reason": "Why it was not allowed.", "rule": "Under which rule."}

_MINUTES = (
    Part(
        "An agenda item",
        (_ITEM,),
        {
            "anchor": "Its mark on the meeting’s page, which stays.",
            "agenda_number": "Its number on the agenda, such as “5” or “3a”.",
            "minute_number": "Its minute number; null before there are minutes.",
            "title": "Its title.",
            "kind": "The kind of business as a word for programs.",
            "purpose": "What it is for.",
            "state": "Papers to follow, deferred, withdrawn, urgent and others, as a word for programs.",
            "state_label": "The same in words.",
            "state_note": "What is said of that: of urgent business the chair’s reason.",
            "pages": "Its pages in the agenda pack.",
            "lead_officers": "Who leads on it.",
            "restriction": "Why the item is not for publication; null of an open one.",
            "is_cut_off": "Whether its minutes come from a page that broke off.",
            "declarations": "Interests that were declared.",
            "body": "Its minutes in order: prose, and groups of outcomes. Of an exempt item the summary alone.",
            "documents": "Its papers in order.",
            "withheld": "Its papers that are not for publication. Only where there are some.",
            "approves": "Minutes of earlier meetings that were approved there. Only where there are some.",
        },
    ),
    Part(
        "Why an item is not for publication",
        (f"{_ITEM}.restriction",),
        {
            "paragraph": "The paragraph of Schedule 12A to the Local Government Act 1972, 1 to 7.",
            "description": "What that paragraph is about, in words.",
            "reason": "Why the public interest lies in not publishing.",
            "review_on": "The day by which that is looked at again.",
        },
    ),
    Part(
        "A declaration of interest",
        (f"{_ITEM}.declarations[]",),
        {
            "name": "Who declared it.",
            "kind_label": "The kind of interest.",
            "nature": "What it is.",
            "about": "What it concerns.",
            "withdrew": "Whether the person left for the item; null where nothing is said.",
        },
    ),
    Part(
        "Minutes that an item approved",
        (f"{_ITEM}.approves[]",),
        {
            "committee": "The committee, as its word in addresses.",
            "slug": "The earlier meeting, as its word in addresses; empty where it is not public.",
            "date": "Its day.",
            "signed_by": "Who signed them.",
            "corrections": "What was corrected, in words.",
        },
    ),
    Part(
        "A part of the minutes",
        (f"{_ITEM}.body[]",),
        {
            "type": "“prose” or “outcomes”.",
            "html": "Of prose: its text as HTML.",
            "marker": "Of outcomes: the words that open them, such as “RESOLVED:”.",
            "lead_in": "What comes before the lines.",
            "proposer": "Who proposed.",
            "seconder": "Who seconded.",
            "result": "How it ended, in words.",
            "votes": "The votes; null where they were not counted.",
            "lines": "The lines in order.",
        },
    ),
    Part(
        "Votes",
        (f"{_ITEM}.body[].votes",),
        {"for": "How many for.", "against": "How many against.", "abstained": "How many abstained."},
    ),
    Part(
        "A line of the outcomes",
        (f"{_ITEM}.body[].lines[]",),
        {
            "anchor": "Its mark on the meeting’s page.",
            "key": "Its permanent key, by which the ledger knows it.",
            "kind": "“resolution”, “recommendation” or “action”.",
            "label": "Its letter or number.",
            "level": "How deep it stands in the list.",
            "text": "Its words.",
            "addressee": "Of a recommendation: to whom.",
            "addressee_kind": "The kind of addressee, which decides by when an answer is due.",
            "owner": "Of an action: who does it.",
            "directorate": "The directorate of the owner.",
            "due": "The day by which it is to be done.",
        },
    ),
)

_OF_PAPERS = (
    Part(
        "A paper",
        _PAPERS,
        {
            "key": "Its permanent mark, and its place on the page.",
            "title": "Its title.",
            "kind": "The kind of paper as a word for programs.",
            "kind_label": "The same in words.",
            "report_by": "Whose report it is.",
            "filename": "The name of its file.",
            "media_type": "The type of its file.",
            "size": "Bytes.",
            "pages": "Pages.",
            "sha256": "The hash of its file, whose first twelve letters stand in its address; null where no file "
            "is held here.",
            "listed_as": "Of a paper whose file is not held: its size as it was printed.",
            "text_html": "Of a paper of which only the words are held: those.",
            "supplement": "The number of the supplement with which it came out. Only where it came with one.",
            "report": "What a report says of itself, and who reviewed it. Only of reports that were reviewed here.",
        },
    ),
    Part(
        "A paper that is not for publication",
        tuple(path.replace("documents", "withheld") for path in _PAPERS),
        {
            "anchor": "Its place on the page; the “key” of the same paper in editions that show it.",
            "title": "Its title. Nothing else of the paper itself is public.",
            "paragraph": "The paragraph of Schedule 12A to the Local Government Act 1972, 1 to 7.",
            "description": "What that paragraph is about, in words.",
            "reason": "Why the public interest lies in not publishing.",
        },
    ),
    Part(
        "What a report says of itself",
        tuple(f"{path}.report" for path in _PAPERS),
        {
            "classification": "Its classification.",
            "decision_type": "The type of decision that it asks for.",
            "wards": "The wards that it affects.",
            "purpose": "Its purpose.",
            "recommendations": "What it recommends, one an entry.",
            "background_papers": "Its background papers; an empty list says that none were identified.",
            "reviewers": "Who reviewed it.",
            "approver": "Who approved it.",
            "approved_on": "The day on which it was approved.",
        },
    ),
    Part(
        "A reviewer of a report",
        tuple(f"{path}.report.reviewers[]" for path in _PAPERS),
        {"role": "For what, such as finance or legal.", "name": "Who.", "on": "The day."},
    ),
)

_QUESTION = "meeting.questions[]"
_OF_QUESTIONS = (
    Part(
        "A question",
        (_QUESTION,),
        {
            "anchor": "Its mark on the meeting’s page.",
            "kind": "“public” or “member”.",
            "number": "Its number, such as “PQ 1”.",
            "questioner": "Who asked; where the name is withheld, that it is.",
            "place": "The place where the questioner lives.",
            "addressed_to": "To whom it was put.",
            "question_html": "The question; empty where it was disallowed.",
            "response_html": "The answers that stand, as one text.",
            "response_by": "Who answered.",
            "answers": "Each answer by itself. Only where there are several, or a day is known.",
            "answer_promised_by": "By when a written answer will follow. Only as long as there is none.",
            "disallowed": "Why the question was not allowed; null where it was.",
            "supplementary_html": "The supplementary question.",
            "supplementary_disallowed": "Why that was not allowed; null where it was.",
            "supplementary_responses": "The answers to it.",
        },
    ),
    Part(
        "One answer",
        (f"{_QUESTION}.answers[]",),
        {
            "by": "Who gave it.",
            "html": "Its words, as they stand now.",
            "given_on": "The day on which it was given first.",
            "reissues": "When and why it was re-issued, the latest first. Only where it was.",
        },
    ),
    Part(
        "A re-issue of an answer",
        (f"{_QUESTION}.answers[].reissues[]",),
        {"on": "The day.", "because": "Why."},
    ),
    Part(
        "Why a question was not allowed",
        (f"{_QUESTION}.disallowed", f"{_QUESTION}.supplementary_disallowed"),
        _REFUSAL,
    ),
    Part(
        "An answer to a supplementary question",
        (f"{_QUESTION}.supplementary_responses[]",),
        {"by": "Who gave it.", "html": "Its words."},
    ),
    Part(
        "A row of the action log",
        ("meeting.action_log[]",),
        {
            "anchor": "Its mark on the meeting’s page.",
            "number": "Its number in that log.",
            "meeting_date": "The day of the meeting that it cites.",
            "text": "The action.",
            "owner": "Who does it.",
            "directorate": "The directorate.",
            "progress": "The progress as it was reported.",
            "due": "The day by which it was to be done.",
            "status": "The status as it was written there.",
        },
    ),
)

ITEM_PARTS = (*_MINUTES, *_OF_PAPERS, *_OF_QUESTIONS)
