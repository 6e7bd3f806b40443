"""Draws program.ico, the icon of shortcuts and setup, as the window draws its own, and side.bmp for the setup.

    python -m installer.draw_icon        (in a checkout, with a Chinese font, when the window's icon has changed)

Sizes below 256 are bitmaps, which every program that shows icons can read; 256 is a PNG, as Windows has it itself.
"""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPainter

from cppcc_desk.ui.icons import app_icon
from cppcc_desk.ui.theme import color

ICON, SIDE = (Path(__file__).with_name(name) for name in ("program.ico", "side.bmp"))
HEAD, ENTRY = struct.Struct("<HHH"), struct.Struct("<BBBBHHII")
AS_PNG = 256


def bitmap(image: QImage) -> bytes:
    """A picture of an icon: BITMAPINFOHEADER of double height, rows from the bottom, and an empty mask."""
    size = image.width()
    pixels = image.convertToFormat(QImage.Format.Format_ARGB32).flipped().constBits().tobytes()
    mask = bytes((size + 31) // 32 * 4 * size)
    head = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, len(pixels) + len(mask), 0, 0, 0, 0)
    return head + pixels + mask


def png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return buffer.data().data()


def first_page(icon: QIcon) -> QImage:
    """The picture beside the first and the last page: 164 x 314, as NSIS wants it."""
    image = QImage(164, 314, QImage.Format.Format_RGB888)
    image.fill(color("nav"))
    painter = QPainter(image)
    painter.drawPixmap(50, 40, icon.pixmap(64))
    painter.end()
    return image


def main() -> None:
    application = QGuiApplication(["draw_icon", "-platform", "offscreen"])
    icon = app_icon()
    images = [icon.pixmap(size).toImage() for size in icon.availableSizes()]
    pictures = [png(image) if image.width() >= AS_PNG else bitmap(image) for image in images]
    place = HEAD.size + ENTRY.size * len(images)
    entries = b""
    for image, picture in zip(images, pictures, strict=True):
        side = image.width() % 256  # nought stands for 256
        entries += ENTRY.pack(side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    ICON.write_bytes(HEAD.pack(0, 1, len(images)) + entries + b"".join(pictures))
    first_page(icon).save(str(SIDE), "BMP")
    application.quit()


if __name__ == "__main__":
    main()
