"""Listening to the session of one operation: which rows it changes, and which submissions move to a new version."""

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, SessionTransaction, UOWTransaction

from cppcc_desk.storage.journal.changes import OUTSIDE, Change, Row
from cppcc_desk.storage.tables import Base, Submission

# A due time that follows a changed rule is no change of the piece: a form filled meanwhile stays good.
_FOLLOWS_RULES = frozenset({"due_base", "rule", "notes"})

_ORDER = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}


def collect(session: Session) -> list[Change]:
    """Start listening; the list fills at each flush of `session` and forgets what a savepoint took back."""
    changes: list[Change] = []
    begun: dict[SessionTransaction, int] = {}
    moved_on: set[Submission] = set()

    @event.listens_for(session, "before_flush")
    def before_flush(session: Session, _: UOWTransaction, __: object) -> None:
        moved_on.update(_moved_on(session))
        for submission in moved_on:
            submission.version += 1

    @event.listens_for(session, "after_flush")
    def after_flush(session: Session, flush: UOWTransaction) -> None:
        # A row taken out of its parent's collection is deleted without ever being in `session.deleted`.
        deleted = [state.obj() for state, (gone, listed) in flush.states.items() if gone and not listed]
        # Parents come before what hangs on them and go after it, so that no cascade of the database does it unseen.
        # Of one table what changes comes before what is new, as it was written: who ends being something may begin to
        # be it anew, and taken back the other way round there would be two for a moment.
        dirty = [
            row for row in session.dirty if row not in deleted and session.is_modified(row, include_collections=False)
        ]
        saved = sorted((*dirty, *session.new), key=_place)
        found = [_added(row) if row in session.new else _changed(row, gone=False) for row in saved]
        found += [_changed(row, gone=True) for row in sorted(deleted, key=_place, reverse=True)]
        found += [_version_change(submission) for submission in moved_on]
        moved_on.clear()
        changes.extend(change for change in found if change.table not in OUTSIDE)

    @event.listens_for(session, "after_transaction_create")
    def after_begin(_: Session, transaction: SessionTransaction) -> None:
        begun[transaction] = len(changes)

    @event.listens_for(session, "after_soft_rollback")
    def after_rollback(_: Session, transaction: SessionTransaction) -> None:
        del changes[begun.get(transaction, 0) :]

    return changes


def _place(row: object) -> int:
    return _ORDER[str(inspect(row, raiseerr=True).mapper.local_table.name)]


def _version_change(submission: Submission) -> Change:
    # The mapper counts versions past its own history, so the journal would not see it.
    return Change(
        Submission.__tablename__,
        {"id": submission.id},
        {"version": submission.version - 1},
        {"version": submission.version},
    )


def _moved_on(session: Session) -> set[Submission]:
    """Submissions whose own row stays as it is while something that hangs on them changes: a new version as well."""
    found: set[Submission] = set()
    for row in (*session.new, *session.dirty, *session.deleted):
        submission = _hung_on(row)
        if not isinstance(submission, Submission) or submission in session.new or submission in session.deleted:
            continue
        changed = {a.key for a in inspect(row).attrs if a.history.has_changes()} if row in session.dirty else None
        if changed is None or changed - _FOLLOWS_RULES:
            found.add(submission)
    return {s for s in found if not session.is_modified(s, include_collections=False)}


def _hung_on(row: object) -> object:
    """The submission of a row, or the one it has just been taken out of."""
    found = getattr(row, "submission", None)
    if found is None and hasattr(row, "submission"):
        found = next(iter(inspect(row, raiseerr=True).attrs.submission.history.deleted or ()), None)
    return found


def _added(row: object) -> Change:
    state = inspect(row, raiseerr=True)
    columns = [(attribute.key, attribute.columns[0]) for attribute in state.mapper.column_attrs]
    new = {column.name: state.dict.get(name) for name, column in columns}
    key = {column.name: new[column.name] for _, column in columns if column.primary_key}
    return Change(str(state.mapper.local_table.name), key, None, new)


def _changed(row: object, *, gone: bool) -> Change:
    state = inspect(row, raiseerr=True)
    old: Row = {}
    new: Row = {}
    key: Row = {}
    for attribute in state.mapper.column_attrs:
        column = attribute.columns[0]
        history = state.attrs[attribute.key].history
        value = state.dict.get(attribute.key)
        if not gone and not history.has_changes():
            if column.primary_key:
                key[column.name] = value
            elif column.name == "submission_id":  # unchanged, but it says whom the change concerns
                old[column.name] = new[column.name] = value
            continue
        if not gone and not history.deleted:
            raise RuntimeError(f"{state.mapper.local_table.name}.{column.name} was set without being read first")
        old[column.name] = history.deleted[0] if history.deleted else value
        new[column.name] = value
        if column.primary_key:
            key[column.name] = value
    return Change(str(state.mapper.local_table.name), key, old, None if gone else new)
