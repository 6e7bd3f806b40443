"""The papers that tell of a month, half a year or a year beside the newsletter: what each says."""

from cppcc_desk.domain.reports.drafts import drafted
from cppcc_desk.domain.reports.facts import (
    Instructions,
    Missed,
    Number,
    Open,
    Paced,
    Refused,
    ReportFacts,
    Silence,
    numbers,
)

__all__ = [
    "Instructions",
    "Missed",
    "Number",
    "Open",
    "Paced",
    "Refused",
    "ReportFacts",
    "Silence",
    "drafted",
    "numbers",
]
