"""Invented 公文 of 云溪县政协, one of every kind and length, and small pictures for seals."""

from datetime import date
from functools import cache
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from cppcc_desk.domain.official import UPWARD, Attachment, DocNumber, Kind, OfficialDocument, Picture, Table, level
from tests.bulletins import paragraphs

ORGAN = "政协云溪县委员会"
TITLES = {
    Kind.NOTICE: f"{ORGAN}关于做好2026年度社情民意信息工作的通知",
    Kind.CIRCULAR: f"{ORGAN}关于2026年第三季度社情民意信息采用情况的通报",
    Kind.OPINION: f"{ORGAN}关于加强和改进反映社情民意信息工作的意见",
    Kind.DECISION: f"{ORGAN}关于表彰2026年度反映社情民意信息工作先进单位和个人的决定",
    Kind.REPORT: f"{ORGAN}关于2026年度反映社情民意信息工作的报告",
    Kind.REQUEST: f"{ORGAN}关于召开反映社情民意信息工作会议的请示",
    Kind.LETTER: "政协云溪县委员会办公室关于商请提供农村公路养护情况的函",
    Kind.MINUTES: "研究反映社情民意信息工作的会议纪要",
    Kind.BULLETIN: "建议完善乡镇卫生院中药饮片统一配送机制",
}
CHECKED_AS = {
    **dict.fromkeys(Kind, "notice"),
    **dict.fromkeys(UPWARD, "upward"),
    Kind.LETTER: "letter",
    Kind.MINUTES: "minutes",
    Kind.BULLETIN: "bulletin",
}


def text(count: int) -> tuple[str, ...]:
    """Paragraphs with headings, no two of which begin alike: the checker finds a paragraph by how it begins."""
    found = []
    for number, paragraph in enumerate(paragraphs(count, headings=True), start=1):
        mark, rest = (paragraph[:2], paragraph[2:]) if paragraph[1] == "." else ("", paragraph)
        plain = level(paragraph) in (0, 3)
        found.append(f"{mark}走访第{number}个村时了解到，{rest}" if plain else paragraph)
    return tuple(found)


def table(rows: int = 39) -> Table:
    """A table that goes over pages, some of whose cells take two lines."""
    remark = "完成情况按季度通报，年底前没有完成的作出说明"
    return Table(
        columns=("序号", "承担单位", "任务数", "备注"),
        rows=tuple((str(n), f"第{n}界别", "5", remark if n % 3 == 0 else "") for n in range(1, rows + 1)),
        widths_mm=(15, 50, 21, 70),
    )


@cache
def picture(width: int = 420, height: int = 420) -> Picture:
    """A red ring on nothing."""
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setPen(QPen(QColor("#D7000F"), 12))
    painter.drawEllipse(10, 10, width - 20, height - 20)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return Picture(name="印章.png", data=bytes(buffer.data().data()), ratio=height / width, width_mm=width / 10)


def document(kind: Kind = Kind.NOTICE, **given: Any) -> OfficialDocument:
    """A paper of this kind with every element that is usual for it."""
    values: dict[str, Any] = {
        "kind": kind,
        "organs": (f"{ORGAN}办公室",) if kind is Kind.LETTER else (ORGAN,),
        "title": TITLES[kind],
        "body": text(4),
        "dated": date(2026, 11, 20),
    }
    if kind is Kind.BULLETIN:
        values |= {
            "mark": "社情民意",
            "issue_no": 11,
            "cumulative_no": 83,
            "issued_by": f"{ORGAN}办公室",
            "report_to": ("市政协办公室", "县委书记、副书记"),
            "send_to": ("县政府办公室",),
            "distribute_to": ("各专门委员会",),
            "copies": 45,
            "editor": "沈砚秋",
            "reviewer": "陆望舒",
        }
        return OfficialDocument(**{**values, **given})
    values |= {
        "doc_number": DocNumber("云政协", 2026, 5),
        "copy_to": ("县委办公室", "县人大常委会办公室", "县政府办公室"),
        "printed_by": f"{ORGAN}办公室",
        "printed_on": date(2026, 11, 20),
    }
    if kind is Kind.MINUTES:
        values["attendance"] = (("出席", ("周启明", "沈砚秋", "陆望舒")), ("列席", ("柳青禾", "顾长安", "王秀兰") * 6))
    else:
        values["main_to"] = ("中共云溪县委",) if kind in UPWARD else ("县政协各专门委员会", "各民主党派、工商联")
        values["note"] = "联系人：王秀兰，电话：81234567" if kind is Kind.REQUEST else "此件公开发布"
    if kind in UPWARD:
        values["signatories"] = ("周启明",)
    return OfficialDocument(**{**values, **given})


def long(kind: Kind) -> OfficialDocument:
    """Twelve pages and more, with the seal's picture."""
    seal = picture() if kind not in (Kind.MINUTES, Kind.BULLETIN) else None
    return document(kind, body=text(31 if kind is Kind.LETTER else 32), seal=seal)


def rich(kind: Kind) -> OfficialDocument:
    """With tables, a picture, attachments, and without a seal."""
    told = text(4)
    attachments = (
        Attachment(title="2026年度社情民意信息工作任务分解表", body=("一、任务", table())),
        Attachment(title="信息员名单", body=paragraphs(2)),
    )
    body = (*told[:2], table(6), told[2], picture(600, 300), *told[3:])
    return document(kind, body=body, attachments=() if kind is Kind.BULLETIN else attachments, sealed=False)


ALL = {
    **{f"{kind} short": document(kind, body=text(2)) for kind in Kind},
    **{f"{kind} medium": document(kind) for kind in Kind},
}
