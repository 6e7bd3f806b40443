"""What a fresh data folder starts with: a default office that works at once, every row of it editable.

Lists, clocks and defaults: design/domain.md sections 1 to 3. Days off: the shipped table, to the last published year.
"""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, insert

from cppcc_desk.domain.outcomes import ANSWERS, SUPERVISION_WAYS
from cppcc_desk.domain.quotas import QuotaRules
from cppcc_desk.domain.scoring.written import to_dict
from cppcc_desk.paths import resource
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.presets import presets

SETTINGS: dict[str, Any] = {
    "office_name": "中国人民政治协商会议××县委员会",
    "office_short_name": "××县政协",
    "issued_by": "政协××县委员会办公室",
    "org_codes": {"委员会": "×政协", "办公室": "×政协办", "函": "×政协函"},
    "soon_hours": 24,
    "same_day_when_urgent": False,
    "closing_time": "17:30",
    "review_levels": 1,
    "length_limit": 1500,
    "retention": "30年",
    "sign_off_matrix": [],
    "letterheads": {},
    "quotas": QuotaRules().to_dict(),
    "roster_heads": {},
    "ledger_heads": {},
    "register_columns": {},
    "card_number": "{届}-{号}",
    "card_notice": (
        "本证是反映社情民意信息工作的凭证，限本人使用，不得转借、涂改。\n"
        "持证人应当如实反映社情民意，不得用本证从事与信息工作无关的活动。\n"
        "列席会议、参加视察调研和小组活动，请随身携带本证。\n"
        "有效期满或者不再担任信息员，请将本证交回发证单位。\n"
        "如有遗失，请及时告知发证单位挂失、补办。"
    ),
    "card_renewal_days": 60,
    "card_for_members": False,
    "outcome_wait_days": 30,
}

CODES: dict[str, tuple[str | tuple[str, str], ...]] = {
    "category": (
        "农业农村",
        "交通出行",
        "教育",
        "医疗卫生",
        "社会保障",
        "城乡建设",
        "生态环境",
        "经济发展",
        "文化旅游",
        "社会治理",
        "政务服务",
        "其他",
    ),
    "nature": (
        "大政方针与重大决策反响",
        "热点与情绪变化",
        "精神文明与民主法制",
        "勤政廉政",
        "重大突发事件与灾害",
        "统一战线与政协工作",
    ),
    "form": ("委员反映", "社情民意", "专报", "转办函", "其他"),
    "dispatch_way": ("机要交换", "专人送达", "邮寄", "电子邮件", "其他"),
    "retention": ("永久", "30年", "10年"),
    "rejection_reason": (
        ("属信访举报投诉", "您反映的属于信访、举报或投诉事项，请向信访部门或纪检监察机关反映，我们可以协助转交。"),
        ("已进入诉讼仲裁", "您反映的事项已经进入诉讼或仲裁程序，按规定由司法、仲裁机构处理。"),
        ("组织人事", "组织人事方面的意见请向组织部门反映，不宜作为社情民意信息编报。"),
        ("涉及国家秘密", "来稿涉及国家秘密，不能在本系统处理，请通过机要渠道报送。"),
        ("个人隐私", "来稿涉及他人隐私，请删去有关内容后再报。"),
        ("商业秘密", "来稿涉及商业秘密，请删去有关内容后再报。"),
        ("超出本级事权(改为上报)", "所提问题超出本级事权，我们将改为向上级政协报送。"),
        ("匿名或化名", "来稿没有署真实姓名，无法核实，请补充姓名和联系方式。"),
        ("事实不清", "来稿所述事实还不够清楚，请补充时间、地点、数字等情况。"),
        ("已过时效", "所反映的问题已经过去或已经解决，时效已过。"),
        ("抄袭公开内容", "来稿与公开发表的内容基本相同，请结合本地调研重新撰写。"),
        ("工作动态", "来稿主要介绍工作情况，不属于社情民意信息，请围绕问题和建议撰写。"),
        ("一稿多事(请拆分)", "来稿一篇反映了几件事，请按一事一报拆分后再报。"),
        ("与已有稿件重复", "所反映的问题已有来稿，您的意见将在办理时一并参考。"),
        ("空泛无具体建议", "来稿建议还比较笼统，请补充具体、可行的建议。"),
    ),
    "pause_reason": ("等待反映人补充", "等待部门核实情况", "领导外出待签"),
    "answer": ANSWERS,
    "supervision_way": SUPERVISION_WAYS,
}

GROUPS = tuple(f"第{n}信息小组" for n in "一二三四五")

JOURNALS: tuple[dict[str, Any], ...] = (
    {"name": "社情民意", "mark": "社情民意"},
    {"name": "委员反映", "mark": "委员反映"},
    {"name": "专报", "mark": "社情民意专报"},
)

# name, other names, form by default, ((form, amount, unit), …); form "" is every other one
DESTINATIONS: tuple[tuple[str, str, str, tuple[tuple[str, int, str], ...]], ...] = (
    ("全国政协", "", "社情民意", (("", 2, "天"),)),
    ("省政协", "", "社情民意", (("", 2, "天"),)),
    ("市政协", "上级政协", "社情民意", (("", 2, "天"),)),
    ("区委", "县委", "委员反映", (("委员反映", 5, "天"), ("", 2, "周"))),
    ("区政府", "县政府", "委员反映", (("委员反映", 5, "天"), ("", 2, "周"))),
    ("有关部门", "部门", "转办函", (("", 2, "周"),)),
)


def fill(connection: Connection, *, today: date) -> None:
    """Insert the default office into empty tables; part of the first migration step."""
    since = date(today.year, 1, 1)
    put = connection.execute
    put(
        insert(t.OfficeSetting),
        [{"key": key, "effective_from": since, "value": value} for key, value in SETTINGS.items()],
    )
    put(insert(t.Code), list(_codes()))
    put(insert(t.Unit), [{"kind": "信息小组", "name": name, "position": i} for i, name in enumerate(GROUPS)])
    put(
        insert(t.Journal),
        [{**journal, "issued_by": SETTINGS["issued_by"], "position": i} for i, journal in enumerate(JOURNALS)],
    )
    for i, (name, aliases, form, clocks) in enumerate(DESTINATIONS):
        destination = put(
            insert(t.Destination).values(name=name, aliases=aliases, default_form=form, position=i)
        ).inserted_primary_key
        put(
            insert(t.DestinationClock),
            [
                {
                    "destination_id": destination[0] if destination else None,
                    "form": clock_form,
                    "amount": amount,
                    "unit": unit,
                    "counting": "自然日",
                }
                for clock_form, amount, unit in clocks
            ],
        )
    put(insert(t.Holiday), list(_holidays()))
    first = presets()[0]
    put(
        insert(t.ScoringScheme).values(
            name=first.name,
            valid_from=first.valid_from,
            content=to_dict(first),
            made_at=datetime.combine(today, time()),
            made_by="",
        )
    )


def _codes() -> Iterator[dict[str, Any]]:
    for kind, words in CODES.items():
        for position, entry in enumerate(words):
            word, sentence = entry if isinstance(entry, tuple) else (entry, "")
            yield {"kind": kind, "word": word, "sentence": sentence, "position": position}


def _holidays() -> Iterator[dict[str, Any]]:
    with resource("holidays.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            yield {"day": date.fromisoformat(row["date"]), "kind": row["kind"], "name": row["name"]}
