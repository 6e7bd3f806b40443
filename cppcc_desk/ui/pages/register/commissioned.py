"""The blue bar of 登记: who writes was asked for a piece that has not come; one press says that it is this one."""

from functools import partial

from PySide6.QtCore import QObject

from cppcc_desk.domain.deadlines import short_day
from cppcc_desk.queries.commissions import CommissionRow, open_commissions_of
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.register.entry import COLLECTIVE, EntryForm

_MOST_OFFERED = 3  # side by side; the others are in a menu
_LONGEST = 14  # characters of a subject on its button
_WHO = ("contributors", "submitting_unit", COLLECTIVE)


class Commissioned(QObject):
    """`look()` whenever the form shows another piece; `answering` is the id of the 约稿 that this one came in for."""

    def __init__(self, context: Context, entry: EntryForm) -> None:
        super().__init__(entry)
        self._context, self._entry = context, entry
        self._offered: tuple[CommissionRow, ...] = ()
        self._topic: int | None = None  # chosen here together with the 约稿
        self.answering: int | None = None
        entry.changed.connect(lambda key: self.look() if key in _WHO else None)

    def look(self) -> None:
        """Offer what is open of the people named, or of the unit of a 集体来稿."""
        people = [c.person_id for c in self._entry.particulars().contributors if c.person_id is not None]
        unit: str = self._entry.value("submitting_unit") if self._entry.value(COLLECTIVE) else ""
        found: tuple[CommissionRow, ...] = ()
        if people or unit:
            found = self._context.desk.read(open_commissions_of, people, unit_name=unit, today=self._context.today)
        if found == self._offered:
            return
        self._offered = found
        if self.answering not in {row.id for row in found}:
            self.answering = None
        self._tell()

    def forget(self) -> None:
        """Another piece begins."""
        self._offered, self._topic, self.answering = (), None, None
        self._entry.asked.dismiss()

    def _tell(self) -> None:
        bar = self._entry.asked
        chosen = next((row for row in self._offered if row.id == self.answering), None)
        if chosen is not None:
            bar.tell(
                f"保存以后，向{chosen.name}约的“{chosen.subject}”就记为已交稿。",
                kind="info",
                actions=[("不是这篇", partial(self._drop, chosen))],
                closable=False,
            )
        elif not self._offered:
            bar.dismiss()
        elif len(self._offered) == 1:
            (row,) = self._offered
            bar.tell(
                f"{_told(row, self._context)}，还没有交稿。",
                kind="info",
                actions=[("就是这篇", partial(self._take, row))],
            )
        else:
            names = "、".join(dict.fromkeys(row.name for row in self._offered))
            bar.tell(
                f"向{names}约的稿还有 {len(self._offered)} 件没有交，这一篇如果是，请点它的题目：",
                kind="info",
                actions=[(_cut(row.subject), partial(self._take, row)) for row in self._offered[:_MOST_OFFERED]],
                more=[(row.subject, partial(self._take, row)) for row in self._offered[_MOST_OFFERED:]],
            )

    def _take(self, row: CommissionRow) -> None:
        self.answering = row.id
        self._entry.more.set_value("is_commissioned", True)
        if row.topic_call_id is not None and self._entry.value("topic_call_id") is None:
            self._entry.more.set_value("topic_call_id", row.topic_call_id)
            self._topic = self._entry.value("topic_call_id")
        self._tell()

    def _drop(self, row: CommissionRow) -> None:
        self.answering = None
        self._entry.more.set_value("is_commissioned", False)
        if self._topic is not None and self._entry.value("topic_call_id") == self._topic:
            self._entry.more.set_value("topic_call_id", None)
        self._topic = None
        self._tell()


def _told(row: CommissionRow, context: Context) -> str:
    return f"已向{row.name}约稿“{row.subject}”，{short_day(row.due_on, context.today)} 截止"


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
