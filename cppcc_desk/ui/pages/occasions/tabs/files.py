"""照片和文件: kept byte for byte; a photo is shown beside the list."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageIOHandler, QImageReader, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.errands.received import attach_to_occasion
from cppcc_desk.operations import occasions as doing
from cppcc_desk.queries.occasions import FileRow, OccasionDetail
from cppcc_desk.ui import icons, lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.occasions.columns import file_columns
from cppcc_desk.ui.pages.occasions.tabs.tab import ListTab, Refusals
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, action, button, label

_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp"})
_SIDE = 260
_MOST = QSize(2 * _SIDE, 2400)  # pixels decoded: sharp on a screen set to 200 %; a camera takes twelve million
_FILTERS = (
    ("照片", tuple(f"*{ending}" for ending in sorted(_PICTURES))),
    ("所有文件", ("*",)),
)


class Photo(QLabel):
    """One picture as large as its place, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = QPixmap()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(_SIDE, 120)
        self.setMaximumWidth(_SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("照片")

    def show_bytes(self, data: bytes) -> bool:
        """Whether the bytes are a picture this PC can show."""
        kept = QBuffer()
        kept.setData(QByteArray(data))
        kept.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(kept)
        reader.setAutoTransform(True)  # a camera held upright
        whole, most = reader.size(), _MOST
        if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
            most = most.transposed()
        if whole.isValid() and whole != whole.boundedTo(most):
            reader.setScaledSize(whole.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
        self._whole = QPixmap.fromImage(reader.read())
        self._fit()
        return not self._whole.isNull()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._whole.isNull():
            self.clear()
            return
        ratio = self.devicePixelRatioF()
        room = QSize(self.width() - 24, self.height() - 24) * ratio
        shown = self._whole.scaled(
            room.boundedTo(self._whole.size()),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)


class FilesTab(ListTab[FileRow]):
    """The bar below belongs to the chosen file."""

    def __init__(self, context: Context, refusals: Refusals) -> None:
        table: DataTable[FileRow] = DataTable(
            RowsModel(file_columns(), row_id=lambda f: f.id),
            name="occasion/files",
            title="照片和文件",
            settings=context.settings,
        )
        super().__init__(context, refusals, table, title="照片和文件")
        self.photo = Photo()
        self.photo.hide()
        self._pictured = ""  # the sha256 of what `photo` was last asked to show
        self.add_button = button("添加照片、文件", self.run(self._add), icon="plus", kind="primary")
        self.add_button.setIcon(icons.icon("plus", "on_primary"))
        self.open_button = button("打开", partial(self.with_one, self._open), icon="eye")
        self.save_button = button("另存原件", partial(self.with_one, self._keep), icon="save")
        self.drop_button = button("移出", self.run(self._remove), icon="close")
        self._count = label("", "hint")
        bar = (self.add_button, self.open_button, self.save_button, self.drop_button, STRETCH, self._count)
        self.lay_out([], bar, beside=self.photo)
        self.table.opened.connect(partial(self.attempt, self._open))
        self.table.deleted.connect(lambda _files: self.attempt(self._remove))
        self.table.current.connect(self._look_at)
        lists.equip(
            self.table,
            action("打开", partial(self.with_one, self._open), icon="eye", tells="Enter"),
            action("另存原件…", partial(self.with_one, self._keep), icon="save"),
            action("移出", self.run(self._remove), icon="close", tells="Delete"),
        )

    def show_detail(self, detail: OccasionDetail) -> None:
        self.detail = detail
        self.show_rows(detail.files)
        for made in (self.open_button, self.save_button, self.drop_button):
            made.setEnabled(bool(detail.files))
        self._count.setText(f"共 {len(detail.files)} 个" if detail.files else "")
        self._look_at(self.table.current_row())
        if not detail.files:
            self.empty.tell(
                "还没有照片和文件", "现场照片、签到表扫描件、会议材料，都可以加在这里，随数据一起备份。", icon="clip"
            )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_at(self.table.current_row())

    def _look_at(self, file: FileRow | None) -> None:
        """Decode only what is seen and new: everything that is changed about the meeting comes by here."""
        picture = file is not None and Path(file.file_name).suffix.lower() in _PICTURES
        wanted = file.sha256 if file is not None and picture else ""
        if not self.isVisible() or wanted == self._pictured:
            return
        self._pictured, shown = wanted, False
        if wanted:
            try:
                shown = self.photo.show_bytes(self.context.desk.originals.take(wanted))
            except DeskError:  # its bytes are gone; opening it says so
                shown = False
        self.photo.setVisible(shown)

    def _add(self) -> None:
        paths = self.context.dialogs.open_files("添加照片、文件", _FILTERS)
        if not paths:
            return
        desk, occasion_id = self.context.desk, self.occasion_id
        self.context.work.run(
            "正在收下照片和文件",
            lambda _reporter: attach_to_occasion(desk, occasion_id, paths),
            done=lambda number: self.context.notify(f"已添加 {number} 个", undo=True),
            failed=self.failed,
        )

    def _open(self, file: FileRow) -> None:
        lists.open_kept(self.context, sha256=file.sha256, file_name=file.file_name)

    def _keep(self, file: FileRow) -> None:
        lists.save_kept(self.context, sha256=file.sha256, file_name=file.file_name)

    def _remove(self) -> None:
        rows = self.chosen()
        if rows:
            self.context.desk.do(doing.remove_files, self.occasion_id, [row.id for row in rows])
            self.context.notify(f"移出 {len(rows)} 个", undo=True)
