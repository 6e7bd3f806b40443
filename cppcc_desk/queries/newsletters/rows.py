"""The newsletters there are, and their distribution lists."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.newsletter import Content, Plan, RecipientKind, title_of
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class NewsletterRow:
    """A line of the list; `issue_no` is None until it has one, `issued_at` while it is drafted."""

    id: int
    version: int
    quarter: Quarter
    mark: str
    title: str
    issue_no: int | None
    cumulative_no: int | None
    issued_at: datetime | None
    issued_by: str
    dated: date | None
    recipients: int
    copies: int
    received: int  # lines of the distribution list that are signed for

    @property
    def number(self) -> str:
        """第3期（总第11期）; "" while it has none."""
        running = f"（总第{self.cumulative_no}期）" if self.cumulative_no is not None else ""
        return f"第{self.issue_no}期{running}" if self.issue_no is not None else ""

    @property
    def name(self) -> str:
        """《反映社情民意业务通讯》2026年第3期, what its files are called."""
        return f"《{self.mark}》{self.quarter.year}年{self.number or f'第{self.quarter.words[-3]}季度（草稿）'}"


@dataclass(frozen=True)
class NewsletterDetail:
    """One whole; `content` is what was frozen, None while it is drafted."""

    row: NewsletterRow
    plan: Plan
    content: Content | None


@dataclass(frozen=True)
class CopyRow:
    """A line of a distribution list."""

    id: int
    kind: RecipientKind
    name: str
    about: str
    copies: int
    received_on: date | None
    received_by: str


def newsletters(session: Session) -> tuple[NewsletterRow, ...]:
    """All, the newest quarter first."""
    n = t.Newsletter
    return tuple(_row(row) for row in session.scalars(select(n).order_by(n.year.desc(), n.quarter.desc())))


def found(session: Session, quarter: Quarter) -> NewsletterDetail | None:
    """That of a quarter, None where nobody has begun it."""
    n = t.Newsletter
    row = session.scalar(select(n).where(n.year == quarter.year, n.quarter == quarter.number))
    if row is None:
        return None
    content = Content.from_dict(row.content) if row.issued_at is not None else None
    return NewsletterDetail(_row(row), Plan.from_dict(row.plan), content)


def copies(session: Session, newsletter_id: int) -> tuple[CopyRow, ...]:
    """The distribution list of an issued one."""
    c = t.NewsletterCopy
    rows = session.scalars(select(c).where(c.newsletter_id == newsletter_id).order_by(c.position))
    return tuple(
        CopyRow(row.id, RecipientKind(row.kind), row.name, row.about, row.copies, row.received_on, row.received_by)
        for row in rows
    )


def _row(row: t.Newsletter) -> NewsletterRow:
    plan, quarter = Plan.from_dict(row.plan), Quarter(row.year, row.quarter)
    return NewsletterRow(
        id=row.id,
        version=row.version,
        quarter=quarter,
        mark=plan.head.mark,
        title=title_of(plan, quarter),
        issue_no=row.issue_no,
        cumulative_no=row.cumulative_no,
        issued_at=row.issued_at,
        issued_by=row.issued_by,
        dated=plan.dated,
        recipients=len(row.copies),
        copies=sum(copy.copies for copy in row.copies),
        received=sum(copy.received_on is not None for copy in row.copies),
    )
