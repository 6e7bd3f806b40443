"""A scheme being changed: its sentences at the left, the form of the chosen one, and an example beside it."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from cppcc_desk.domain.errors import DeskError, Invalid, Missing, Stale
from cppcc_desk.domain.scoring.checking import problems
from cppcc_desk.domain.scoring.editing import Place, added, kind_at, neighbour, removed, swapped, value_at
from cppcc_desk.domain.scoring.outline import MOVABLE, SECTIONS, outline
from cppcc_desk.domain.scoring.scheme import Scheme, When
from cppcc_desk.operations.scoring.schemes import save_scheme
from cppcc_desk.queries import office
from cppcc_desk.queries.scoring.schemes import SchemeInUse, doubts_about, schemes_in_use
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.schemes.aspects import Offer
from cppcc_desk.ui.pages.schemes.frame import EditorFrame
from cppcc_desk.ui.pages.schemes.sentence_list import Key
from cppcc_desk.ui.widgets import NoticeBar, button

CHANGED_ELSEWHERE: Final = "这个计分办法刚被别处修改过，本次修改没有保存；请点“放弃修改”看到新的内容后再改。"
_PAUSE_MS: Final = 250  # after the last key until the whole scheme is looked at again


class SchemeEditor(EditorFrame):
    """`left()` when the person goes back to the list, `trying()` when the scheme as it is on the screen is to be tried,
    `copying()` for 另存一份."""

    left = Signal()
    trying = Signal()
    copying = Signal()

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        super().__init__(context)
        self.context, self.notice = context, notice
        self.held: SchemeInUse | None = None
        self._draft: Scheme | None = None
        self._problems: dict[str, str] = {}
        self._saved: set[tuple[str, str]] = set()  # kind and text of the sentences as they are saved
        self._office = Offer()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE_MS)
        self._buttons()
        self._connect()

    def _buttons(self) -> None:
        self.back_button = button("返回", self.left.emit, icon="back", kind="flat", tip="回到计分办法一览")
        self.try_button = button("试算…", self.trying.emit, icon="chart", tip="和现在用的办法比，看谁的名次会变")
        self.copy_button = button("另存一份…", self.copying.emit, icon="copy", kind="primary")
        self.save_button = button("保存", self.save, icon="save", kind="primary", shortcut="Ctrl+S")
        self.drop_button = button("放弃修改", self.ask_to_drop, icon="undo")
        self.up_button = button(
            "", partial(self._move, -1), icon="up", kind="flat", tip="这一句上移", shortcut="Alt+上箭头"
        )
        self.down_button = button(
            "", partial(self._move, 1), icon="down", kind="flat", tip="这一句下移", shortcut="Alt+下箭头"
        )
        self.remove_button = button("删除这一句", self._remove, kind="danger", tip="删除这一句", shortcut="Delete")
        working = (self.save_button, self.drop_button, 12, self.up_button, self.down_button, self.remove_button)
        self.lay_out(self.back_button, self.try_button, (self.copy_button, *working))

    def _connect(self) -> None:
        self.list.picked.connect(self._pick)
        self.list.adding.connect(self._add)
        self.list.entered.connect(self.form.enter)
        self.list.removing.connect(self._remove)
        self.list.moving.connect(self._move)
        self.form.changed.connect(self._take)
        self._wait.timeout.connect(self.check)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)

    # ------------------------------------------------------------------ what is shown
    def open(self, scheme_id: int, *, key: Key | None = None) -> None:
        """Show a scheme as it is saved, and go to one of its sentences. Raises Missing."""
        self.held = self._read(scheme_id)
        self._draft = self.held.row.scheme
        self._problems, self._unfolded = {}, False
        self._saved = {(one.kind, one.text) for block in outline(self._draft, {}) for one in block.sentences}
        self._office = Offer(
            journals=tuple(row.name for row in self.context.desk.read(office.journals)),
            genres=self.context.desk.read(office.words, "nature"),
            categories=self.context.desk.read(office.words, "category"),
        )
        self.example.offer(self._office.within(self._draft, self._draft))
        self._name.setText(self.held.row.name)
        self._state.setText(self.held.state)
        self._years.setText(self.held.counts)
        locked = bool(self.held.locked)
        self.list.set_adds(not locked)
        for made in (self.save_button, self.drop_button, self.up_button, self.down_button, self.remove_button):
            made.setVisible(not locked)
        self.copy_button.setVisible(locked)
        self.lock.tell(self.held.locked, kind="info", closable=False)
        self._locking.setVisible(locked)
        self.check()
        usual = Place("rules", 0) if self._draft.rules else SECTIONS[1].key
        self._go(key if key is not None and key in self.list.keys else usual)

    def reload(self) -> None:
        """Read again, unless something unsaved is on the screen."""
        if self.held is not None and not self.dirty:
            self.open(self.held.id, key=self.list.key)

    @property
    def draft(self) -> Scheme:
        """The scheme as it is on the screen."""
        assert self._draft is not None
        return self._draft

    @property
    def dirty(self) -> bool:
        """Whether something on the screen is not saved."""
        return self.held is not None and self._draft != self.held.row.scheme

    def check(self) -> None:
        """Look at the whole scheme: what must be put right, and what is only odd."""
        self._wait.stop()
        self._problems = problems(self.draft)
        self._doubts = self.context.desk.read(doubts_about, self.draft)
        self._tell_doubts(whole=self._unfolded)
        self._show()

    def _read(self, scheme_id: int) -> SchemeInUse:
        for one in self.context.desk.read(schemes_in_use, today=self.context.today):
            if one.id == scheme_id:
                return one
        raise Missing("找不到这个计分办法，可能已被删除。没有作任何改动。")

    def _show(self) -> None:
        """The draft as it is now."""
        blocks = outline(self.draft, self._problems)
        sentences = {one.place: one for block in blocks for one in block.sentences}
        changed = {place for place, one in sentences.items() if (one.kind, one.text) not in self._saved}
        self.list.show_blocks(blocks, changed=changed)
        if self.form.place in sentences:
            one = sentences[self.form.place]
            self.form.tell(self.draft, one.text, one.problem)
        self.example.show_scheme(self.draft)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        place = self.form.place
        movable = place is not None and kind_at(self.draft, place) in MOVABLE
        for made, way in ((self.up_button, -1), (self.down_button, 1)):
            made.setEnabled(movable and neighbour(self.draft, place or Place("name"), way) is not None)
        self.remove_button.setEnabled(place is not None and place.number is not None)
        self.save_button.setEnabled(self.dirty)
        self.drop_button.setEnabled(self.dirty)
        wrong = len(self._problems)
        if wrong:
            self._hint.setText(f"有 {wrong} 处要改正，改好才能保存")
        elif self.held is not None and not self.held.locked:
            self._hint.setText("有未保存的修改" if self.dirty else "保存后可以撤销（Ctrl+Z）")
        else:
            self._hint.setText("")

    # ------------------------------------------------------------------ what is chosen
    def _go(self, key: Key) -> None:
        self.list.choose(key)
        self._pick(key)

    def _pick(self, key: Key) -> None:
        if self.form.place is not None and key != self.form.place and self.form.unfinished:
            self.list.choose(self.form.place)
            return
        if isinstance(key, Place):
            locked = bool(self.held and self.held.locked)
            self.form.show_part(self.draft, key, self._office, read_only=locked)
            self.example.follow_sentence(_when(value_at(self.draft, key)))
        else:
            section = next(s for s in SECTIONS if key == s.key or key[1:] in s.kinds)
            adding = section.adding if not (self.held and self.held.locked) else ()
            self.form.show_section(section.title, section.hint, [(w, partial(self._add, kind)) for kind, w in adding])
        self._show()

    # ------------------------------------------------------------------ what is done
    def _take(self, scheme: Scheme) -> None:
        """The form has changed something; the example stays one that the sentence is about."""
        place = self.form.place
        if place is not None and _when(value_at(scheme, place)) != _when(value_at(self.draft, place)):
            self.example.follow_sentence(_when(value_at(scheme, place)))
        self._draft = scheme
        self._show()
        self._wait.start()

    def _add(self, kind: str) -> None:
        if self.form.unfinished:
            return
        self._draft, place = added(self.draft, kind)
        self.form.place = None
        self.check()
        self._go(place)
        self.form.begin()

    def _move(self, way: int) -> None:
        place = self.form.place
        if place is None or kind_at(self.draft, place) not in MOVABLE or self.form.unfinished:
            return
        other = neighbour(self.draft, place, way)
        if other is not None and self.held is not None and not self.held.locked:
            self._draft = swapped(self.draft, place, other)
            self.check()
            self._go(other)

    def _remove(self) -> None:
        place = self.form.place
        if place is None or place.number is None or self.held is None or self.held.locked:
            return
        if self.context.dialogs.confirm("删除这一句？", self.form.sentence.text, verb="删除"):
            following, before = neighbour(self.draft, place, 1), neighbour(self.draft, place, -1)
            self._draft = removed(self.draft, place)
            self.form.place = None
            self.check()
            # what followed stands in its place now
            self._go(place if following else before or next(s.key for s in SECTIONS if place.field in s.kinds))

    def save(self) -> bool:
        """Save what is on the screen; whether it is saved. What is refused is said at its sentence."""
        if self.held is None or self.held.locked or not self.dirty:
            return True
        if self.form.unfinished:
            return False
        self.check()
        try:
            if self._read(self.held.id).row != self.held.row:
                raise Stale(CHANGED_ELSEWHERE)
            if not self._problems and not self._agreed():
                return False
            self.context.desk.do(save_scheme, self.held.id, self.draft)
        except Invalid as refusal:
            self._complain(refusal)
            return False
        except DeskError as refusal:
            self.notice.tell(refusal.message, kind="error")
            return False
        self.notice.dismiss()
        self.open(self.held.id, key=self.list.key)
        self.context.notify(f"已保存计分办法“{self.draft.name}”", undo=True)
        return True

    def _agreed(self) -> bool:
        """Whether to change what counts already; the effect may be looked at before."""
        if self.held is None or self.held.is_draft or self.held.span is None:
            return True
        answer = self.context.dialogs.choose(
            "这个办法正在计分",
            f"“{self.held.row.name}”{self.held.counts}，保存以后这些年度的得分和名次马上按新的算。",
            (("try", "先试算看看"), ("save", "保存修改")),
        )
        if answer == "try":
            self.trying.emit()
        return answer == "save"

    def _complain(self, refusal: Invalid) -> None:
        """Say it, and go to the sentence that it is about."""
        self._problems = refusal.problems
        self._show()
        wrong = next((entry.key for entry in self.list.entries if entry.problem), None)
        if wrong is not None:
            self._go(wrong)
        self.notice.tell(refusal.message, kind="error")

    def ask_to_drop(self) -> None:
        """Show again what is saved, if the person wants that."""
        if self.dirty and self.context.dialogs.confirm(
            "放弃修改？", f"“{self.draft.name}”里没有保存的修改不再保留。", verb="放弃修改"
        ):
            self.drop()

    def drop(self) -> None:
        """Show again what is saved."""
        if self.held is not None:
            self.form.place = None
            self.notice.dismiss()
            self.open(self.held.id, key=self.list.key)

    def may_leave(self) -> bool:
        """Whether something else may be shown: asks about what is not saved."""
        if not self.dirty:
            return True
        answer = self.context.dialogs.choose(
            "修改还没有保存", f"“{self.draft.name}”里的修改还没有保存。", (("drop", "不保存"), ("save", "保存修改"))
        )
        if answer == "save":
            return self.save()
        if answer == "drop":
            self.drop()
        return answer == "drop"


def _when(part: Any) -> When | None:
    """What the example is to be about."""
    return part if isinstance(part, When) else getattr(part, "when", None)
