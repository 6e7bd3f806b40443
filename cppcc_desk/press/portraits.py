"""A picture file made into a portrait: looked at before it is decoded, turned upright, cropped, scaled, as JPEG."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLoggingCategory, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter

from cppcc_desk.domain import portraits
from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.press.fonts import ready

_KINDS = frozenset({"jpeg", "png", "bmp"})
_QUALITY = 92
_KEPT = "原来的照片没有变。"


def portrait(data: bytes, name: str) -> bytes:
    """The picture `data` of the file `name` as a portrait of at most MOST_PIXELS: JPEG without any notes of the camera.

    Size and kind are known before a pixel is decoded, so that no file can fill the memory. Raises Unreadable.
    """
    ready()
    QLoggingCategory.setFilterRules("qt.gui.imageio*=false")  # what is wrong with a picture is ours to say
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    kind = bytes(reader.format().data()).decode()
    if kind == "png" and b"IEND" not in data:  # libpng would complain of it past all our messages
        raise _broken_off(name)
    if kind not in _KINDS or not reader.size().isValid():
        raise Unreadable(f"“{name}”不是 JPG、PNG、BMP 照片，或者文件已经损坏。{_KEPT}请换一张照片。")
    _look(reader.size(), name)
    upright = _upright(reader)
    part = portraits.crop(upright.width(), upright.height())
    width, height = portraits.scaled(part)
    _decode_smaller(reader, max(width / part.width, height / part.height))
    image = reader.read()
    if image.isNull():
        raise _broken_off(name)
    part = portraits.crop(image.width(), image.height())
    return _as_jpeg(image, QRect(part.x, part.y, part.width, part.height), QSize(width, height))


def _broken_off(name: str) -> Unreadable:
    return Unreadable(f"“{name}”读到一半就断了，文件可能已经损坏。{_KEPT}请换一张照片。")


def _look(size: QSize, name: str) -> None:
    """Refuse what is too much to decode, or too little to be printed."""
    told = f"“{name}”有 {size.width()}×{size.height()} 像素"
    if size.width() * size.height() > portraits.LARGEST_PICTURE:
        raise Unreadable(f"{told}，太大了。{_KEPT}请用手机或“画图”缩小后再用。")
    if min(size.width(), size.height()) < portraits.LEAST_SIDE:
        raise Unreadable(f"{told}，太小了，印出来看不清。{_KEPT}请换一张大一些的。")


def _upright(reader: QImageReader) -> QSize:
    size = reader.size()
    turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    return size.transposed() if turned else size


def _decode_smaller(reader: QImageReader, share: float) -> None:
    """A JPEG of a phone is decoded at twice the wanted size at once, in a tenth of the time."""
    size = reader.size()
    if share < 1 / 4:
        reader.setScaledSize(QSize(round(size.width() * share * 2), round(size.height() * share * 2)))


def _as_jpeg(image: QImage, part: QRect, size: QSize) -> bytes:
    """Painted on white onto a new image: neither transparency nor what the camera noted goes along."""
    scaled = image.copy(part).scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    clean = QImage(size, QImage.Format.Format_RGB32)
    clean.fill(Qt.GlobalColor.white)
    painter = QPainter(clean)
    painter.drawImage(0, 0, scaled)
    painter.end()
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    clean.save(made, "JPEG", _QUALITY)  # type: ignore[call-overload]  # the stubs know file names only
    return bytes(made.data().data())
