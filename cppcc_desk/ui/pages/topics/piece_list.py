"""The pieces below the topics: those that answer the chosen one, and those that may."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from cppcc_desk.queries.submissions import SubmissionRow
from cppcc_desk.queries.topics import TopicRow, likely_pieces, pieces_of
from cppcc_desk.ui import icons, lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.groups.columns import columns
from cppcc_desk.ui.pages.topics.asking import TopicWork
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, ElidedLabel, FilterChips, NoticeBar, action, batch_bar, button, label

LINKED, LIKELY = "linked", "likely"


class PieceList(ListPart[SubmissionRow]):
    """`show_topic(row)`; hidden with None, while there is no topic. `folded()` to its head, or unfolded again: in a low
    window the topics need the room."""

    folded = Signal(bool)

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        table: DataTable[SubmissionRow] = DataTable(
            RowsModel(columns(context), row_id=lambda r: r.id, checkable=True),
            name="topics/pieces",
            title="要点的来稿",
            settings=context.settings,
        )
        super().__init__(context, notice, table, title="要点的来稿")
        self.topic: TopicRow | None = None
        self._work = TopicWork(context)
        self._name = ElidedLabel("", "strong")
        self.chips = FilterChips([(LINKED, "对应来稿"), (LIKELY, "可能对应")])
        self.open_button = button("打开", self._open, icon="eye")
        self.link_button = button("对应到这条要点", self._link, icon="check")
        self.unlink_button = button("取消对应", self._unlink, icon="close")
        self.any_button = button("按编号对应…", self._link_any, icon="plus")
        self.fold_button = button("展开", self._fold, icon="down", kind="flat")
        self.fold_button.hide()
        self._low, self._wants_open = False, False
        self._count = label("", "hint")
        self.bar = batch_bar(
            self.open_button, self.link_button, self.unlink_button, self.any_button, STRETCH, self._count
        )
        self.lay_out([self.chips, self._name, self.fold_button], self.bar)
        self.chips.picked.connect(lambda _key: self._pick())
        self.table.opened.connect(partial(self.attempt, self._show_piece))
        self.table.current.connect(lambda _row: self._fit_buttons())
        self.table.chosen.connect(lambda _count: self._fit_buttons())
        self.table.deleted.connect(lambda _rows: self._unlink())
        self._actions: dict[str, QAction] = {
            "open": action("打开", self._open, icon="eye", tells="Enter"),
            "link": action("对应到这条要点", self._link, icon="check"),
            "unlink": action("取消对应", self._unlink, icon="close", tells="Delete"),
            "any": action("按编号对应…", self._link_any, icon="plus"),
        }
        lists.equip(self.table, *self._actions.values())

    # ------------------------------------------------------------------ what is shown
    def show_topic(self, topic: TopicRow | None) -> None:
        """The pieces of another topic, or of the same one as it is now."""
        if self.topic is None or topic is None or topic.id != self.topic.id:
            self.table.clearSelection()
        self.topic = topic
        self.setVisible(topic is not None)
        self.reload()

    def reload(self) -> None:
        topic, read = self.topic, self.context.desk.read
        linked = read(pieces_of, topic.id, now=self.context.now) if topic else ()
        likely = read(likely_pieces, topic.id, now=self.context.now) if topic else ()
        self.chips.show_count(LINKED, len(linked))
        self.chips.show_count(LIKELY, len(likely))
        shown = linked if self._on_linked else likely
        self._name.setText(topic.theme if topic else "")
        self._title = f"要点“{topic.theme}”{'对应' if self._on_linked else '可能对应'}的来稿" if topic else "要点的来稿"
        self.show_rows(shown)
        self._show_folded()
        if not shown:
            self._tell_empty(likely=len(likely))
        self._count.setText(f"共 {len(shown)} 篇" if topic else "")
        self._fit_buttons()

    def fit(self, room: Room) -> None:
        super().fit(room)
        self._low = room.low
        self._show_folded()
        self.link_button.setText("对应" if room.narrow else "对应到这条要点")

    @property
    def _on_linked(self) -> bool:
        return self.chips.chosen == LINKED

    def _tell_empty(self, *, likely: int) -> None:
        if self._on_linked:
            look = button(f"看可能对应的 {likely} 篇", self._show_likely)
            more = button("按编号对应…", self._link_any, icon="plus")
            self.empty.tell(
                "这条要点还没有来稿",
                "登记来稿时在“更多信息”里选征集要点；已经登记的在这里对应。",
                buttons=[*([look] if likely else []), more],
            )
        else:
            self.empty.tell(
                "没有找到可能对应的来稿",
                "找的是这一季收到、还没有对应要点、标题或正文里有主题用词的来稿。",
                icon="search",
                buttons=[button("按编号对应…", self._link_any, icon="plus")],
            )

    @property
    def is_folded(self) -> bool:
        """Whether nothing but the head is shown."""
        return self._low and not self._wants_open

    def _fold(self) -> None:
        self._wants_open = not self._wants_open
        self._show_folded()

    def _pick(self) -> None:
        """Who asks for one of the lists wants to see it."""
        self._wants_open = True
        self.reload()

    def _show_folded(self) -> None:
        folded, filled = self.is_folded, self.table.rows.count() > 0
        self.stack.setVisible(not folded)
        self.bar.setVisible(not folded and filled)  # the empty list offers what can be done, and needs the room
        self.tools.offer(shown=not folded, filled=filled)
        self.fold_button.setVisible(self._low)
        self.fold_button.setText("展开" if folded else "收起")
        self.fold_button.setIcon(icons.icon("up" if folded else "down"))
        self.folded.emit(folded)

    def _show_likely(self) -> None:
        self.chips.choose(LIKELY)
        self._pick()

    def _fit_buttons(self) -> None:
        chosen = bool(self.chosen())
        for key, made, possible in (
            ("open", self.open_button, self.table.meant_row() is not None),
            ("link", self.link_button, chosen and not self._on_linked),
            ("unlink", self.unlink_button, chosen and self._on_linked),
            ("any", self.any_button, self.topic is not None),
        ):
            made.setEnabled(possible)
            self._actions[key].setEnabled(possible)
        self.link_button.setVisible(not self._on_linked)
        self.unlink_button.setVisible(self._on_linked)

    # ------------------------------------------------------------------ what is done
    def _open(self) -> None:
        self.with_one(self._show_piece)

    def _show_piece(self, row: SubmissionRow) -> None:
        self.context.navigate("submissions", submission_id=row.id)

    def _link(self) -> None:
        topic = self.topic
        if topic is not None and not self._on_linked:
            self.with_chosen(partial(self._work.link, topic))

    def _unlink(self) -> None:
        if self._on_linked:
            self.with_chosen(self._work.unlink)

    def _link_any(self) -> None:
        if self.topic is not None:
            self.attempt(self._work.link_any, self.topic)
