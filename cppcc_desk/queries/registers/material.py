"""Rows of the tables that a stretch of a ledger is made of, read in few statements."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.deadlines import Pause, with_pauses
from cppcc_desk.domain.official import issue_name
from cppcc_desk.domain.outcomes import AdoptionForm, LeaderRank, Level, OutcomeEntry, OutcomeKind
from cppcc_desk.domain.registers.history import DispatchTold
from cppcc_desk.queries.registers.lines import Ref, own_adoptions
from cppcc_desk.storage import tables as t

AT_ONCE = 500  # below SQLite's limit of bound values


@dataclass
class Material:
    """What is known of some pieces, by their ids; only what was asked for is read."""

    session: Session
    ids: Sequence[int]
    people: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    dispatches: dict[int, list[tuple[int, DispatchTold, str]]] = field(default_factory=lambda: defaultdict(list))
    outcomes: dict[int, list[tuple[int, OutcomeEntry]]] = field(default_factory=lambda: defaultdict(list))
    own: dict[int, list[OutcomeEntry]] = field(default_factory=lambda: defaultdict(list))

    def load_people(self) -> None:
        """反映人 in their order."""
        c = t.Contributor
        columns = (c.submission_id, c.name, c.kind, c.post, c.phone, c.sector, c.committee, c.town, c.party, c.unit)
        for part in parts(self.ids):
            query = select(*columns).where(c.submission_id.in_(part)).order_by(c.submission_id, c.position)
            for row in self.session.connection().execute(query):
                self.people[row.submission_id].append(row)

    def load_dispatches(self) -> None:
        """Each with its number and the form that is usual at its destination."""
        d, to, p = t.Dispatch, t.Destination, t.ClockPause
        pauses: dict[int, list[Pause]] = defaultdict(list)
        for part in parts(self.ids):
            stood = select(p.submission_id, p.started_at, p.ended_at, p.reason).where(p.submission_id.in_(part))
            for piece, began, ended, why in self.session.connection().execute(stood):
                pauses[piece].append(Pause(began, ended, why))
            columns = (
                d.id, d.submission_id, to.name, to.default_form, d.form, d.due_base, d.sent_at, d.way, d.copies,
                d.doc_number, d.sent_by, d.signed_by, d.signed_at, d.opened_at,
            )  # fmt: skip
            query = select(*columns).join(to, to.id == d.destination_id).where(d.submission_id.in_(part))
            for row in self.session.connection().execute(query.order_by(d.submission_id, d.id)):
                due = row.due_base
                if row.submission_id in pauses:
                    due = with_pauses(due, pauses[row.submission_id], row.sent_at or row.due_base)
                told = DispatchTold(
                    destination=row.name,
                    form=row.form,
                    due=due,
                    sent_at=row.sent_at,
                    late=row.sent_at is not None and row.sent_at > due,
                    way=row.way,
                    copies=row.copies,
                    doc_number=row.doc_number,
                    sent_by=row.sent_by,
                    signed_by=row.signed_by,
                    signed_at=row.signed_at,
                )
                self.dispatches[row.submission_id].append((row.id, told, row.default_form))

    def load_outcomes(self, kinds: Iterable[OutcomeKind]) -> None:
        """采用 and 批示 as recorded, of the piece or of its issue, with their numbers; the earliest first."""
        o, i = t.Outcome, t.IssueItem
        words = [kind.value for kind in kinds]
        columns = (
            o.id, o.kind, o.occurred_on, o.level, o.adoption_form, o.organ, o.journal, o.issue_no, o.leader,
            o.leader_post, o.leader_rank, o.text, o.evidence, o.remark,
        )  # fmt: skip
        for part in parts(self.ids):
            of_pieces = select(o.submission_id.label("piece"), *columns).where(o.submission_id.in_(part))
            of_issues = (
                select(i.submission_id.label("piece"), *columns)
                .join(i, i.issue_id == o.issue_id)
                .where(i.submission_id.in_(part))
            )
            for query in (of_pieces, of_issues):
                for row in self.session.connection().execute(query.where(o.kind.in_(words))):
                    self.outcomes[row.piece].append((row.id, _entry(row)))
        for told in self.outcomes.values():
            told.sort(key=lambda one: (one[1].occurred_on, one[0]))

    def load_own(self) -> None:
        """What the office used itself and no outcome tells of."""
        for part in parts(self.ids):
            found = own_adoptions(self.session, among=part)
            issues = self._issues({ref.issue_id for *_, ref in found if ref.issue_id})
            merged = self._gathered(part)
            for day, _, _, ref in found:
                form = AdoptionForm.COMPREHENSIVE if ref.submission_id in merged else AdoptionForm.SINGLE
                journal, number = issues.get(ref.issue_id, ("", ""))
                self.own[ref.submission_id].append(
                    OutcomeEntry(
                        kind=OutcomeKind.ADOPTION,
                        occurred_on=day,
                        level=Level.OWN,
                        adoption_form=form,
                        journal=journal,
                        issue_no=number,
                    )
                )

    def _issues(self, ids: set[int]) -> dict[int, tuple[str, str]]:
        """刊物 and 期号 of issues: 社情民意, 2026年第7期."""
        i, j = t.Issue, t.Journal
        query = select(i.id, j.name, i.year, i.issue_no, i.supplement).join(j, j.id == i.journal_id)
        found = {}
        for row in self.session.connection().execute(query.where(i.id.in_(ids))):
            words = issue_name(row.name, row.year, row.issue_no, supplement=row.supplement)
            found[row.id] = (row.name, words.removeprefix(f"《{row.name}》"))
        return found

    def _gathered(self, part: Sequence[int]) -> set[int]:
        """Those that others were merged into."""
        s = t.Submission
        query = select(s.merged_into_id).where(s.merged_into_id.in_(part))
        return {piece for piece in self.session.scalars(query) if piece is not None}

    def outcome(self, ref: Ref) -> OutcomeEntry:
        """What a line of the 采用 or 批示 ledger tells of."""
        if ref.outcome_id:
            return next(entry for number, entry in self.outcomes[ref.submission_id] if number == ref.outcome_id)
        return self.own[ref.submission_id][0]


def _entry(row: Any) -> OutcomeEntry:
    return OutcomeEntry(
        kind=OutcomeKind(row.kind),
        occurred_on=row.occurred_on,
        level=Level(row.level) if row.level else None,
        adoption_form=AdoptionForm(row.adoption_form) if row.adoption_form else None,
        organ=row.organ,
        journal=row.journal.strip("《》"),
        issue_no=row.issue_no,
        leader=row.leader,
        leader_post=row.leader_post,
        leader_rank=LeaderRank(row.leader_rank) if row.leader_rank else None,
        text=row.text,
        evidence=row.evidence,
        remark=row.remark,
    )


def parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    """`ids` in stretches that one statement takes."""
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
