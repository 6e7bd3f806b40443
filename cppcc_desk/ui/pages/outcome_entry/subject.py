"""What an outcome is entered of: found by number, title or name; what is known of it, in lines to stand beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.outcomes import About, Level
from cppcc_desk.queries import issues, office, outcomes, submissions
from cppcc_desk.queries.issues import IssueRow
from cppcc_desk.queries.outcomes import PieceOutcome, Source
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.finding import pieces
from cppcc_desk.ui.outcomes.offering import level_at
from cppcc_desk.ui.widgets import Suggestion

_RECENT = 6  # issues offered before anything is typed


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A piece, or an issue; `facts` are pairs of words, `sent` to whom it went at each level, `said` what is recorded
    of it already, the newest first."""

    about: About
    of: str
    title: str
    facts: tuple[tuple[str, str], ...]
    said: tuple[PieceOutcome, ...]
    issue: IssueRow | None = None
    sent: Mapping[Level, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def tag(self) -> Suggestion:
        """As it stands in the field."""
        return Suggestion(self.of, value=self.about)


def read(context: Context, about: About) -> Subject:
    """Everything that is known of it. Raises Missing."""
    return _piece(context, about) if about.submission_id is not None else _issue(context, about)


def _piece(context: Context, about: About) -> Subject:
    desk, today = context.desk, context.today
    assert about.submission_id is not None
    detail = desk.read(submissions.detail, about.submission_id, now=context.now)
    issue = desk.read(issues.issue_of, about.submission_id)
    levels = {row.name: level_at(row) for row in desk.read(office.destinations, all_destinations=True)}
    sent = [one for one in detail.dispatches if one.sent_at is not None]
    went = [f"{deadlines.short_day(one.sent_at.date(), today)} {one.destination}" for one in sent if one.sent_at]
    names = "、".join(one.name for one in detail.contributors)
    facts = (
        ("反映人", "集体来稿" if detail.collective_submission else names or "待补"),
        ("单位", detail.row.unit),
        ("状态", detail.row.state),
        ("并入", detail.merged_into),
        ("刊登", issue.name if issue else ""),
        ("报送", "\n".join(went)),
    )
    return Subject(
        about=about,
        of=detail.row.intake_no,
        title=detail.row.title,
        facts=tuple((name, value) for name, value in facts if value),
        said=desk.read(outcomes.outcomes_of_piece, about.submission_id)[::-1],
        issue=issue,
        sent={levels.get(one.destination, Level.OWN): one.destination for one in sent},
    )


def _issue(context: Context, about: About) -> Subject:
    assert about.issue_id is not None
    issue = context.desk.read(issues.issue, about.issue_id)
    said = context.desk.read(outcomes.outcomes_of_issue, about.issue_id)
    numbered = zip(issue.intake_nos, issue.titles, strict=True)
    return Subject(
        about=about,
        of=issue.name,
        title=issue.titles[0] if len(issue.titles) == 1 else f"一期共 {len(issue.titles)} 篇",
        facts=(
            ("印发", deadlines.short_day(issue.issued_on, context.today)),
            ("篇目", "\n".join(f"{number} {title}" for number, title in numbered)),
        ),
        said=tuple(PieceOutcome(row, Source.ISSUE) for row in said[::-1]),
        issue=issue,
    )


def offered(context: Context, typed: str) -> list[Suggestion]:
    """Pieces by number, title, person or text; issues by journal and number; the latest issues before any word."""
    words = "".join(typed.split()).strip("第期")
    found = [
        Suggestion(row.name, detail="、".join(row.titles), value=About(issue_id=row.id))
        for row in context.desk.read(issues.issues)
        if words in row.name
    ]
    return [*pieces(context, typed), *found[:_RECENT]]


def meant(context: Context, tag: Suggestion) -> About:
    """What was taken from the list, or typed whole. Raises Missing, Invalid."""
    if isinstance(tag.value, About):
        return tag.value
    issue_id = context.desk.read(issues.id_called, tag.text)
    if issue_id is not None:
        return About(issue_id=issue_id)
    return About(submission_id=context.desk.read(submissions.id_of, tag.text))
