"""Invented portraits: head and shoulders before a plain ground, as files of any kind and size."""

from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath

GROUNDS = ("#4A7FB5", "#B3453F", "#E8EDF2")  # blue, red, white: what photographers use
SUITS = ("#2B3440", "#39414A", "#5A4A42")


def person(number: int = 0, *, width: int = 500, height: int = 700) -> QImage:
    """Somebody who is nobody; another `number` looks otherwise."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QLinearGradient(0, 0, 0, height)
    ground.setColorAt(0, QColor(GROUNDS[number % 3]).lighter(112))
    ground.setColorAt(1, QColor(GROUNDS[number % 3]))
    painter.fillRect(image.rect(), ground)
    painter.setPen(Qt.PenStyle.NoPen)
    x, unit = width / 2, min(width, height * 5 / 7) / 100
    painter.setBrush(QColor(SUITS[number % 3]))
    painter.drawEllipse(QPointF(x, height), 46 * unit, 40 * unit)
    collar = QPainterPath(QPointF(x - 12 * unit, height - 40 * unit))
    collar.lineTo(x, height - 18 * unit)
    collar.lineTo(x + 12 * unit, height - 40 * unit)
    collar.closeSubpath()
    painter.fillPath(collar, QColor("#F4F6F8"))
    skin = QColor("#E9C3A2").darker(100 + 4 * (number % 4))
    painter.setBrush(skin)
    painter.drawRect(QRectF(x - 8 * unit, height - 60 * unit, 16 * unit, 22 * unit))
    top = height - 74 * unit
    painter.setBrush(QColor("#26211E"))
    painter.drawEllipse(QPointF(x, top - 4 * unit), 22.5 * unit, 27 * unit)
    painter.setBrush(skin)
    painter.drawEllipse(QPointF(x, top + 3 * unit), 19 * unit, 24 * unit)
    painter.end()
    return image


def encoded(image: QImage, kind: str = "JPEG") -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def portrait_file(path: Path, number: int = 0, **size: int) -> Path:
    """A picture file of the kind that its name says."""
    kind = {".jpg": "JPEG", ".png": "PNG", ".bmp": "BMP"}[path.suffix.lower()]
    path.write_bytes(encoded(person(number, **size), kind))
    return path


def turned(data: bytes, orientation: int) -> bytes:
    """A JPEG with a note of the camera that it lies on its side."""
    exif = (
        b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01"
        + orientation.to_bytes(2, "big")
        + b"\x00\x00\x00\x00\x00\x00"
    )
    made = BytesIO()
    made.write(data[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + data[2:])
    return made.getvalue()
