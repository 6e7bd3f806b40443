"""`python -m tests.storage.frozen_schema` writes step 1 of the schema anew from the tables; only before its release."""

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from cppcc_desk.storage import search
from cppcc_desk.storage.migrations import SCHEMA
from cppcc_desk.storage.tables import Base

DIALECT = sqlite.dialect()


def statements() -> list[str]:
    """Every table, index, view and trigger of step 1, as SQL."""
    found: list[str] = []
    for table in Base.metadata.sorted_tables:
        found.append(str(CreateTable(table).compile(dialect=DIALECT)).strip())
        found += sorted(str(CreateIndex(index).compile(dialect=DIALECT)).strip() for index in table.indexes)
    return [*found, *search.DDL]


def text() -> str:
    """The file: statements parted by empty lines, without trailing blanks."""
    lines = ("\n".join(line.rstrip() for line in s.splitlines()) for s in statements())
    return "\n\n".join(lines) + "\n"


if __name__ == "__main__":
    (SCHEMA / "0001.sql").write_text(text(), encoding="utf-8")
