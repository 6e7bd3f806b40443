"""计分考核 of the sample office in its states, for pictures of the window."""

from collections.abc import Callable
from datetime import date, datetime

from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.scoring.awarding import Proposal
from cppcc_desk.domain.scoring.closing import Difference
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.operations.scoring import by_hand as doing
from cppcc_desk.operations.scoring.awards import AwardEntry, decide_awards
from cppcc_desk.operations.scoring.by_hand import AdjustmentEntry
from cppcc_desk.operations.scoring.closing import close_year, reopen_year
from cppcc_desk.queries.scoring.awards import proposed
from cppcc_desk.queries.scoring.books import books
from cppcc_desk.queries.scoring.by_hand import disputes, given_by_hand, subject_named
from cppcc_desk.queries.scoring.closing import LatePoints
from cppcc_desk.queries.scoring.of_piece import piece_scores
from cppcc_desk.queries.submissions import id_of
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.scores.asking import ScoreAsking
from cppcc_desk.ui.pages.scores.award_work import AwardWork
from cppcc_desk.ui.pages.scores.awards_columns import CandidateRow
from cppcc_desk.ui.pages.scores.closing_work import ClosingWork
from cppcc_desk.ui.pages.submissions.detail import SCORES
from cppcc_desk.ui.pages.submissions.sharing import Sharing
from tests.outcomes import adoption, record
from tests.ui.printed import rest
from tests.ui.whole import Whole

Prepare = Callable[[Whole], object]


def meant(desk: Desk, name: str) -> Subject:
    return desk.read(subject_named, name)


def by_hand(desk: Desk) -> None:
    """Some of everything that people decide."""
    for name, points, label, why in (
        ("查文彬", 200, "加分", "参加全国政协专题调研座谈，发言材料被采纳"),
        ("大坪乡", -50, "扣分", "第三季度没有按时报送零报告"),
        ("第四信息小组", 100, "人工调整", "承办全县信息工作现场会"),
    ):
        entry = AdjustmentEntry(
            subject=meant(desk, name),
            counted_on=date(2026, 11, 12),
            points=points,
            label=label,
            reason=why,
            approved_by="周启明",
        )
        desk.do(doing.adjust_score, entry)
    raise_(desk, "曾庆瑶", "2026-015 应当按省级采用计分，省政协第 118 期是单篇采用。")
    raise_(desk, "石桥镇", "和大坪乡联名的一篇没有计到我镇。")
    first = desk.read(disputes, 2026)[-1]
    desk.do(doing.answer_dispute, first.id, answer="已核对，按联名平均分计 5 分，没有漏计。")
    desk.do(doing.leave_unranked, meant(desk, "唐晓棠"), reason="县政协机关干部")
    desk.do(doing.leave_unranked, meant(desk, "提案和委员工作委员会"), reason="承办日常工作的专委会")


def raise_(desk: Desk, name: str, text: str) -> None:
    desk.do(doing.raise_dispute, meant(desk, name), year=2026, raised_by="", text=text)


def ranking(**target: object) -> Prepare:
    return lambda whole: whole.window.go("scores", part="ranking", **target)


def ranking_with_hand(whole: Whole) -> None:
    """The end of a ranking, where those stand who take part in none."""
    by_hand(whole.desk)
    whole.window.go("scores", part="ranking", group="专委会")


def chart(place: int) -> Prepare:
    def prepare(whole: Whole) -> None:
        whole.window.go("scores", part="ranking", group="信息小组", period="quarter-3")
        shows = whole.window.page.part("ranking").chart.shows  # type: ignore[attr-defined]
        shows.box.setCurrentIndex(place)
        shows.changed.emit()

    return prepare


def own_days(whole: Whole) -> None:
    whole.window.go("scores", part="ranking", group="委员", own=(date(2026, 6, 1), date(2026, 8, 15)))


def account(name: str) -> Prepare:
    def prepare(whole: Whole) -> None:
        by_hand(whole.desk)
        whole.window.go("score", subject=meant(whole.desk, name), year=2026)

    return prepare


def hand(key: str, *, filled: bool = True) -> Prepare:
    def prepare(whole: Whole) -> None:
        if filled:
            by_hand(whole.desk)
        whole.window.go("scores", part="by_hand", list=key)

    return prepare


def closing(key: str) -> Prepare:
    return lambda whole: whole.window.go("scores", part="closing", list=key)


def closed(key: str) -> Prepare:
    """A year that was closed, opened again, closed once more, and of which something came late."""

    def prepare(whole: Whole) -> None:
        close(whole)
        whole.window.go("scores", part="closing", list=key, year=2026)
        whole.context.settings.setValue("reminder/snoozed", "2027-01-20")

    return prepare


def close(whole: Whole) -> None:
    desk = whole.desk
    whole.clock.now = datetime(2027, 1, 8, 10, 20)
    desk.do(close_year, 2026)
    whole.clock.now = datetime(2027, 1, 12, 15, 5)
    desk.do(reopen_year, 2026, reason="省政协补发采用通知，涉及评优名次")
    desk.do(close_year, 2026, reason="补登省政协采用一篇以后重新关账")
    whole.clock.now = datetime(2027, 1, 20, 9, 30)
    for number, level, organ in (("2026-035", Level.CITY, "市政协"), ("2026-015", Level.PROVINCE, "省政协")):
        record(desk, whole.submission(number), adoption(level=level, organ=organ, occurred_on=date(2026, 12, 20)))


def edition(whole: Whole) -> None:
    close(whole)
    whole.window.go("scores", part="ranking", year=2026, edition=1)


def closed_ranking(whole: Whole) -> None:
    close(whole)
    whole.window.go("scores", part="ranking", year=2026)


def awards(key: str, number: int = 0) -> Prepare:
    def prepare(whole: Whole) -> None:
        whole.window.go("scores", part="awards", list=key)
        rest(whole.context)
        page = whole.window.page.part("awards")  # type: ignore[attr-defined]
        page.tiers.setCurrentRow(number)

    return prepare


def decided(whole: Whole) -> None:
    """A list that differs from the proposal."""
    desk = whole.desk
    found = desk.read(proposed, 2026, today=desk.today).awards[0]
    one_more = next(each.place.subject for each in found.candidates if each.reasons)
    entries = [AwardEntry(subject=subject) for subject in found.proposed[:-1]]
    entries.append(AwardEntry(subject=one_more, note="全国采用一篇，经主席会议研究列入"))
    desk.do(decide_awards, 2026, found.award.tier, found.award.group, entries)
    whole.window.go("scores", part="awards")


def piece(number: str) -> Prepare:
    def prepare(whole: Whole) -> None:
        whole.shown(number).tabs.setCurrentIndex(SCORES)

    return prepare


STATES: dict[str, Prepare] = {
    "scores": ranking(group="镇街工委"),
    "scores_unranked": ranking_with_hand,
    "scores_levels": chart(1),
    "scores_groups": chart(2),
    "scores_own_days": own_days,
    "score": account("查文彬"),
    "score_unit": account("城关街道"),
    "score_nothing": lambda whole: whole.window.go("score", subject=Subject(Ledger.PERSON, 9999), year=2026),
    "scores_adjustments": hand("adjustments"),
    "scores_adjustments_none": hand("adjustments", filled=False),
    "scores_disputes": hand("disputes"),
    "scores_disputes_none": hand("disputes", filled=False),
    "scores_left_out": hand("unranked"),
    "scores_checks": closing("checks"),
    "scores_not_closed": closing("late"),
    "scores_late": closed("late"),
    "scores_editions": closed("editions"),
    "scores_edition": edition,
    "scores_closed": closed_ranking,
    "scores_awards": awards("lists"),
    "scores_awards_left": awards("lists", 2),
    "scores_decided": decided,
    "scores_excellent": awards("excellent"),
    "scores_pay": awards("pay"),
    "submissions_scores": piece("2026-029"),
    "submissions_scores_none": piece("2026-017"),
}


def first_dispute(context: Context) -> None:
    by_hand(context.desk)
    ScoreAsking(context).answer(context.desk.read(disputes, 2026)[0])


def first_adjustment(context: Context) -> None:
    year = (date(2026, 1, 1), date(2026, 12, 31))
    ScoreAsking(context).withdraw(context.desk.read(given_by_hand, *year)[0])


def sharing(context: Context) -> None:
    number = context.desk.read(id_of, "2026-029")
    (found, *_) = context.desk.read(piece_scores, number, today=context.today)
    Sharing(context).agree(number, "2026-029", found.scheme)


def first_award(context: Context) -> Proposal:
    return context.desk.read(proposed, 2026, today=context.today).awards[0]


def deciding(context: Context) -> None:
    proposal, who = first_award(context), context.desk.read(proposed, 2026, today=context.today).who
    candidate = next(each for each in proposal.candidates if each.reasons)
    row = CandidateRow(who[candidate.place.subject], candidate, False, False, None)
    AwardWork(context).decide(2026, proposal.award, [row])


def carrying(context: Context) -> None:
    subject = meant(context.desk, "查文彬")
    who = context.desk.read(proposed, 2026, today=context.today).who[subject]
    ClosingWork(context).carry_over(2026, [LatePoints(who, Difference(subject, (), (), (), 500), 0)])


DIALOGS: dict[str, Callable[[Context], object]] = {
    "scores_adjust": lambda context: ScoreAsking(context).adjust(),
    "scores_dispute": lambda context: ScoreAsking(context).dispute(2026, meant(context.desk, "查文彬"), "查文彬"),
    "scores_answer": first_dispute,
    "scores_withdraw": first_adjustment,
    "scores_reopen": lambda context: ClosingWork(context).reopen(context.desk.read(books, 2026, today=context.today)),
    "scores_close": lambda context: ClosingWork(context).close(context.desk.read(books, 2026, today=context.today)),
    "scores_decide": deciding,
    "scores_another": lambda context: AwardWork(context).another(first_award(context).award),
    "scores_another_piece": lambda context: AwardWork(context).another_piece(),
    "scores_carry": carrying,
    "scores_sharing": sharing,
    "scores_unranked": lambda context: ScoreAsking(context).leave_unranked(meant(context.desk, "查文彬"), "查文彬"),
}
