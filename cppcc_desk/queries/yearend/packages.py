"""Packages that were made here, by the fingerprints of their lists of fingerprints."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.storage import tables as t

PACKAGE: Final = "归档包"  # the kind of paper that one is noted as


@dataclass(frozen=True)
class RecordedSums:
    """`digests` of all packages ever made, `of_this_name` whether one was called so."""

    digests: frozenset[str]
    of_this_name: bool


def recorded_sums(session: Session, name: str) -> RecordedSums:
    """What is known of packages, and of one called `name`."""
    p = t.Paper
    rows = session.execute(select(p.file_name, p.sha256).where(p.kind == PACKAGE)).all()
    return RecordedSums(frozenset(row.sha256 for row in rows), any(row.file_name == name for row in rows))
