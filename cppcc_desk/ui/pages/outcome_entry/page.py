"""登记反馈: of what first, then the kind, then only what that kind has; files dropped anywhere prove it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.errors import DeskError, Invalid, Missing, Stale
from cppcc_desk.domain.outcomes import OUTCOME_FIELDS, About, OutcomeEntry, OutcomeKind
from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.operations import outcomes as doing
from cppcc_desk.queries import office, outcomes
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.outcomes.offering import Offering
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.outcome_entry import subject as finding
from cppcc_desk.ui.pages.outcome_entry.beside import SubjectBeside
from cppcc_desk.ui.pages.outcome_entry.entry import EntryCard
from cppcc_desk.ui.pages.outcome_entry.filling import Filling
from cppcc_desk.ui.pages.outcome_entry.subject import Subject
from cppcc_desk.ui.widgets import column, row
from cppcc_desk.ui.widgets.suggest import SuggestEdit

_DOUBT_MS: Final = 400
_BESIDE, _BESIDE_WIDE = 330, 420


class OutcomeEntryPage(Page):
    """`open_at(submission_id=…)` or `issue_id=…` (`kind=`, `organ=`, `level=`), or nothing of these: a new one;
    `outcome_id=…` changes one. `back=` is the page to return to. What was typed stays while other pages are in front.
    """

    title = "登记反馈"
    help_chapter = "feedback"
    offers_register = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._back = "outcomes"
        self.outcome_id: int | None = None
        self._held: OutcomeEntry | None = None
        self._kept: tuple[ReceivedFile, ...] = ()
        self.subject: Subject | None = None
        self._offering = Offering(context)
        self.entry = EntryCard(context, self._offering, self.notice)
        self.fields = self.entry.fields
        self._filling = Filling(context, self.fields, self._offering)
        self.beside = SubjectBeside(context)
        body = row(self.entry, self.beside, gap=10)
        body.setStretch(0, 1)
        whole = column(self.notice, body, gap=8, margins=(12, 10, 12, 10))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_DOUBT_MS)
        self._connect()
        self._blank()

    def _connect(self) -> None:
        entry = self.entry
        self._wait.timeout.connect(self._doubt)
        entry.about.changed.connect(self._find)
        entry.chips.picked.connect(lambda key: self._turn(OutcomeKind(key)))
        entry.fields.changed.connect(self._changed)
        entry.files.changed.connect(self._wait.start)
        for made, do in (
            (entry.save_button, self.save),
            (entry.again_button, partial(self.save, again=True)),
            (entry.leave_button, self.leave),
        ):
            made.clicked.connect(lambda _on=False, do=do: do())
        keys: tuple[tuple[str, Callable[[], Any]], ...] = (
            ("Ctrl+S", self.save),
            ("Ctrl+Return", self.save),
            ("Ctrl+Enter", self.save),
            ("Ctrl+Shift+Return", partial(self.save, again=True)),
            ("Esc", self._escape),
        )
        for key, do in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # else the search box has them
            shortcut.activated.connect(do)

    # ------------------------------------------------------------------ which one
    def open_at(self, **target: Any) -> None:
        self._back = target.pop("back", self._back)
        if not target or not self._may_begin():
            return
        with self.refusals():
            if "outcome_id" in target:
                self._load(int(target["outcome_id"]))
            else:
                self._new(target)

    def _new(self, target: Mapping[str, Any]) -> None:
        self._blank(OutcomeKind(target.get("kind", OutcomeKind.ADOPTION)))
        if "submission_id" in target or "issue_id" in target:
            about = About(submission_id=target.get("submission_id"), issue_id=target.get("issue_id"))
            self._show_subject(finding.read(self.context, about))
        given = {key: target[key] for key in ("organ", "level") if key in target}
        self.fields.fill(given)
        self._doubt()

    def _load(self, outcome_id: int) -> None:
        """One that is recorded, to be changed."""
        detail = self.context.desk.read(outcomes.outcome, outcome_id, today=self.context.today)
        entry = detail.row.entry
        self._blank(entry.kind)
        self.outcome_id, self._held = outcome_id, entry
        self._show_subject(finding.read(self.context, detail.row.about))
        self.entry.show_fixed(entry.kind)
        self.fields.begin({one.name: getattr(entry, one.name) for one in OUTCOME_FIELDS[entry.kind]})
        self._kept = tuple(ReceivedFile(sha256=f.sha256, file_name=f.file_name, size=f.size) for f in detail.files)
        self.entry.files.set_value(self._kept)
        self.entry.dirty = False
        self._tell_title()
        self._doubt()

    def _blank(self, kind: OutcomeKind = OutcomeKind.ADOPTION) -> None:
        """Nothing is entered."""
        self.outcome_id, self._held, self._kept = None, None, ()
        self.notice.dismiss()
        self._filling.forget()
        self.entry.show_new(kind)
        self._show_subject(None)
        self.fields.begin({"occurred_on": self.context.today})
        self.entry.files.set_value(())
        self.entry.dirty = False
        self.entry.tell_doubts(())

    def _show_subject(self, subject: Subject | None) -> None:
        self.subject = subject
        self.entry.about.set_value((subject.tag,) if subject else ())
        self._tell_subject()

    def _tell_subject(self) -> None:
        subject = self.subject
        said = subject.said if subject is not None else ()
        own = [one.row for one in said if one.row.id != self.outcome_id and subject and one.row.about == subject.about]
        today = self.context.today
        earlier = [(one.id, f"{deadlines.short_day(one.entry.occurred_on, today)} {one.words}") for one in own]
        self.fields.offer(answers=self.context.desk.read(office.words, "answer"), earlier=earlier)
        self.fields.show_kind(self.entry.kind)
        self._listen()
        self.entry.tell_title(subject.title if subject else "")
        self.beside.show_subject(subject)
        self._tell_title()

    def _tell_title(self) -> None:
        what = "修改" if self.outcome_id is not None else "新登记"
        self.title = "修改反馈" if self.outcome_id is not None else "登记反馈"
        self.subtitle = " › ".join(filter(None, ("反馈与批示", self.subject.of if self.subject else what)))
        self.titled.emit()

    # ------------------------------------------------------------------ the page
    def reload(self) -> None:
        """What is known of the piece may have changed; one that is being changed may be gone."""
        if self.outcome_id is not None and not self.entry.dirty:
            try:
                if self.context.desk.read(outcomes.entry_of, self.outcome_id) != self._held:
                    self._load(self.outcome_id)
            except Missing:
                self._blank()
        elif self.subject is not None:
            try:
                self.subject = finding.read(self.context, self.subject.about)
            except Missing:
                self.subject = None
            self.beside.show_subject(self.subject)

    def fit(self, room: Room) -> None:
        self.beside.setFixedWidth(_BESIDE_WIDE if room.wide else _BESIDE)
        self.beside.setVisible(not room.narrow)
        self.entry.fit(narrow=room.narrow)

    def may_close(self) -> bool:
        return not self.entry.dirty or self._may_drop("关闭程序")

    def drop_words(self, paths: Sequence[Path]) -> str:
        return f"松开鼠标，把 {len(paths)} 个文件添加为佐证"

    def take_files(self, paths: Sequence[Path]) -> None:
        self.entry.proof.bring(paths)

    def _may_begin(self) -> bool:
        """Another one is wanted: what stands here is saved or dropped first."""
        return not self.entry.dirty or self._may_drop("登记另一条")

    def _may_drop(self, why: str) -> bool:
        of = f"{self.subject.of} 的" if self.subject else ""
        answer = self.context.dialogs.choose(
            "正在登记的反馈还没有保存",
            f"{of}{self.entry.kind}填写的内容还没有保存，{why}以前请先定。",
            (("drop", "不保存"), ("save", "保存")),
        )
        if answer == "drop":
            self.entry.dirty = False
        return answer == "drop" or (answer == "save" and self._store())

    def begin(self, last: QWidget | None = None) -> None:
        """Of what, if it is not known yet; else the first field of the kind, which is made anew with each."""
        self.first = self.entry.about.edit if self.subject is None else self.fields.field(self.fields.keys[0])
        super().begin(last)

    # ------------------------------------------------------------------ while it is entered
    def _find(self) -> None:
        """The person named what it is of, or took it away."""
        self.entry.dirty = True
        tags = self.entry.about.value()
        self.subject = None
        self.entry.tell_trouble("")
        try:
            if tags:
                self.subject = finding.read(self.context, finding.meant(self.context, tags[0]))
        except DeskError as refusal:
            self.entry.tell_trouble(refusal.message)
        self._tell_subject()
        self._wait.start()

    def _turn(self, kind: OutcomeKind) -> None:
        self.fields.show_kind(kind)
        self._listen()
        self._wait.start()

    def _listen(self) -> None:
        """A leader taken from the list brings post, rank, level and organ."""
        if "leader" in self.fields.keys:
            self.fields.field("leader").picked.connect(lambda line: self._filling.take(line.value))  # type: ignore[attr-defined]
        self.entry.chain()

    def _changed(self, key: str) -> None:
        self._filling.follow(key, self.subject)
        self._wait.start()

    def _doubt(self) -> None:
        """What contradicts what else is known is said and may be saved all the same."""
        self._wait.stop()
        if self.subject is None or (self.outcome_id is None and not self.entry.dirty):
            self.entry.tell_doubts(())
            return
        found = self.context.desk.read(
            outcomes.outcome_doubts,
            self.subject.about,
            self.fields.entry(self.entry.kind),
            files=len(self.entry.files.value()),
            outcome_id=self.outcome_id,
        )
        self.entry.tell_doubts(found)

    # ------------------------------------------------------------------ saved or not
    def save(self, *, again: bool = False) -> None:
        """Save, and go back; with `again` another one of the same piece is begun."""
        recorded = self.outcome_id is None
        if not self._store():
            return
        done, subject, kind = self.outcome_id, self.subject, self.entry.kind
        assert subject is not None
        self.context.notify(f"已{'登记' if recorded else '修改'}{kind}：{subject.of}", undo=True)
        if again:
            self._new({"submission_id": subject.about.submission_id, "issue_id": subject.about.issue_id, "kind": kind})
            self.begin()
            return
        self._blank()
        if self._back == "outcomes":
            self.context.navigate(self._back, recorded=done)
        else:
            self.context.navigate(self._back)

    def _store(self) -> bool:
        """Whether what stands here is saved now; what is wrong is said at its field."""
        self.entry.about.take_typed()
        if self.subject is None:
            self.entry.tell_trouble(self.entry.trouble.text() or "请填写是哪一篇来稿，或哪一期。")
            self.entry.about.edit.setFocus()
            return False
        if self.fields.show_problems(self.fields.missing(["occurred_on"])):
            return False
        entry, files = self.fields.entry(self.entry.kind), self.entry.files.value()
        try:
            if self.outcome_id is None:
                self.outcome_id = self.context.desk.do(doing.record, self.subject.about, entry, files=files)
            else:
                assert self._held is not None
                self.context.desk.do(doing.change, self.outcome_id, entry, held=self._held, files=files)
        except Stale as refusal:
            self.notice.tell(refusal.message, kind="error", actions=[("看现在的内容", self._take_theirs)])
        except DeskError as refusal:
            problems = refusal.problems if isinstance(refusal, Invalid) else {}
            if not self.fields.show_problems(problems):
                self.notice.tell(refusal.message, kind="error")
        else:
            self.entry.dirty = False
            self.notice.dismiss()
            return True
        return False

    def _take_theirs(self) -> None:
        with self.refusals():
            if self.outcome_id is not None:
                self._load(self.outcome_id)

    def _escape(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, SuggestEdit) and focused.panel.isVisible():
            focused.panel.hide()
        else:
            self.leave()

    def leave(self) -> None:
        """取消: asks only when something would be lost (U06)."""
        if not self.entry.dirty or self._may_drop("离开"):
            self._blank()
            self.context.navigate(self._back)
