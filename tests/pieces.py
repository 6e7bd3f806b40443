"""Submissions put straight into the released schema, in memory: for tests of the index and of what searches it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as dbapi
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from cppcc_desk.storage import search
from cppcc_desk.storage.engine import connect
from cppcc_desk.storage.migrations import SCHEMA
from cppcc_desk.storage.tables import Contributor, Submission, SubmissionText

RECEIVED = datetime(2026, 3, 2, 9, 30)


@contextmanager
def shelf() -> Iterator[Session]:
    """A session on an empty database with tables, index and triggers."""
    connection = connect(Path(":memory:"))
    engine = create_engine("sqlite://", module=dbapi, creator=lambda: connection, poolclass=StaticPool)
    event.listen(engine, "begin", lambda transaction: transaction.exec_driver_sql("BEGIN"))
    with Session(engine) as session:
        for statement in (SCHEMA / "0001.sql").read_text(encoding="utf-8").split("\n\n"):
            session.connection().exec_driver_sql(statement)
        search.rebuild(session)
        session.commit()
        yield session
    engine.dispose()
    connection.close()


def submission(
    serial: int,
    *,
    title: str = "无题",
    body: str = "",
    edited: str = "",
    names: Sequence[str] = (),
    unit: str = "",
    year: int = 2026,
) -> Submission:
    """A registered submission with the fields that searching looks at."""
    return Submission(
        year=year,
        serial=serial,
        intake_no=f"{year}-{serial:03d}",
        state="已登记",
        title=title,
        original_title=title,
        characters=len(body),
        received_at=RECEIVED,
        registered_at=RECEIVED,
        registered_by="经办人",
        intake_channel="邮件",
        submitting_unit=unit,
        text=SubmissionText(original_text=body, edited_text=edited),
        contributors=[Contributor(position=i, name=name, kind="信息员") for i, name in enumerate(names)],
    )
