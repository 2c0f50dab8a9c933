"""meetings/*.toml: a meeting with its editions, attendance, items, outcomes and questions."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Approval:
    """Where minutes were approved: the later meeting and the agenda number of its item, and who signed."""

    meeting: str
    item: str
    signed_by: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that a later meeting noted in one of its items."""

    meeting: str
    item: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Words changed from one edition to the next, in a minute ("77") or in a question's answer ("PQ 1").

    An answer is re-issued, `because` of what the public then reads.
    """

    where: str
    old: str
    new: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why an edition was withdrawn, and how many days after it was published."""

    days: int
    reason: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication: its day counts from the meeting's date, or from that of the meeting named in `after`."""

    stage: str
    days: int
    reason: str
    after: str = ""
    approved: Approval | None = None
    correction: Correction | None = None
    changes: tuple[Change, ...] = ()
    withdrawn: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    group: str
    person: str = ""
    name: str = ""
    role: str = ""
    body: str = ""
    mode: str = "present"
    substitute_for: str = ""
    arrived: str = ""
    left: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    person: str
    item: str
    kind: str
    nature: str
    withdrew: bool


@dataclass(frozen=True, slots=True)
class Review:
    """A line of a report's reviewers: for what, which post, and how many days before the meeting ("-14")."""

    role: str
    post: str
    on: str


@dataclass(frozen=True, slots=True)
class ReportHeader:
    """What a report says of itself; background papers one an entry, "None identified" alone where there are none."""

    classification: str
    decision_type: str
    wards: str
    purpose: str
    recommendations: tuple[str, ...]
    background: tuple[str, ...]
    reviewers: tuple[Review, ...]
    approver: str
    approved: str


@dataclass(frozen=True, slots=True)
class Withholding:
    """Why a paper of an open item is not for publication; one of an exempt item has its item's reason."""

    paragraph: int
    reason: str
    review: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: the text of a file in papers/ (made into a PDF), or one that is only listed with its size."""

    title: str
    kind: str
    paper: str = ""
    listed_as: str = ""
    restricted: bool = False
    withheld: Withholding | None = None
    since: str = field(default="agenda", metadata={"key": "from"})
    report: ReportHeader | None = None


@dataclass(frozen=True, slots=True)
class Restriction:
    paragraph: int
    reason: str
    review: str
    summary: str


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    kind: str
    text: str
    label: str = ""
    addressee: str = ""
    addressee_kind: str = ""
    owner: str = ""
    directorate: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Votes:
    in_favour: int = field(metadata={"key": "for"})
    against: int
    abstained: int


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an item's minutes: prose, or outcomes that were moved together."""

    type: str
    text: str = ""
    marker: str = ""
    lead_in: str = ""
    proposer: str = ""
    seconder: str = ""
    result: str = ""
    votes: Votes | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row of the action log as it lay before a meeting; `meeting` is the meeting to which it goes back."""

    number: str
    meeting: str
    text: str
    status: str
    owner: str = ""
    directorate: str = ""
    progress: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    agenda: str
    title: str
    kind: str
    minute: str = ""
    education: bool = False
    purpose: str = ""
    state: str = ""
    state_note: str = ""
    pages: str = ""
    lead_officers: tuple[str, ...] = ()
    restriction: Restriction | None = None
    since: str = field(default="agenda", metadata={"key": "from"})
    documents: tuple[Paper, ...] = ()
    action_log: tuple[LogRow, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    undertakings: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class Answer:
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    kind: str
    number: str
    questioner: str
    question: str
    place: str = ""
    withheld: bool = False
    addressed_to: str = ""
    state: str = "accepted"
    received: str = ""
    email: str = ""
    response: str = ""
    response_by: str = ""
    also_answered: tuple[Answer, ...] = ()
    promised: str = ""
    disallowed: Refusal | None = None
    supplementary: str = ""
    supplementary_responses: tuple[Answer, ...] = ()
    supplementary_disallowed: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A question that came in by the public form, confirmed; `when` counts days from the meeting ("-8")."""

    name: str
    email: str
    when: str
    text: str
    place: str = ""
    withheld: bool = False
    addressed_to: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    key: str
    committee: str
    when: str
    status: str
    kind: str
    start: str = ""
    end: str = ""
    status_reason: str = ""
    tracker: str = ""  # the item under which the recommendation tracker lies, frozen as at today
    venue: str = ""
    contact: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    livestream: str = ""
    notes: str = ""
    extended_until: str = ""
    questions_from: str = "draft minutes"
    future: tuple[str, ...] = ()
    editions: tuple[Edition, ...] = field(default=(), metadata={"key": "edition"})
    attendance: tuple[Attendance, ...] = ()
    items: tuple[Item, ...] = field(default=(), metadata={"key": "item"})
    questions: tuple[Question, ...] = field(default=(), metadata={"key": "question"})
    sent: tuple[Sent, ...] = ()
