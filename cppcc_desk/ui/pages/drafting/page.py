"""起草公文: the form at the left, its pages at the right; saved as a draft, finished from here."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import DeskError, Invalid, Missing, Stale
from cppcc_desk.domain.official import UNNUMBERED, DocumentState, Kind
from cppcc_desk.domain.official.usual import copied_fields, letterhead_use, usual_sequence
from cppcc_desk.domain.preprint import PrintProblem, Severity
from cppcc_desk.errands import drafting
from cppcc_desk.errands.documents import keep_picture
from cppcc_desk.errands.drafting import Look
from cppcc_desk.operations.documents import save_document
from cppcc_desk.queries import documents, office
from cppcc_desk.queries.documents import DocumentDetail
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.finishing import Finishing
from cppcc_desk.ui.letterhead import pick_letterhead
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.drafting.fieldset import DraftForm
from cppcc_desk.ui.pages.drafting.halves import Halves
from cppcc_desk.ui.pages.drafting.kept import Keeping, Kept
from cppcc_desk.ui.pages.drafting.live import LivePreview
from cppcc_desk.ui.widgets import EmptyState, button, column

PICTURES = (("图片", ("*.png", "*.jpg", "*.jpeg", "*.bmp", "*.gif")),)


class DraftingPage(Page):
    """Opened at `kind=` (`made_for=`, with an inquiry `pieces=`), `document_id=` (`element=`), `copy_of=` or
    `kept=` (what was not saved)."""

    title = "起草公文"
    help_chapter = "documents"
    offers_register = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.form: DraftForm | None = None
        self.document_id: int | None = None
        self._made_for = MadeFor()
        self._version: int | None = None
        self.check: tuple[PrintProblem, ...] = ()
        self._finishing = Finishing(context)
        self.keeping = Keeping(context, self._kept, self)
        self.live = LivePreview(context, self._typed, self)
        self._lay_out()
        self.keeping.kept.connect(lambda at: self.halves.tell(f"草稿已自动保存 {at:%H:%M}"))
        self.live.looked.connect(self._show_look)
        self._bind_keys()

    def _lay_out(self) -> None:
        self.halves = Halves(self._go_to, lambda: self.context.navigate("help", chapter="preview"))
        self.beside = self.halves.beside
        for made, do in (
            (self.halves.leave_button, self.leave),
            (self.halves.save_button, self.save),
            (self.halves.finish_button, self.finish),
        ):
            made.clicked.connect(lambda _on=False, do=do: do())
        choose = button("去选文种", self._to_list, icon="book", kind="primary")
        self.empty = EmptyState().tell(
            "还没有在起草的公文", "在“期刊与公文”的“公文”里点“新建公文”，选一个文种。", icon="doc", buttons=[choose]
        )
        body = column(self.notice, self.halves, self.empty, gap=8, margins=(12, 10, 12, 10))
        body.setStretch(1, 1)
        body.setStretch(2, 1)
        self.setLayout(body)
        self.halves.hide()

    def _bind_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], Any]], ...] = (
            ("Ctrl+S", self.save),
            ("Ctrl+Return", self.finish),
            ("Ctrl+Enter", self.finish),
            ("Esc", self.leave),
            ("F6", self.halves.toggle_pages),
        )
        for key, do in keys:
            made = QShortcut(QKeySequence(key), self)
            made.activated.connect(do)
            if key != "F6":  # elsewhere these belong to the search box
                made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ which paper
    def open_at(self, **target: Any) -> None:
        with self.refusals():
            match target:
                case {"kept": Kept() as kept}:
                    self._begin(kept.kind, kept.fields, made_for=kept.made_for, of=kept)
                case {"document_id": int(document_id)}:
                    self._open(document_id)
                    self._go_to(str(target.get("element", "")))
                case {"copy_of": int(document_id)}:
                    found = self.context.desk.read(documents.document, document_id)
                    fields = copied_fields(found.row.kind, found.fields, today=self.context.today)
                    again = found.row.state is DocumentState.VOID  # the same paper anew, not one like it
                    self._begin(found.row.kind, fields, made_for=found.made_for if again else MadeFor(), changed=True)
                case {"kind": Kind() as kind, "made_for": MadeFor() as made_for}:
                    only = target.get("pieces", ())
                    fields = drafting.begun(self.context.desk, kind, made_for, pieces=only)
                    self._begin(kind, fields, made_for=made_for, changed=True)
                case {"kind": Kind() as kind}:
                    self._begin(kind, drafting.new_fields(self.context.desk, kind), made_for=MadeFor())
        if "kept" in target:
            self.reload()  # the paper it belongs to may be gone, or finished
        elif "document_id" in target and self.form is not None and not self.form.dirty:
            self._offer_kept()

    def _open(self, document_id: int) -> None:
        """A saved draft; the one that stands here stays as it is typed."""
        if document_id == self.document_id and self.form is not None and self.form.dirty:
            return
        found = self.context.desk.read(documents.document, document_id)
        self._begin_saved(found)

    def _begin_saved(self, found: DocumentDetail) -> None:
        row = found.row
        self._begin(row.kind, found.fields, document_id=row.id, made_for=found.made_for, version=row.version)

    def _begin(
        self,
        kind: Kind,
        fields: Mapping[str, Any],
        *,
        document_id: int | None = None,
        made_for: MadeFor,
        version: int | None = None,
        of: Kept | None = None,
        changed: bool = False,
    ) -> None:
        """Fill the form; `of` is what was kept of an earlier time, `changed`: there is something to be saved."""
        self.may_leave()
        if of is not None:
            document_id, version = of.document_id, of.version
        self.document_id, self._made_for, self._version = document_id, made_for, version
        self.notice.dismiss()
        self.keeping.begin(document_id, of=of)
        self._make_form(kind)
        assert self.form is not None
        self.form.show_fields(fields, pictures=of.pictures if of is not None else None)
        self.halves.tell("")
        if of is not None or changed:
            self.form.dirty = True
            self.keeping.touch()
        self._tell_title()
        self.halves.show()
        self.empty.hide()
        self.live.look()
        self._focus_first()

    def _make_form(self, kind: Kind) -> None:
        self.form = DraftForm(kind, pick_picture=self._pick_picture, pick_letterhead=self._pick_letterhead)
        self.form.changed.connect(lambda _key: self._changed())
        self.halves.show_form(self.form)

    def _focus_first(self) -> None:
        assert self.form is not None
        first = next((key for key in ("title", "body") if not self.form.value(key)), "body")
        self.form.field(first).setFocus()
        self.setFocusProxy(self.form.field(first))

    def _offer_kept(self) -> None:
        kept = self.keeping.offered()
        if kept is not None:
            self.notice.tell(
                f"上次起草{kept.name}时没有保存，草稿还在。",
                kind="info",
                actions=[
                    ("恢复草稿", lambda: self._begin(kept.kind, kept.fields, made_for=kept.made_for, of=kept)),
                    ("不要了", self._drop_kept),
                ],
                closable=False,
            )

    def _drop_kept(self) -> None:
        self.keeping.forget()
        self.notice.dismiss()

    # ------------------------------------------------------------------ the page
    def reload(self) -> None:
        """Something was changed somewhere: this paper, perhaps, by another window or by 撤销."""
        self.halves.setVisible(self.form is not None)
        self.empty.setVisible(self.form is None)
        if self.form is None or self.document_id is None:
            return
        try:
            found = self.context.desk.read(documents.document, self.document_id)
        except Missing:
            self._detach("这份草稿已被删除")
            return
        if found.row.state is not DocumentState.DRAFT:
            if self.form.dirty:
                self._detach("这份公文已经定稿，刚才的改动不能存到它上面")
            else:
                self._close()
        elif not self.form.dirty and found.row.version != self._version:
            self._begin_saved(found)

    def _detach(self, why: str) -> None:
        """What stands here belongs to no saved draft any more."""
        assert self.form is not None
        self.document_id, self._version = None, None
        self.form.dirty = True
        self._tell_title()
        self.notice.tell(f"{why}；再保存一次，就存为一份新的草稿。", kind="warning")

    def fit(self, room: Room) -> None:
        self.halves.fit(room)

    def may_leave(self) -> bool:
        """Nothing is lost: what is typed stays here and is kept."""
        if self.form is not None and self.form.dirty:
            self.keeping.save()
        return True

    def _tell_title(self) -> None:
        assert self.form is not None
        name = "新稿" if self.document_id is None else "修改草稿"
        self.subtitle = f"期刊与公文 › {self.form.kind} › {name}"
        self.titled.emit()

    # ------------------------------------------------------------------ while it is typed
    def _changed(self) -> None:
        self.keeping.touch()
        self.live.touch()

    def _kept(self) -> Kept:
        assert self.form is not None
        return Kept(
            self.form.kind,
            self.document_id,
            self._made_for,
            self._version,
            self.form.fields(),
            dict(self.form.pictures),
        )

    def _typed(self) -> tuple[Kind, Mapping[str, Any], MadeFor, str]:
        assert self.form is not None
        kind, fields = self.form.kind, self.form.fields()
        codes = self.context.desk.read(office.office, on=self.context.today).org_codes
        sequence = "" if kind in UNNUMBERED else usual_sequence(kind, fields.get("organs", ()), tuple(codes))
        return kind, fields, self._made_for, codes.get(sequence, "")

    def _show_look(self, look: Look) -> None:
        if self.form is None:
            return
        lost = [
            PrintProblem(Severity.ERROR, f"没有叫“{n}”的图片，请重新插入", "body") for n in self.form.unknown_pictures()
        ]
        self.check = (*lost, *look.check)
        self.beside.show_check(self.check)
        if look.layout is not None:
            self.beside.show_pages(look.layout)

    def _go_to(self, element: str) -> None:
        self.halves.show_field(element)

    def _pick_picture(self) -> tuple[str, str] | None:
        picked: list[Path] = self.context.dialogs.open_files("选择图片", PICTURES)[:1]
        with self.refusals():
            return next(((path.stem, keep_picture(self.context.desk, path)) for path in picked), None)
        return None

    def _pick_letterhead(self) -> dict[str, str] | None:
        with self.refusals():
            return pick_letterhead(self.context, letterhead_use(self.form.kind) if self.form else "")
        return None

    # ------------------------------------------------------------------ what is done
    def save(self) -> bool:
        """Save the draft and stay; whether it is saved."""
        if self.form is None:
            return False
        try:
            saved = self.context.desk.do(
                save_document,
                self.document_id,
                kind=self.form.kind,
                fields=self.form.fields(),
                made_for=self._made_for,
                version=self._version,
            )
        except Stale as refusal:
            self.notice.tell(
                refusal.message,
                kind="error",
                actions=[("看现在的内容", self._take_theirs), ("另存为新稿", self._save_apart)],
            )
            return False
        except DeskError as refusal:
            problems = refusal.problems if isinstance(refusal, Invalid) else {}
            if not self.form.show_problems(problems):
                self.notice.tell(refusal.message, kind="error")
            return False
        self.keeping.forget()
        self.document_id = saved
        self.keeping.begin(saved)
        self._version = self.context.desk.read(documents.document, saved).row.version
        self.form.mark_clean()
        self.notice.dismiss()
        self.halves.tell(f"已保存 {self.context.now:%H:%M}")
        self._tell_title()
        return True

    def _take_theirs(self) -> None:
        """Drop what was typed for what another window saved."""
        assert self.form is not None and self.document_id is not None
        self.form.dirty = False
        self.keeping.forget()
        self._open(self.document_id)

    def _save_apart(self) -> None:
        self.keeping.forget()
        self.document_id = self._version = None
        self.save()

    def finish(self) -> None:
        """定稿, after saving what is typed."""
        if self.form is None or ((self.form.dirty or self.document_id is None) and not self.save()):
            return
        assert self.document_id is not None
        document_id = self.document_id
        with self.refusals():
            if self._finishing.finish(document_id):
                self._close()
                self.context.navigate("preview", document_id=document_id)

    def leave(self) -> None:
        """Esc: asks only when something would be lost (U06)."""
        if self.form is not None and self.form.dirty:
            answer = self.context.dialogs.choose(
                "关闭这份公文？", "刚才的改动还没有保存。", (("drop", "不保存"), ("save", "保存草稿"))
            )
            if answer is None or (answer == "save" and not self.save()):
                return
            if answer == "drop":
                self.keeping.forget()
        self._close()
        self._to_list()

    def _to_list(self) -> None:
        self.context.navigate("papers", part="documents")

    def _close(self) -> None:
        """Nothing is drafted here any more."""
        self.live.stop()
        self.form = None
        self.document_id = self._version = None
        self._made_for = MadeFor()
        self.setFocusProxy(None)  # type: ignore[arg-type]
        self.halves.show_form(None)
        self.subtitle = ""
        self.titled.emit()
        self.reload()
