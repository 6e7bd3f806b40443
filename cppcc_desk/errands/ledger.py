"""The 来稿 ledger as .xlsx: every submission of a year, or of all years, in the order of its number."""

from pathlib import Path

from sqlalchemy.orm import Session

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.ledger import Ledger, LedgerColumn
from cppcc_desk.errands import writing
from cppcc_desk.queries import office, submissions
from cppcc_desk.queries.people import masked
from cppcc_desk.queries.submissions import Filter, SubmissionRow
from cppcc_desk.storage.desk import Desk
