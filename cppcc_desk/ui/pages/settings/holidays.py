"""放假安排: the year as small months, the yearly notice pasted and understood before it is entered, days by hand."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from cppcc_desk.domain.deadlines import WEEKDAYS, OfficeCalendar
from cppcc_desk.domain.errors import DeskError, Invalid
from cppcc_desk.domain.holidays import HolidayNotice, parse_notice
from cppcc_desk.operations.clocks import enter_holidays
from cppcc_desk.operations.days_off import change_day
from cppcc_desk.queries import office
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import ChoiceField, LongTextField, TextField
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.settings.section import Section, scrolled
from cppcc_desk.ui.pages.settings.year_view import YearView
from cppcc_desk.ui.widgets import STRETCH, Bar, NoticeBar, button, clear, column, hairline, label, row, tag

READ_AFTER_MS = 300
SIDE = 268  # pixels of the column in words
_FIXED = "\u00a0"  # a blank at which no line ends
NOTICE_MONTH = 12  # the next year's table is asked for from 1 December on (U59)
KINDS = (("off", "放假"), ("worked", "上班"), ("", "按周一至周五（平常）"))


def missing_years(days: OfficeCalendar, today: date) -> list[int]:
    """The years whose notice should have been entered by `today`."""
    wanted = [today.year, *([today.year + 1] if today.month >= NOTICE_MONTH else [])]
    return [year for year in wanted if not days.knows(year)]


def told_days(off: Mapping[date, str], worked: Mapping[date, str]) -> list[tuple[str, str]]:
    """Each holiday with a line for each of its stretches: ("国庆节", "10月1日（周四）至7日（周三） 放假 7 天")."""
    found: dict[str, list[str]] = {}
    for days, verb in ((off, "放假"), (worked, "上班")):
        for first, last, name in _runs(days):
            number = (last - first).days + 1
            span = _told(first)
            if last != first:
                span += f"至{_told(last, month=last.month != first.month)}"
            count = f"{_FIXED}{number}{_FIXED}天" if verb == "放假" else ""
            found.setdefault(name or "放假", []).append(f"{span} {verb}{count}")
    return [(name, "\n".join(parts)) for name, parts in found.items()]


def _runs(days: Mapping[date, str]) -> list[tuple[date, date, str]]:
    runs: list[tuple[date, date, str]] = []
    for day in sorted(days):
        if runs and runs[-1][1] + timedelta(days=1) == day and runs[-1][2] == days[day]:
            runs[-1] = (runs[-1][0], day, days[day])
        else:
            runs.append((day, day, days[day]))
    return runs


def _told(day: date, *, month: bool = True) -> str:
    return f"{f'{day.month}月' if month else ''}{day.day}日（周{WEEKDAYS[day.weekday()]}）"


class HolidaysSection(Section):
    """The table of one year in front, or the sheet for pasting."""

    id = "holidays"
    title = "放假安排"
    icon = "calendar"
    hint = "按工作日计的期限和末日顺延要用。每年收到放假通知后粘贴一次；没有录入的年份按周一至周五计算。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.year = context.today.year
        self.view = YearView()
        self.view.day_wanted.connect(self._ask_day)
        self._known = tag("")
        self._year_words = label("", "card_title")
        self._lines = column(gap=10)
        self.paste = PasteSheet(context)
        self.paste.entered.clicked.connect(self._enter)
        self.paste.left.clicked.connect(self.show_table)
        self.standing = NoticeBar()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._table())
        self.stack.addWidget(self.paste)
        self.lay_out(self.stack, bar=False)

    def _table(self) -> QWidget:
        self.paste_button = button("粘贴放假通知", self.show_paste, icon="copy", kind="primary")
        head = row(
            button("", lambda: self._turn(-1), icon="left", kind="flat", tip="上一年"),
            self._year_words,
            button("", lambda: self._turn(1), icon="right", kind="flat", tip="下一年"),
            self._known,
            STRETCH,
            tag("放假", "red"),
            tag("调休上班", "blue"),
            label("点一天可以单独修改", "hint"),
            self.paste_button,
            margins=(12, 8, 16, 8),
        )
        side = QWidget()
        side.setLayout(column(label("放假和调休", "strong"), self._lines, STRETCH, gap=8))
        side.setFixedWidth(SIDE)
        self._side = side
        self._below = column(gap=0)
        body = row(column(self.view, self._below, STRETCH), side, gap=24, margins=(16, 4, 16, 14))
        body.setStretch(0, 1)
        self._body = body
        whole = QWidget()
        box = column(head, column(self.standing, margins=(16, 0, 16, 8)), scrolled(body), gap=0)
        box.setStretch(2, 1)
        whole.setLayout(box)
        return whole

    def fit(self, room: Room) -> None:
        beside = not room.narrow
        self._side.setFixedWidth(SIDE if beside else 2 * SIDE)
        if beside:
            self._body.addWidget(self._side)
        else:
            self._below.addWidget(self._side)

    def read(self) -> OfficeCalendar:
        return self.context.desk.read(office.calendar)

    def fill(self, held: OfficeCalendar) -> None:
        known = held.knows(self.year)
        self._year_words.setText(f"{self.year} 年")
        self._known.setText("已录入" if known else "未录入，按周一至周五计算")
        self._known.setProperty("tag", "blue" if known else "amber")
        self._known.style().unpolish(self._known)
        self._known.style().polish(self._known)
        self._known.adjustSize()
        self.view.show_year(self.year, held, today=self.context.today)
        clear(self._lines)
        this_year = ({d: n for d, n in days.items() if d.year == self.year} for days in (held.off, held.worked))
        for name, words in told_days(*this_year):
            self._lines.addLayout(column(label(name, "small_strong"), label(words, "secondary", wrap=True), gap=2))
        if not self._lines.count():
            self._lines.addWidget(label("这一年还没有放假安排。", "secondary"))
        self._tell_missing(held)

    def _tell_missing(self, held: OfficeCalendar) -> None:
        missing = missing_years(held, self.context.today)
        if missing:
            years = "、".join(map(str, missing))
            self.standing.tell(
                f"{years} 年放假安排未录入，按周一至周五计算。收到通知后请粘贴录入。",
                actions=[("粘贴放假通知", self.show_paste)],
                closable=False,
            )
        else:
            self.standing.dismiss()

    def show_table(self) -> None:
        """Back to the months."""
        self.stack.setCurrentIndex(0)

    def show_paste(self) -> None:
        """The sheet for the notice, empty."""
        self.paste.empty()
        self.stack.setCurrentWidget(self.paste)
        self.paste.text.setFocus()

    def show_year(self, year: int) -> None:
        """Show another year."""
        self.year = year
        self.show_table()
        self.reload()

    def _turn(self, way: int) -> None:
        self.show_year(self.year + way)

    def _enter(self) -> None:
        notice = self.paste.notice
        if notice is None:
            return
        try:
            moved = self.context.desk.do(enter_holidays, notice)
        except DeskError as refusal:
            self.notice.tell(refusal.message, kind="error")
            return
        self.notice.dismiss()
        self.show_year(notice.year)
        self.context.notify(f"已录入 {notice.year} 年放假安排，{_moved(moved)}", undo=True)

    def _ask_day(self, day: date) -> None:
        held = self.read()
        values = self.context.dialogs.ask(
            Question(
                title=f"{day.year} 年 {day.month} 月 {day.day} 日 周{WEEKDAYS[day.weekday()]}",
                intro="只改这一天；还没有报送的来稿，截止时间会重新计算。",
                fields=(
                    Ask(key="kind", title="这一天", make=lambda: ChoiceField(KINDS), value=self.view.kind(day)),
                    Ask(
                        key="name",
                        title="名称",
                        make=lambda: TextField(max_length=20, placeholder="如：春节"),
                        value=held.off.get(day) or held.worked.get(day),
                        shown=lambda given: bool(given.get("kind")),
                    ),
                ),
                verb="修改这一天",
            )
        )
        if values is None or (values["kind"] == self.view.kind(day) and not values["kind"]):
            return
        moved = self.context.desk.do(change_day, day, kind=values["kind"], name=values["name"] or "")
        self.context.notify(f"已修改 {day.month} 月 {day.day} 日，{_moved(moved)}", undo=True)


def _moved(number: int) -> str:
    return f"{number} 个报送期限随之变动" if number else "没有报送期限需要变动"


class PasteSheet(QWidget):
    """The notice at the left, what was understood of it at the right; `notice` is None until something is."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.notice: HolidayNotice | None = None
        self.text = LongTextField(lines=6, placeholder="把放假通知的全文（连同标题）粘贴到这里")
        self.text.name("放假通知的文字")
        self.entered = button("录入", icon="check", kind="primary")
        self.left = button("返回", icon="left")
        self._told = column(gap=8)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_AFTER_MS)
        self._timer.timeout.connect(self.understand)
        self.text.changed.connect(self._timer.start)
        right = scrolled(column(self._told, STRETCH, margins=(16, 10, 16, 10)))
        right.setMinimumWidth(280)
        left = column(label("通知原文", "strong"), self.text, gap=6, margins=(16, 10, 12, 10))
        sides = row(left, hairline(vertical=True), right, gap=0)
        sides.setStretch(0, 1)
        sides.setStretch(2, 1)
        bar = Bar(self.entered, self.left, STRETCH, label("录入前请对照右边核对日期", "hint"))
        box = column(sides, bar, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.empty()

    def empty(self) -> None:
        """Nothing pasted yet."""
        self.text.set_value("")
        self.understand()

    def understand(self) -> None:
        """Read what stands at the left and show it in words."""
        self._timer.stop()
        clear(self._told)
        self.notice = None
        written = self.text.edit.toPlainText()
        self._told.addWidget(label("程序的理解", "strong"))
        if not written.strip():
            self._told.addWidget(
                label("粘贴以后，这里列出每个节日放假和调休上班的日期，核对无误再录入。", "secondary", wrap=True)
            )
        else:
            self._read(written)
        self.entered.setEnabled(self.notice is not None)
        self.entered.setText(f"录入 {self.notice.year} 年" if self.notice else "录入")

    def _read(self, written: str) -> None:
        entered = self._context.desk.read(office.calendar).off
        try:
            self.notice = parse_notice(written, entered=entered)
        except Invalid as refusal:
            self._say(refusal.message, "error")
            return
        for warning in self.notice.warnings:
            self._say(warning, "warning")
        scope = "全年" if self.notice.whole_year else "补充通知，只改所列的日子"
        self._told.addWidget(label(f"{self.notice.year} 年，{scope}", "secondary"))
        for name, words in told_days(self.notice.off, self.notice.worked):
            self._told.addLayout(column(label(name, "small_strong"), label(words, "body", wrap=True), gap=2))
        off, worked = len(self.notice.off), len(self.notice.worked)
        self._told.addWidget(label(f"共放假 {off} 天，调休上班 {worked} 天", "hint"))

    def _say(self, sentence: str, kind: str) -> None:
        bar = NoticeBar()
        bar.tell(sentence, kind="error" if kind == "error" else "warning", closable=False)
        self._told.addWidget(bar)
