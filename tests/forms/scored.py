"""Facts for the papers of 计分: where points come from, ranks, 稿酬, 荣誉证书."""

from dataclasses import replace
from datetime import date
from typing import Any

from cppcc_desk.domain.forms import (
    AwardFacts,
    Commended,
    PaidPiece,
    Payee,
    PaymentFacts,
    Ranked,
    RankingFacts,
    ScoreAdjustment,
    ScoreFacts,
    ScoreLine,
    ScorePart,
    UncountedPiece,
)
from tests.forms import words

_LINES = (
    ScoreLine(
        on=date(2026, 3, 9),
        intake_no="2026-019",
        title=words.TITLE,
        what="报送 2026-019",
        rule="有效来稿",
        arithmetic="0.5分；3人，第1：平均分配，得0.18分",
        points="0.18",
    ),
    ScoreLine(
        on=date(2026, 4, 2),
        intake_no="2026-019",
        title=words.TITLE,
        what="《社情民意》2026年第11期",
        rule="本级采用",
        arithmetic="1分",
        points="0",
        note="同一组只计最高的一项",
    ),
    ScoreLine(
        on=date(2026, 5, 20),
        intake_no="2026-019",
        title=words.TITLE,
        what="市政协《社情快报》第31期采用",
        rule="市政协采用",
        arithmetic="5分×批示加倍2＝10分",
        points="10",
    ),
)
_SCORE = ScoreFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    period="2026年度",
    name="柳青禾",
    facts=(
        ("姓名", "柳青禾"),
        ("身份", "委员、信息员"),
        ("单位职务", "石桥镇中心卫生院副院长"),
        ("界别", "医药卫生界"),
        ("计分办法", "简明型"),
        ("计分时间", "2026年1月1日至11月20日"),
        ("名次", "委员第3名（共38名）"),
        ("得分和等次", "12.18分，良好"),
    ),
    score="12.18",
    from_lines="10.18",
    from_hand="2",
    parts=(
        ScorePart(name="基础分", points="0.18", lines=_LINES[:1]),
        ScorePart(name="加分", points="10", lines=_LINES[1:]),
    ),
    adjustments=(
        ScoreAdjustment(
            on=date(2026, 6, 30), label="加分", reason="承担全县调研课题", points="2", approved_by="周启明"
        ),
    ),
    uncounted=(
        UncountedPiece(
            on=date(2026, 8, 3),
            intake_no="2026-038",
            title="关于石桥镇集市停车难的建议",
            reason="不采用：与已有来稿重复",
        ),
    ),
)
_ROWS = tuple(
    Ranked(
        rank=str(number),
        name=name,
        about="石桥镇中心卫生院副院长",
        score=str(40 - 3 * number),
        points=40 - 3 * number,
        counts=("3", "2", "1", "", "", "1"),
        band="优秀" if number < 4 else "良好",
    )
    for number, name in enumerate(words.NAMES[:7], start=1)
)
_RANKING = RankingFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    period="2026年度",
    group="委员",
    scheme="简明型",
    by="总分",
    rows=(*_ROWS, replace(_ROWS[-1], rank="", name="方建军", score="2", points=2.0, band="")),
    notes=("方建军不参与排名（办公室工作人员）。",),
)
_PIECE = PaidPiece(words=f"2026-019　{words.TITLE}（省政协采用100元，2人平均分配，计50元）", fen=5000)
_PAYMENT = PaymentFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    period="2026年度",
    payees=(
        Payee(name="柳青禾", work="石桥镇中心卫生院副院长", pieces=(_PIECE, replace(_PIECE, fen=3000))),
        Payee(name="顾长安", work="县农业技术推广中心", pieces=(_PIECE,)),
    ),
)
_AWARD = AwardFacts(
    office="政协云溪县委员会",
    printed_on=words.TODAY,
    year=2026,
    of=Commended.PERSON,
    name="柳青禾",
    tier="优秀信息工作者",
    number="2026-003",
)

USUAL: dict[str, Any] = {
    "计分明细表": replace(
        _SCORE,
        from_lines="",
        from_hand="",
        parts=(ScorePart(name="", points="12.18", lines=_LINES[::2]),),
        adjustments=(),
        uncounted=(),
    ),
    "排名表": _RANKING,
    "稿酬发放表": _PAYMENT,
    "荣誉证书": _AWARD,
}
EMPTY: dict[str, Any] = {
    "计分明细表": ScoreFacts(
        office=words.OFFICE,
        printed_on=words.TODAY,
        period="2026年度",
        name="",
        facts=tuple((label, "") for label, _ in _SCORE.facts),
    ),
    "排名表": RankingFacts(office=words.OFFICE, printed_on=words.TODAY, period="2026年度", group="委员"),
    "稿酬发放表": PaymentFacts(office=words.OFFICE, printed_on=words.TODAY, period="2026年度"),
    "荣誉证书": AwardFacts(
        office="政协云溪县委员会",
        printed_on=words.TODAY,
        year=None,
        of=Commended.PERSON,
        name="",
        tier="优秀信息工作者",
    ),
}
FULL: dict[str, Any] = {
    "计分明细表": replace(
        _SCORE,
        name=words.UNIT,
        of_unit=True,
        facts=tuple((label, words.UNIT) for label, _ in _SCORE.facts),
        parts=tuple(
            replace(part, lines=tuple(replace(line, title=words.LONG_TITLE) for line in part.lines * 8))
            for part in _SCORE.parts
        ),
        adjustments=tuple(replace(one, reason=words.LONG_TITLE) for one in _SCORE.adjustments * 6),
        uncounted=tuple(replace(one, title=words.LONG_TITLE) for one in _SCORE.uncounted * 12),
    ),
    "排名表": replace(
        _RANKING,
        of_units=True,
        rows=tuple(replace(row, name=words.UNIT, about="") for row in _ROWS * 9),
        notes=_RANKING.notes * 6,
    ),
    "稿酬发放表": replace(
        _PAYMENT,
        payees=tuple(
            replace(payee, work=words.UNIT, pieces=(replace(_PIECE, words=words.LONG_TITLE),) * (30 if n == 4 else 3))
            for n, payee in enumerate(_PAYMENT.payees * 9)
        ),
    ),
    "荣誉证书": replace(
        _AWARD, of=Commended.PIECE, name="、".join(words.NAMES), title=words.LONG_TITLE * 2, tier="优秀社情民意信息"
    ),
}
