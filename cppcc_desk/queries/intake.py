"""What the form of 登记 shows beforehand: the number to come, and the words that people of the roster belong to."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.submission import intake_no
from cppcc_desk.queries.people import PersonRow
from cppcc_desk.storage import tables as t


def next_intake_no(session: Session, year: int) -> str:
    """The 来稿编号 that the next submission of `year` gets, unless another window is quicker."""
    sequence = t.NumberSequence
    last = session.scalar(select(sequence.last).where(sequence.name == "intake_no", sequence.year == year))
    return intake_no(year, (last or 0) + 1)


def is_empty(session: Session) -> bool:
    """Whether nothing has ever come in, not even into the bin."""
    return session.scalar(select(t.Submission.id).limit(1)) is None


@dataclass(frozen=True)
class Affiliations:
    """What people belong to, each list in the order of the roster."""

    sectors: tuple[str, ...]
    committees: tuple[str, ...]
    towns: tuple[str, ...]
    parties: tuple[str, ...]
    units: tuple[str, ...]


def affiliations(roster: Sequence[PersonRow]) -> Affiliations:
    """The 界别, 专委会, 镇街, 党派 and units that occur in `roster`."""

    def words(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for person in roster if (word := getattr(person, name))))

    return Affiliations(words("sector"), words("committee"), words("town"), words("party"), words("unit"))
