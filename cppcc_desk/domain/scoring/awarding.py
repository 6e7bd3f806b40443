"""等次, 表彰 and 优秀信息: what follows from scores at the end of a year. Points are hundredths.

The office decides; this proposes, and tells why somebody is not proposed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.scoring.events import Event, Ledger, Piece, Subject
from cppcc_desk.domain.scoring.matching import Matcher, asked_of, fits, hundredths
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.ranking import Place
from cppcc_desk.domain.scoring.scheme import Award, Scheme
from cppcc_desk.domain.scoring.years import end_of, happened, height


def band(scheme: Scheme, points: int) -> str:
    """The word of a score, "" where the scheme has none for it."""
    return next((one.name for one in scheme.bands if points >= hundredths(one.at_least)), "")


@dataclass(frozen=True)
class Excellent:
    """A piece of 优秀信息, with what makes it one."""

    piece: Piece
    events: tuple[Event, ...]


def excellent(
    pieces: Iterable[Piece], scheme: Scheme, year: int, *, until: date | None = None
) -> tuple[Excellent, ...]:
    """The list of 优秀信息 of a year: those of the highest level first, then by the day."""
    matcher = Matcher(scheme)
    ends = {year: end_of(scheme.window, year, until)}
    found = []
    for _, theirs in happened(pieces, scheme.window, ends):
        facets = matcher.facets(theirs.piece, frozenset(event.type for _, event in theirs.dated))
        who = (Ledger.PERSON, frozenset(kind for author in theirs.piece.authors for kind in author.kinds))
        fitting = [(on, e) for on, e in theirs.dated if fits(scheme.excellent, who, asked_of(e), facets)]
        if fitting:
            key = (min(height(event.level) for _, event in fitting), fitting[0][0])
            found.append((key, Excellent(theirs.piece, tuple(event for _, event in fitting))))
    return tuple(one for _, one in sorted(found, key=lambda item: item[0]))  # stable


@dataclass(frozen=True)
class Candidate:
    """Somebody in a ranking with an award; `reasons` why not, empty for who may have it."""

    place: Place
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """Who is proposed for an award: `proposed` for certain; `tied` share the last place, of whom `open` may have it."""

    award: Award
    candidates: tuple[Candidate, ...]
    proposed: tuple[Subject, ...]
    tied: tuple[Subject, ...]
    open: int

    @property
    def words(self) -> str:
        """What is left to decide, "" where nothing is."""
        if self.tied:
            rank = next(one.place.rank for one in self.candidates if one.place.subject in self.tied)
            return (
                f"{self.award.tier}（{self.award.group}）还有 {self.open} 个名额，{len(self.tied)} 个并列第 {rank} 名；"
                "请按其他条件选定，或者增减名额。"
            )
        left = self.award.slots - len(self.proposed)
        return f"{self.award.tier}（{self.award.group}）符合条件的不够，空 {left} 个名额。" if left else ""


def proposals(
    scheme: Scheme, rankings: Mapping[str, Sequence[Place]], *, quota_met: Collection[Subject]
) -> tuple[Proposal, ...]:
    """One for each award of the scheme, in its order; a tier takes whom the tiers before it in the group left.

    `rankings` by the name of the group; `quota_met` are those who have done their 任务数.
    """
    taken: dict[tuple[str, Subject], str] = {}
    return tuple(_proposal(award, rankings.get(award.group, ()), quota_met, taken) for award in scheme.awards)


def _proposal(
    award: Award, places: Sequence[Place], quota_met: Collection[Subject], taken: dict[tuple[str, Subject], str]
) -> Proposal:
    candidates = []
    for place in places:
        before = taken.get((award.group, place.subject))
        reasons = (*([before] if before else []), *_reasons(award, place, quota_met))
        candidates.append(Candidate(place, reasons))
    eligible = [one.place for one in candidates if not one.reasons]
    sure = eligible[: award.slots]
    tied: list[Place] = []
    if len(eligible) > award.slots and eligible[award.slots].rank == sure[-1].rank:
        tied = [place for place in eligible if place.rank == sure[-1].rank]
        sure = [place for place in sure if place.rank != tied[0].rank]
    taken.update({(award.group, place.subject): f"已列入{award.tier}" for place in sure})
    taken.update({(award.group, place.subject): f"在{award.tier}中并列待定" for place in tied})
    return Proposal(
        award,
        tuple(candidates),
        tuple(place.subject for place in sure),
        tuple(place.subject for place in tied),
        award.slots - len(sure) if tied else 0,
    )


def _reasons(award: Award, place: Place, quota_met: Collection[Subject]) -> Iterator[str]:
    account = place.account
    if account.disqualified:
        yield f"有{'、'.join(account.disqualified)}"
    if award.quota_met and place.subject not in quota_met:
        yield "任务未完成"
    least = hundredths(award.at_least)
    if account.total < least:
        yield f"得分 {points_text(account.total)}，不到 {points_text(least)} 分"
    elif account.total <= 0:
        yield "没有得分"
