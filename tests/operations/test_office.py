"""The office's lists and rules: what may be changed, what is refused, what stays as it was."""

from datetime import date

import pytest

from cppcc_desk.domain.errors import DeskError, Invalid, Missing
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.workflow import Step
from cppcc_desk.operations import dispatching, office, people, units
from cppcc_desk.queries import office as rules
from cppcc_desk.queries.office import ClockRow
from cppcc_desk.queries.people import masked, suggestions
from cppcc_desk.queries.people import people as roster
from cppcc_desk.storage.desk import Desk
from tests.office import piece, shown, snapshot, step

TODAY = date(2026, 11, 20)
CLOCK = ClockRow("", 2, "天", "自然日", False, "")


def refuses(
    desk: Desk, kind: type[DeskError], sentence: str, operation: object, *args: object, **given: object
) -> None:
    before = desk.read(snapshot)
    with pytest.raises(kind, match=sentence) as refusal:
        desk.do(operation, *args, **given)  # type: ignore[arg-type]
    assert "没有作任何改动" in refusal.value.message
    assert desk.read(snapshot) == before


# --- settings --------------------------------------------------------------------------------------------------------


def test_a_rule_holds_from_its_day_on(desk: Desk) -> None:
    desk.do(office.change_setting, "length_limit", 1_200, since=date(2027, 1, 1))
    assert desk.read(rules.office, on=date(2026, 12, 31)).length_limit == 1_500
    assert desk.read(rules.office, on=date(2027, 1, 1)).length_limit == 1_200
    assert desk.read(rules.office, on=date(2020, 1, 1)).length_limit == 1_500  # before the first day the first counts
    desk.do(office.change_setting, "length_limit", 1_000, since=date(2027, 1, 1))
    assert desk.read(rules.office, on=date(2027, 1, 1)).length_limit == 1_000
    desk.undo()
    desk.undo()
    assert desk.read(rules.office, on=date(2027, 1, 1)).length_limit == 1_500


def test_several_settings_are_one_step(desk: Desk) -> None:
    before = desk.read(snapshot)
    desk.do(office.change_settings, {"office_short_name": "云溪县政协", "org_codes": {"函": "云政协函"}}, since=TODAY)
    found = desk.read(rules.office, on=TODAY)
    assert (found.office_short_name, dict(found.org_codes)) == ("云溪县政协", {"函": "云政协函"})
    desk.undo()
    assert desk.read(snapshot) == before


def test_settings_that_make_no_sense(desk: Desk) -> None:
    refuses(
        desk, Missing, "没有“colour”这项设置；已有：card_for_members、", office.change_setting, "colour", 1, since=TODAY
    )
    for key, value in (
        ("review_levels", 0),
        ("review_levels", 3),
        ("soon_hours", -1),
        ("length_limit", 0),
        ("length_limit", "很长"),
    ):
        refuses(desk, Invalid, f"“{key}”应为", office.change_setting, key, value, since=TODAY)
    refuses(desk, Invalid, "下班时间应写成 17:30", office.change_setting, "closing_time", "五点半", since=TODAY)
    refuses(desk, Invalid, "应为", office.change_settings, {"retention": "永久", "soon_hours": -1}, since=TODAY)


# --- words, staff, groups, journals ----------------------------------------------------------------------------------


def test_words_in_use_stay_out_of_use(desk: Desk) -> None:
    desk.do(office.save_words, "category", [("水利", ""), (" 教育 ", "")])
    assert desk.read(rules.words, "category") == ("水利", "教育")
    assert {code.word for code in desk.read(rules.codes, "category", all_words=True)} > {"交通出行", "水利"}
    desk.do(office.save_words, "category", [("交通出行", "")])
    assert desk.read(rules.words, "category") == ("交通出行",)
    desk.do(office.save_words, "rejection_reason", [("事实不清", "请补充时间和地点。")])
    (code,) = desk.read(rules.codes, "rejection_reason")
    assert code.sentence == "请补充时间和地点。"
    for words in ([("教育", ""), ("教育 ", "")], [("", "")]):
        refuses(desk, Invalid, "选项不能空白，也不能重复", office.save_words, "category", words)
    refuses(desk, Missing, "没有“colour”这个选项表", office.save_words, "colour", [])


def test_staff_who_left_come_back(desk: Desk) -> None:
    desk.do(office.save_staff, [("沈砚秋", "编辑"), ("陆望舒", "核稿")])
    desk.do(office.save_staff, [("陆望舒", "副主任")])
    assert [(row.name, row.role) for row in desk.read(rules.staff)] == [("陆望舒", "副主任")]
    assert len(desk.read(rules.staff, all_names=True)) == 2
    desk.do(office.save_staff, [("陆望舒", "副主任"), ("沈砚秋", "主任")])
    assert [row.name for row in desk.read(rules.staff)] == ["陆望舒", "沈砚秋"]
    refuses(desk, Invalid, "工作人员姓名不能空白，也不能重复", office.save_staff, [("甲", ""), ("甲 ", "")])


def test_groups(desk: Desk) -> None:
    first = desk.read(rules.groups)[0]
    desk.do(units.save_group, first.id, name="城关小组", leader="顾长安", area="城关镇")
    made = desk.do(units.save_group, None, name="第六信息小组", leader="", area="")
    assert [row.name for row in desk.read(rules.groups)][::5] == ["城关小组", "第六信息小组"]
    desk.do(units.save_group, made, name="第六信息小组", leader="", area="", active=False)
    assert len(desk.read(rules.groups)) == 5
    assert len(desk.read(rules.groups, all_groups=True)) == 6
    refuses(desk, Invalid, "已有同名的信息小组", units.save_group, None, name="城关小组", leader="", area="")
    refuses(desk, Invalid, "请填写信息小组名称", units.save_group, None, name=" ", leader="", area="")
    refuses(desk, Missing, "找不到要修改的信息小组", units.save_group, 99, name="新", leader="", area="")


def test_journals(desk: Desk) -> None:
    made = desk.do(office.save_journal, None, name="晚报", mark="", issued_by="办公室", report_to="市政协办公室、县委")
    row = desk.read(rules.journals)[-1]
    assert (row.id, row.mark, row.copies, row.report_to) == (made, "晚报", 30, "市政协办公室、县委")
    common = {"mark": "", "issued_by": ""}
    refuses(desk, Invalid, "份数应为 1 以上", office.save_journal, None, name="早报", copies=0, **common)
    refuses(desk, Invalid, "已有同名的刊物“晚报”", office.save_journal, None, name="晚报", **common)
    refuses(desk, Missing, "找不到要修改的刊物", office.save_journal, 99, name="早报", **common)


# --- destinations ----------------------------------------------------------------------------------------------------


def test_a_destination_that_is_renamed_keeps_its_old_name_as_an_alias(desk: Desk) -> None:
    row = next(row for row in desk.read(rules.destinations) if row.name == "区委")
    rule = {"destination": "区委", "urgency_grade": "", "signatory": "周启明"}
    desk.do(office.change_setting, "sign_off_matrix", [rule], since=desk.today)
    made = piece(desk)
    step(desk, made, Step.CLASSIFY, 类别="交通出行", 拟报="区委、市政协")
    same = {"aliases": "县委", "default_form": row.default_form, "clocks": row.clocks}
    desk.do(office.save_destination, row.id, name="县委", **same)
    now = next(found for found in desk.read(rules.destinations) if found.id == row.id)
    assert (now.name, now.aliases, now.clocks) == ("县委", "区委", row.clocks)
    assert shown(desk, made).intended_destinations == ("县委", "市政协")
    (kept,) = desk.read(rules.office, on=desk.today).sign_off_matrix
    assert kept.destination == "县委"
    desk.do(dispatching.open_dispatch, made, to="区委")
    assert [d.destination for d in shown(desk, made).dispatches] == ["县委"]
    desk.do(office.save_destination, row.id, name="县委", **same | {"aliases": now.aliases})
    assert next(found for found in desk.read(rules.destinations) if found.id == row.id).aliases == "区委"


def test_a_department_follows_the_clock_above_it(desk: Desk) -> None:
    made = desk.do(office.save_destination, None, name="县交通局", parent="有关部门", default_form="转办函")
    rows = desk.read(rules.destinations)
    row = next(row for row in rows if row.id == made)
    clock = rules.clock_of(row, "转办函", rows)
    assert clock is not None
    assert (clock.amount, clock.unit) == (2, "周")
    desk.do(office.save_destination, made, name="县交通局", parent="有关部门", clocks=[CLOCK])
    rows = desk.read(rules.destinations)
    assert rules.clock_of(next(r for r in rows if r.id == made), "转办函", rows) == CLOCK


@pytest.mark.parametrize(
    ("sentence", "given"),
    [
        ("请填写“省委”的报送期限", {}),
        ("没有“天上”这个上级去向", {"parent": "天上"}),
        ("报送期限应为 1 到 3650 的整数", {"clocks": [ClockRow("", 0, "天", "自然日", False, "")]}),
        ("报送期限应为 1 到 3650 的整数", {"clocks": [ClockRow("", 10**9, "天", "自然日", False, "")]}),
        ("单位应为天、周，计法应为自然日、工作日", {"clocks": [ClockRow("", 2, "月", "自然日", False, "")]}),
        ("单位应为天、周，计法应为自然日、工作日", {"clocks": [ClockRow("", 2, "天", "阴历", False, "")]}),
        ("截止时间应写成 17:30，收到的是“晚上”", {"clocks": [ClockRow("", 2, "天", "自然日", False, "晚上")]}),
        ("“县委”已经是区委的名称或别名", {"clocks": [CLOCK], "aliases": "县委"}),
        ("已有同名的去向“市政协”", {"clocks": [CLOCK], "name": "市政协"}),
        ("“上级政协”已经是市政协的名称或别名", {"clocks": [CLOCK], "name": "上级政协"}),
        ("请填写去向名称", {"clocks": [CLOCK], "name": ""}),
    ],
)
def test_destinations_that_are_refused(desk: Desk, sentence: str, given: dict[str, object]) -> None:
    refuses(desk, DeskError, sentence, office.save_destination, None, **{"name": "省委", **given})


def test_a_destination_is_not_above_itself(desk: Desk) -> None:
    row = next(row for row in desk.read(rules.destinations) if row.name == "有关部门")
    desk.do(office.save_destination, None, name="县交通局", parent="有关部门")
    for parent in ("有关部门", "县交通局"):
        refuses(
            desk,
            Invalid,
            f"“{parent}”不能作“有关部门”的上级去向",
            office.save_destination,
            row.id,
            name="有关部门",
            parent=parent,
        )
    refuses(desk, Missing, "找不到要修改的去向", office.save_destination, 99, name="新", clocks=[CLOCK])


# --- people ----------------------------------------------------------------------------------------------------------

PEOPLE = (
    PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, unit="石桥镇中心卫生院", town="石桥镇", phone="13800000001"),
    PersonEntry(name="孙庆芝", kind=PersonKind.INFORMANT, unit="云溪县教育局", phone="13800000002"),
    PersonEntry(name="单国强", unit="云溪县水利局", phone="13800000003"),
    PersonEntry(name="曾明", unit="城关镇", phone="13800000004"),
    PersonEntry(name="仇海", unit="双溪乡", info_group="第二信息小组"),
    PersonEntry(name="孙庆芝", unit="双溪乡卫生院"),
)


def test_people_by_initials_with_every_reading(desk: Desk) -> None:
    made = desk.do(people.add_people, PEOPLE)
    assert (len(made), desk.next_undo()) == (6, "登记人员 6 人")

    def found(typed: str) -> list[str]:
        return [row.name for row in suggestions(desk.read(roster), typed)]

    assert found("sqz") == ["孙庆芝", "孙庆芝", "柳青禾"]  # 石桥镇 is where she works
    assert found("SQZ") == found("sqz")
    assert found("s")[:1] == ["孙庆芝"]
    assert "单国强" in found("sgq")
    assert "单国强" in found("dgq")
    assert found("zm") == ["曾明"]
    named = found("q")
    assert named.index("仇海") < named.index("柳青禾")  # a surname, in any of its readings, before the letters after it
    assert found("qh") == ["仇海", "柳青禾"]
    assert found("ch") == ["仇海"]
    assert found("庆芝") == ["孙庆芝", "孙庆芝"]
    assert found("石桥") == ["柳青禾"]
    assert found("0003") == ["单国强"]
    assert found("03") == found("xyz") == found(" ") == []
    assert len(suggestions(desk.read(roster), "s", limit=2)) == 2


def test_who_contributed_lately_comes_first(desk: Desk) -> None:
    from cppcc_desk.domain.submission import Contributor
    from tests.office import piece

    made = desk.do(people.add_people, PEOPLE)
    piece(desk, contributors=(Contributor(name="孙庆芝", person_id=made[5]),))
    first = suggestions(desk.read(roster), "sqz")[0]
    assert (first.id, first.pieces, first.last_piece_at is not None) == (made[5], 1, True)


def test_wrong_people_are_refused_and_nobody_is_added(desk: Desk) -> None:
    refuses(desk, Invalid, "第 2 人没有姓名", people.add_people, [PEOPLE[0], PersonEntry(name=" ")])
    refuses(desk, Missing, "没有“第九组”这个信息小组", people.add_people, [PersonEntry(name="甲", info_group="第九组")])
    assert desk.read(roster) == ()


def test_phones_are_masked() -> None:
    assert masked("13800000001") == "138****0001"
    assert masked("8123") == "8123"
