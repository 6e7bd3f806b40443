"""What is asked before a year is closed, opened again, or gets what came late entered in the open year."""

from collections.abc import Sequence

from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.operations.scoring import closing as doing
from cppcc_desk.queries import office
from cppcc_desk.queries.scoring.books import Books
from cppcc_desk.queries.scoring.closing import LatePoints
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import MomentField, NameField, NoteField
from cppcc_desk.ui.stepping.asking import REASON, Asking, Values, reason


class ClosingWork(Asking):
    """A refusal is said in the dialog; each returns whether it was done."""

    def close(self, books: Books) -> bool:
        """Freeze the year as it is."""
        again = bool(books.closings)
        left = f"关账前检查还有 {books.found} 项没有处理，可以先取消，处理完再关。" if books.found else ""
        frozen = f"关账以后，{books.year} 年度的得分、名次和每一项明细从此不变；"
        question = Question(
            title=f"{books.year} 年度关账",
            intro=f"{frozen}再有变化，补记到没有关账的年度。{left}",
            fields=[reason("为什么重新关账")] if again else [],
            verb=f"{books.year} 年度关账",
        )

        def do(values: Values) -> None:
            self._context.desk.do(doing.close_year, books.year, reason=values.get(REASON, ""))

        if self._ask_and_do(question, do) is None:
            return False
        self._tell(f"{books.year} 年度已关账")
        return True

    def reopen(self, books: Books) -> bool:
        """Count the year anew from now on."""
        question = Question(
            title=f"重新开账：{books.year} 年度",
            intro="开账以后这一年的得分按现在的记录重新计算；原来关账的结果留着，随时可以看。",
            fields=[
                Ask(
                    key=REASON,
                    title="原因",
                    make=lambda: NoteField(placeholder="如：省政协补发采用通知，涉及一等奖名次"),
                    required=True,
                )
            ],
            verb="重新开账",
            danger=True,
        )
        values = self._ask_and_do(
            question, lambda told: self._context.desk.do(doing.reopen_year, books.year, reason=told[REASON])
        )
        if values is None:
            return False
        self._tell(f"{books.year} 年度已重新开账")
        return True

    def carry_over(self, year: int, rows: Sequence[LatePoints]) -> bool:
        """Enter what came late."""
        names = [row.who.name for row in rows]
        who = "、".join(names[:6]) + (f"等 {len(names)} 个" if len(names) > 6 else "")
        total = points_text(sum(row.open for row in rows))
        staff = [row.name for row in self._context.desk.read(office.staff) if row.role == "签发"]
        question = Question(
            title=f"补记 {year} 年度的得分",
            intro=f"{who}，合计 {total} 分。记在没有关账的年度里，明细上写明是 {year} 年度的；以前补记过的自动扣除。",
            fields=[
                Ask(
                    key="on",
                    title="记在哪天",
                    make=lambda: MomentField(time=False),
                    value=self._context.today,
                    required=True,
                    short=True,
                ),
                Ask(key="approved_by", title="批准人", make=lambda: NameField(staff), required=True, short=True),
            ],
            verb=f"补记 {len(rows)} 项",
        )
        subjects = tuple(row.who.subject for row in rows)

        def do(values: Values) -> None:
            self._context.desk.do(doing.carry_over, year, subjects, on=values["on"], approved_by=values["approved_by"])

        if self._ask_and_do(question, do) is None:
            return False
        self._tell(f"已补记 {year} 年度的得分 {len(rows)} 项")
        return True
