"""Meetings and activities: lists, one whole, groups over a year, a person's attendance, open decisions."""

from cppcc_desk.queries.occasions.attendance import (
    AttendedRow,
    KindCount,
    PersonAttendance,
    attendance_of,
    attendances_of,
    members_on,
)
from cppcc_desk.queries.occasions.decisions import DecisionRow, FollowUpRow, open_decisions
from cppcc_desk.queries.occasions.groups import LackingGroup, QuarterGlance, groups_lacking_activity, year_of_group
from cppcc_desk.queries.occasions.lists import OccasionRow, occasions, years
from cppcc_desk.queries.occasions.whole import (
    AttendanceRow,
    FileRow,
    OccasionDetail,
    PieceRow,
    detail,
    entry_of,
    made_for,
)

__all__ = [
    "AttendanceRow",
    "AttendedRow",
    "DecisionRow",
    "FileRow",
    "FollowUpRow",
    "KindCount",
    "LackingGroup",
    "OccasionDetail",
    "OccasionRow",
    "PersonAttendance",
    "PieceRow",
    "QuarterGlance",
    "attendance_of",
    "attendances_of",
    "detail",
    "entry_of",
    "groups_lacking_activity",
    "made_for",
    "members_on",
    "occasions",
    "open_decisions",
    "year_of_group",
    "years",
]
