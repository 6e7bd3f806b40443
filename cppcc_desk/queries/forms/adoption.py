"""What 采用通知 and 采用证明 show of a piece: the issue it stands in and where that was sent."""

from cppcc_desk.domain import forms
from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.queries import issues
from cppcc_desk.queries.forms.asked import Asked, courtesy_of, work_of
from cppcc_desk.queries.submissions import detail, id_of


def adoption(asked: Asked) -> forms.AdoptionFacts:
    """A piece merged into another stands in the issue of that one. Raises Forbidden for a piece in no issue."""
    d = asked.detail
    printed = detail(asked.session, id_of(asked.session, d.merged_into), now=asked.now) if d.merged_into else d
    issue = issues.issue_of(asked.session, printed.row.id)
    if issue is None:
        raise Forbidden(f"来稿 {d.row.intake_no}“{d.row.state}”，还没有编入期刊，不能证明采用；没有写出任何文件。")
    piece = issue.bulletin.pieces[issue.submission_ids.index(printed.row.id)]
    return forms.AdoptionFacts(
        office=asked.office.issued_by,
        printed_on=asked.now.date(),
        intake_no=d.row.intake_no,
        title=d.original_title,
        authors=() if d.collective_submission else tuple(map(_author, d.contributors)),
        unit=d.row.unit,
        issue=issue.full_name,
        issued_title="".join(piece.title.split("\n")),
        issued_on=issue.issued_on,
        comprehensive=bool(d.merged_into or d.merged_from),
        reports=tuple(
            forms.Report(destination=row.destination, form=row.form, sent_on=row.sent_at.date())
            for row in printed.dispatches
            if row.sent_at is not None
        ),
    )


def _author(contributor: Contributor) -> forms.Author:
    return forms.Author(name=contributor.name, work=work_of(contributor), courtesy=courtesy_of(contributor.kind))
