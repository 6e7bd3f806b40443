"""Line icons by name, drawn from one table of paths at any size, colour and density; and the program's own icon."""

from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from cppcc_desk.ui.theme import TOKENS, color, font

# Paths on a grid of 24 x 24, drawn as strokes.
PATHS: Final[dict[str, str]] = {
    "home": "M4 11 12 4l8 7M6 10v10h12V10M10 20v-6h4v6",
    "inbox": "M4 13 6.5 5h11L20 13v6H4zM4 13h5l1.2 2.5h3.6L15 13h5",
    "doc": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "book": "M5 4h6a2 2 0 0 1 2 2v14a2 2 0 0 0-2-2H5zM21 4h-6a2 2 0 0 0-2 2v14a2 2 0 0 1 2-2h6z",
    "users": "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.6-4 3-6 6.5-6s5.9 2 6.5 6M16 4.5a3.3 3.3 0 0 1 0 6.3"
    "M18 14.5c2 .8 3.2 2.7 3.5 5.5",
    "chat": "M4 5h16v11H11l-4 4v-4H4zM8 9h8M8 12h5",
    "medal": "M12 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM9 13l-1.5 8L12 18.5 16.5 21 15 13",
    "chart": "M4 20h16M7 17v-6M12 17V6M17 17v-9",
    "gear": "M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM12 3v2.5M12 18.5V21M3 12h2.5M18.5 12H21"
    "M5.6 5.6l1.8 1.8M16.6 16.6l1.8 1.8M18.4 5.6l-1.8 1.8M7.4 16.6l-1.8 1.8",
    "help": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17v.1",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20",
    "plus": "M12 5v14M5 12h14",
    "minus": "M5 12h14",
    "print": "M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z",
    "export": "M12 15V4M8 8l4-4 4 4M5 14v6h14v-6",
    "import": "M12 4v11M8 11l4 4 4-4M5 16v4h14v-4",
    "refresh": "M19 12a7 7 0 1 1-2-5M19 4v4h-4",
    "filter": "M4 5h16l-6 7v7l-4-2v-5z",
    "columns": "M4 5h16v14H4zM9.3 5v14M14.7 5v14",
    "list": "M4 6h16M4 12h16M4 18h16",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.5l3.5 2",
    "pause": "M9 5v14M15 5v14",
    "play": "M7 5l11 7-11 7z",
    "check": "M5 12.5 10 17.5 19.5 7",
    "clip": "M19 11.5 12 18.5a4.5 4.5 0 0 1-6.4-6.4l7.5-7.5a3 3 0 0 1 4.3 4.3L10 16.2a1.5 1.5 0 0 1-2.1-2.1l6.4-6.4",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4",
    "right": "M9 5l7 7-7 7",
    "down": "M5 9l7 7 7-7",
    "up": "M5 15l7-7 7 7",
    "left": "M15 5l-7 7 7 7",
    "arrow": "M4 12h15M13 6l6 6-6 6",
    "back": "M9 7 4 12l5 5M4 12h11a5 5 0 0 1 0 10h-2",
    "undo": "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9",
    "redo": "M16 5l4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h5",
    "more": "M5 12h.1M12 12h.1M19 12h.1",
    "folder": "M3 6h6l2 2.5h10V19H3z",
    "user": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c.7-4.7 3.5-7 8-7s7.3 2.3 8 7",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8 3v4M16 3v4",
    "warn": "M12 4 22 20H2zM12 10v5M12 17.5v.1",
    "tag": "M4 4h8l8 8-8 8-8-8zM8 8h.1",
    "send": "M21 3 3 10.5l7 3 3 7zM10 13.5 21 3",
    "archive": "M3 5h18v4H3zM5 9v11h14V9M10 13h4",
    "close": "M6 6l12 12M18 6 6 18",
    "star": "M12 4l2.5 5.2 5.5.8-4 4 1 5.7-5-2.7-5 2.7 1-5.7-4-4 5.5-.8z",
    "eye": "M2.5 12C5 7.5 8 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.5 6.5-9.5 6.5s-7-2-9.5-6.5z"
    "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "edit": "M4 20l1-5L16 4l4 4L9 19zM13.5 6.5l4 4",
    "trash": "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
    "merge": "M5 4v4a6 6 0 0 0 6 6h8M5 20v-1a5 5 0 0 1 5-5M15 10l4 4-4 4",
    "copy": "M8 8h12v12H8zM16 8V4H4v12h4",
    "save": "M4 4h13l3 3v13H4zM8 4v5h8V4M8 20v-6h8v6",
    "stamp": "M9 10c0-2-1-3-1-4.500a4 4 0 0 1 8 0c0 1.500-1 2.500-1 4.500v3h4v4H5v-4h4zM5 21h14",
}


def pixmap(
    name: str, token: str = "text2", size: int = 18, *, dpr: float | None = None, stroke: float = 1.7
) -> QPixmap:
    """The icon `name` in the colour called `token`, `size` logical pixels square; cached by all of these."""
    ratio = dpr if dpr is not None else _screen_ratio()
    key = f"cppcc:{name}:{token}:{size}:{ratio}:{stroke}"
    made = QPixmap()
    if QPixmapCache.find(key, made):
        return made
    width = 2.6 if name == "more" else stroke
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f'<path d="{PATHS[name]}" fill="none" stroke="{TOKENS[token]}" stroke-width="{width}" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    made = _blank(size, ratio)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    QPixmapCache.insert(key, made)
    return made


def icon(name: str, token: str = "text2", size: int = 16, *, stroke: float = 1.7) -> QIcon:
    """The same as an icon for buttons and menus, sharp on every screen; greyed when disabled."""
    made = QIcon()
    for ratio in sorted({1.0, _screen_ratio(), 2.0}):
        made.addPixmap(pixmap(name, token, size, dpr=ratio, stroke=stroke))
        made.addPixmap(pixmap(name, "disabled", size, dpr=ratio, stroke=stroke), QIcon.Mode.Disabled)
    return made


def paint(painter: QPainter, where: QPointF, name: str, token: str, size: int, *, stroke: float = 1.7) -> None:
    """Draw an icon with its upper left corner at `where`, at the density of what is painted on."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    painter.drawPixmap(where, pixmap(name, token, size, dpr=ratio, stroke=stroke))


def app_icon() -> QIcon:
    """The program's icon: 信 on a blue tile, at the sizes Windows asks for."""
    made = QIcon()
    for size in (16, 20, 24, 32, 40, 48, 64, 128, 256):
        tile = _blank(size, 1.0)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("primary"))
        painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.19, size * 0.19)
        painter.setPen(color("on_primary"))
        painter.setFont(font(size * 0.68, bold=True))
        painter.drawText(QRectF(0, -size * 0.03, size, size), Qt.AlignmentFlag.AlignCenter, "信")
        painter.end()
        made.addPixmap(tile)
    return made


def _screen_ratio() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.devicePixelRatio() if screen is not None else 1.0


def _blank(size: int, ratio: float) -> QPixmap:
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made
