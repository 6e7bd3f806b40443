"""The released schema is frozen: the file says what the tables say, and a migrated database is what they describe."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.orm import Session

from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.migrations import SCHEMA
from cppcc_desk.storage.tables import Base
from tests.storage.frozen_schema import text

OF_THE_INDEX = ("submission_search", "submission_names", "search_recipe")


def test_the_frozen_schema_is_the_present_one() -> None:
    assert (SCHEMA / "0001.sql").read_text(encoding="utf-8") == text()


def _differences(session: Session) -> list[object]:
    def ours(_: object, name: str | None, kind: str, __: object, ___: object) -> bool:
        return kind != "table" or not (name or "").startswith(OF_THE_INDEX)

    context = MigrationContext.configure(session.connection(), opts={"include_object": ours, "compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def test_a_migrated_database_is_what_the_tables_describe(desk: Desk) -> None:
    assert desk.read(_differences) == []


def _rules(session: Session) -> dict[str, str]:
    ask = "select name, sql from sqlite_master where type = 'table' and sql like '%CHECK%'"
    return {row.name: row.sql for row in session.connection().exec_driver_sql(ask)}


def test_the_database_refuses_too(desk: Desk) -> None:
    """`compare_metadata` does not see CHECK constraints."""
    said = {
        table.name: {str(c.name) for c in table.constraints if c.__visit_name__ == "check_constraint"}
        for table in Base.metadata.sorted_tables
    }
    there = desk.read(_rules)
    for table, names in said.items():
        assert all(name in there[table] for name in names)
