"""Pictures of widgets and pages at the sizes of the office's screens, and what can be checked on them by a machine."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Screen:
    """Client area in logical pixels, and the scale Windows is set to."""

    name: str
    width: int
    height: int
    scale: float = 1.0


SCREENS = (
    Screen("1366", 1366, 696),
    Screen("1366-at125", 1093, 542, 1.25),
    Screen("1920", 1920, 1008),
    Screen("1080p-at125", 1536, 792, 1.25),
    Screen("1080p-at150", 1280, 648, 1.5),
)

# Names of products, formats and keys that may stand in Latin letters (U52).
ALLOWED = re.compile(
    r"\b(Word|WPS|PDF|Excel|JPG|PNG|BMP|QQ|U盘|A4|HP|Ctrl\+\w+|Shift\+\w+|Alt\+\w+|Ctrl|Shift|Enter|Esc|Delete|Tab|F\d{1,2}|KB|MB|GB|px|txt|png|jpg|"
    r"docx?|xlsx?|wps|pdf|eml|USB|[A-D])\b|[DC]:\\"
)


def take(widget: QWidget, path: Path, *, width: int, height: int) -> None:
    """Show `widget` at this size, let it settle, and save its picture."""
    widget.resize(width, height)
    widget.show()
    settle()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(path)):
        raise OSError(path)


def settle() -> None:
    """Let layouts and delayed paints happen."""
    for _ in range(5):
        QApplication.processEvents()


def in_child(factory: str, folder: Path, name: str, screens: tuple[Screen, ...] = SCREENS) -> dict[str, list[str]]:
    """Pictures of what `factory` ("module:function" without arguments) makes, one child process a scale.

    Returns for each screen what the machine found wrong.
    """
    found: dict[str, list[str]] = {}
    for screen in screens:
        target = folder / f"{name}-{screen.name}.png"
        env = {**os.environ, "QT_SCALE_FACTOR": str(screen.scale), "QT_QPA_PLATFORM": "offscreen"}
        env["PYTHONPATH"] = os.pathsep.join([str(ROOT), env.get("PYTHONPATH", "")])
        command = [
            sys.executable,
            "-m",
            "tests.ui.screens",
            factory,
            str(target),
            str(screen.width),
            str(screen.height),
        ]
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        found[screen.name] = json.loads(done.stdout.splitlines()[-1])
    return found


def visible(root: QWidget) -> Iterator[QWidget]:
    """Every widget on screen, `root` first."""
    yield root
    for child in root.findChildren(QWidget):
        if child.isVisibleTo(root):
            yield child


def troubles(root: QWidget) -> list[str]:
    """All that a machine can see: widgets cut off, English words, nameless icon buttons."""
    return [*beyond(root), *english(root), *nameless(root)]


def beyond(root: QWidget) -> list[str]:
    """Widgets that reach out of the window or of their parent, unless they lie in something that scrolls."""
    found = []
    frame = QRect(QPoint(0, 0), root.size())
    for widget in visible(root):
        if widget is root or widget.isWindow() or _scrolls(widget, root):
            continue
        place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
        if place.isValid() and not frame.contains(place):
            found.append(f"beyond the window: {_name(widget)} {place.getRect()}")
        wanted = widget.minimumSizeHint()
        in_field = isinstance(widget.parentWidget(), QLineEdit)
        if isinstance(widget, QLabel | QAbstractButton) and not in_field and wanted.width() > widget.width() + 1:
            found.append(f"cut off: {_name(widget)} has {widget.width()} of {wanted.width()}")
    return found


def _scrolls(widget: QWidget, root: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, QScrollArea | QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


def texts(widget: QWidget) -> Iterator[str]:
    """Every word a widget shows or tells."""
    yield widget.toolTip()
    if isinstance(widget, QAbstractButton | QLabel):
        yield widget.text()
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(n) for n in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(n) for n in range(widget.count()))
    elif isinstance(widget, QTableView):
        model = widget.model()
        for column in range(model.columnCount() if model else 0):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def english(root: QWidget) -> list[str]:
    """Words in Latin letters that are neither product, format nor key, nor the name of an installed font."""
    found = []
    fonts = re.compile("|".join(map(re.escape, sorted(QFontDatabase.families(), key=len, reverse=True))))
    for widget in visible(root):
        for text in texts(widget):
            rest = ALLOWED.sub("", re.sub(r"<[^>]+>", "", fonts.sub("", text)))
            words = re.findall(r"[A-Za-z]{2,}", rest)
            if words:
                found.append(f"English: {_name(widget)} {words}")
    return found


def nameless(root: QWidget) -> list[str]:
    """Buttons without words and without a name for a screen reader (U62)."""
    return [
        f"nameless: {_name(widget)}"
        for widget in visible(root)
        if isinstance(widget, QAbstractButton)
        and not widget.text().strip()
        and not widget.accessibleName().strip()
        and not widget.objectName().startswith("qt_")
        and type(widget).__name__ not in ("QTableCornerButton", "QLineEditIconButton")
    ]


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    words = text() if callable(text) else ""
    return f"{type(widget).__name__}({widget.objectName() or words})"


def _main(factory: str, target: str, width: str, height: str) -> None:
    from cppcc_desk.ui import theme

    app = QApplication.instance() or QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    assert isinstance(app, QApplication)
    theme.apply(app)
    module, name = factory.split(":")
    make: Callable[[], QWidget] = getattr(import_module(module), name)
    widget = make()
    take(widget, Path(target), width=int(width), height=int(height))
    print(json.dumps(troubles(widget), ensure_ascii=False))
    widget.close()


if __name__ == "__main__":
    _main(*sys.argv[1:])
