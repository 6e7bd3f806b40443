"""What 采用通知, 采用证明 and 感谢信 show of a piece: its issue, where else it was used, who esteemed it."""

from typing import Any

from cppcc_desk.domain import forms
from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.domain.outcomes import Level, OutcomeKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.queries import issues
from cppcc_desk.queries.forms.asked import Asked, courtesy_of, work_of
from cppcc_desk.queries.issues import IssueRow
from cppcc_desk.queries.outcomes import OutcomeRow, outcomes_of_piece
from cppcc_desk.queries.submissions import SubmissionDetail, detail, id_of


def adoption(asked: Asked) -> forms.AdoptionFacts:
    """A piece merged into another stands in the issue of that one.

    Raises Forbidden for a piece in no issue of which no use is recorded either.
    """
    d = asked.detail
    printed = detail(asked.session, id_of(asked.session, d.merged_into), now=asked.now) if d.merged_into else d
    issue = issues.issue_of(asked.session, printed.row.id)
    used = [row for row in _outcomes(asked) if row.entry.kind is OutcomeKind.ADOPTION]
    if issue is None and not used:
        raise Forbidden(
            f"来稿 {d.row.intake_no}“{d.row.state}”，还没有编入期刊，也没有登记采用，不能证明采用；没有写出任何文件。"
        )
    return forms.AdoptionFacts(
        **_piece(asked),
        issue=issue.full_name if issue else "",
        issued_title=_issued_title(issue, printed) if issue else "",
        issued_on=issue.issued_on if issue else None,
        comprehensive=bool(d.merged_into or d.merged_from) if issue else None,
        reports=tuple(
            forms.Report(destination=row.destination, form=row.form, sent_on=row.sent_at.date())
            for row in printed.dispatches
            if row.sent_at is not None
        ),
        # What the issue says itself is not said twice.
        elsewhere=tuple(_adopted(row) for row in used if issue is None or row.entry.level is not Level.OWN),
    )


def _issued_title(issue: IssueRow, printed: SubmissionDetail) -> str:
    return "".join(issue.bulletin.pieces[issue.submission_ids.index(printed.row.id)].title.split("\n"))


def _adopted(row: OutcomeRow) -> forms.Adopted:
    entry = row.entry
    return forms.Adopted(
        level=entry.level or Level.OWN,
        place=row.place,
        form=entry.adoption_form.value if entry.adoption_form else "",
        on=entry.occurred_on,
    )


def thanks(asked: Asked) -> forms.ThanksFacts:
    """For every 批示, and every use at a higher level. Raises Forbidden where there is none."""
    d = asked.detail
    esteemed = [row for row in _outcomes(asked) if row.entry.is_esteem]
    if not esteemed:
        raise Forbidden(f"来稿 {d.row.intake_no} 没有登记上级采用或领导批示，不写感谢信；没有写出任何文件。")
    return forms.ThanksFacts(
        **_piece(asked),
        esteemed=tuple(forms.Esteem(words=_esteem(row), on=row.entry.occurred_on) for row in esteemed),
    )


def _esteem(row: OutcomeRow) -> str:
    entry = row.entry
    if entry.kind is OutcomeKind.INSTRUCTION:
        return f"{entry.leader_post}{entry.leader}作出批示"
    form = f"（{entry.adoption_form}）" if entry.adoption_form else ""
    return f"被{row.place or f'{entry.level}政协'}采用{form}"


def _outcomes(asked: Asked) -> list[OutcomeRow]:
    return [one.row for one in outcomes_of_piece(asked.session, asked.detail.row.id)]


def _piece(asked: Asked) -> dict[str, Any]:
    """What each of them says of a piece."""
    d = asked.detail
    return {
        "office": asked.office.issued_by,
        "printed_on": asked.now.date(),
        "intake_no": d.row.intake_no,
        "title": d.original_title,
        "authors": () if d.collective_submission else tuple(map(_author, d.contributors)),
        "unit": d.row.unit,
    }


def _author(contributor: Contributor) -> forms.Author:
    return forms.Author(name=contributor.name, work=work_of(contributor), courtesy=courtesy_of(contributor.kind))
