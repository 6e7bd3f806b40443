"""Pictures for papers: read from a file, measured, and refused with a sentence where they are none."""

from pathlib import Path

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.official import Picture
from cppcc_desk.domain.official.fields import NOTHING

LARGEST = 20 << 20  # bytes
_KINDS = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp"})  # what pages and .docx both can show
_USUAL_DPI = 96


def load_picture(path: Path) -> Picture:
    """The picture in a file. Raises Invalid."""
    try:
        if path.stat().st_size > LARGEST:
            raise Invalid(f"图片“{path.name}”超过 {LARGEST >> 20} MB。{NOTHING}请缩小后再用。")
        data = path.read_bytes()
    except OSError:
        raise Invalid(f"打不开图片“{path}”。{NOTHING}请核对路径。") from None
    return picture_of(data, path.name)


def picture_of(data: bytes, name: str) -> Picture:
    """The picture with these bytes. Raises Invalid."""
    try:
        image = Image.from_blob(data)
        kind, width, height, dpi = image.content_type, image.px_width, image.px_height, image.horz_dpi
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, ValueError, KeyError):
        kind, width, height, dpi = "", 0, 0, 0
    if kind not in _KINDS or width < 1 or height < 1:
        raise Invalid(f"“{name}”不是可用的图片。{NOTHING}请用 PNG 或 JPG 图片。")
    inches = width / (dpi if dpi > 1 else _USUAL_DPI)
    return Picture(name=name, data=data, ratio=height / width, width_mm=inches * 25.4)
