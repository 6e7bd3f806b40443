"""What the office asks for: 征集要点 by quarter, with the pieces that answer each and the notice that sent them out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from cppcc_desk.domain import likeness
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.official import DocumentState
from cppcc_desk.domain.people import WORD_OF_UNIT, UnitKind
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.queries.documents import DocumentRow, documents
from cppcc_desk.queries.submissions import SubmissionRow, adopted, rows
from cppcc_desk.storage import search
from cppcc_desk.storage import tables as t

MOST_LIKELY = 12  # pieces offered for a topic
_LEAST_PAIRS = 2  # of characters that a piece shares with the theme
_COMMON, _LEAST_COMMON = 4, 5  # a pair in more than a fourth of the pieces, and in more than five, is everybody's
_MOST_POSTINGS = 60_000
_AT_ONCE = 500  # below SQLite's limit of bound values


@dataclass(frozen=True)
class TopicRow:
    """One topic; `pieces` answer it, `adopted` of them were issued, by themselves or within another one.

    `by_kind` counts the pieces by the kinds of units that they are credited to; one may count for several, but a
    集体来稿 for the kind of the unit that handed it in alone (domain/quotas.py).
    """

    id: int
    quarter: Quarter
    number: int  # within its quarter, from 1
    theme: str
    angles: str
    lead_unit_id: int | None
    lead_unit: str
    due_on: date | None
    pieces: int
    adopted: int
    by_kind: Mapping[UnitKind, int]

    @property
    def words(self) -> str:
        """2026年第三季度：校园周边交通."""
        return f"{self.quarter.words}：{self.theme}"


def topics(session: Session, quarter: Quarter | None = None) -> tuple[TopicRow, ...]:
    """The topics of `quarter`, or of all, the newest quarter first, in their order."""
    c = t.TopicCall
    return _topics(session, [] if quarter is None else [c.year == quarter.year, c.quarter == quarter.number])


def topics_to_choose(session: Session, *, today: date, chosen: int | None = None) -> tuple[TopicRow, ...]:
    """What a piece of today may answer: topics of this and the previous quarter, of a later one that is set up
    already, and the one `chosen` before."""
    c, since = t.TopicCall, Quarter.of(today).previous
    recent = (c.year > since.year) | ((c.year == since.year) & (c.quarter >= since.number))
    return _topics(session, [recent if chosen is None else or_(recent, c.id == chosen)])


def _topics(session: Session, where: Iterable[ColumnElement[bool]]) -> tuple[TopicRow, ...]:
    c = t.TopicCall
    query = (
        select(c, t.Unit.name)
        .outerjoin(t.Unit, t.Unit.id == c.lead_unit_id)
        .where(*where)
        .order_by(c.year.desc(), c.quarter.desc(), c.position, c.id)
    )
    found = session.execute(query).all()
    hits = _hits(session, [row.id for row, _ in found])
    numbers: Counter[Quarter] = Counter()
    made: list[TopicRow] = []
    for row, unit in found:
        quarter, answered = Quarter(row.year, row.quarter), hits[row.id]
        numbers[quarter] += 1
        made.append(
            TopicRow(
                id=row.id,
                quarter=quarter,
                number=numbers[quarter],
                theme=row.theme,
                angles=row.angles,
                lead_unit_id=row.lead_unit_id,
                lead_unit=unit or "",
                due_on=row.due_on,
                pieces=len(answered.pieces),
                adopted=len(answered.adopted),
                by_kind=MappingProxyType({kind: len(pieces) for kind, pieces in answered.by_kind.items()}),
            )
        )
    return tuple(made)


class _Hits:
    def __init__(self) -> None:
        self.pieces: set[int] = set()
        self.adopted: set[int] = set()
        self.by_kind: dict[UnitKind, set[int]] = {kind: set() for kind in UnitKind}


def _hits(session: Session, topic_ids: list[int]) -> defaultdict[int, _Hits]:
    s, c, target = t.Submission, t.Contributor, aliased(t.Submission)
    meant = {kind: getattr(c, f"{word}_id") for kind, word in WORD_OF_UNIT.items()}
    query = (
        select(
            s.topic_call_id,
            s.id,
            adopted(),
            adopted(target),
            s.info_group_id,
            s.collective_submission,
            t.Unit.kind,
            *meant.values(),
        )
        .outerjoin(target, target.id == s.merged_into_id)
        .outerjoin(t.Unit, t.Unit.id == s.credited_unit_id)
        .outerjoin(c, c.submission_id == s.id)
        .where(s.topic_call_id.in_(topic_ids), s.deleted_at.is_(None))
    )
    found: defaultdict[int, _Hits] = defaultdict(_Hits)
    for topic_id, piece, itself, within, group, collective, handed_in_by, *units in session.execute(query):
        hits = found[topic_id]
        hits.pieces.add(piece)
        if itself or within:
            hits.adopted.add(piece)
        if collective:
            kinds = [UnitKind(handed_in_by)] if handed_in_by else []
        else:
            kinds = [kind for kind, unit in zip(meant, units, strict=True) if unit is not None]
        for kind in (*kinds, *([UnitKind.INFO_GROUP] if group is not None else [])):
            hits.by_kind[kind].add(piece)
    return found


def topic(session: Session, topic_call_id: int) -> TopicRow:
    """One topic. Raises Missing."""
    for row in _topics(session, [t.TopicCall.id == topic_call_id]):
        return row
    raise Missing("找不到这条征集要点，可能已被删除。请刷新后再试。")


def topic_named(session: Session, theme: str, quarter: Quarter | None = None) -> TopicRow:
    """The topic of `quarter` with this theme, else the newest. Raises Missing with the themes of the newest quarter."""
    known = topics(session, quarter)
    found = next((topic for topic in known if topic.theme == theme.strip()), None)
    if found is None:
        which = quarter.words if quarter else "最近一季"
        newest = "、".join(topic.theme for topic in known if topic.quarter == known[0].quarter)
        raise Missing(f"没有“{theme}”这条征集要点；{which}的要点：{newest or '（还没有）'}。没有作任何改动。")
    return found


# --- the pieces ------------------------------------------------------------------------------------------------------


def pieces_of(session: Session, topic_call_id: int, *, now: datetime) -> tuple[SubmissionRow, ...]:
    """The pieces that answer a topic, the newest first."""
    s = t.Submission
    query = select(s.id).where(s.topic_call_id == topic_call_id, s.deleted_at.is_(None))
    return _rows(session, list(session.scalars(query.order_by(s.received_at.desc(), s.id.desc()))), now=now)


def likely_pieces(session: Session, topic_call_id: int, *, now: datetime) -> tuple[SubmissionRow, ...]:
    """Pieces that may answer a topic: received since its quarter began, linked to none yet, the words of its theme in
    title or text; those with the rarest of them first. Words that every other piece has say nothing. Raises Missing."""
    about = topic(session, topic_call_id)
    pairs = likeness.sample(about.theme)
    common = (session.scalar(select(func.count()).where(t.Submission.deleted_at.is_(None))) or 0) // _COMMON
    shared: Counter[int] = Counter()
    weight: Counter[int] = Counter()
    for held in search.holders_of_rarest(session, pairs, rarest=len(pairs), most=_MOST_POSTINGS):
        if len(held) > max(common, _LEAST_COMMON):
            continue
        for submission_id in held:
            shared[submission_id] += 1
            weight[submission_id] += 1_000 // len(held)
    likely = [piece for piece, number in shared.items() if number >= min(_LEAST_PAIRS, len(pairs))]
    s, since = t.Submission, datetime.combine(about.quarter.first_day, time())
    free = set(session.scalars(select(s.id).where(s.topic_call_id.is_(None), s.received_at >= since)))
    ranked = sorted(free.intersection(likely), key=lambda piece: (-weight[piece], -piece))
    return _rows(session, ranked[:MOST_LIKELY], now=now)


def _rows(session: Session, wanted: list[int], *, now: datetime) -> tuple[SubmissionRow, ...]:
    made: list[SubmissionRow] = []
    for start in range(0, len(wanted), _AT_ONCE):
        made += rows(session, wanted[start : start + _AT_ONCE], now=now)
    return tuple(made)


# --- the notice ------------------------------------------------------------------------------------------------------


def notice_of(session: Session, quarter: Quarter) -> DocumentRow | None:
    """The notice that sends out the topics of a quarter, draft or finished; the newest that is not void."""
    found = documents(session, quarter=quarter)
    return next((row for row in found if row.state is not DocumentState.VOID), None)


@dataclass(frozen=True)
class NoticeDue:
    """This quarter's 征集要点 have not gone out; `topics` are set up, `document_id` is a draft of their notice."""

    quarter: Quarter
    topics: int
    document_id: int | None


def notice_due(session: Session, *, today: date) -> NoticeDue | None:
    """What waits in the first month of a quarter as long as no notice of its topics is finished."""
    quarter = Quarter.of(today)
    if today.month != quarter.first_day.month:
        return None
    notice = notice_of(session, quarter)
    if notice is not None and notice.state is DocumentState.FINISHED:
        return None
    return NoticeDue(quarter, len(topics(session, quarter)), notice.id if notice else None)
