"""更正登记: what was recorded at receipt is put right, the clocks follow, and the history says what it was before."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from cppcc_desk.domain.errors import Forbidden, Invalid, Stale
from cppcc_desk.domain.people import PersonKind, UnitKind
from cppcc_desk.domain.submission import Contributor, IntakeChannel, Particulars
from cppcc_desk.domain.workflow import State
from cppcc_desk.operations import dispatching, units
from cppcc_desk.operations.correcting import correct_registration
from cppcc_desk.queries.quotas import standings
from cppcc_desk.queries.search import search_everything
from cppcc_desk.queries.submissions import step_marks
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.office import piece, shown


def recorded(desk: Desk, submission_id: int, **changed: Any) -> Particulars:
    return replace(shown(desk, submission_id).particulars, **changed)


def details(desk: Desk, submission_id: int) -> dict[str, str]:
    newest = shown(desk, submission_id).steps[-1]
    assert newest.step == "更正登记"
    return dict(newest.details)


def test_people_missing_from_a_batch_are_filled_in(desk: Desk) -> None:
    made = piece(desk)
    lead = Contributor(name="顾长安", kind=PersonKind.MEMBER, unit="云溪中学", position="教师", phone="13800000009")
    people = (lead, Contributor(name="柳青禾"), Contributor(name=" "))
    desk.do(correct_registration, made, recorded(desk, made, contributors=people, submitting_unit=" 民盟云溪支部 "))
    found = shown(desk, made)
    assert (found.row.contributors, found.row.unit) == ("顾长安、柳青禾", "民盟云溪支部")
    assert found.contributors[0] == lead
    assert details(desk, made) == {
        "反映单位": "石桥镇中心卫生院 → 民盟云溪支部",
        "反映人": "柳青禾 → 顾长安、柳青禾",
        "身份": "其他 → 委员、其他",
        "单位": "石桥镇中心卫生院 → 云溪中学",
        "职务": "（空） → 教师",
    }
    assert "13800000009" not in str(found.steps)
    assert [h.submission_id for h in desk.read(search_everything, "顾长安", limit=5).hits] == [made]
    assert desk.undo() == "更正登记 2026-001"
    assert shown(desk, made).row.contributors == "柳青禾"
    assert desk.read(search_everything, "顾长安", limit=5).count == 0
    assert check(desk) == ()


def test_a_corrected_phone_is_told_without_the_number(desk: Desk) -> None:
    made = piece(desk)
    (lead,) = shown(desk, made).contributors
    desk.do(correct_registration, made, recorded(desk, made, contributors=(replace(lead, phone="13800000009"),)))
    assert details(desk, made) == {"反映人": "联系方式或名册对应已更正"}


def test_open_clocks_follow_a_corrected_receipt_and_sent_ones_stay(desk: Desk) -> None:
    made = piece(desk, State.ISSUED)
    desk.do(dispatching.open_dispatch, made, to="区政府")
    desk.do(dispatching.send, made, to="市政协", sent_at=desk.now)
    before = {d.destination: d.clock.due_at for d in shown(desk, made).dispatches}
    corrected = recorded(desk, made, received_at=datetime(2026, 11, 17, 8, 0), intake_channel=IntakeChannel.PAPER)
    with pytest.raises(Invalid, match="已印发，更正请写明原因") as refusal:
        desk.do(correct_registration, made, corrected)
    assert list(refusal.value.problems) == ["reason"]
    desk.do(correct_registration, made, corrected, reason="收稿登记簿上是 17 日")
    after = {d.destination: d.clock.due_at for d in shown(desk, made).dispatches}
    assert after["市政协"] == before["市政协"]
    assert (before["区政府"] - after["区政府"]).days == 1
    assert details(desk, made) == {"收稿时间": "2026-11-18 09:30 → 2026-11-17 08:00", "来稿方式": "邮件 → 纸质"}
    marks = {mark.step: mark for mark in step_marks(shown(desk, made))}
    assert not any(mark.skipped for mark in marks.values())


@pytest.mark.parametrize(
    ("received", "told"),
    [
        (datetime(2025, 12, 31, 9, 0), "与编号 2026-001 的年度不符"),
        (datetime(2026, 11, 20, 14, 31), "晚于现在"),
    ],
)
def test_a_receipt_that_cannot_be_is_refused_at_its_field(desk: Desk, received: datetime, told: str) -> None:
    made = piece(desk)
    with pytest.raises(Invalid, match=told) as refusal:
        desk.do(correct_registration, made, recorded(desk, made, received_at=received))
    assert list(refusal.value.problems) == ["received_at"]
    assert shown(desk, made).row.received_at == datetime(2026, 11, 18, 9, 30)


def test_what_makes_no_sense_is_refused(desk: Desk) -> None:
    first = piece(desk)
    second = piece(desk, follows_intake_no="2026-001")
    with pytest.raises(Invalid, match="请填写反映人"):
        desk.do(correct_registration, first, recorded(desk, first, contributors=(Contributor(name=" "),)))
    with pytest.raises(Forbidden, match="登记内容没有变化"):
        desk.do(correct_registration, first, recorded(desk, first))
    for follows in ("2026-001", "2026-002"):
        with pytest.raises(Forbidden, match="不能续报自己或自己的续报"):
            desk.do(correct_registration, first, recorded(desk, first, follows_intake_no=follows))
    version = shown(desk, second).row.version
    desk.do(correct_registration, second, recorded(desk, second, follows_intake_no=""), version=version)
    assert details(desk, second) == {"续报于": "2026-001 → （空）"}
    with pytest.raises(Stale):
        desk.do(correct_registration, second, recorded(desk, second, drafter="甲"), version=version)


def test_a_receipt_after_the_registration_or_the_sending(desk: Desk, clock: Any) -> None:
    made = piece(desk, State.ISSUED)
    desk.do(dispatching.send, made, to="市政协", sent_at=datetime(2026, 11, 18, 10, 0), reason="先报")
    with pytest.raises(Invalid, match="晚于已登记的传送时间"):
        desk.do(
            correct_registration, made, recorded(desk, made, received_at=datetime(2026, 11, 18, 11, 0)), reason="错"
        )
    clock.now = datetime(2026, 11, 21, 9, 0)
    with pytest.raises(Invalid, match=r"晚于登记时间（2026-11-20 14:30）"):
        desk.do(correct_registration, made, recorded(desk, made, received_at=datetime(2026, 11, 21, 8, 0)), reason="错")


def test_a_correction_after_a_unit_was_renamed_keeps_what_it_is_credited_to(desk: Desk) -> None:
    sector = desk.do(units.save_unit, None, kind=UnitKind.SECTOR, name="教育界")
    town = desk.do(units.save_unit, None, kind=UnitKind.TOWN_COMMITTEE, name="石桥镇工委")
    number = piece(desk, contributors=(Contributor(name="顾长安", sector="教育界"),))
    collective = piece(desk, collective_submission=True, submitting_unit="石桥镇工委", contributors=())
    desk.do(units.save_unit, sector, kind=UnitKind.SECTOR, name="教育文化界")
    desk.do(units.save_unit, town, kind=UnitKind.TOWN_COMMITTEE, name="石桥镇政协工委")
    for made in (number, collective):
        desk.do(correct_registration, made, recorded(desk, made, drafter="单文静"))
    found = desk.read(standings, 2026, today=desk.today)
    assert {row.name: row.count for row in found.units if row.count} == {"教育文化界": 1, "石桥镇政协工委": 1}
