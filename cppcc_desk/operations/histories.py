"""导入台账: what an older ledger tells becomes pieces of the office, all of it as one step."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid, Stale
from cppcc_desk.domain.outcomes import OutcomeEntry
from cppcc_desk.domain.people import WORD_OF_UNIT
from cppcc_desk.domain.registers.history import BY_LEDGER, DispatchTold, PieceTold
from cppcc_desk.domain.registers.proposing import DEPARTMENTS, SENDING, ToTake, details, to_the_minute, what
from cppcc_desk.domain.step_fields import split
from cppcc_desk.domain.submission import Contributor, intake_no
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.registering import next_number
from cppcc_desk.queries.clocks import Timekeeper, timekeeper
from cppcc_desk.queries.outcomes.rows import told_of
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation
from cppcc_desk.storage.given import raise_sequence

_AT_ONCE = 200  # pieces between two reports of how far it is

Tell = Callable[[int, int], object]


@operation("导入台账")
def take_over_ledger(session: Session, pieces: Sequence[ToTake], *, source: str, tell: Tell) -> tuple[str, ...]:
    """Register what a ledger tells, all or nothing; the 来稿编号 of the pieces, in order. `source` is the file's name.

    Numbers of the ledger stay, and the yearly sequences go on behind them. `tell(done, total)` is called between the
    pieces and may raise, then nothing has happened. Raises Invalid for an empty ledger, Stale when a number was given
    or a piece was removed meanwhile.
    """
    if not pieces:
        raise Invalid(f"“{source}”里没有可以导入的内容。{NOTHING}")
    _refuse_taken(session, pieces)
    taking = _Taking(session, source)
    rows: list[t.Submission] = []
    for place, piece in enumerate(pieces):
        if place % _AT_ONCE == 0:
            session.flush()
            tell(place, len(pieces))
        rows.append(taking.take(piece))
    session.flush()
    taking.merge([(row, piece.told) for row, piece in zip(rows, pieces, strict=True) if piece.piece_id is None])
    session.flush()
    tell(len(pieces), len(pieces))
    new = sum(piece.piece_id is None for piece in pieces)
    told = ((new, f"新增 {new} 篇"), (len(pieces) - new, f"补充 {len(pieces) - new} 篇"))
    acting(session).label = f"导入台账“{source}”：{'、'.join(words for number, words in told if number)}"
    return tuple(row.intake_no for row in rows)


def _refuse_taken(session: Session, pieces: Sequence[ToTake]) -> None:
    """Raise Stale where a number of the ledger is borne by now; and let the sequences go on behind those that are free,
    before any new number is given."""
    wanted = {piece.told.number for piece in pieces if piece.piece_id is None and piece.told.number is not None}
    last: dict[int, int] = {}
    for year, serial in wanted:
        last[year] = max(last.get(year, 0), serial)
    s = t.Submission
    for year, highest in last.items():
        borne = set(session.scalars(select(s.serial).where(s.year == year)))
        if taken := sorted(serial for of, serial in wanted if of == year and serial in borne):
            raise Stale(f"来稿编号 {intake_no(year, taken[0])} 刚被用掉，台账没有导入；请重新读取后再核对。")
        raise_sequence(session, "intake_no", year, highest)


class _Taking:
    """One ledger on its way in; destinations, groups and units are looked up once."""

    def __init__(self, session: Session, source: str) -> None:
        self._session = session
        self._source = source
        self._doing = acting(session)
        self._keeper: Timekeeper = timekeeper(session, now=self._doing.at)
        self._destinations: dict[str, t.Destination] = {}
        for row in session.scalars(select(t.Destination).order_by(t.Destination.active, t.Destination.id.desc())):
            for name in (*split(row.aliases), row.name):
                self._destinations[name] = row
        self._units = {(unit.kind, unit.name): unit.id for unit in session.scalars(select(t.Unit))}

    def take(self, piece: ToTake) -> t.Submission:
        """A new row, or the one that is there with what is added to it."""
        if piece.piece_id is None:
            row = self._new(piece)
            self._session.add(row)
        else:
            found = self._session.get(t.Submission, piece.piece_id)
            if found is None or found.deleted_at is not None:
                raise Stale(f"《{piece.told.title}》刚被移走，台账没有导入；请重新读取后再核对。")
            row = found
        for told in piece.told.dispatches:
            self._dispatch(row, told)
        self._outcomes(row, piece.told.outcomes, new=piece.piece_id is None)
        return row

    def merge(self, rows: Sequence[tuple[t.Submission, PieceTold]]) -> None:
        """Set 并入 now that all pieces are there."""
        s = t.Submission
        for row, told in rows:
            if told.state == State.MERGED:
                row.merged_into_id = self._session.scalar(select(s.id).where(s.intake_no == told.merged_into))
                if row.merged_into_id in (None, row.id):
                    raise Stale(f"没有编号为“{told.merged_into}”的来稿，台账没有导入；请重新读取后再核对。")
                row.state, row.state_before_merge = State.MERGED.value, State.CLASSIFIED.value

    def _new(self, piece: ToTake) -> t.Submission:
        told = piece.told
        year = told.number[0] if told.number else told.received_at.year
        serial = told.number[1] if told.number else next_number(self._session, "intake_no", year)
        return t.Submission(
            year=year,
            serial=serial,
            intake_no=intake_no(year, serial),
            state=(State.ARCHIVED if told.state == State.MERGED else State(told.state)).value,  # merged at the end
            title=told.title,
            original_title=told.title,
            characters=len("".join(told.text.split())),
            received_at=told.received_at,
            registered_at=self._doing.at,
            registered_by=self._doing.by,
            intake_channel=told.channel,
            submitting_unit=told.unit,
            credited_unit_id=self._credited(told),
            drafter=told.drafter,
            collective_submission=told.collective,
            is_commissioned=told.commissioned,
            info_group_id=self._units.get(("信息小组", told.group)),
            category=told.category,
            nature=told.nature,
            urgency_grade=told.urgency,
            keywords=told.keywords,
            handling_opinion=told.opinion,
            screening=told.screening,
            rejection_reason=told.reason,
            responsible_editor=told.editor,
            reviewer=told.reviewer,
            signatory=told.signatory,
            signed_at=told.signed_at,
            merged_into_id=None,
            state_before_merge="",
            archive_no=told.archive_no,
            archive_year=told.archive_year,
            retention=told.retention,
            archived_items=told.items,
            archived_pages=told.pages,
            archived_at=told.archived_at,
            text=t.SubmissionText(original_text=told.text, edited_text=""),
            contributors=[self._contributor(person, place) for place, person in enumerate(told.people)],
            step_records=[self._record(piece)],
        )

    def _credited(self, told: PieceTold) -> int | None:
        if not told.collective:
            return None
        found = (self._units.get((kind.value, told.unit)) for kind in WORD_OF_UNIT)
        return next((unit for unit in found if unit is not None), None)

    def _contributor(self, person: Contributor, position: int) -> t.Contributor:
        meant = {f"{word}_id": self._units.get((kind, getattr(person, word))) for kind, word in WORD_OF_UNIT.items()}
        return t.Contributor(
            position=position,
            name=person.name,
            person_id=person.person_id,
            kind=person.kind.value,
            unit=person.unit,
            post=person.position,
            phone=person.phone,
            sector=person.sector,
            committee=person.committee,
            town=person.town,
            party=person.party,
            credited="",
            **meant,
        )

    def _record(self, piece: ToTake) -> t.StepRecord:
        """登记 in the history of the piece: which file and rows it comes from, and all that found no place."""
        details: Mapping[str, Any] = {"来自台账": f"{self._source} {'、'.join(piece.places)}", **piece.told.rest}
        return t.StepRecord(
            step=Step.REGISTER.value,
            by=self._doing.by,
            at=self._doing.at,
            conclusion="",
            opinion="",
            reason="",
            skipped="",
            state_before=State.REGISTERED.value,
            state_after=piece.told.state,
            details=dict(details),
        )

    # ------------------------------------------------------------------ where it went
    def _dispatch(self, row: t.Submission, told: DispatchTold) -> None:
        destination = self._destinations.get(told.destination) or self._new_destination(told.destination)
        form = told.form or destination.default_form
        for there in row.dispatches:
            if there.destination_id == destination.id and there.form == form:
                _fill(there, told)
                return
        due, rule, notes = self._due(row, destination, form, told)
        row.dispatches.append(
            t.Dispatch(
                destination=destination,
                destination_id=destination.id,
                form=form,
                opened_at=min(row.received_at, told.sent_at or row.received_at),
                due_base=due,
                rule=rule,
                notes=notes,
                way=told.way,
                copies=max(1, told.copies),
                doc_number=told.doc_number,
                sent_at=told.sent_at,
                sent_by=told.sent_by,
                signed_by=told.signed_by,
                signed_at=(told.signed_at or told.sent_at) if told.signed_by else None,
                reason="",
            )
        )

    def _due(
        self, row: t.Submission, destination: t.Destination, form: str, told: DispatchTold
    ) -> tuple[datetime, str, str]:
        """Due time, its rule and its notes: as the ledger has them, else by the clocks of the office.

        Whether something was late is what the ledger says; where it says nothing, it was not.
        """
        if told.due is not None:
            return told.due, BY_LEDGER, ""
        asked = (destination.id, destination.parent_id)  # a new one follows the clock of all departments
        known = next((one for one in self._keeper.destinations if one.id in asked), None)
        due = known and self._keeper.due(known, form, received_at=row.received_at, urgency_grade=row.urgency_grade)
        if told.sent_at is None:
            return (due.at, due.rule, "\n".join(due.notes)) if due else (row.received_at, BY_LEDGER, "")
        at = due.at if due else told.sent_at
        if told.late:
            return min(at, told.sent_at - timedelta(minutes=1)), BY_LEDGER, ""
        return max(at, told.sent_at), BY_LEDGER, ""

    def _new_destination(self, name: str) -> t.Destination:
        """One that the ledger names and the office does not know yet: a department."""
        above = self._destinations.get(DEPARTMENTS)
        last = self._session.scalar(select(func.max(t.Destination.position))) or 0
        made = t.Destination(
            name=name,
            aliases="",
            parent_id=above.id if above else None,
            default_form=above.default_form if above else "",
            position=last + 1,
            active=True,
        )
        self._session.add(made)
        self._session.flush()
        self._destinations[name] = made
        return made

    # ------------------------------------------------------------------ what became of it
    def _outcomes(self, row: t.Submission, told: Sequence[OutcomeEntry], *, new: bool) -> None:
        o = t.Outcome
        there = [] if new else list(self._session.scalars(select(o).where(o.submission_id == row.id)))
        for entry in told:
            same = next((one for one in there if what(told_of(one)) == what(entry)), None)
            if same is not None:
                for name in details(entry):
                    if getattr(entry, name) and not getattr(same, name):
                        setattr(same, name, getattr(entry, name))
                continue
            made = self._outcome(row, entry)
            self._session.add(made)
            there.append(made)

    def _outcome(self, row: t.Submission, entry: OutcomeEntry) -> t.Outcome:
        organ = self._destinations.get(entry.organ) if entry.organ else None
        return t.Outcome(
            piece=row,
            issue_id=None,
            kind=entry.kind.value,
            occurred_on=entry.occurred_on,
            level=entry.level or "",
            adoption_form=entry.adoption_form or "",
            organ=entry.organ,
            destination_id=organ.id if organ else None,
            journal=entry.journal,
            issue_no=entry.issue_no,
            leader=entry.leader,
            leader_post=entry.leader_post,
            leader_rank=entry.leader_rank or "",
            answer="",
            fault="",
            text=entry.text,
            evidence=entry.evidence,
            remark=entry.remark,
            follows_id=None,
            recorded_at=self._doing.at,
            recorded_by=self._doing.by,
        )


def _fill(there: t.Dispatch, told: DispatchTold) -> None:
    """Add to a dispatch what it lacks; who signed for what was not sent is nothing."""
    for name in SENDING:
        if getattr(told, name) and not getattr(there, name):
            setattr(there, name, getattr(told, name))
    if to_the_minute(told.sent_at, there.sent_at):
        there.sent_at = told.sent_at
    if told.due is not None and there.rule == BY_LEDGER:
        there.due_base = told.due
    if there.copies == 1:
        there.copies = max(1, told.copies)
    if there.sent_at is None:
        there.signed_by, there.signed_at = "", None
