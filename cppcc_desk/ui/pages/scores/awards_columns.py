"""What the lists of 表彰 show."""

from dataclasses import dataclass

from cppcc_desk.domain.scoring.awarding import Candidate, Excellent
from cppcc_desk.domain.scoring.paying import Payment, yuan_text
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.queries.scoring.awards import AwardRow
from cppcc_desk.queries.scoring.roster import Scored
from cppcc_desk.ui.table import Column, Kind


@dataclass(frozen=True)
class CandidateRow:
    """Somebody who may be commended, with what the scheme proposes and what the office decided.

    Who was decided on and stands in the ranking no more has no candidate.
    """

    who: Scored
    candidate: Candidate | None
    proposed: bool
    tied: bool
    decided: AwardRow | None

    @property
    def words(self) -> str:
        """What the scheme says of them."""
        if self.proposed:
            return "建议表彰"
        if self.tied:
            return "并列，待定"
        if self.candidate is None:
            return "已不在名次表里"
        return "、".join(self.candidate.reasons) or "名额以外"


@dataclass(frozen=True)
class ExcellentRow:
    """A piece of 优秀信息, proposed or decided on."""

    id: int
    number: str
    title: str
    authors: str
    why: str
    decided: bool


@dataclass(frozen=True)
class PayRow:
    """What somebody is paid in the year."""

    who: Scored
    given: tuple[Payment, ...]

    @property
    def fen(self) -> int:
        """All of it."""
        return sum(payment.fen for payment in self.given)

    @property
    def words(self) -> str:
        """For which pieces."""
        return "；".join(f"{one.number} {one.name} {yuan_text(one.fen)} 元" for one in self.given)


def candidate_columns() -> tuple[Column[CandidateRow], ...]:
    """Rank, who, score, what is proposed and why not, what is decided."""
    return (
        Column(
            key="rank",
            title="名次",
            text=lambda r: str(r.candidate.place.rank) if r.candidate else "－",
            sort=lambda r: r.candidate.place.rank if r.candidate else None,
            width=60,
        ),
        Column(
            key="name",
            title="名称",
            text=lambda r: r.who.name,
            width=140,
            kind=Kind.TEXT,
            tip=lambda r: r.who.work or r.who.name,
            stretch=True,
        ),
        Column(
            key="score",
            title="得分",
            text=lambda r: points_text(r.candidate.place.account.total) if r.candidate else "",
            sort=lambda r: r.candidate.place.account.total if r.candidate else None,
            width=76,
            kind=Kind.NUMBER,
        ),
        Column(
            key="words",
            title="建议",
            text=lambda r: r.words,
            width=150,
            stretch=True,
            tip=lambda r: r.words,
            tone=lambda r: "ontime" if r.proposed else "soon" if r.tied else "text3",
        ),
        Column(
            key="decided",
            title="已定",
            text=lambda r: "已定" if r.decided else "",
            width=60,
            tone=lambda _r: "primary",
        ),
        Column(
            key="note",
            title="说明",
            text=lambda r: r.decided.note if r.decided else "",
            width=120,
            tip=lambda r: r.decided.note if r.decided else "",
            wide_only=True,
        ),
    )


def excellent_columns() -> tuple[Column[ExcellentRow], ...]:
    """The piece, whose it is, and what makes it one."""
    return (
        Column(key="number", title="编号", text=lambda r: r.number, width=90),
        Column(key="title", title="标题", text=lambda r: r.title, width=200, kind=Kind.TEXT, stretch=True),
        Column(key="authors", title="反映人", text=lambda r: r.authors, width=130, tip=lambda r: r.authors),
        Column(
            key="why",
            title="依据",
            text=lambda r: r.why,
            width=200,
            stretch=True,
            tip=lambda r: r.why,
        ),
        Column(
            key="decided",
            title="已定",
            text=lambda r: "已定" if r.decided else "",
            width=60,
            tone=lambda _r: "primary",
        ),
    )


def pay_columns() -> tuple[Column[PayRow], ...]:
    """Who, how many pieces, how much, for what."""
    return (
        Column(key="name", title="姓名", text=lambda r: r.who.name, width=100, kind=Kind.TEXT),
        Column(key="work", title="工作单位及职务", text=lambda r: r.who.work, width=220, tip=lambda r: r.who.work),
        Column(
            key="count",
            title="篇数",
            text=lambda r: str(len(r.given)),
            sort=lambda r: len(r.given),
            width=60,
            kind=Kind.NUMBER,
        ),
        Column(
            key="yuan",
            title="稿酬（元）",
            text=lambda r: yuan_text(r.fen),
            sort=lambda r: r.fen,
            width=100,
            kind=Kind.NUMBER,
            bold=lambda _r: True,
        ),
        Column(key="words", title="稿件", text=lambda r: r.words, width=220, stretch=True, tip=lambda r: r.words),
    )


def excellent_rows(found: tuple[Excellent, ...], decided: tuple[AwardRow, ...]) -> list[ExcellentRow]:
    """What is proposed in its order, behind it what was decided on beside that."""
    chosen = {row.submission_id: row for row in decided if row.submission_id is not None}
    rows = [
        ExcellentRow(
            id=one.piece.id,
            number=one.piece.number,
            title=one.piece.title,
            authors="、".join(author.name for author in one.piece.authors if author.name),
            why="；".join(event.words or str(event.type) for event in one.events),
            decided=one.piece.id in chosen,
        )
        for one in found
    ]
    there = {row.id for row in rows}
    return [
        *rows,
        *(
            ExcellentRow(number, row.intake_no, row.name, "", row.note or "不在建议里", True)
            for number, row in chosen.items()
            if number not in there
        ),
    ]
