"""业务通讯 of a quarter: its parts, its numbers, its distribution list; issued, printed and packed from here."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.newsletter import Plan, saved
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands import newsletters
from cppcc_desk.errands.exporting import EXCEL, PDF, WORD
from cppcc_desk.errands.newsletters import Look
from cppcc_desk.errands.previews import NewsletterSheet, stand_ins
from cppcc_desk.errands.previews import look as look_at
from cppcc_desk.queries.newsletters import found
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.exporting import KINDS, Exporting
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.reports.newsletter.content import ContentView
from cppcc_desk.ui.pages.reports.newsletter.copies import CopiesPart
from cppcc_desk.ui.pages.reports.newsletter.numbers import NumbersPart, PiecesPart
from cppcc_desk.ui.pages.reports.newsletter.work import NewsletterWork
from cppcc_desk.ui.widgets import (
    STRETCH,
    Card,
    ElidedLabel,
    FilterChips,
    action,
    button,
    column,
    label,
    menu_button,
    row,
)
from cppcc_desk.ui.widgets.lamp import LampChip

CONTENT, NUMBERS, COPIES = "content", "numbers", "copies"
_OFFERED = 9  # quarters: the next one, this one, and those before
_PAGES_AFTER_MS: Final = 500
_SAVED_AFTER_MS: Final = 3000  # U08


class NewsletterPage(Page):
    """`open_at(quarter=Quarter(2026, 3), view="numbers")`."""

    title = "通讯与统计"
    help_chapter = "newsletter"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.look: Look | None = None
        self.dirty = False
        self._busy = False
        self._again: Callable[[], None] | None = None
        self._work = NewsletterWork(context)
        self._exporting = Exporting(context, refused=self._refuse)
        self._lay_out()
        self._bind()

    def _lay_out(self) -> None:
        self.quarter = ChoiceField()
        self.quarter.name("季度")
        self.quarter.setFixedWidth(172)
        self._lamp = LampChip()
        self._told = ElidedLabel("", "secondary")
        self.set_up_button = button("设置…", self._set_up, icon="gear")
        self.preview_button = button("预览打印", self._preview, icon="print", shortcut="Ctrl+P")
        self.export_button = menu_button(
            "导出",
            [
                *(
                    action(f"导出为 {KINDS[ending]}…", partial(self._export, ending), icon="save")
                    for ending in (WORD, PDF, EXCEL)
                ),
                action("装进 U 盘…", self._pack, icon="folder"),
            ],
            icon="down",
            tip="Word、PDF、Excel、装进 U 盘的文件夹",
        )
        self.issue_button = button("印发…", self._issue, icon="stamp", kind="primary", shortcut="Ctrl+Enter")
        self.reopen_button = button("更正…", self._reopen, kind="danger")
        top = row(
            self.quarter,
            self._lamp,
            self._told,
            self.set_up_button,
            self.preview_button,
            self.export_button,
            self.reopen_button,
            self.issue_button,
            margins=(16, 10, 12, 10),
        )
        top.setStretch(2, 1)
        self.chips = FilterChips([(CONTENT, "内容和版面"), (NUMBERS, "数字核对"), (COPIES, "发放名单")])
        self.saved_at = label("", "hint")
        self.content = ContentView(lambda: self.context.navigate("help", chapter="preview"))
        self.pieces = PiecesPart(self.context, self)
        self.numbers = NumbersPart(self.context, self, self.pieces)
        self.copies = CopiesPart(self.context, self, self._work)
        beside = QSplitter()
        beside.setHandleWidth(10)
        beside.setChildrenCollapsible(False)
        beside.addWidget(self.numbers)
        beside.addWidget(self.pieces)
        beside.setSizes([520, 560])
        self.stack = QStackedWidget()
        for view in (self.content, beside, self.copies):
            self.stack.addWidget(view)
        head = row(self.chips, STRETCH, self.saved_at)
        body = column(Card(top), head, self.notice, self.stack, gap=8, margins=(12, 8, 12, 10))
        body.setStretch(3, 1)
        self.setLayout(body)
        self.first = self.content.list
        for made in (self._lamp, self.reopen_button, self.content.choose_button, self.content.restore_button):
            made.hide()  # until it is known what there is

    def _bind(self) -> None:
        self.chips.picked.connect(self._bring)
        self.quarter.changed.connect(self._turn)
        self.content.changed.connect(self._typed)
        self.content.brought.connect(self._save_words)
        self.content.moved.connect(self._move)
        self.content.switched.connect(self._switch)
        self.content.choosing.connect(lambda: self._attempt(self._work.choose_pieces))
        self.content.restored.connect(self._restore)
        self._pages = self._timer(_PAGES_AFTER_MS, self._show_typed)
        self._saving = self._timer(_SAVED_AFTER_MS, self._save_words)
        keys: tuple[tuple[str, Callable[[], Any]], ...] = (
            ("Ctrl+S", self._save_words),
            ("Ctrl+P", self._preview),
            ("Ctrl+Return", self._issue),
            ("Ctrl+Enter", self._issue),
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
        )
        for key, do in keys:
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(do)

    def _timer(self, after: int, do: Callable[[], Any]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(after)
        made.timeout.connect(do)
        return made

    # ------------------------------------------------------------------ which newsletter
    def open_at(self, **target: Any) -> None:
        if "quarter" in target:
            self._offer(target["quarter"])
        if "view" in target:
            self._bring(target["view"])
        if target:
            self.refresh()

    def _offer(self, wanted: Quarter | None = None) -> Quarter:
        """The quarters to choose from; the one last over is in front at first."""
        this = Quarter.of(self.context.today)
        offered = [this.next]
        while len(offered) < _OFFERED or (wanted is not None and offered[-1] > wanted):
            offered.append(offered[-1].previous)
        if wanted is not None and wanted not in offered:
            offered.insert(0, wanted)
        chosen = wanted or self.quarter.value() or this.previous
        self.quarter.set_choices([(quarter, quarter.words) for quarter in offered])
        self.quarter.set_value(chosen)
        return chosen

    def _turn(self) -> None:
        """Another quarter was chosen."""
        self._save_words()
        self.look = None
        self.content.list.choose(None)
        self.reload()

    def _bring(self, key: str) -> None:
        self.chips.choose(key)
        self.stack.setCurrentIndex((CONTENT, NUMBERS, COPIES).index(key))
        self.first = {CONTENT: self.content.list, NUMBERS: self.numbers.table, COPIES: self.copies.table}[key]
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ reading
    def reload(self) -> None:
        quarter = self._offer(self.quarter.value())
        self._read(partial(newsletters.look, self.context.desk, quarter), self._show)

    def _read(self, find: Callable[[], Look], show: Callable[[Look], Any]) -> None:
        """Count and set on the worker, one after another; of what is asked meanwhile only the last."""
        if self._busy:
            self._again = partial(self._read, find, show)
            return
        self._busy = True

        def done(look: Look) -> None:
            if not self._next():
                show(look)

        self.context.work.run("正在统计和排版", lambda _: find(), done=done, failed=self._not_read)

    def _next(self) -> bool:
        self._busy = False
        again, self._again = self._again, None
        if again is not None:
            again()
        return again is not None

    def _not_read(self, error: BaseException) -> None:
        if self._next():
            return
        if not isinstance(error, DeskError):
            raise error
        self._refuse(error)

    def _show(self, look: Look) -> None:
        self.look = look
        standing, quarter = look.standing, look.composed.material.quarter
        self._lamp.show()
        self._lamp.show_lamp("已印发" if standing.issued else "草稿", "已办结" if standing.issued else "时限内")
        self._told.setText(self._words(look))
        self.content.show_look(look, keep_words=self.dirty)
        self.numbers.show_look(look)
        self.copies.show_look(look)
        self.chips.show_count(NUMBERS, len(standing.mismatches) or None)
        self.chips.show_count(COPIES, len(look.copies or look.composed.recipients) or None)
        self.set_up_button.setEnabled(not standing.issued)
        self.issue_button.setVisible(not standing.issued)
        self.reopen_button.setVisible(standing.issued)
        self.subtitle = quarter.words
        self.titled.emit()

    def _words(self, look: Look) -> str:
        standing, material = look.standing, look.composed.material
        held = look.composed.held
        days = f"{material.first.isoformat()} 至 {material.last.isoformat()}"
        if standing.issued and held is not None:
            signed = sum(copy.received_on is not None for copy in look.copies)
            dated = standing.content.dated.isoformat()
            return f"{held.row.number}，{dated} 印发；{days}；签收 {signed}/{len(look.copies)}"
        number = standing.content.fields["issue_no"]
        over = "" if material.figures.now.over else "；季度还没有结束"
        return f"印发时编第{number}期；{days}{over}"

    # ------------------------------------------------------------------ while it is typed
    def _typed(self) -> None:
        self.dirty = True
        self.saved_at.setText("")
        self._pages.start()
        self._saving.start()

    def _plan(self) -> Plan | None:
        """The plan with what stands in the fields."""
        if self.look is None or (part := self.content.filled) is None:
            return None
        section = saved(part.section, part, self.content.text.value())
        title = self.content.title.value().strip() or part.section.kind.value
        return self.look.composed.plan.with_section(replace(section, title=title))

    def _show_typed(self) -> None:
        plan = self._plan()
        if plan is None or self.look is None:
            return
        find = partial(
            newsletters.look,
            self.context.desk,
            self.look.composed.material.quarter,
            plan=plan,
            told=self.look.composed.material,
        )
        self._read(find, self.content.show_pages)

    def _save_words(self) -> bool:
        """Save what was typed, if anything was; whether nothing is left unsaved."""
        self._pages.stop()
        self._saving.stop()
        plan = self._plan() if self.dirty else None
        if plan is None:
            return True
        with self.refusals():
            self.dirty = False
            self._save(plan)
            self.saved_at.setText(f"已保存 {self.context.now:%H:%M}")
            return True
        self.dirty = True
        return False

    def _save(self, plan: Plan) -> None:
        if self.look is None or plan == self.look.composed.plan:
            return
        self._work.save(self.look, plan)
        held = self.context.desk.read(found, self.look.composed.material.quarter)
        composed = replace(self.look.composed, plan=plan, held=held)
        self.look = replace(self.look, composed=composed)

    def may_leave(self) -> bool:
        self._save_words()
        return True

    def may_close(self) -> bool:
        return self._save_words()

    # ------------------------------------------------------------------ what is done
    def _attempt(self, do: Callable[[Look], Any]) -> None:
        if self._save_words() and self.look is not None:
            with self.refusals():
                do(self.look)

    def _move(self, by: int) -> None:
        part = self.content.front
        if part is not None:
            self._attempt(lambda look: self._save(look.composed.plan.moved(part.section.kind, by)))

    def _switch(self) -> None:
        part = self.content.front
        if part is not None:
            section = replace(part.section, shown=not part.section.shown)
            self._attempt(lambda look: self._save(look.composed.plan.with_section(section)))

    def _restore(self) -> None:
        """The words of the program again, after asking; 撤销 brings those of the office back."""
        part = self.content.front
        if part is not None and self.context.dialogs.confirm(
            f"“{part.section.title}”恢复自动文字？", "您改过的文字不再用；恢复以后可以按 Ctrl+Z 撤销。", verb="恢复"
        ):
            self.dirty = False
            section = replace(part.section, told="", edited="")
            self._attempt(lambda look: self._save(look.composed.plan.with_section(section)))

    def _set_up(self) -> None:
        self._attempt(self._work.set_up)

    def _issue(self) -> None:
        if self.look is not None and not self.look.standing.issued:
            self._attempt(self._work.issue)

    def _reopen(self) -> None:
        self._attempt(self._work.reopen)

    def _preview(self) -> None:
        self._attempt(lambda look: self.context.navigate("preview", newsletter=look.composed.material.quarter))

    def _export(self, ending: str) -> None:
        def export(look: Look) -> None:
            subject = NewsletterSheet(look.composed.material.quarter)
            self._exporting.export(look_at(self.context.desk, subject, stand_ins=stand_ins()), ending)

        self._attempt(export)

    def _pack(self) -> None:
        """A folder with everything, made where the person says."""

        def pack(look: Look) -> None:
            desk, quarter = self.context.desk, look.composed.material.quarter
            folder = self.context.dialogs.folder("文件夹做在哪里", self._exporting.folder)
            if folder is not None:
                self.context.work.run(
                    "正在准备 U 盘文件夹",
                    lambda reporter: newsletters.pack_newsletter(desk, quarter, folder, step=reporter.step),
                    done=self._packed,
                    failed=self._not_packed,
                )

        self._attempt(pack)

    def _packed(self, made: newsletters.Packed) -> None:
        answer = self.context.dialogs.done(
            f"已做好“{made.folder.name}”",
            f"{len(made.files)} 个文件，在“{made.folder.parent}”，可以整个拷进 U 盘。",
            (("folder", "打开文件夹"),),
        )
        if answer:
            lists.show_file(made.folder)

    def _not_packed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._refuse(error)

    def _refuse(self, refusal: DeskError) -> None:
        self.notice.tell(refusal.message, kind="error")

    def fit(self, room: Room) -> None:
        self.content.fit(room)
        self.numbers.fit(room)
        self.pieces.fit(room)
        self.copies.fit(room)
        for made, words in ((self.set_up_button, "设置…"), (self.preview_button, "预览打印")):
            made.setText("" if room.narrow else words)
            made.setAccessibleName(words)
