"""登记: a submission gets its yearly number and every clock starts at its receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.people import WORD_OF_UNIT
from cppcc_desk.domain.submission import Contributor, Particulars, ReceivedFile, Registration, intake_no, problems
from cppcc_desk.domain.workflow import Move, State, Step
from cppcc_desk.operations import finding
from cppcc_desk.operations.recording import record
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@dataclass(frozen=True)
class Registered:
    id: int
    intake_no: str


@operation("登记来稿")
def register(session: Session, registration: Registration, *, to_complete: bool = False) -> Registered:
    """Save a new submission under the next 来稿编号 of the year of its receipt.

    Raises Invalid with a sentence per field when something required is missing; `to_complete` lets the contributor of
    a piece that came in a batch be filled in afterwards.
    """
    doing = acting(session)
    if found := problems(registration, now=doing.at, to_complete=to_complete):
        raise Invalid(f"没有登记成功：{next(iter(found.values()))}已填内容没有丢失。", found)
    year = registration.received_at.year
    serial = next_number(session, "intake_no", year)
    submission = t.Submission(
        year=year,
        serial=serial,
        intake_no=intake_no(year, serial),
        state=State.REGISTERED.value,
        title=registration.title.strip(),
        original_title=registration.title.strip(),
        characters=len("".join(registration.original_text.split())),
        registered_at=doing.at,
        registered_by=doing.by,
        info_group_id=registration.info_group_id,
        text=t.SubmissionText(original_text=registration.original_text, edited_text=""),
        contributors=contributor_rows(session, registration),
        attachments=[attachment_row(file, i) for i, file in enumerate(registration.attachments)],
        **registered_columns(session, registration),
    )
    session.add(submission)
    record(session, submission, Step.REGISTER, Move(State.REGISTERED), values={"来稿方式": registration.intake_channel})
    session.flush()
    return Registered(submission.id, submission.intake_no)


def registered_columns(
    session: Session, particulars: Particulars, *, before: t.Submission | None = None
) -> dict[str, Any]:
    """The columns of a submission that hold `particulars`; `before` is the one that they correct."""
    lead = particulars.contributors[0] if particulars.contributors else None
    first = particulars.follows_intake_no.strip()
    unit = particulars.submitting_unit.strip() or (lead.unit.strip() if lead else "")
    return {
        "received_at": particulars.received_at,
        "intake_channel": particulars.intake_channel.value,
        "submitting_unit": unit,
        "credited_unit_id": _collective_unit(session, unit, before) if particulars.collective_submission else None,
        "drafter": particulars.drafter.strip(),
        "collective_submission": particulars.collective_submission,
        "is_commissioned": particulars.is_commissioned,
        "topic_call_id": _topic(session, particulars.topic_call_id),
        "consent_public": particulars.consent_public,
        "follows_id": finding.submission_numbered(session, first).id if first else None,
    }


def _topic(session: Session, topic_call_id: int | None) -> int | None:
    if topic_call_id is not None and session.get(t.TopicCall, topic_call_id) is None:
        raise Missing("找不到选定的征集要点，可能已被删除。没有作任何改动。请刷新后重新选择。")
    return topic_call_id


def _collective_unit(session: Session, name: str, before: t.Submission | None) -> int | None:
    """The unit that a 集体来稿 of `name` is credited to, where the office knows one of this name.

    A word that stood there before means what it meant then: the unit may bear another name since.
    """
    if before is not None and before.credited_unit_id is not None and before.submitting_unit == name:
        return before.credited_unit_id
    u = t.Unit
    query = select(u.id).where(u.name == name, u.kind.in_(WORD_OF_UNIT)).order_by(u.active.desc(), u.id)
    return session.scalar(query.limit(1))


def contributor_rows(
    session: Session, particulars: Particulars, *, before: Sequence[t.Contributor] = ()
) -> list[t.Contributor]:
    """The rows of the people named, in order; `before` are those that they correct, whose words mean what they meant.

    Raises Missing for somebody who is no longer in the roster, not even among those who left.
    """
    named = [contributor for contributor in particulars.contributors if contributor.name.strip()]
    if not named:
        return []
    words = {getattr(c, word).strip() for c in named for word in WORD_OF_UNIT.values()}
    units = {
        (kind, name): unit_id
        for kind, name, unit_id in session.execute(
            select(t.Unit.kind, t.Unit.name, t.Unit.id).where(t.Unit.name.in_(words))
        )
    }
    for row in before:
        for kind, word in WORD_OF_UNIT.items():
            if (unit_id := getattr(row, f"{word}_id")) is not None:
                units[kind.value, getattr(row, word)] = unit_id
    people = _people(session, named)
    return [_contributor_row(contributor, place, units, people) for place, contributor in enumerate(named)]


def _people(session: Session, named: Sequence[Contributor]) -> dict[int, int]:
    """Whom each id means: the person, or whom their record has been united with since it was chosen."""
    ids = {c.person_id: c.name for c in named if c.person_id is not None}
    query = select(t.Person.id, t.Person.merged_into_id).where(t.Person.id.in_(ids))
    found = {person_id: into or person_id for person_id, into in session.execute(query)}
    for person_id, name in ids.items():
        if person_id not in found:
            raise Missing(f"反映人“{name}”已从名册里删除。没有保存，已填内容没有丢失。请重新选定反映人。")
    return found


def attachment_row(file: ReceivedFile, position: int) -> t.Attachment:
    """The row of one file whose bytes are kept."""
    return t.Attachment(
        position=position, sha256=file.sha256, file_name=file.file_name, size=file.size, source=file.source
    )


def _contributor_row(
    contributor: Contributor, position: int, units: Mapping[tuple[str, str], int], people: Mapping[int, int]
) -> t.Contributor:
    meant = {f"{word}_id": units.get((kind, getattr(contributor, word).strip())) for kind, word in WORD_OF_UNIT.items()}
    return t.Contributor(
        position=position,
        name=contributor.name.strip(),
        person_id=people[contributor.person_id] if contributor.person_id is not None else None,
        kind=contributor.kind.value,
        unit=contributor.unit.strip(),
        post=contributor.position.strip(),
        phone=contributor.phone.strip(),
        sector=contributor.sector.strip(),
        committee=contributor.committee.strip(),
        town=contributor.town.strip(),
        party=contributor.party.strip(),
        **meant,
        credited=contributor.credited or "",
    )


def next_number(session: Session, name: str, year: int) -> int:
    """The next number of a yearly sequence; it is given for good, an undone use leaves a gap."""
    sequence = t.NumberSequence
    given = (
        insert(sequence)
        .values(name=name, year=year, last=1)
        .on_conflict_do_update(index_elements=[sequence.name, sequence.year], set_={"last": sequence.last + 1})
        .returning(sequence.last)
    )
    return session.execute(given).scalar_one()
