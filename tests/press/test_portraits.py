"""A picture file becomes a portrait: upright, cropped, small, clean; what is none is refused before it is decoded."""

import struct
import zlib

import pytest
from PySide6.QtGui import QColor, QImage, QTransform

from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.press import portraits
from cppcc_desk.press.portraits import portrait
from tests.pictures import encoded, person, turned


def read(data: bytes) -> QImage:
    image = QImage.fromData(data)
    assert not image.isNull()
    return image


def halves(width: int, height: int) -> QImage:
    """Red above, blue below."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    for y in range(height // 2, height):
        for x in range(width):
            image.setPixelColor(x, y, QColor("blue"))
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "BMP"])
def test_every_kind_becomes_a_small_jpeg_of_one_shape(kind: str) -> None:
    made = portrait(encoded(person(width=1400, height=1400), kind), "柳青禾.jpg")
    assert made.startswith(b"\xff\xd8")
    assert len(made) < 60_000
    assert (read(made).width(), read(made).height()) == (413, 578)


def test_a_small_picture_is_not_blown_up() -> None:
    made = read(portrait(encoded(person(width=250, height=350)), "柳青禾.jpg"))
    assert (made.width(), made.height()) == (250, 350)


def test_a_picture_that_lies_on_its_side_is_turned_upright() -> None:
    lying = halves(250, 350).transformed(QTransform().rotate(-90))
    made = read(portrait(turned(encoded(lying), 6), "手机.jpg"))
    assert QColor(made.pixel(made.width() // 2, 5)).red() > 200
    assert QColor(made.pixel(made.width() // 2, made.height() - 5)).blue() > 200


def test_nothing_of_what_the_camera_noted_is_kept() -> None:
    assert b"Exif" in turned(encoded(person()), 1)
    assert b"Exif" not in portrait(turned(encoded(person()), 1), "手机.jpg")


def test_what_is_transparent_becomes_white() -> None:
    image = QImage(300, 420, QImage.Format.Format_ARGB32)
    image.fill(0)
    assert QColor(read(portrait(encoded(image, "PNG"), "透明.png")).pixel(10, 10)).lightness() > 250


def test_a_large_photograph_is_decoded_small(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[int] = []
    as_jpeg = portraits._as_jpeg

    def noting(image: QImage, *rest: object) -> bytes:
        decoded.append(image.width())
        return as_jpeg(image, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(portraits, "_as_jpeg", noting)
    made = read(portrait(encoded(person(width=3000, height=4000)), "手机.jpg"))
    assert (made.width(), made.height()) == (413, 578)
    assert decoded[0] < 1000


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and holds next to nothing."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(b"\0")) + _chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "不是 JPG、PNG、BMP 照片"),
        ("不是照片".encode(), "不是 JPG、PNG、BMP 照片"),
        (b"GIF89a" + b"\0" * 100, "不是 JPG、PNG、BMP 照片"),
        (_png(60_000, 60_000), "有 60000×60000 像素，太大了"),
        (_png(400, 560)[:60], "读到一半就断了"),
        (encoded(person(width=80, height=112)), "有 80×112 像素，太小了"),
        (encoded(person(), "PNG")[:2000], "读到一半就断了"),
    ],
    ids=["empty", "text", "gif", "huge", "head alone", "small", "cut"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match="照片") as refusal:
        portrait(data, "照片.jpg")
    assert told in refusal.value.message
    assert "原来的照片没有变" in refusal.value.message
