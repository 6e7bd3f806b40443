"""What the papers of 计分 show: 计分明细表 of people and units, 排名表 of groups, 稿酬发放表 and 荣誉证书 of a year."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence, Set
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from cppcc_desk.domain import forms
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.forms.form import tight
from cppcc_desk.domain.naming import body_of
from cppcc_desk.domain.official import official_date
from cppcc_desk.domain.people import WORD_OF_UNIT
from cppcc_desk.domain.quotas import REFUSED
from cppcc_desk.domain.scoring.accounts import Line
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.domain.scoring.paying import Payment, yuan_text
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.sentences import arithmetic
from cppcc_desk.queries.office import office
from cppcc_desk.queries.scoring.awards import AwardRow, authors_of, decided, paid
from cppcc_desk.queries.scoring.by_hand import given_by_hand
from cppcc_desk.queries.scoring.standings import GroupRanking, ScoreRow, YearScores
from cppcc_desk.queries.scoring.years import shown_scores
from cppcc_desk.storage import tables as t

_BY_HAND = "adjustment-"  # how keys of points by hand begin
_NO_RULE = "计分办法里没有适用的规则"


def score_sheets(session: Session, subjects: Sequence[Subject], year: int, *, now: datetime) -> tuple[forms.Form, ...]:
    """计分明细表 of each of `subjects`. Raises Missing for who stands in no ranking of the year."""
    found = shown_scores(session, year, today=now.date())
    build = forms.FORM_KINDS["计分明细表"].build
    return tuple(build(_score(session, subject, found, now.date())) for subject in subjects)


def ranking_sheets(
    session: Session, year: int, *, now: datetime, groups: Collection[str] = ()
) -> tuple[forms.Form, ...]:
    """排名表 of each group of ranking, or of those named. Raises Missing with the names there are."""
    found = shown_scores(session, year, today=now.date())
    known = [ranking.group.name for ranking in found.groups]
    if unknown := [name for name in groups if name not in known]:
        told = "、".join(known) or "无"
        raise Missing(f"没有“{'、'.join(unknown)}”这个排名组别；有：{told}。没有写出任何文件。")
    rankings = [ranking for ranking in found.groups if not groups or ranking.group.name in groups]
    if not rankings:
        raise Missing("计分办法没有设排名的组别，没有写出任何文件。请先在“计分办法”里设组别。")
    issued_by = office(session, on=now.date()).issued_by
    build = forms.FORM_KINDS["排名表"].build
    return tuple(build(_ranking(found, ranking, issued_by, now.date())) for ranking in rankings)


def payment_sheet(session: Session, year: int, *, now: datetime) -> forms.Form:
    """稿酬发放表 of a year."""
    form: forms.Form = forms.FORM_KINDS["稿酬发放表"].build(payment_facts(session, year, now=now))
    return form


def payment_facts(session: Session, year: int, *, now: datetime) -> forms.PaymentFacts:
    """Who is paid what, in the order of the roster. Raises Missing without a scheme."""
    return forms.PaymentFacts(
        office=office(session, on=now.date()).issued_by,
        printed_on=now.date(),
        period=f"{year}年度",
        payees=tuple(
            forms.Payee(
                name=who.name,
                work=who.work,
                pieces=tuple(forms.PaidPiece(words=_paid(one), fen=one.fen) for one in given),
            )
            for who, given in paid(session, year, today=now.date())
        ),
    )


def certificates(session: Session, year: int, *, now: datetime, names: Collection[str] = ()) -> tuple[forms.Form, ...]:
    """荣誉证书 of all who are commended, or of those named (a piece by its number), numbered through the year.

    Raises Missing where nobody is.
    """
    rows = decided(session, year)
    if not rows:
        raise Missing(f"{year} 年度还没有定表彰名单，没有写出任何文件。请先确定名单。")
    known = {row.intake_no or row.name for row in rows}
    if unknown := [name for name in names if name not in known]:
        raise Missing(f"{year} 年度的表彰名单里没有“{'、'.join(unknown)}”。没有写出任何文件。")
    signed_by = body_of(office(session, on=now.date()).office_name)
    build = forms.FORM_KINDS["荣誉证书"].build
    return tuple(
        build(_award(session, row, f"{year}-{number:03}", signed_by, now.date()))
        for number, row in enumerate(rows, start=1)
        if not names or (row.intake_no or row.name) in names
    )


# ------------------------------------------------------------------------------------------------ 计分明细表


def _score(session: Session, subject: Subject, found: YearScores, today: date) -> forms.ScoreFacts:
    row = found.row_of(subject)
    if row is None:
        raise Missing(f"{found.year} 年度的名次表里没有要打印的人或单位，没有写出任何文件。请看“计分办法”的排名组别。")
    lines = row.account.lines
    counted = [line for line in lines if not line.key.startswith(_BY_HAND)]
    by_hand = [line for line in lines if line.key.startswith(_BY_HAND)]
    from_hand = sum(line.counted for line in by_hand)
    return forms.ScoreFacts(
        office=office(session, on=today).issued_by,
        printed_on=today,
        period=f"{found.year}年度",
        name=row.who.name,
        of_unit=subject.ledger is Ledger.UNIT,
        facts=tuple(_about(row, found, today)),
        score=points_text(row.score),
        from_lines=points_text(row.score - from_hand) if by_hand else "",
        from_hand=points_text(from_hand) if by_hand else "",
        parts=tuple(_parts(counted)),
        adjustments=tuple(_adjustments(session, by_hand, found)),
        uncounted=tuple(_uncounted(session, subject, found, {line.piece_id for line in counted})),
    )


def _about(row: ScoreRow, found: YearScores, today: date) -> Iterator[tuple[str, str]]:
    who = row.who
    if who.subject.ledger is Ledger.UNIT:
        yield from (("单位", who.name), ("类别", who.kind))
    else:
        yield from (("姓名", who.name), ("身份", who.kind), ("单位职务", who.work), ("界别", who.belongs))
    last = min(found.last, max(today, found.first))
    yield "计分办法", found.scheme.name
    yield "计分时间", f"{official_date(found.first)}至{official_date(last)}"
    yield "名次", "，".join(_ranks(who.subject, found)) or f"不参与排名（{who.unranked}）"
    score = f"{points_text(row.score)}分"
    yield "得分和等次", f"{score}，{row.band}" if row.band else score


def _ranks(subject: Subject, found: YearScores) -> Iterator[str]:
    for ranking in found.groups:
        for place in ranking.places:
            if place.subject == subject:
                yield f"{ranking.group.name}第{place.rank}名（共{len(ranking.places)}名）"


def _parts(lines: Sequence[Line]) -> Iterator[forms.ScorePart]:
    """In the order in which they first come; what belongs to no part stands first."""
    names = sorted(dict.fromkeys(line.part for line in lines), key=bool)  # stable
    for name in names:
        these = [line for line in lines if line.part == name]
        yield forms.ScorePart(
            name=name or ("其他" if len(names) > 1 else ""),
            points=points_text(sum(line.counted for line in these)),
            lines=tuple(map(_line, these)),
        )


def _line(line: Line) -> forms.ScoreLine:
    return forms.ScoreLine(
        on=line.on,
        intake_no=line.number,
        title=line.title,
        what=tight(line.words),
        rule=line.name,
        arithmetic=tight(arithmetic(line)),
        points=points_text(line.counted),
        note=tight(line.note),
    )


def _adjustments(session: Session, lines: Sequence[Line], found: YearScores) -> Iterator[forms.ScoreAdjustment]:
    """As the account has them, for that of a closed year stays as it was; who approved it stands in the row."""
    rows = {row.id: row for row in given_by_hand(session, found.first, found.last)}
    for line in lines:
        row = rows.get(int(line.key.removeprefix(_BY_HAND)))
        yield forms.ScoreAdjustment(
            on=line.on,
            label=line.name,
            reason=row.reason if row else line.words,
            points=points_text(line.counted),
            approved_by=row.approved_by if row else "",
        )


def _uncounted(
    session: Session, subject: Subject, found: YearScores, counted: Set[int | None]
) -> Iterator[forms.UncountedPiece]:
    s = t.Submission
    start = datetime.combine(found.first, time.min)
    end = datetime.combine(found.last + timedelta(days=1), time.min)
    query = (
        select(s)
        .where(_theirs(subject), s.received_at >= start, s.received_at < end, s.deleted_at.is_(None))
        .order_by(s.received_at, s.id)
    )
    for row in session.scalars(query):
        if not counted & {row.id, *_into(row)}:
            yield forms.UncountedPiece(
                on=row.received_at.date(), intake_no=row.intake_no, title=row.title, reason=_why_not(row)
            )


def _theirs(subject: Subject) -> ColumnElement[bool]:
    s, c = t.Submission, t.Contributor
    if subject.ledger is Ledger.PERSON:
        return s.id.in_(select(c.submission_id).where(c.person_id == subject.id))
    of_author = or_(*(getattr(c, f"{word}_id") == subject.id for word in WORD_OF_UNIT.values()))
    alone = ~s.collective_submission & s.id.in_(select(c.submission_id).where(of_author))
    return or_(alone, s.credited_unit_id == subject.id, s.info_group_id == subject.id)


def _into(row: t.Submission) -> Iterator[int]:
    """What it was merged into, and what that was merged into."""
    while row.merged_into is not None:
        row = row.merged_into
        yield row.id


def _why_not(row: t.Submission) -> str:
    if row.screening in REFUSED:
        return f"{row.screening}：{row.rejection_reason}" if row.rejection_reason else row.screening
    if row.merged_into is not None:
        return f"并入{row.merged_into.intake_no}，{_NO_RULE}"
    return _NO_RULE


# ------------------------------------------------------------------------------------------------ 排名表, 稿酬, 证书


def _ranking(found: YearScores, ranking: GroupRanking, issued_by: str, today: date) -> forms.RankingFacts:
    unranked: defaultdict[str, list[str]] = defaultdict(list)
    for row in ranking.rows:
        if row.rank is None:
            unranked[row.who.unranked].append(row.who.name)
    return forms.RankingFacts(
        office=issued_by,
        printed_on=today,
        period=f"{found.year}年度",
        group=ranking.group.name,
        of_units=ranking.group.ledger is Ledger.UNIT,
        scheme=found.scheme.name,
        by=ranking.group.by.value,
        rows=tuple(map(_ranked, ranking.rows)),
        notes=tuple(f"{'、'.join(names)}不参与排名{f'（{why}）' if why else ''}。" for why, names in unranked.items()),
    )


def _ranked(row: ScoreRow) -> forms.Ranked:
    counts = (row.submitted, row.own, row.city, row.province, row.national, row.instructed)
    first, second, third, fourth, fifth, sixth = (str(count or "") for count in counts)
    return forms.Ranked(
        rank=str(row.rank or ""),
        name=row.who.name,
        about=row.who.work,
        score=points_text(row.score),
        points=row.score / 100,
        counts=(first, second, third, fourth, fifth, sixth),
        band=row.band,
    )


def _paid(one: Payment) -> str:
    """2026-012　题目（省政协采用100元，2人平均分配，计50元）."""
    share = f"，{tight(one.share)}，计{yuan_text(one.fen)}元" if one.share else ""
    return f"{one.number}　{one.title}（{one.name}{yuan_text(one.whole)}元{share}）"


def _award(session: Session, row: AwardRow, number: str, signed_by: str, today: date) -> forms.AwardFacts:
    of, name, title = forms.Commended.PERSON, row.name, ""
    if row.subject is None:
        of, name, title = forms.Commended.PIECE, authors_of(session.get_one(t.Submission, row.submission_id)), row.name
    elif row.subject.ledger is Ledger.UNIT:
        of = forms.Commended.UNIT
    return forms.AwardFacts(
        office=signed_by, printed_on=today, year=row.year, of=of, name=name, tier=row.tier, title=title, number=number
    )
