"""The desk: `read` a query, `do` an operation, `undo`, `redo`.

One operation is one transaction, one journal line, one step of undo and one refresh.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from cppcc_desk.domain.errors import Forbidden, Stale
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage import journal
from cppcc_desk.storage.engine import Failing, Patience, connect, plainly, sit_out
from cppcc_desk.storage.given import GivenNumbers
from cppcc_desk.storage.originals import Originals

P = ParamSpec("P")
R = TypeVar("R")
logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]


def minute_now() -> datetime:
    """Local time to the minute, the precision of the office's papers."""
    return datetime.now().replace(second=0, microsecond=0)


@dataclass(frozen=True)
class Operation(Generic[P, R]):
    """Something the office has a name for; `final` leaves the building and cannot be undone."""

    name: str
    label: str
    final: bool
    run: Callable[Concatenate[Session, P], R]

    def __call__(self, session: Session, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run as part of another operation, in its transaction."""
        return self.run(session, *args, **kwargs)


def operation(label: str, *, final: bool = False) -> Callable[[Callable[Concatenate[Session, P], R]], Operation[P, R]]:
    """Make a function of a session an operation named `label` in the journal and on the undo button."""

    def wrap(run: Callable[Concatenate[Session, P], R]) -> Operation[P, R]:
        return Operation(run.__name__, label, final, run)

    return wrap


@dataclass
class Acting:
    """Who is acting, and when; an operation may say more precisely what it did, or that it became final.

    `concerns` are ids of submissions whose history tells of it although no row of theirs changes: those of an issue.
    """

    by: str
    at: datetime
    label: str
    final: bool
    concerns: set[int] = field(default_factory=set)


def acting(session: Session) -> Acting:
    """The person and the time of the operation that `session` belongs to."""
    found: Acting = session.info["acting"]
    return found


@dataclass(frozen=True)
class Earlier:
    """An operation that was done before: what, and when."""

    label: str
    at: datetime


class Desk:
    """The office's data, open. `by` acts, `clock` tells the time; `on_change` hears the label of each commit."""

    def __init__(self, folder: DataFolder, engine: Engine, *, by: str, clock: Clock = minute_now) -> None:
        self.folder = folder
        self.by = by
        self.clock = clock
        self.originals = Originals(folder.originals)
        self._given = GivenNumbers(folder.numbers)
        self.on_change: list[Callable[[str], None]] = []
        self.patience: Patience = sit_out  # while another program holds the data
        self._engine = engine
        self._watch: Any = None
        self._seen = 0
        self._done_here: set[int] = set()  # numbers of the journal's lines

    @property
    def now(self) -> datetime:
        return self.clock()

    @property
    def today(self) -> date:
        return self.clock().date()

    def read(self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a query in a read transaction; what it returns is frozen and outlives the session."""
        with self._plainly(saving=False), Session(self._engine, autoflush=False) as session:
            return query(session, *args, **kwargs)

    def do(self, operation: Operation[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run an operation: all of it is saved and journaled when this returns, or none of it happened.

        An operation that found nothing to change leaves no line and nothing to undo.
        """
        doing = Acting(self.by, self.clock(), operation.label, operation.final)
        with self._plainly(saving=True), self._writing(doing) as session:
            changes = journal.collect(session)
            number = 0
            try:
                result = operation.run(session, *args, **kwargs)
                session.flush()
                if changes:
                    number = journal.append(
                        session,
                        at=doing.at,
                        by=doing.by,
                        operation=operation.name,
                        label=doing.label,
                        kind="do",
                        final=doing.final,
                        changes=changes,
                        concerns=doing.concerns,
                    )
                given = self._given.look(session) if changes else {}
                session.commit()
            except StaleDataError as error:
                raise Stale("这篇来稿刚被别处修改过，本次修改没有保存；请刷新后再试。") from error
        if changes:
            self._done_here.add(number)
            self._given.note(given)
            logger.info("%s, %d rows", operation.name, len(changes))
            self._tell(doing.label)
        return result

    def note(self, operation: str, label: str) -> None:
        """Write into the journal what changed no row of it: that a backup was put back."""
        with self._plainly(saving=True), self._writing(Acting(self.by, self.clock(), label, True)) as session:
            doing = acting(session)
            journal.append(
                session,
                at=doing.at,
                by=doing.by,
                operation=operation,
                label=label,
                kind="do",
                final=True,
                changes=(),
            )
            session.commit()
        self._tell(label)

    def undo(self) -> str:
        """Take back the acting person's last operation that can be; returns its label.

        Raises Forbidden when there is none or somebody has gone on from it.
        """
        return self._reverse("undo", journal.undoable, "没有可以撤销的操作；印发、编号、报送等已对外的操作不能撤销。")

    def redo(self) -> str:
        """Do again what was undone last; returns its label. Raises Forbidden when there is nothing to redo."""
        return self._reverse("redo", journal.redoable, "没有可以重做的操作。")

    def next_undo(self) -> str:
        """The label of what `undo` would take back, "" for nothing."""
        entry = self.read(lambda session: journal.undoable(session, self.by))
        return entry.label if entry else ""

    def undo_of_earlier(self) -> Earlier | None:
        """What `undo` would take back when it was not done through this desk but before, or by another program."""

        def find(session: Session) -> Earlier | None:
            entry = journal.undoable(session, self.by)
            return Earlier(entry.label, entry.at) if entry and entry.id not in self._done_here else None

        return self.read(find)

    def next_redo(self) -> str:
        """The label of what `redo` would do again, "" for nothing."""
        entry = self.read(lambda session: journal.redoable(session, self.by))
        return entry.label if entry else ""

    def changed_elsewhere(self) -> bool:
        """Whether another process has committed since this was asked last."""
        version = self._data_version()
        changed, self._seen = self._seen not in (0, version), version
        return changed

    def _data_version(self) -> int:
        with self._plainly(saving=False):
            if self._watch is None:
                self._watch = connect(self.folder.database)
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Release the files."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self.originals.close()
        self._engine.dispose()

    @contextmanager
    def _plainly(self, *, saving: bool) -> Iterator[None]:
        try:
            with plainly(self.folder.root, saving=saving):
                yield
        except Failing:  # the next connection reads the file anew; a full disk needs the ones that are open
            self._engine.dispose()
            raise

    def _writing(self, doing: Acting) -> Session:
        engine = self._engine.execution_options(write=True, patience=self.patience)
        session = Session(engine, autoflush=False, expire_on_commit=False)
        session.info["acting"] = doing
        return session

    def _reverse(self, kind: str, find: Callable[[Session, str], Any], nothing: str) -> str:
        doing = Acting(self.by, self.clock(), "", False)
        with self._plainly(saving=True), self._writing(doing) as session:
            entry = find(session, self.by)
            if entry is None:
                raise Forbidden(nothing)
            label: str = entry.label
            changes = journal.decode(entry.changes)
            concerns = journal.concerned(session, entry)
            journal.refuse_if_gone_on(session, changes, concerns, journal.since(session, entry))
            # An undo runs the entry backwards; a redo runs it forwards, that is, backwards over its inverse.
            todo = changes if kind == "undo" else [c.inverse() for c in reversed(changes)]
            try:
                done = journal.revert(session, todo)
                journal.append(
                    session,
                    at=doing.at,
                    by=doing.by,
                    operation=entry.operation,
                    label=label,
                    kind=kind,
                    final=False,
                    changes=done,
                    concerns=concerns,
                    target_id=entry.id,
                )
                session.commit()
            except IntegrityError as error:
                raise Forbidden("之后的工作以这一步为前提，不能撤销；没有作任何改动。") from error
        logger.info("%s %s", kind, entry.operation)
        self._tell(label)
        return label

    def _tell(self, label: str) -> None:
        if self._seen:  # our own commit is not one from elsewhere
            self._seen = self._data_version()
        for listener in list(self.on_change):
            listener(label)
