"""Facts for 归档文件目录."""

from dataclasses import replace
from datetime import date
from typing import Any

from cppcc_desk.domain.forms import CatalogueFacts
from cppcc_desk.domain.yearend import FiledItem, volumes
from tests.forms import words

_ITEMS = tuple(
    FiledItem(
        archive_no=f"2026-社情-{number:03d}",
        doc_number=f"《社情民意》2026年第{number}期",
        responsible="政协云溪县委员会办公室",
        title=words.TITLE,
        dated=date(2026, 3, number),
        pages=10 + number,
        retention="永久",
        note="4份",
    )
    for number in range(1, 6)
)
_CATALOGUE = CatalogueFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    year="2026",
    fonds="中国人民政治协商会议云溪县委员会",
    section="社情民意",
    volumes=volumes(_ITEMS),
)

USUAL: dict[str, Any] = {"归档文件目录": _CATALOGUE}
EMPTY: dict[str, Any] = {
    "归档文件目录": CatalogueFacts(office=words.OFFICE, printed_on=words.TODAY, year="2026"),
}
FULL: dict[str, Any] = {
    "归档文件目录": replace(
        _CATALOGUE,
        fonds=words.UNIT,
        volumes=volumes(
            replace(item, title=words.LONG_TITLE, responsible=words.UNIT, note="含来稿2026-015", retention=retention)
            for retention in ("永久", "30年", "10年", "")
            for item in _ITEMS * 5
        ),
    ),
}
