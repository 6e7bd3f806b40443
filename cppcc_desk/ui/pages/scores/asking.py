"""What is asked before scores are changed by people: points by hand, disputes, who is not ranked."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from cppcc_desk.domain.errors import DeskError, Invalid
from cppcc_desk.domain.scoring.events import Subject
from cppcc_desk.domain.scoring.phrases import points_of, points_text
from cppcc_desk.operations.scoring import by_hand as doing
from cppcc_desk.operations.scoring.by_hand import AdjustmentEntry
from cppcc_desk.queries import office
from cppcc_desk.queries.scoring.by_hand import AdjustmentRow, DisputeRow, subject_named
from cppcc_desk.queries.scoring.who import Everybody, everybody
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import MomentField, NameField, NoteField, TagsField, TextField
from cppcc_desk.ui.stepping.asking import REASON, Asking, Values, reason
from cppcc_desk.ui.widgets import Suggestion

WHO: Final = "who"
LABELS: Final = ("人工调整", "加分", "扣分", "补记")
_MOST: Final = 12


class ScoreAsking(Asking):
    """What the desk refuses is said in the dialog; each returns whether it was done.

    Without a `subject` the dialog asks who is meant.
    """

    def adjust(self, subject: Subject | None = None, name: str = "") -> bool:
        """Points given or taken by hand."""
        question = Question(
            title=f"人工调整：{name}" if name else "人工调整",
            intro="在算出来的得分之外加分或扣分，写明原因和批准人；明细表上单独一行，可以撤回。",
            fields=[
                *self._who(subject),
                Ask(
                    key="points",
                    title="分数",
                    make=lambda: TextField(placeholder="加分如 2，扣分如 -1.5", max_length=10),
                    required=True,
                    short=True,
                ),
                Ask(key="label", title="名目", make=lambda: NameField(LABELS), value=LABELS[0], short=True),
                Ask(
                    key="counted_on",
                    title="记在哪天",
                    make=lambda: MomentField(time=False),
                    value=self._context.today,
                    required=True,
                    short=True,
                ),
                self._approver(),
                reason("原因"),
            ],
            verb="保存调整",
        )

        def do(values: Values) -> None:
            entry = AdjustmentEntry(
                subject=subject or self._meant(values),
                counted_on=values["counted_on"],
                points=_points(values["points"]),
                label=values["label"],
                reason=values[REASON],
                approved_by=values["approved_by"],
            )
            self._context.desk.do(doing.adjust_score, entry)

        values = self._ask_and_do(question, do)
        if values is None:
            return False
        points = points_of(values["points"])
        sign = "+" if points > 0 else ""
        self._tell(f"{values['label'] or LABELS[0]}：{name or _named(values)} {sign}{points_text(points)} 分")
        return True

    def withdraw(self, row: AdjustmentRow) -> bool:
        """Take points back that were given by hand."""
        told = f"{row.name}，{row.counted_on.isoformat()}，{row.label} {points_text(row.points)} 分：{row.reason}"
        if not self._context.dialogs.confirm("撤回这条调整？", f"{told}\n撤回后得分重新计算。", verb="撤回调整"):
            return False
        self._context.desk.do(doing.withdraw_adjustment, row.id)
        self._tell(f"已撤回{row.name}的{row.label}")
        return True

    def dispute(self, year: int, subject: Subject | None = None, name: str = "") -> bool:
        """Somebody thinks that a score is wrong."""
        question = Question(
            title=f"登记计分异议：{name}" if name else "登记计分异议",
            intro=f"关于 {year} 年度的得分。登记以后在这里答复，答复前一直列在最上面。",
            fields=[
                *self._who(subject),
                Ask(
                    key="raised_by",
                    title="提出人",
                    make=lambda: TextField(placeholder="不填就是本人、本单位"),
                    value="",
                    short=True,
                ),
                Ask(
                    key="text",
                    title="异议",
                    make=lambda: NoteField(placeholder="对哪一项、哪一篇有异议，认为应当怎样"),
                    required=True,
                ),
            ],
            verb="登记异议",
        )

        def do(values: Values) -> None:
            about = subject or self._meant(values)
            self._context.desk.do(
                doing.raise_dispute, about, year=year, raised_by=values["raised_by"], text=values["text"]
            )

        values = self._ask_and_do(question, do)
        if values is None:
            return False
        self._tell(f"已登记{name or _named(values)}的计分异议")
        return True

    def answer(self, row: DisputeRow) -> bool:
        """What was found about a dispute; an answer that was given already may be put better."""
        question = Question(
            title=f"答复计分异议：{row.name}",
            intro=f"{row.raised_on.isoformat()} {row.raised_by}提出：{row.text}",
            fields=[
                Ask(
                    key="answer",
                    title="答复",
                    make=lambda: NoteField(placeholder="核实的情况和处理结果"),
                    value=row.answer,
                    required=True,
                )
            ],
            verb="保存答复",
        )
        values = self._ask_and_do(
            question, lambda told: self._context.desk.do(doing.answer_dispute, row.id, answer=told["answer"])
        )
        if values is None:
            return False
        self._tell(f"已答复{row.name}的计分异议")
        return True

    def leave_unranked(self, subject: Subject | None = None, name: str = "", why: str = "") -> bool:
        """Let somebody take part in no ranking, or say better why."""
        question = Question(
            title=f"不参与排名：{name}" if name else "不参与排名",
            intro="得分照常计算，列在名次表的最后，不占名次，也不列入表彰建议；随时可以恢复。",
            fields=[
                *self._who(subject),
                Ask(
                    key=REASON,
                    title="原因",
                    make=lambda: TextField(placeholder="如：机关干部，本人申请"),
                    value=why,
                    required=True,
                ),
            ],
            verb="不参与排名",
        )

        def do(values: Values) -> None:
            self._context.desk.do(doing.leave_unranked, subject or self._meant(values), reason=values[REASON])

        values = self._ask_and_do(question, do)
        if values is None:
            return False
        self._tell(f"{name or _named(values)}不参与排名")
        return True

    def rank_again(self, subject: Subject, name: str) -> bool:
        """Let somebody be ranked again."""
        self._context.desk.do(doing.rank_again, subject)
        self._tell(f"{name}恢复参与排名")
        return True

    # ------------------------------------------------------------------ fields
    def _who(self, subject: Subject | None) -> Sequence[Ask]:
        if subject is not None:
            return ()
        known = self._context.desk.read(everybody)
        return (
            Ask(
                key=WHO,
                title="姓名或单位",
                make=lambda: TagsField(partial(_suggest, known), placeholder="拼音首字母", single=True),
                required=True,
            ),
        )

    def _approver(self) -> Ask:
        names = [row.name for row in self._context.desk.read(office.staff) if row.role == "签发"]
        return Ask(key="approved_by", title="批准人", make=lambda: NameField(names), required=True, short=True)

    def _meant(self, values: Values) -> Subject:
        """Who was chosen, or bears the name that was typed. Raises Invalid."""
        (tag,) = values[WHO]
        if isinstance(tag.value, Subject):
            return tag.value
        try:
            return self._context.desk.read(subject_named, tag.text)
        except DeskError as refusal:
            raise Invalid(refusal.message, {WHO: refusal.message}) from None


def _suggest(known: Everybody, typed: str) -> list[Suggestion]:
    return [Suggestion(one.name, detail=one.about, value=one.subject) for one in known.found(typed, most=_MOST)]


def _named(values: Values) -> str:
    return "、".join(tag.text for tag in values[WHO])


def _points(text: str) -> int:
    try:
        return points_of(text)
    except Invalid as refusal:
        raise Invalid(refusal.message, {"points": refusal.message}) from None
