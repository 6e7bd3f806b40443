"""The program tried on the PC where it is installed: data, a received file, papers, the window.

All of it happens in a folder of its own, with a piece of the sample office; the office's data is not opened.
"""

import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import cppcc_desk
from cppcc_desk.documents.reading.sandbox import CREATION_FLAGS
from cppcc_desk.domain.errors import Invalid, Unreadable, World
from cppcc_desk.domain.registers.columns import Register
from cppcc_desk.domain.submission import IntakeChannel
from cppcc_desk.errands import papers
from cppcc_desk.errands.intake import bring_in
from cppcc_desk.errands.registers import write_register
from cppcc_desk.paths import DataFolder, resource
from cppcc_desk.queries import submissions
from cppcc_desk.storage import checking
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk

DATA = "自检 数据"  # Chinese and a blank, as an office's folders have them
FORM = "来稿登记表"
WINDOW_SECONDS = 120  # a first start under a virus scanner


@dataclass(frozen=True)
class Checked:
    """What was done; everything that could not be done has been raised."""

    system: str
    sqlite: str
    data: Path
    intake_no: str
    title: str
    files: tuple[Path, ...]


def selfcheck(out: Path, *, offscreen: bool) -> Checked:
    """Register a sample, write its papers, open the window and take its picture, all inside `out`.

    Without `offscreen` the window is seen for a moment. Raises Invalid when `out` has been used before, Unreadable
    and World for what does not work on this PC.
    """
    folder = DataFolder(out.absolute() / DATA)
    if folder.root.exists():
        raise Invalid(f"“{out}”里已经有一次自检的结果，没有改动它。请换一个空文件夹。")
    if offscreen:
        _without_screen()
    desk = open_desk(folder)
    try:
        intake_no, title = _registered(desk)
        files = _papers(desk, intake_no, folder.root.parent)
        sqlite = desk.read(checking.sqlite_version)
        if problems := checking.check(desk):
            raise World(f"数据写下去再读出来不对，没有通过自检：{problems[0]}。请把这个文件夹交给技术人员。")
    finally:
        desk.close()
    picture = _window(folder)
    return Checked(platform.platform(), sqlite, folder.root, intake_no, title, (*files, picture))


def _without_screen() -> None:
    """Qt paints into memory, and then looks for fonts in a folder only."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if sys.platform == "win32":
        os.environ["QT_QPA_FONTDIR"] = str(Path(os.environ["WINDIR"], "Fonts"))


def _registered(desk: Desk) -> tuple[str, str]:
    sample = min((resource("sample") / "submissions").rglob("*.docx"))
    (found,) = bring_in(desk, [sample], channel=IntakeChannel.MAIL)
    if found.draft is None:
        raise Unreadable(f"没有读出示例“{sample.name}”：{found.message}")
    return found.intake_no, found.draft.title


def _papers(desk: Desk, intake_no: str, folder: Path) -> tuple[Path, ...]:
    ledger, docx, pdf = (folder / name for name in ("来稿台账.xlsx", f"{FORM}.docx", f"{FORM}.pdf"))
    write_register(desk, Register.INTAKE, ledger, year=None)
    written = papers.write_form(desk, FORM, desk.read(submissions.id_of, intake_no), docx=docx, pdf=pdf)
    if written.pdf is None:
        raise World(written.no_pdf)
    return ledger, docx, pdf


def _window(folder: DataFolder) -> Path:
    """Start the program as the shortcut does, let it take a picture of its first page, and close."""
    picture = folder.root.parent / "窗口.png"
    call = ["-X", "utf8", "-m", "cppcc_desk", "--data", str(folder.root), "--picture", str(picture)]
    home = Path(cppcc_desk.__file__).parents[1]
    try:
        done = subprocess.run(
            [sys.executable, *call], cwd=home, timeout=WINDOW_SECONDS, creationflags=CREATION_FLAGS, check=False
        )
    except subprocess.TimeoutExpired:
        raise World(f"窗口在 {WINDOW_SECONDS} 秒内没有打开，没有通过自检。请把这个文件夹交给技术人员。") from None
    if done.returncode or not picture.is_file():
        raise World(f"窗口没有打开（{done.returncode}），没有通过自检。请把这个文件夹交给技术人员。")
    return picture
