"""The rows: tables, constraints, indexes; no behaviour."""

from cppcc_desk.storage.tables.base import Base
from cppcc_desk.storage.tables.journal import JournalEntry, JournalSubject
from cppcc_desk.storage.tables.newsletters import Newsletter, NewsletterCopy
from cppcc_desk.storage.tables.occasions import Attendance, Decision, FollowUp, Occasion, OccasionFile, OccasionPiece
from cppcc_desk.storage.tables.office import Code, Destination, DestinationClock, Holiday, Journal, OfficeSetting, Staff
from cppcc_desk.storage.tables.outcomes import Assignment, Outcome, OutcomeFile, Supervision
from cppcc_desk.storage.tables.papers import (
    Document,
    DocumentNumber,
    Issue,
    IssueItem,
    NumberCorrection,
    NumberSequence,
    Paper,
)
from cppcc_desk.storage.tables.people import Affiliation, InformantCard, Person, PersonRole, Term, Unit
from cppcc_desk.storage.tables.scoring import Award, ClosedYear, ScoreAdjustment, ScoreDispute, ScoringScheme, Unranked
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
from cppcc_desk.storage.tables.topics import CommissionedPiece, TopicCall, TopicNotice

__all__ = [
    "Affiliation",
    "Assignment",
    "Attachment",
    "Attendance",
    "Award",
    "Base",
    "ClockPause",
    "ClosedYear",
    "Code",
    "CommissionedPiece",
    "Contributor",
    "Decision",
    "Destination",
    "DestinationClock",
    "Dispatch",
    "Document",
    "DocumentNumber",
    "EditedVersion",
    "FollowUp",
    "Holiday",
    "InformantCard",
    "Issue",
    "IssueItem",
    "Journal",
    "JournalEntry",
    "JournalSubject",
    "Newsletter",
    "NewsletterCopy",
    "NumberCorrection",
    "NumberSequence",
    "Occasion",
    "OccasionFile",
    "OccasionPiece",
    "OfficeSetting",
    "Outcome",
    "OutcomeFile",
    "Paper",
    "Person",
    "PersonRole",
    "ScoreAdjustment",
    "ScoreDispute",
    "ScoringScheme",
    "Staff",
    "StepRecord",
    "Submission",
    "SubmissionText",
    "Supervision",
    "Term",
    "TopicCall",
    "TopicNotice",
    "Unit",
    "Unranked",
]
