"""The working record of the office, and, by their own package, the editions that publishing writes from it."""

from meetings.editions.models import Edition, EditionWithdrawal, PublishedCommittee, PublishedMeeting
from meetings.editions.registers import (
    PublishedAttendance,
    PublishedPaper,
    PublishedPerson,
    PublishedQuestion,
    PublishedSeat,
)
from meetings.models.action_log import ActionLogRow
from meetings.models.agenda_item import AgendaItem, ItemKind, ItemState, MinuteSeries
from meetings.models.attendance import Attendance, AttendanceGroup, AttendanceMode
from meetings.models.calendar import Holiday, HolidayKind, MunicipalYear
from meetings.models.committee import Committee, CommitteeAlias, CommitteeKind, UsualOfficer
from meetings.models.correction import Correction
from meetings.models.declaration import Declaration, InterestKind
from meetings.models.document import Document, DocumentKind, Reading
from meetings.models.imported_text import ImportedText
from meetings.models.kept_prose import KeptProse
from meetings.models.meeting import FutureDate, Meeting, MeetingKind, MeetingStatus, MinutesState, Venue
from meetings.models.membership import Membership, MembershipRole, VotingRight
from meetings.models.minutes_version import MinutesVersion, VersionCause
from meetings.models.outcome import AddresseeKind, Outcome, OutcomeGroup, OutcomeKind
from meetings.models.paper_version import PaperPage, PaperVersion
from meetings.models.person import Person, PersonSpelling, Post
from meetings.models.presence import Presence
from meetings.models.question import Question, QuestionAnswer, QuestionKind, QuestionState, SupplementaryResponse
from meetings.models.report import Report, ReportReviewer
from meetings.models.standing_item import StandingItem
from meetings.models.submission import Submission, SubmissionKind
from meetings.models.task_group import TaskGroup, TaskGroupStatus
from meetings.models.undertaking import Undertaking, UndertakingState
from meetings.models.work_programme import (
    ProgrammeChange,
    ProgrammeOrigin,
    ProgrammeRow,
    RowState,
    ScrutinyType,
    WorkProgramme,
)

__all__ = [
    "ActionLogRow",
    "AddresseeKind",
    "AgendaItem",
    "Attendance",
    "AttendanceGroup",
    "AttendanceMode",
    "Committee",
    "CommitteeAlias",
    "CommitteeKind",
    "Correction",
    "Declaration",
    "Document",
    "DocumentKind",
    "Edition",
    "EditionWithdrawal",
    "FutureDate",
    "Holiday",
    "HolidayKind",
    "ImportedText",
    "InterestKind",
    "ItemKind",
    "ItemState",
    "KeptProse",
    "Meeting",
    "MeetingKind",
    "MeetingStatus",
    "Membership",
    "MembershipRole",
    "MinuteSeries",
    "MinutesState",
    "MinutesVersion",
    "MunicipalYear",
    "Outcome",
    "OutcomeGroup",
    "OutcomeKind",
    "PaperPage",
    "PaperVersion",
    "Person",
    "PersonSpelling",
    "Post",
    "Presence",
    "ProgrammeChange",
    "ProgrammeOrigin",
    "ProgrammeRow",
    "PublishedAttendance",
    "PublishedCommittee",
    "PublishedMeeting",
    "PublishedPaper",
    "PublishedPerson",
    "PublishedQuestion",
    "PublishedSeat",
    "Question",
    "QuestionAnswer",
    "QuestionKind",
    "QuestionState",
    "Reading",
    "Report",
    "ReportReviewer",
    "RowState",
    "ScrutinyType",
    "StandingItem",
    "Submission",
    "SubmissionKind",
    "SupplementaryResponse",
    "TaskGroup",
    "TaskGroupStatus",
    "Undertaking",
    "UndertakingState",
    "UsualOfficer",
    "Venue",
    "VersionCause",
    "VotingRight",
    "WorkProgramme",
]
