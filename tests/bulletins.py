"""Invented issues of 云溪县政协, from one short page to several pieces over many pages."""

from datetime import date

from cppcc_desk.domain.official import Bulletin, Piece

_SENTENCES = (
    "县政协委员、石桥镇中心卫生院医生柳青禾反映，中医药在我县乡镇卫生院诊疗服务中占有重要地位，2025年全县12个乡镇卫生院中药饮片处方占门诊处方的31%，群众对就近“抓得到药、抓得到好药”的需求不断上升。",
    "但目前饮片采购仍由各院自行组织，供货企业多达11家，同一品种价差最高达40%，质量参差不齐，库房条件普遍较差。",
    "据对双溪、石桥、云岭3个乡镇的走访，有7个卫生院没有独立的饮片阴凉库，夏季高温高湿，霉变、虫蛀时有发生，每年报损金额约26.8万元。",
    "一些村医说：“缺的不是药，是放心药。”不少老年慢性病患者只好乘班车到县城抓药，往返一次要花大半天时间。",
    "按照《关于进一步加强乡镇卫生院中医药服务能力建设的实施意见》（云卫发〔2025〕18号）要求，到2027年底所有乡镇卫生院都应当设置标准化中药房，但目前配套资金到位率只有54.5%。",
    "建议由县医共体总院牵头，统一目录、统一议价、统一配送、统一质控，所需资金列入2027年县级财政预算，并于2027年3月1日前完成首批6个乡镇卫生院的改造。",
    "同时，要建立饮片质量追溯制度，对道地药材产区实行定点采购；对偏远山区村卫生室实行“小包装、勤配送”，每周不少于2次。",
)
_HEADINGS = (
    ("一、存在的主要问题", "二、问题产生的原因", "三、意见和建议"),
    ("（一）采购分散，质量参差。", "（二）储存条件不足。", "（三）配送不及时。"),
)


def paragraphs(count: int, *, headings: bool = False) -> tuple[str, ...]:
    """`count` paragraphs of one to four sentences; with headings of all four levels between them."""
    found: list[str] = []
    for number in range(count):
        if headings and number % 4 == 1:
            found.append(_HEADINGS[0][number // 4 % 3])
        body = "".join(_SENTENCES[(number * 3 + k) % len(_SENTENCES)] for k in range(1 + number % 4))
        if headings and number % 4 == 2:
            body = _HEADINGS[1][number // 4 % 3] + body
        if headings and number % 4 == 3:
            body = f"1.{body}"
        found.append(body)
    return tuple(found)


def bulletin(
    *pieces: Piece,
    note: str = "",
    restricted: bool = True,
    journal: str = "社情民意",
    report_to: tuple[str, ...] = ("市政协办公室", "县委书记、副书记", "县人大常委会主任"),
    send_to: tuple[str, ...] = ("县政府办公室", "县卫生健康局", "县财政局", "县医疗保障局"),
) -> Bulletin:
    return Bulletin(
        journal=journal,
        year=2026,
        issue_no=11,
        cumulative_no=83,
        issued_by="政协云溪县委员会办公室",
        date=date(2026, 11, 20),
        pieces=pieces,
        editors_note=note,
        restricted=restricted,
        report_to=report_to,
        send_to=send_to,
        distribute_to=("县政协主席、副主席、秘书长", "各专门委员会", "各乡镇（街道）政协委员联络工作委员会"),
        copies=45,
        editor="沈砚秋",
        reviewer="陆望舒",
        signatory="周启明",
    )


def piece(count: int, title: str = "建议完善乡镇卫生院中药饮片统一配送机制", *, headings: bool = False) -> Piece:
    return Piece(title=title, paragraphs=paragraphs(count, headings=headings))


SHORT = bulletin(piece(1))
MEDIUM = bulletin(piece(5, headings=True), journal="云溪县政协社情民意信息")
LONG = bulletin(piece(24, headings=True))
LONG_TITLE = bulletin(
    Piece(
        title="关于进一步规范我县外卖骑手交通安全管理、切实保障新就业形态劳动者合法权益并推动平台企业履行社会责任的调查与建议",
        paragraphs=paragraphs(4),
        contributor="县政协委员　柳青禾　　民盟云溪支部　顾长安",
        source="根据县政协委员柳青禾、民盟云溪支部顾长安反映情况综合整理",
    ),
    restricted=False,
)
MANY_PIECES = bulletin(
    piece(3, headings=True),
    piece(4, "农村公路养护资金缺口大、管护主体责任不落实问题亟待解决"),
    piece(2, "我县茶农反映夏秋茶鲜叶弃采现象严重"),
    journal="委员反映",
)
WITH_NOTE = bulletin(
    piece(4),
    note="乡镇卫生院是守护群众健康的第一道门。县政协组织医药卫生界别委员，用两个月时间走访了全县12个乡镇卫生院，就中药饮片配送问题提出意见建议，现予刊发，供参阅。",
)
ALL = {
    "short": SHORT,
    "medium": MEDIUM,
    "long": LONG,
    "long_title": LONG_TITLE,
    "many_pieces": MANY_PIECES,
    "with_note": WITH_NOTE,
}
