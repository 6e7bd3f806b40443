"""Schema steps in order; `migrate` runs the pending ones in one transaction, after a verified copy of the file.

`PRAGMA user_version` is the number of the last step. Step 1 is plain SQL, frozen as it was released; later steps use
Alembic's operations (imported only then), with foreign_keys OFF before BEGIN and `foreign_key_check` before COMMIT,
because Alembic's rebuild of a table otherwise deletes the rows that refer to it.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from cppcc_desk.storage import fresh, search

APPLICATION_ID = 0x43505043  # "CPPC": tells the office's database from any other SQLite file
SCHEMA = Path(__file__).parent / "schema"


def _first(connection: Connection, today: date) -> None:
    for statement in (SCHEMA / "0001.sql").read_text(encoding="utf-8").split("\n\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    fresh.fill(connection, today=today)
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        search.rebuild(session)
        session.commit()


STEPS: tuple[Callable[[Connection, date], None], ...] = (_first,)
LATEST = len(STEPS)


def version(connection: Connection) -> int:
    """The schema step the open file is at; 0 for an empty one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(connection: Connection, *, today: date) -> None:
    """Run the pending steps; the caller has switched foreign keys off, begun, and commits or rolls back.

    Raises RuntimeError when a step left a reference to a row that is not there.
    """
    for number in range(version(connection), LATEST):
        STEPS[number](connection, today)
        connection.exec_driver_sql(f"PRAGMA user_version = {number + 1}")
    if lost := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        raise RuntimeError(f"migration leaves {len(lost)} dangling references")
