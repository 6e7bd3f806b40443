"""Invented cards for the tests of their papers."""

from datetime import date
from typing import Any

from cppcc_desk.domain.cards import CardFace, CardSheets, notice_lines
from cppcc_desk.press.portraits import portrait
from cppcc_desk.storage.fresh import SETTINGS
from tests.pictures import encoded, person

NOTICE = notice_lines(str(SETTINGS["card_notice"]))


def face(**given: Any) -> CardFace:
    """An ordinary card, without a picture unless one is given."""
    values: dict[str, Any] = {
        "office": "中国人民政治协商会议云溪县委员会",
        "title": "社情民意信息员证",
        "name": "柳青禾",
        "unit": "石桥镇中心卫生院",
        "number": "10-001",
        "valid_until": date(2026, 12, 17),
        "issuer": "政协云溪县委员会",
    }
    return CardFace(**{**values, **given})


def sheets(*faces: CardFace, notice: tuple[str, ...] = ()) -> CardSheets:
    return CardSheets(title="信息员证", office="办公室", dated=date(2026, 11, 20), faces=faces, notice=notice)


def picture(number: int = 0) -> bytes:
    return portrait(encoded(person(number)), "照片.jpg")
