"""The package written where the person says, and one looked through again; both with progress and 取消."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.errands.yearend import PackageCheck, YearPackage, check_package, write_year_package
from cppcc_desk.errands.yearend.naming import INDEX
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Trouble

_FOLDER = "yearend/folder"
_TOLD = 6  # problems in the dialog; all of them are in its details


class Packaging:
    """`refused` is told what could not be done."""

    def __init__(self, context: Context, *, refused: Callable[[DeskError], Any]) -> None:
        self._context = context
        self._refused = refused

    @property
    def folder(self) -> Path:
        """Where the last package of this person went, else the office's own folder for papers."""
        kept = str(self._context.settings.value(_FOLDER, ""))
        return Path(kept) if kept and Path(kept).is_dir() else self._context.desk.folder.papers

    def write(self, year: int) -> None:
        """Ask where, and write."""
        folder = self._context.dialogs.folder(f"{year} 年归档包放在哪个文件夹", self.folder)
        if folder is None:
            return
        self._context.settings.setValue(_FOLDER, str(folder))
        desk = self._context.desk
        self._context.work.run(
            f"正在生成 {year} 年归档包",
            lambda reporter: write_year_package(desk, year, folder, step=reporter.step),
            done=self._written,
            failed=self._failed,
            cancelled=lambda: self._context.notify("已取消，没有生成归档包，也没有留下文件"),
        )

    def _written(self, made: YearPackage) -> None:
        told = f"“{made.folder.name}”，{made.files} 个文件，来稿 {made.pieces} 篇，写在“{made.folder.parent}”。"
        left = f"结转 {len(made.carried)} 项、要看的 {len(made.findings)} 项都写进了目录。"
        answer = self._context.dialogs.done(
            f"{made.year} 年归档包已生成",
            "\n".join(filter(None, (told, left, made.message))),
            (("index", "打开目录"), ("folder", "打开文件夹")),
        )
        if answer is not None:
            lists.show_file(made.folder / INDEX if answer == "index" else made.folder)

    def check(self) -> None:
        """Ask which, and look through it."""
        folder = self._context.dialogs.folder("校验哪个归档包（选它的文件夹）", self.folder)
        if folder is None:
            return
        desk = self._context.desk
        self._context.work.run(
            "正在校验归档包",
            lambda reporter: check_package(desk, folder, step=reporter.step),
            done=self._checked,
            failed=self._failed,
            cancelled=lambda: self._context.notify("已取消校验"),
        )

    def _checked(self, found: PackageCheck) -> None:
        if found.ok:
            known = "" if found.known else "\n这里没有生成这份归档包的记录，请确认它是哪台电脑生成的。"
            self._context.dialogs.done(
                "归档包完好", f"“{found.folder.name}”的 {found.files} 个文件和生成时一样。{known}", ()
            )
            return
        several = f"\n……等 {len(found.problems)} 处" if len(found.problems) > _TOLD else ""
        self._context.dialogs.trouble(
            Trouble(
                title=f"归档包有 {len(found.problems)} 处不对",
                text="\n".join(found.problems[:_TOLD]) + several,
                advice="工作台里的数据不受影响。请用没有改动过的副本，或者重新生成归档包。",
                details="\n".join(found.problems),
            )
        )

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._refused(error)
