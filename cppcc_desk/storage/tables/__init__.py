"""The rows: tables, constraints, indexes; no behaviour."""

from cppcc_desk.storage.tables.base import Base
from cppcc_desk.storage.tables.journal import JournalEntry, JournalSubject
from cppcc_desk.storage.tables.office import Code, Destination, DestinationClock, Holiday, Journal, OfficeSetting, Staff
from cppcc_desk.storage.tables.papers import (
    Document,
    DocumentNumber,
    Issue,
    IssueItem,
    NumberCorrection,
    NumberSequence,
    Paper,
)
from cppcc_desk.storage.tables.people import InfoGroup, Person
from cppcc_desk.storage.tables.submissions import (
    Attachment,
    ClockPause,
    Contributor,
    Dispatch,
    EditedVersion,
    StepRecord,
    Submission,
    SubmissionText,
)

__all__ = [
    "Attachment",
    "Base",
    "ClockPause",
    "Code",
    "Contributor",
    "Destination",
    "DestinationClock",
    "Dispatch",
    "Document",
    "DocumentNumber",
    "EditedVersion",
    "Holiday",
    "InfoGroup",
    "Issue",
    "IssueItem",
    "Journal",
    "JournalEntry",
    "JournalSubject",
    "NumberCorrection",
    "NumberSequence",
    "OfficeSetting",
    "Paper",
    "Person",
    "Staff",
    "StepRecord",
    "Submission",
    "SubmissionText",
]
