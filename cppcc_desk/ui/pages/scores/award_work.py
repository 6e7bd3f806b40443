"""What is asked before somebody is commended: the list is read over, and what differs from the proposal explained."""

from collections.abc import Sequence

from cppcc_desk.domain.scoring.events import Subject
from cppcc_desk.domain.scoring.scheme import Award
from cppcc_desk.operations.scoring.awards import EXCELLENT, AwardEntry, decide_awards
from cppcc_desk.queries.submissions import id_of
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.finding import pieces
from cppcc_desk.ui.form import SuggestField, TextField
from cppcc_desk.ui.pages.scores.asking import WHO, ScoreAsking
from cppcc_desk.ui.pages.scores.awards_columns import CandidateRow, ExcellentRow
from cppcc_desk.ui.stepping.asking import Values

NOTE = "note"
_MOST_NAMED = 12


class AwardWork(ScoreAsking):
    """A refusal is said in the dialog; each returns whether it was done."""

    def decide(self, year: int, award: Award, rows: Sequence[CandidateRow]) -> bool:
        """Make the list of one tier in one group exactly this."""
        beside = [row for row in rows if not row.proposed]
        names = _listed([row.who.name for row in rows])
        more = f"名额 {award.slots} 名，" if len(rows) != award.slots else ""
        fields = []
        if beside:
            held = next((row.decided.note for row in beside if row.decided and row.decided.note), "")
            fields = [
                Ask(
                    key=NOTE,
                    title="说明",
                    make=lambda: TextField(
                        placeholder=f"{_listed([row.who.name for row in beside])}不在建议里，为什么"
                    ),
                    value=held,
                )
            ]
        question = Question(
            title=f"{year} 年度{award.tier}（{award.group}）",
            intro=f"{more}确定 {len(rows)} 名：{names}。",
            fields=fields,
            verb=f"确定 {len(rows)} 名",
        )

        def do(values: Values) -> None:
            entries = [
                AwardEntry(subject=row.who.subject, note="" if row.proposed else values.get(NOTE, "")) for row in rows
            ]
            self._context.desk.do(decide_awards, year, award.tier, award.group, entries)

        if self._ask_and_do(question, do) is None:
            return False
        self._tell(f"已确定{award.tier}（{award.group}）{len(rows)} 名")
        return True

    def take_back(self, year: int, tier: str, group: str) -> bool:
        """No list any more."""
        of = f"（{group}）" if group else ""
        if not self._context.dialogs.confirm(
            f"取消{tier}{of}的名单？", f"{year} 年度{tier}{of}已经确定的名单不再保留，可以撤销。", verb="取消名单"
        ):
            return False
        self._context.desk.do(decide_awards, year, tier, group, [])
        self._tell(f"已取消{tier}{of}的名单")
        return True

    def decide_excellent(self, year: int, rows: Sequence[ExcellentRow]) -> bool:
        """Make the list of 优秀信息 exactly this."""
        if not self._context.dialogs.confirm(
            f"确定 {year} 年度{EXCELLENT} {len(rows)} 篇？",
            _listed([row.number for row in rows]),
            verb=f"确定 {len(rows)} 篇",
            danger=False,
        ):
            return False
        entries = [AwardEntry(submission_id=row.id) for row in rows]
        self._context.desk.do(decide_awards, year, EXCELLENT, "", entries)
        self._tell(f"已确定{EXCELLENT} {len(rows)} 篇")
        return True

    def another(self, award: Award) -> Subject | None:
        """Somebody who is in no list of candidates, such as who is not ranked."""
        meant: list[Subject] = []
        question = Question(
            title=f"加入{award.tier}（{award.group}）的名单",
            intro="不在名次表里的人或单位也可以表彰；加入以后勾上，再确定名单。",
            fields=self._who(None),
            verb="加入",
        )
        values = self._ask_and_do(question, lambda told: meant.append(self._meant(told)))
        return meant[-1] if values is not None else None

    def another_piece(self) -> int | None:
        """A piece that the scheme does not propose."""
        meant: list[int] = []
        question = Question(
            title=f"加入{EXCELLENT}",
            intro="上级没有采用、没有批示的来稿也可以评；加入以后勾上，再确定名单。",
            fields=[
                Ask(
                    key=WHO,
                    title="来稿",
                    make=lambda: SuggestField(
                        lambda typed: pieces(self._context, typed), placeholder="编号、标题或姓名"
                    ),
                    required=True,
                )
            ],
            verb="加入",
        )
        values = self._ask_and_do(question, lambda told: meant.append(self._context.desk.read(id_of, told[WHO])))
        return meant[-1] if values is not None else None


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_MOST_NAMED]) + (f"等 {len(names)} 个" if len(names) > _MOST_NAMED else "")
