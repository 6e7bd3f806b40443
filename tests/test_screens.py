"""Every page in its states at the sizes of the office's screens: nothing cut off, no English word, no nameless button.

Pictures and a contact sheet to look at are left in the folder named by the variable PICTURES.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import pytest
from PySide6.QtCore import QElapsedTimer, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from cppcc_desk.domain.official import Kind
from cppcc_desk.ui import theme
from tests.ui.screens import ROOT, SCREENS, Screen, settle, troubles
from tests.ui.whole import PLAYED, Whole, copied, opened, played

SIZES = (*SCREENS[:3], Screen("1024", 1024, 520))
COLUMNS, SMALL = 3, 640  # of the contact sheet

Prepare = Callable[[Whole], object]


def piece(number: str, tab: int = 0) -> Prepare:
    def prepare(whole: Whole) -> None:
        whole.shown(number).tabs.setCurrentIndex(tab)

    return prepare


def editing(whole: Whole) -> None:
    whole.shown("2026-042").edit()


def correcting(whole: Whole) -> None:
    whole.shown("2026-042").correct()


def table(whole: Whole) -> None:
    whole.submissions.listing.show_table(True)


def chosen(whole: Whole) -> None:
    page = whole.workbench
    page.table.choose([page.table.rows.id_at(number) for number in (0, 2)])
    page._toggle_look()
    whole.context.notify("“审稿”已办 2 篇，跳过 1 篇", undo=True)


def nothing_left(whole: Whole) -> None:
    page = whole.workbench
    page.head.strip.choose(6)
    page._filter()


def going(page: str, **target: object) -> Prepare:
    def prepare(whole: Whole) -> None:
        whole.window.go(page, **target)

    return prepare


STATES: dict[str, Prepare] = {
    "workbench": going("workbench"),
    "workbench_chosen": chosen,
    "workbench_empty": nothing_left,
    "submissions": going("submissions"),
    "submissions_review": piece("2026-037"),
    "submissions_compared": piece("2026-037", 1),
    "submissions_dispatches": piece("2026-035", 2),
    "submissions_history": piece("2026-006", 3),
    "submissions_files": piece("2026-006", 4),
    "submissions_editing": editing,
    "submissions_correcting": correcting,
    "submissions_table": table,
    "submissions_bin": going("submissions", scope="deleted"),
    "submissions_search": going("submissions", search="充电"),
    "submissions_nothing": going("submissions", search="没有这样的词"),
    "register": going("register"),
    "papers": going("papers"),
    "papers_documents": going("papers", part="documents"),
    "papers_numbers": going("papers", part="numbers"),
    "drafting_new": going("drafting", kind=Kind.REQUEST),
    "drafting_minutes": going("drafting", copy_of=5),
    "drafting_draft": going("drafting", document_id=6),
    "drafting_nothing": going("drafting"),
    "preview_document": going("preview", document_id=1),
    "preview_form": lambda whole: whole.window.go(
        "preview", form="核稿单", submission_ids=(whole.submission("2026-006"),)
    ),
    "preview_letter": lambda whole: whole.window.go(
        "preview", form="转办函", submission_ids=(whole.submission("2026-033"),), destination="县商务局"
    ),
    "people": going("people"),
    "settings": going("settings"),
    "help": going("help"),
}


@pytest.mark.screens
@pytest.mark.parametrize("screen", SIZES, ids=lambda screen: screen.name)
def test_every_page_at_this_size(screen: Screen, tmp_path: Path) -> None:
    folder = Path(os.environ.get("PICTURES", str(tmp_path)))
    env = {**os.environ, "QT_SCALE_FACTOR": str(screen.scale), "QT_QPA_PLATFORM": "offscreen"}
    env[PLAYED] = str(played().root)
    done = subprocess.run(
        [sys.executable, "-m", "tests.test_screens", str(folder), screen.name],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found.keys() == STATES.keys()
    assert {name: told for name, told in found.items() if told} == {}
    assert (folder / f"contact-{screen.name}.png").exists()


def tour(folder: Path, screen: Screen) -> dict[str, list[str]]:
    """Take a picture of every state; what a machine finds wrong with each."""
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, list[str]] = {}
    pictures: list[QImage] = []
    for name, prepare in STATES.items():
        whole = opened(copied(Path(mkdtemp()) / "数据"))
        whole.window.resize(screen.width, screen.height)
        whole.window.show()
        settle()
        prepare(whole)
        finish(whole)
        picture = whole.window.grab().toImage()
        picture.save(str(folder / f"{name}-{screen.name}.png"))
        pictures.append(picture)
        found[name] = [told for told in troubles(whole.window) if not is_font(told)]
        whole.close()
    contact(pictures).save(str(folder / f"contact-{screen.name}.png"))
    return found


def is_font(told: str) -> bool:
    """Names of fonts are names of products: the preview tells which one stands in (U32)."""
    return told.startswith("English") and "代替" in told


def finish(whole: Whole, *, most_ms: int = 20_000) -> None:
    """Let the work on the worker come to its end and be painted."""
    timer = QElapsedTimer()
    timer.start()
    settle()
    while whole.context.work.jobs and timer.elapsed() < most_ms:
        QApplication.processEvents()
    settle()


def contact(pictures: list[QImage]) -> QImage:
    """All of them small on one sheet."""
    small = [picture.scaledToWidth(SMALL, Qt.TransformationMode.SmoothTransformation) for picture in pictures]
    height = max(picture.height() for picture in small) + 8
    lines = -(-len(small) // COLUMNS)
    sheet = QImage(COLUMNS * (SMALL + 8), lines * height, QImage.Format.Format_RGB32)
    sheet.fill(QColor(theme.TOKENS["under_paper"]))
    painter = QPainter(sheet)
    for number, picture in enumerate(small):
        line, place = divmod(number, COLUMNS)
        painter.drawImage(QRect(place * (SMALL + 8), line * height, picture.width(), picture.height()), picture)
    painter.end()
    return sheet


def _main(folder: str, name: str) -> None:
    app = QApplication.instance() or QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    assert isinstance(app, QApplication)
    theme.apply(app)
    screen = next(screen for screen in SIZES if screen.name == name)
    print(json.dumps(tour(Path(folder), screen), ensure_ascii=False))
    for widget in QApplication.topLevelWidgets():
        assert isinstance(widget, QWidget)
        widget.deleteLater()


if __name__ == "__main__":
    _main(*sys.argv[1:])
