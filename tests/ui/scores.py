"""计分考核 of the sample office in its states, for pictures of the window."""

from collections.abc import Callable
from datetime import date

from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.operations.scoring import by_hand as doing
from cppcc_desk.operations.scoring.by_hand import AdjustmentEntry
from cppcc_desk.queries.scoring.by_hand import disputes, given_by_hand, subject_named
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.scores.asking import ScoreAsking
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
}


def first_dispute(context: Context) -> None:
    by_hand(context.desk)
    ScoreAsking(context).answer(context.desk.read(disputes, 2026)[0])


def first_adjustment(context: Context) -> None:
    year = (date(2026, 1, 1), date(2026, 12, 31))
    ScoreAsking(context).withdraw(context.desk.read(given_by_hand, *year)[0])


DIALOGS: dict[str, Callable[[Context], object]] = {
    "scores_adjust": lambda context: ScoreAsking(context).adjust(),
    "scores_dispute": lambda context: ScoreAsking(context).dispute(2026, meant(context.desk, "查文彬"), "查文彬"),
    "scores_answer": first_dispute,
    "scores_withdraw": first_adjustment,
    "scores_unranked": lambda context: ScoreAsking(context).leave_unranked(meant(context.desk, "查文彬"), "查文彬"),
}
