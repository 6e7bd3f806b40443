"""Invented facts for every form of the office: as a rule, with nothing known, and with far too much."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any

from cppcc_desk.domain.forms import (
    FORM_KINDS,
    Delivery,
    DeliveryRegisterFacts,
    Disclosure,
    DraftingSheetFacts,
    DueItem,
    Form,
    IntakeSheetFacts,
    ReminderFacts,
    ReviewSheetFacts,
)
from cppcc_desk.domain.official import official_date
from cppcc_desk.domain.submission import IntakeChannel, UrgencyGrade

OFFICE = "云溪县政协办公室"
TODAY = date(2026, 11, 20)
NO = "2026-047"
TITLE = "建议完善乡镇卫生院中药饮片统一配送机制"
LONG_TITLE = "关于进一步规范我县外卖骑手交通安全管理、切实保障新就业形态劳动者合法权益并推动平台企业履行社会责任的建议"
DESTINATIONS = ("全国政协", "省政协", "市政协", "县委", "县政府", "有关部门")
RULE = "2 天（自然日，收到次日起算，末日 24:00 前）"
WEEKS = "2 周（自然日，即 14 天，收到次日起算，末日 24:00 前，末日遇节假日顺延至下一工作日）"

PROBLEM = (
    "柳青禾等委员反映，2025年全县12个乡镇卫生院中药饮片处方占门诊处方的31%，群众就近“抓得到药、抓得到好药”的需求不断上升。",
    "一是采购分散。饮片由各院自行组织采购，供货企业多达11家，同一品种价差最高达40%，质量参差不齐。",
    "二是储存条件不足。对双溪、石桥、云岭3个乡镇的走访显示，有7个卫生院没有独立的饮片阴凉库，每年报损金额约26.8万元。",
)
ADVICE = (
    "建议：",
    "1.由县医共体总院牵头，统一目录、统一议价、统一配送、统一质控，所需资金列入2027年县级财政预算。",
    "2.建立饮片质量追溯制度，对道地药材产区实行定点采购；对偏远山区村卫生室实行“小包装、勤配送”，每周不少于2次。",
)
TEXT = "\n".join((*PROBLEM, *ADVICE))
LONG_TEXT = "\n".join((*PROBLEM * 9, *ADVICE, *ADVICE[1:] * 9))

NAMES = "顾长安 沈砚秋 陆望舒 周启明 林见山 苏晚晴 许知远 江映雪 叶扶疏 程归帆 宋听澜 何清和".split()  # noqa: SIM905

_INTAKE = IntakeSheetFacts(
    office=OFFICE,
    printed_on=TODAY,
    intake_no=NO,
    title=TITLE,
    received_at=datetime(2026, 11, 17, 9, 5),
    intake_channel=IntakeChannel.WECHAT,
    contributor="柳青禾",
    contributor_kind="委员",
    position="石桥镇中心卫生院副院长",
    phone="138 0000 1234",
    sector="医药卫生界",
    committee="教科卫体和文化文史学习委员会",
    town="石桥镇政协委员联络工作委员会",
    party="农工党云溪支部",
    co_contributors=("顾长安", "沈砚秋"),
    submitting_unit="石桥镇中心卫生院",
    drafter="柳青禾",
    info_group="第二信息小组",
    is_commissioned=True,
    topic_call="2026年第四季度：基层医疗服务能力",
    consent_public=True,
    attachments=("乡镇卫生院中药饮片采购情况统计表.xlsx", "走访照片4张"),
    category="医疗卫生",
    nature="热点与情绪变化",
    urgency_grade=UrgencyGrade.URGENT,
    keywords="中药饮片　统一配送　乡镇卫生院",
    destinations=DESTINATIONS,
    intended_destinations=("市政协", "县政府"),
    handling_opinion="选题好，数据实。请第二信息小组核实报损金额后编辑，拟报市政协，同时以委员反映报县政府。",
    registered_by="王秀兰",
    registered_on=date(2026, 11, 17),
)
_REVIEW = ReviewSheetFacts(
    office=OFFICE,
    printed_on=TODAY,
    intake_no=NO,
    title=TITLE,
    text=TEXT,
    submitting_unit="石桥镇中心卫生院",
    contributor="柳青禾",
    position="石桥镇中心卫生院副院长",
    phone="138 0000 1234",
    sector="医药卫生界",
    committee="教科卫体委",
    party="农工党员",
    co_contributors=("顾长安", "沈砚秋"),
    comprehensive=True,
    originals=("2026-047　建议完善乡镇卫生院中药饮片统一配送机制", "2026-052　乡镇卫生院缺少饮片阴凉库"),
    destinations=DESTINATIONS,
    main_to=("市政协", "县政府"),
    editor="沈砚秋",
    edited_on=date(2026, 11, 18),
    reviewer="陆望舒",
    reviewed_on=date(2026, 11, 19),
    opinion="数据已向县卫生健康局核实，同意报送。",
    times_returned=1,
)
_DRAFTING = DraftingSheetFacts(
    office=OFFICE,
    printed_on=TODAY,
    intake_no=NO,
    title=TITLE,
    secrecy_level="内部资料",
    urgency_grade=UrgencyGrade.URGENT,
    signatory="周启明",
    signed_on=date(2026, 11, 19),
    sign_off_opinion="同意报送，请抓紧印发。",
    countersigned=(("林见山", date(2026, 11, 19)),),
    main_to=("市政协办公室",),
    copy_to=("县委办公室", "县政府办公室", "县卫生健康局"),
    doc_number="云协信〔2026〕11号",
    reviewer="陆望舒",
    reviewed_on=date(2026, 11, 19),
    drafting_unit="社情民意信息科",
    drafter="沈砚秋",
    drafted_on=date(2026, 11, 18),
    attachments=("乡镇卫生院中药饮片采购情况统计表",),
    printed_by="程归帆",
    proofreaders=("苏晚晴", "王秀兰"),
    copies=45,
    disclosure=Disclosure.CLOSED,
)
_DELIVERY = DeliveryRegisterFacts(
    office=OFFICE,
    printed_on=TODAY,
    intake_no=NO,
    title=TITLE,
    contributor="柳青禾等3人",
    received_at=datetime(2026, 11, 17, 9, 5),
    issue="《社情民意》2026年第11期（总第83期）",
    deliveries=(
        Delivery(
            destination="市政协",
            form="社情民意",
            copies=2,
            way="机要交换",
            doc_number="云协信〔2026〕11号",
            sent_at=datetime(2026, 11, 19, 15, 30),
            due_at=datetime(2026, 11, 19, 23, 59),
            rule=RULE,
            late=False,
            signed_by="江映雪",
            signed_at=datetime(2026, 11, 19, 16, 2),
        ),
        Delivery(
            destination="县政府",
            form="委员反映",
            copies=3,
            way="专人送达",
            sent_at=datetime(2026, 11, 23, 9, 0),
            due_at=datetime(2026, 11, 22, 23, 59),
            rule="5 天（自然日，收到次日起算，末日 24:00 前）",
            late=True,
            signed_by="何清和",
        ),
        Delivery(destination="县卫生健康局", form="转办函", due_at=datetime(2026, 12, 1, 23, 59), rule=WEEKS),
    ),
)
_REMINDER = ReminderFacts(
    office=OFFICE,
    printed_on=TODAY,
    addressee="第二信息小组（组长：叶扶疏）",
    intake_no=NO,
    title=TITLE,
    contributor="柳青禾",
    received_at=datetime(2026, 11, 17, 9, 5),
    state="待审",
    items=(
        DueItem(
            destination="市政协",
            form="社情民意",
            due_at=datetime(2026, 11, 19, 23, 59),
            rule=RULE,
            standing="超期 14 小时",
        ),
        DueItem(
            destination="县政府",
            form="委员反映",
            due_at=datetime(2026, 11, 22, 23, 59),
            rule="5 天（自然日，收到次日起算，末日 24:00 前）",
            standing="剩 2 天",
        ),
    ),
    pressing="已超过报送期限，请立即办理",
    to_do="请于收到本单当日完成审稿并送签发。",
    reply_by=date(2026, 11, 21),
    times=1,
    contact="王秀兰",
    phone="0571-0000 1234",
)

USUAL: dict[str, Any] = {
    "来稿登记表": _INTAKE,
    "核稿单": _REVIEW,
    "发文稿纸": _DRAFTING,
    "送达登记": _DELIVERY,
    "催办单": _REMINDER,
}
EMPTY: dict[str, Any] = {
    "来稿登记表": IntakeSheetFacts(office=OFFICE, printed_on=TODAY, intake_no="", title="", destinations=DESTINATIONS),
    "核稿单": ReviewSheetFacts(
        office=OFFICE, printed_on=TODAY, intake_no="", title="", text="", destinations=DESTINATIONS
    ),
    "发文稿纸": DraftingSheetFacts(office=OFFICE, printed_on=TODAY, intake_no="", title=""),
    "送达登记": DeliveryRegisterFacts(office=OFFICE, printed_on=TODAY, intake_no="", title=""),
    "催办单": ReminderFacts(office=OFFICE, printed_on=TODAY, addressee="", intake_no="", title=""),
}
_UNIT = "中国人民政治协商会议云溪县委员会教科卫体和文化文史学习委员会办公室"
FULL: dict[str, Any] = {
    "来稿登记表": replace(
        _INTAKE,
        title=LONG_TITLE,
        position=_UNIT * 2,
        co_contributors=tuple(NAMES * 4),
        submitting_unit=_UNIT,
        topic_call=LONG_TITLE,
        attachments=tuple(f"附件{n}：{LONG_TITLE}.docx" for n in range(1, 7)),
        handling_opinion=LONG_TITLE * 4,
        intended_destinations=("市政协", "县农业农村局", "县生态环境局云溪分局"),
        original_text=LONG_TEXT * 2,
    ),
    "核稿单": replace(
        _REVIEW,
        title=LONG_TITLE,
        text=LONG_TEXT,
        submitting_unit=_UNIT * 2,
        position=_UNIT,
        co_contributors=tuple(NAMES * 4),
        originals=tuple(f"2026-{n:03d}　{LONG_TITLE}" for n in range(47, 53)),
        main_to=("市政协", "县农业农村局", "县生态环境局云溪分局"),
        opinion=LONG_TITLE * 3,
    ),
    "发文稿纸": replace(
        _DRAFTING,
        title=LONG_TITLE * 2,
        sign_off_opinion=LONG_TITLE,
        countersigned=tuple((name, TODAY) for name in NAMES[:6]),
        main_to=(_UNIT,) * 3,
        copy_to=tuple(f"县{n}局办公室" for n in "农业农村 生态环境 卫生健康 教育体育 财政 民政".split()) * 3,  # noqa: SIM905
        attachments=(LONG_TITLE,) * 5,
        drafting_unit=_UNIT,
        proofreaders=tuple(NAMES),
    ),
    "送达登记": replace(_DELIVERY, title=LONG_TITLE, deliveries=_DELIVERY.deliveries * 7),
    "催办单": replace(
        _REMINDER,
        addressee=_UNIT,
        title=LONG_TITLE,
        items=tuple(replace(item, rule=WEEKS) for item in _REMINDER.items * 5),
        paused="等待反映人补充",
        to_do=LONG_TITLE * 2,
    ),
}
ALL = {"usual": USUAL, "empty": EMPTY, "full": FULL}


def form(kind: str, size: str = "usual") -> Form:
    return FORM_KINDS[kind].build(ALL[size][kind])


def told(facts: Any) -> list[str]:
    """Every text and every time that facts hold, as papers say them, without any blanks."""
    found: list[str] = []
    for field in fields(facts):
        found += _told(getattr(facts, field.name))
    return found


def _told(value: Any) -> list[str]:
    match value:
        case str():
            lines = [line for line in value.split("\n") if line != "建议："]
            return [bare(line) for line in lines if bare(line)]
        case datetime():
            return [f"{official_date(value.date())}", f"{value.hour}时{value:%M}分"]
        case tuple():
            return [text for part in value for text in _told(part)]
        case _:
            return told(value) if is_dataclass(value) else []


def bare(text: str) -> str:
    return "".join(text.split())
