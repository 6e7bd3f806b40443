"""备份: the last good one, the second place, the list of those that are kept, and the way back to each of them."""

from collections.abc import Callable
from functools import partial
from typing import Final

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.errands import backups
from cppcc_desk.errands.backups import BackupStanding
from cppcc_desk.storage.backups import Backup, verify
from cppcc_desk.ui import lists, restoring
from cppcc_desk.ui.backing_up import ON_SAME_DISK
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import Form, TextField
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.settings.office import WIDEST_FORM
from cppcc_desk.ui.pages.settings.section import Section
from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel
from cppcc_desk.ui.widgets import STRETCH, NoticeBar, action, batch_bar, button, column, hairline, label

LATE_HOURS: Final = 24  # what was done and is not in a backup for longer is warned of
CHECK, RESTORE = "check", "restore"


class BackupsSection(Section):
    """Nothing here is saved by an operation: the list is read from the folder of the backups."""

    id = "backups"
    title = "备份"
    icon = "archive"
    hint = "程序自己备份：关闭时、每半小时、批量登记和清理回收站以前，没有新的内容就不备份。每个备份都读回核对过。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._backing_up = context.backing_up
        self._shown = BackupStanding((), changed=False, crowding="")
        self.warning = NoticeBar()
        self.form = Form(label_width=72)
        self.form.setMaximumWidth(WIDEST_FORM + 120)
        self._lay_out_form()
        self.table: DataTable[Backup] = DataTable(
            RowsModel(self._columns(), row_id=lambda one: one.path.name),
            name="backups",
            title="保留的备份",
            settings=context.settings,
        )
        self.table.opened.connect(self.restore)
        self.table.link_pressed.connect(lambda one, key: self.check(one) if key == CHECK else self.restore(one))
        self.table.refreshed.connect(self.reload)
        lists.equip(
            self.table,
            action("检查", self._on_current(self.check), icon="check"),
            action("恢复…", self._on_current(self.restore), icon="back", tells="Enter"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
        )
        self._count = label("", "hint")
        self.elsewhere = button("从别处的备份恢复…", self.restore_from_elsewhere, icon="folder")
        body = column(
            column(self.warning, self.form, gap=10, margins=(16, 12, 16, 12)),
            hairline(),
            self.table,
            batch_bar(self.elsewhere, STRETCH, self._count),
            gap=0,
        )
        body.setStretch(2, 1)
        self.lay_out(body, bar=False)
        self._backing_up.made.connect(self.reload)

    def _lay_out_form(self) -> None:
        self.now_button = button("立即备份", self._backing_up.here, icon="save", kind="primary")
        self.open_button = button("打开备份文件夹", self._open_folder, icon="folder")
        self.second_button = button(self._backing_up.words, self._backing_up.second, icon="export")
        self.move_button = button("换地方", self._backing_up.choose_second, kind="link")
        for each in (self.now_button, self.open_button, self.second_button):
            each.setMinimumWidth(150)
        add = self.form.add
        add("last", "最近备份", TextField(read_only=True), beside=[self.now_button])
        add("where", "保存位置", TextField(read_only=True), beside=[self.open_button])
        add("second", "U 盘备份", TextField(read_only=True), beside=[self.second_button, self.move_button])

    def _columns(self) -> tuple[Column[Backup], ...]:
        return (
            Column(
                key="at",
                title="时间",
                text=lambda one: deadlines.full(one.manifest.made_at),
                sort=lambda one: one.manifest.sequence,  # a clock may have been wrong
                width=180,
                kind=Kind.TEXT,
            ),
            Column(key="reason", title="原因", text=lambda one: one.manifest.reason, width=110, stretch=True),
            Column(key="by", title="经办人", text=lambda one: one.manifest.made_by, width=90, wide_only=True),
            Column(
                key="submissions",
                title="来稿",
                text=lambda one: f"{one.manifest.submissions} 篇",
                sort=lambda one: one.manifest.submissions,
                width=80,
                kind=Kind.NUMBER,
            ),
            Column(
                key="size",
                title="大小",
                text=lambda one: told_size(one.size),
                sort=lambda one: one.size,
                width=90,
                kind=Kind.NUMBER,
            ),
            Column(key=CHECK, title="", text=lambda _one: "检查", width=56, kind=Kind.LINK),
            Column(key=RESTORE, title="", text=lambda _one: "恢复…", width=66, kind=Kind.LINK),
        )

    def fit(self, room: Room) -> None:
        self.table.set_narrow(room.narrow)

    # --- what is shown ---

    def fill(self, held: None) -> None:
        """The folder may be large and its disk slow: it is read on the worker."""
        self._fill_second()
        desk = self.context.desk
        self.context.work.run(
            "正在查看备份", lambda _: backups.standing(desk), done=self.show_standing, failed=self._failed
        )

    def show_standing(self, standing: BackupStanding) -> None:
        """Show what was read."""
        self._shown = standing
        self.table.show_rows(standing.kept)
        self._count.setText(f"共 {len(standing.kept)} 个 · 双击或回车看恢复什么")
        newest = standing.kept[0] if standing.kept else None
        self.form.fill(
            {
                "last": self._told(newest) if newest else "还没有备份",
                "where": newest.path if newest else self.context.desk.folder.backups,
            }
        )
        self._warn(newest)

    def _told(self, one: Backup) -> str:
        manifest = one.manifest
        at = deadlines.short(manifest.made_at, self.context.today)
        return f"{at}　{manifest.submissions} 篇来稿　{told_size(one.size)}　{manifest.reason}"

    def _warn(self, newest: Backup | None) -> None:
        """None, an old one, one that did not succeed, a second place that is lost together with the data."""
        told: list[str] = []
        if newest is None:
            told.append("还没有备份，数据只有一份")
        elif self._shown.changed:
            hours = (self.context.now - newest.manifest.made_at).total_seconds() / 3600
            if hours > LATE_HOURS:
                told.append(f"最近的备份是 {int(hours // 24)} 天前的，此后的操作还没有备份")
        if self._backing_up.trouble:
            told.append(f"上次自动备份没有做成：{self._backing_up.trouble.removesuffix('。')}")
        if self._shown.crowding:
            told.append(self._shown.crowding)
        place = self._backing_up.place
        if place is not None and self._backing_up.on_same_disk(place):
            told.append(f"U 盘备份：{ON_SAME_DISK}")
        if told:
            self.warning.tell("；".join(told) + "。", closable=False)
        else:
            self.warning.dismiss()

    def _fill_second(self) -> None:
        place, at = self._backing_up.place, self._backing_up.second_at
        if place is None:
            told = "还没有选。磁盘坏了或电脑丢了，靠它找回数据"
        else:
            when = f"{deadlines.short_day(at, self.context.today)} 备份过" if at else "还没有备份过"
            told = f"{place}　{when}"
        self.form.fill({"second": told})
        self.second_button.setText(self._backing_up.words)
        self.move_button.setVisible(place is not None)

    # --- what the person does ---

    def check(self, one: Backup) -> None:
        """Read all of a backup and say whether it is sound."""
        self.context.work.run(
            "正在检查备份",
            lambda _: verify(one.path),
            done=partial(self._tell_checked, one),
            failed=self._failed,
        )

    def _tell_checked(self, one: Backup, problems: tuple[str, ...]) -> None:
        at = deadlines.full(one.manifest.made_at)
        if problems:
            self.notice.tell(problems[0], kind="error")
        else:
            self.notice.tell(f"{at} 的备份完好，可以恢复。", kind="info")

    def restore(self, one: Backup) -> None:
        """Tell what it would change, and put it back if that is wanted."""
        older = [other for other in self._shown.kept if other.manifest.sequence < one.manifest.sequence]
        restoring.ask(self.context, one.path, older=older)

    def restore_from_elsewhere(self) -> None:
        """A backup on a stick, or of another PC."""
        path = restoring.pick(self.context.dialogs)
        if path is not None:
            restoring.ask(self.context, path)

    def _on_current(self, do: Callable[[Backup], None]) -> Callable[[], None]:
        def act() -> None:
            one = self.table.current_row()
            if one is not None:
                do(one)

        return act

    def _open_folder(self) -> None:
        folder = self.context.desk.folder.backups
        if folder.is_dir():
            lists.show_file(folder)
        else:
            self.notice.tell("还没有备份。点“立即备份”以后，这里就有文件夹。", kind="info")

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.notice.tell(error.message, kind="error")


def told_size(size: int) -> str:
    """Bytes for people: "640 KB", "1.2 MB"."""
    kilobytes = max(1, round(size / 1024))
    return f"{kilobytes} KB" if kilobytes < 1000 else f"{size / 1024**2:.1f} MB"
