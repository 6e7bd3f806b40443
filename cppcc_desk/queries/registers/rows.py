"""The lines of a ledger as texts, in the columns that are wanted: what they need is read for many at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from cppcc_desk.domain.outcomes import Level, OutcomeEntry, OutcomeKind
from cppcc_desk.domain.registers.columns import Head, Register
from cppcc_desk.domain.registers.history import DispatchTold
from cppcc_desk.domain.registers.telling import (
    say_adoptions,
    say_day,
    say_dispatches,
    say_instructions,
    say_issue,
    say_time,
)
from cppcc_desk.domain.workflow import State
from cppcc_desk.queries.people import masked
from cppcc_desk.queries.registers.lines import Ref
from cppcc_desk.queries.registers.material import Material, parts
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class RegisterRow:
    """One line; `texts` has one for each column."""

    submission_id: int
    intake_no: str
    texts: tuple[str, ...]


def _yes(value: object) -> str:
    return "是" if value else ""


def _text(value: object) -> str:
    return "" if value is None else str(value)


_into, _group = aliased(t.Submission), aliased(t.Unit)
_S = t.Submission

# Columns of the piece itself: what is read, and how it is said.
_OF_PIECE: Mapping[Head, tuple[Any, Callable[[Any], str]]] = MappingProxyType(
    {
        Head.NUMBER: (_S.intake_no, _text),
        Head.RECEIVED: (_S.received_at, say_time),
        Head.TITLE: (_S.title, _text),
        Head.UNIT: (_S.submitting_unit, _text),
        Head.CHANNEL: (_S.intake_channel, _text),
        Head.DRAFTER: (_S.drafter, _text),
        Head.COLLECTIVE: (_S.collective_submission, lambda v: "是" if v else "否"),
        Head.COMMISSIONED: (_S.is_commissioned, _yes),
        Head.CATEGORY: (_S.category, _text),
        Head.NATURE: (_S.nature, _text),
        Head.URGENCY: (_S.urgency_grade, _text),
        Head.KEYWORDS: (_S.keywords, _text),
        Head.OPINION: (_S.handling_opinion, _text),
        Head.GROUP: (_group.name, _text),
        Head.STATE: (_S.state, _text),
        Head.SCREENING: (_S.screening, _text),
        Head.REASON: (_S.rejection_reason, _text),
        Head.MERGED_INTO: (_into.intake_no, _text),
        Head.EDITOR: (_S.responsible_editor, _text),
        Head.REVIEWER: (_S.reviewer, _text),
        Head.SIGNATORY: (_S.signatory, _text),
        Head.SIGNED: (_S.signed_at, say_time),
        Head.ARCHIVE_NO: (_S.archive_no, _text),
        Head.ARCHIVED: (_S.archived_at, say_time),
        Head.ARCHIVE_YEAR: (_S.archive_year, _text),
        Head.RETENTION: (_S.retention, _text),
        Head.ITEMS: (_S.archived_items, _text),
        Head.PAGES: (_S.archived_pages, _text),
        Head.TEXT: (t.SubmissionText.original_text, _text),
        Head.CHARACTERS: (_S.characters, lambda v: str(v) if v else ""),
        Head.REGISTERED_BY: (_S.registered_by, _text),
    }
)
# What of archiving counts only while a piece is archived: one that was taken out again keeps its number for later.
_ARCHIVED = frozenset({Head.ARCHIVE_NO, Head.ARCHIVED, Head.ARCHIVE_YEAR, Head.RETENTION, Head.ITEMS, Head.PAGES})
_OF_LEAD = MappingProxyType(
    {
        Head.POST: "post", Head.KIND: "kind", Head.SECTOR: "sector", Head.COMMITTEE: "committee", Head.TOWN: "town",
        Head.PARTY: "party",
    }
)  # fmt: skip
_OF_DISPATCH: Mapping[Head, Callable[[DispatchTold], str]] = MappingProxyType(
    {
        Head.DESTINATION: lambda d: d.destination,
        Head.FORM: lambda d: d.form,
        Head.DUE: lambda d: say_time(d.due),
        Head.SENT_AT: lambda d: say_time(d.sent_at),
        Head.LATE: lambda d: "逾期" if d.late else "",
        Head.WAY: lambda d: d.way,
        Head.COPIES: lambda d: str(d.copies),
        Head.DOC_NUMBER: lambda d: d.doc_number,
        Head.SENT_BY: lambda d: d.sent_by,
        Head.SIGNED_BY: lambda d: d.signed_by,
        Head.SIGNED_FOR_AT: lambda d: say_time(d.signed_at),
    }
)
_OF_OUTCOME: Mapping[Head, Callable[[OutcomeEntry], str]] = MappingProxyType(
    {
        Head.ADOPTED_LEVEL: lambda e: e.level.said if e.level else "",
        Head.ADOPTED_FORM: lambda e: e.adoption_form or "",
        Head.ADOPTED_BY: lambda e: e.organ,
        Head.ADOPTED_JOURNAL: lambda e: e.journal,
        Head.ADOPTED_ISSUE: lambda e: e.issue_no,
        Head.ADOPTED_ON: lambda e: say_day(e.occurred_on),
        Head.ADOPTED_TEXT: lambda e: e.text,
        Head.ADOPTED_EVIDENCE: lambda e: e.evidence,
        Head.ADOPTED_REMARK: lambda e: e.remark,
        Head.LEADER: lambda e: e.leader,
        Head.LEADER_POST: lambda e: e.leader_post,
        Head.LEADER_RANK: lambda e: e.leader_rank or "",
        Head.LEADER_LEVEL: lambda e: e.level.said if e.level else "",
        Head.LEADER_ORGAN: lambda e: e.organ,
        Head.INSTRUCTED_ON: lambda e: say_day(e.occurred_on),
        Head.INSTRUCTED_TEXT: lambda e: e.text,
        Head.INSTRUCTED_EVIDENCE: lambda e: e.evidence,
        Head.INSTRUCTED_REMARK: lambda e: e.remark,
    }
)
_PEOPLE = frozenset({Head.PEOPLE, Head.PHONE, *_OF_LEAD})
_SUMMED = frozenset({Head.ISSUE, Head.ISSUED, Head.ADOPTIONS, Head.INSTRUCTIONS})


def register_rows(
    session: Session, register: Register, wanted: Sequence[Ref], heads: Sequence[Head], *, phones: bool
) -> tuple[RegisterRow, ...]:
    """These lines in these columns, in their order; lines of what is gone are left out.

    Phone numbers are masked unless `phones`.
    """
    ids = list(dict.fromkeys(ref.submission_id for ref in wanted))
    pieces = _pieces(session, ids, heads)
    material = _material(session, register, ids, frozenset(heads))
    assigned = _assigned(session, [ref.outcome_id for ref in wanted]) if Head.ASSIGNED in heads else {}
    sayers = [_sayer(head) for head in heads]
    made = []
    for ref in wanted:
        if (piece := pieces.get(ref.submission_id)) is not None:
            line = _Line(piece, ref, material, assigned, phones)
            made.append(RegisterRow(ref.submission_id, piece["intake_no"], tuple([say(line) for say in sayers])))
    return tuple(made)


def _pieces(session: Session, ids: Sequence[int], heads: Sequence[Head]) -> dict[int, Mapping[str, Any]]:
    columns = [_OF_PIECE[head][0].label(head.name) for head in heads if head in _OF_PIECE]
    always = (_S.id, _S.intake_no, _S.received_at, _S.state)
    query = select(*always, *columns)
    if Head.GROUP in heads:
        query = query.outerjoin(_group, _group.id == _S.info_group_id)
    if Head.MERGED_INTO in heads:
        query = query.outerjoin(_into, _into.id == _S.merged_into_id)
    if Head.TEXT in heads:
        query = query.join(t.SubmissionText, t.SubmissionText.submission_id == _S.id)
    found: dict[int, Mapping[str, Any]] = {}
    for part in parts(ids):
        rows = session.connection().execute(query.where(_S.id.in_(part))).mappings()
        found |= {row["id"]: row for row in rows}
    return found


def _material(session: Session, register: Register, ids: Sequence[int], heads: frozenset[Head]) -> Material:
    """What these columns need beside the pieces themselves."""
    material = Material(session, ids)
    if heads & _PEOPLE:
        material.load_people()
    if register is Register.DISPATCH or Head.SENT in heads:
        material.load_dispatches()
    if register in (Register.ADOPTION, Register.INSTRUCTION) or heads & _SUMMED:
        material.load_outcomes((OutcomeKind.ADOPTION, OutcomeKind.INSTRUCTION))
    if register is Register.ADOPTION or heads & (_SUMMED - {Head.INSTRUCTIONS}):
        material.load_own()
    return material


def _assigned(session: Session, outcome_ids: Sequence[int]) -> dict[int, str]:
    """交办 of each 批示: 县水利局，2026年5月3日前反馈，已反馈."""
    a = t.Assignment
    told: dict[int, list[str]] = {}
    for part in parts(list(dict.fromkeys(outcome_ids))):
        for row in session.scalars(select(a).where(a.outcome_id.in_(part)).order_by(a.id)):
            stands = "已反馈" if row.feedback_on else "已办结" if row.closed_on else "待反馈"
            told.setdefault(row.outcome_id, []).append(f"{row.handling_unit}，{say_day(row.due_on)}前反馈，{stands}")
    return {outcome: "；".join(lines) for outcome, lines in told.items()}


@dataclass(frozen=True, slots=True)
class _Line:
    piece: Mapping[str, Any]
    ref: Ref
    material: Material
    assigned: Mapping[int, str]
    phones: bool

    @property
    def archived(self) -> bool:
        """Whether the piece is archived now."""
        return bool(self.piece["state"] == State.ARCHIVED)

    def people(self, head: Head) -> str:
        """A column of 反映人: all names, else what the first one is."""
        people = self.material.people.get(self.ref.submission_id, ())
        if head is Head.PEOPLE:
            return "、".join(person.name for person in people)
        if not people:
            return ""
        if head is Head.PHONE:
            return str(people[0].phone) if self.phones else masked(people[0].phone)
        return str(getattr(people[0], _OF_LEAD[head]))

    def dispatch(self) -> DispatchTold:
        """The one that the line tells of."""
        there = self.material.dispatches[self.ref.submission_id]
        return next(told for number, told, _ in there if number == self.ref.dispatch_id)

    def summed(self, head: Head) -> str:
        """A column that tells of several things at once."""
        found = self.ref.submission_id
        match head:
            case Head.SENT:
                told = ((one, usual) for _, one, usual in self.material.dispatches.get(found, ()))
                return say_dispatches(told, received=self.piece["received_at"].date())
            case Head.ASSIGNED:
                return self.assigned.get(self.ref.outcome_id, "")
            case Head.INSTRUCTIONS:
                return say_instructions(self._heard(OutcomeKind.INSTRUCTION))
            case Head.ADOPTIONS:
                return say_adoptions(entry for entry in self._heard(OutcomeKind.ADOPTION) if not _printed(entry))
        printed = [entry for entry in self._heard(OutcomeKind.ADOPTION) if _printed(entry)]
        return say_issue(printed)[0 if head is Head.ISSUE else 1]

    def _heard(self, kind: OutcomeKind) -> list[OutcomeEntry]:
        found = self.ref.submission_id
        told = [entry for _, entry in self.material.outcomes.get(found, ()) if entry.kind is kind]
        if kind is OutcomeKind.ADOPTION:
            told += self.material.own.get(found, ())
        return sorted(told, key=lambda entry: entry.occurred_on)


def _sayer(head: Head) -> Callable[[_Line], str]:
    """What tells the text of a column of each line; found out once, for there may be very many lines."""
    if (own := _OF_PIECE.get(head)) is not None:
        name, said = head.name, own[1]
        if head in _ARCHIVED:
            return lambda line: said(line.piece[name]) if line.archived else ""
        return lambda line: said(line.piece[name])
    if head in _PEOPLE:
        return lambda line: line.people(head)
    if (sending := _OF_DISPATCH.get(head)) is not None:
        return lambda line: sending(line.dispatch())
    if (hearing := _OF_OUTCOME.get(head)) is not None:
        return lambda line: hearing(line.material.outcome(line.ref))
    return lambda line: line.summed(head)


def _printed(entry: OutcomeEntry) -> bool:
    """Whether it tells of an issue of the office's own."""
    return entry.level is Level.OWN and bool(entry.journal) and not entry.organ
