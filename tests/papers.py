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


DIFFICULT = (
    "一、2026年上半年反映社情民意信息工作情况和存在的主要问题以及下一步需要着力抓好的几项重点任务安排",
    "2026年1月1日至6月30日，全县共收到社情民意信息1,234篇，比2025年同期增加26.8%，其中反映农村公路、供水、“三农”等方面问题的占54.5%；编发3期、采用128条，得到县委、县政府主要领导批示37次，涉及资金约26.8万元。",
    "（一）来源“一头热”。来自12个界别的信息中，医药卫生界、教育界占70%以上，而“互联网+政务服务”、5G网络覆盖、PM2.5治理等新领域不到3%，有的界别连续2—3个季度没有报送1条。",
    "1.报送渠道不畅。《关于进一步加强和改进反映社情民意信息工作的实施意见》（云政协〔2026〕5号）下发后，仍有4个乡镇（街道）没有落实专人，联系电话0571—81234567长期无人接听，电子邮箱也没有启用。",
    "（1）时效不强。按照《云溪县政协反映社情民意信息工作办法（试行）》（云政协办〔2025〕18号）第12条的规定，“急事急报、要事快报”——可是从走访到成稿平均用了9.5天，最长的……超过了37天。",
    "有的委员说：“不是没有问题可以反映，是不知道‘哪些该报、报给谁’！”也有人问：“报上去以后，有没有回音？”对此，《办法》第3条、第5条已有明确规定：采用与否，都应当在15个工作日内向反映人反馈。",
    "二、2021—2035年规划目标",
    "到2027年底，全县A级以上信息联系点达到25个，Wi-Fi覆盖率100%；2028—2030年，建成与省、市政协互联互通的信息平台，COVID-19疫情期间形成的线上报送办法继续使用，每年报送量稳定在1,500—2,000篇。",
    "根据气象部门监测，7月20日8:00至21日20:00，云岭镇累计降雨量达到213.6毫米，最高气温由37.5℃降到24℃，造成3个村1,067户、3,852人受灾，直接经济损失约1.2亿元，其中农业损失4,530万元。",
    "县政协主席周启明，副主席沈砚秋、陆望舒，秘书长柳青禾，以及来自县发展改革局、县财政局、县交通运输局、县卫生健康局（县中医药管理局）、县医疗保障局的负责同志参加了调研；调研组先后到过双溪、石桥、云岭。",
    "三、保障措施",
    "对连续3次以上被《社情民意》采用、并得到市级以上批示的委员，年终在履职考核中加10分；对全年报送为0的，由所在专门委员会约谈。考核结果分为“优秀”“良好”“合格”“不合格”4个等次，与2027年度评优评先挂钩。",
)


def difficult(kind: Kind) -> OfficialDocument:
    """What programs may break differently: digits, units, Latin words, quotes, dashes, wraps of all lists."""
    cells = Table(
        columns=("序号", "承担单位", "完成时限", "任务和要求"),
        rows=tuple(
            (str(number), f"第{number}界别", f"2026年{number}月底", DIFFICULT[number][: 20 + 5 * number])
            for number in range(1, 10)
        ),
        widths_mm=(15, 30, 33, 78),
    )
    given: dict[str, Any] = {"body": (*DIFFICULT[:8], cells, *DIFFICULT[8:])}
    if kind is not Kind.BULLETIN:
        names = ("2026年度“一老一小”服务体系建设情况调研报告及12个乡镇（街道）服务设施明细表（2021—2025年）",)
        given["attachments"] = tuple(Attachment(title=title, body=DIFFICULT[:2]) for title in (*names, "信息员名单"))
        given["copy_to"] = (
            *("县委办公室", "县人大常委会办公室", "县政府办公室", "县纪委监委", "县人民武装部", "县法院", "县检察院"),
            *("县总工会", "团县委", "县妇联", "县工商联", "各民主党派云溪支部", "第1—12界别信息联系点"),
        )
    if kind is Kind.MINUTES:
        there = ("周启明", "沈砚秋", "陆望舒", "柳青禾", "顾长安", "王秀兰", "李明", "A12工作室") * 3
        given["attendance"] = (("出席", there), ("请假", there[:3]), ("列席", there[2:20]))
    return document(kind, **given)


ALL = {
    **{f"{kind} short": document(kind, body=text(2)) for kind in Kind},
    **{f"{kind} medium": document(kind) for kind in Kind},
}
