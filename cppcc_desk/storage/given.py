"""Numbers that were given, noted beside the database: an older copy of it that is put back gives none of them again.

The note is a help, not data: it is written without waiting for the disk, and what cannot be read or written is logged.
It belongs to the office whose journal begins as it says; a fresh office in the same folder begins at 1.
"""

import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from cppcc_desk.storage.tables import JournalEntry, NumberSequence

logger = logging.getLogger(__name__)

Given = Mapping[tuple[str, int], int]  # name of the sequence and year -> the last number


def raise_sequence(session: Session, name: str, year: int, number: int) -> None:
    """Make a sequence go on after `number`, unless it is further already."""
    sequence = NumberSequence
    statement = insert(sequence).values(name=name, year=year, last=number)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[sequence.name, sequence.year], set_={"last": func.max(sequence.last, number)}
        )
    )


def numbers_given(session: Session) -> Given:
    """The last number of every sequence."""
    rows = session.execute(select(NumberSequence.name, NumberSequence.year, NumberSequence.last))
    return {(name, year): last for name, year, last in rows}


def office_of(session: Session) -> str:
    """What tells this office's data from another's: how its journal begins."""
    return session.scalar(select(JournalEntry.hash).where(JournalEntry.id == 1)) or ""


class GivenNumbers:
    """The note in a data folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._office = ""
        self._noted: Given = {}

    def look(self, session: Session) -> Given:
        """What is given as the session sees it, before it commits."""
        self._office = self._office or office_of(session)
        return numbers_given(session)

    def note(self, given: Given) -> None:
        """Note what is `given` by now, if that is more than was noted; after the commit, and never in its way.

        Before it, a kill would leave numbers that nobody bears. What another window noted meanwhile stays.
        """
        if all(self._noted.get(key, 0) >= number for key, number in given.items()):
            return
        noted = self._read(self._office)
        highest = {key: max(number, noted.get(key, 0)) for key, number in {**noted, **given}.items()}
        text = json.dumps(
            {"office": self._office, "given": [[*key, number] for key, number in sorted(highest.items())]}
        )
        part = self._path.with_name(f"{self._path.name}.{os.getpid()}.part")
        try:
            part.write_text(text, encoding="utf-8")
            part.replace(self._path)
        except OSError:
            logger.info("numbers given are not noted", exc_info=True)
            with suppress(OSError):
                part.unlink(missing_ok=True)
            return
        self._noted = highest

    def knows(self, office: str) -> bool:
        """Whether numbers of the office whose journal began so were noted here."""
        return bool(self._read(office))

    def learn(self, other: Path, office: str) -> None:
        """Note what another note of the same office knows beyond this one: a backup brings it along."""
        self._office = office
        self.note(GivenNumbers(other)._read(office))

    def ahead_of(self, session: Session) -> Given:
        """What was noted beyond what this data knows: it is an older copy that was put back."""
        given = numbers_given(session)
        return {key: number for key, number in self._read(office_of(session)).items() if number > given.get(key, 0)}

    def _read(self, office: str) -> Given:
        """What was noted of this office."""
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            if told["office"] == office:
                return {(str(name), int(year)): int(number) for name, year, number in told["given"]}
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError):
            logger.warning("the note of numbers given cannot be read", exc_info=True)
        return {}
