"""The first settings change what was typed and leave everything else, and each page of them is one step of undo."""

from dataclasses import replace
from datetime import date

import pytest

from cppcc_desk.domain.errors import DeskError, Invalid
from cppcc_desk.domain.naming import OfficeNames, names_for
from cppcc_desk.operations.founding import (
    DestinationEntry,
    GroupEntry,
    JournalEntry,
    name_office,
    set_clocks,
    set_journals,
    set_people,
)
from cppcc_desk.operations.office import save_destination, save_journal
from cppcc_desk.queries import history, office
from cppcc_desk.storage.desk import Desk
from tests.office import snapshot

SINCE = date(2026, 11, 20)


def names(area: str) -> OfficeNames:
    found = names_for(area)
    assert found is not None
    return found


def destinations(desk: Desk) -> dict[str, office.DestinationRow]:
    return {row.name: row for row in desk.read(office.destinations)}


def journals(desk: Desk) -> list[office.JournalRow]:
    return list(desk.read(office.journals, all_journals=True))


def test_the_name_goes_to_journals_and_destinations(desk: Desk) -> None:
    before = desk.read(snapshot)
    own = journals(desk)[1]
    desk.do(save_journal, own.id, name=own.name, mark=own.mark, issued_by="研究室")
    desk.do(name_office, names("云溪县"), since=SINCE)
    told = desk.read(office.office, on=SINCE)
    assert (told.office_short_name, told.org_codes["委员会"]) == ("云溪县政协", "云政协")
    assert [row.issued_by for row in journals(desk)] == ["政协云溪县委员会办公室", "研究室", "政协云溪县委员会办公室"]
    assert "县委" in destinations(desk) and "区委" in destinations(desk)["县委"].aliases
    assert destinations(desk)["县政府"].clocks
    assert desk.read(history.newest, limit=1)[0].label == "首次设置：云溪县政协"
    desk.undo()
    desk.undo()
    assert desk.read(snapshot) == before


@pytest.mark.parametrize(("area", "committee"), [("江宁市云溪区", "区委"), ("云溪市", "市委"), ("云溪旗", "区委")])
def test_the_party_committee_is_called_after_the_level(desk: Desk, area: str, committee: str) -> None:
    desk.do(name_office, names(area), since=SINCE)
    assert committee in destinations(desk)


def test_a_destination_of_that_name_that_is_there_already_is_left(desk: Desk) -> None:
    plain = destinations(desk)["区委"]
    desk.do(save_destination, plain.id, name="区委", aliases="", clocks=plain.clocks)
    desk.do(save_destination, None, name="县委", clocks=plain.clocks)
    desk.do(name_office, names("云溪县"), since=SINCE)
    assert {"县委", "区委"} <= destinations(desk).keys()


def test_journals_are_changed_added_and_put_out_of_use(desk: Desk) -> None:
    first, second, third = journals(desk)
    desk.do(save_journal, first.id, name=first.name, mark="社情民意信息", issued_by="甲", report_to="市政协")
    entries = [
        JournalEntry(first.id, "社情民意", 50, 120),
        JournalEntry(None, "政协信息", 30, 0),
        JournalEntry(third.id, "专报", 5, 0),
    ]
    desk.do(set_journals, entries)
    there = {row.name: row for row in journals(desk)}
    assert (there["社情民意"].copies, there["社情民意"].issued_before) == (50, 120)
    assert (there["社情民意"].mark, there["社情民意"].report_to) == ("社情民意信息", "市政协")
    assert there["政协信息"].active and there["政协信息"].issued_by
    assert not there[second.name].active
    desk.undo()
    assert [row.name for row in journals(desk)] == [first.name, second.name, third.name]


def test_a_journal_renamed_takes_its_head_along(desk: Desk) -> None:
    first = journals(desk)[0]
    desk.do(set_journals, [JournalEntry(first.id, "社情民意信息", 30, 0)])
    assert journals(desk)[0].mark == "社情民意信息"


def test_groups_and_staff(desk: Desk) -> None:
    groups = desk.read(office.groups)
    kept = [GroupEntry(row.id, row.name, "陆怀远", "石桥镇") for row in groups[:3]]
    desk.do(set_people, [*kept, GroupEntry(None, "机关组", "", "")], [("王秀兰", "登记"), ("方建军", "核稿")])
    assert [row.name for row in desk.read(office.groups)] == [*(row.name for row in groups[:3]), "机关组"]
    assert desk.read(office.groups)[0].leader == "陆怀远"
    assert [row.name for row in desk.read(office.staff)] == ["王秀兰", "方建军"]
    desk.undo()
    assert desk.read(office.groups) == groups and desk.read(office.staff) == ()


def test_clocks_and_names_of_destinations(desk: Desk) -> None:
    row = destinations(desk)["市政协"]
    wanted = DestinationEntry(row.id, "上级市政协", (replace(row.clocks[0], amount=3, counting="工作日"),))
    untouched = destinations(desk)["全国政协"]
    desk.do(set_clocks, [wanted, DestinationEntry(untouched.id, untouched.name, untouched.clocks)])
    there = destinations(desk)["上级市政协"]
    assert (there.clocks[0].amount, there.clocks[0].counting) == (3, "工作日")
    assert "市政协" in there.aliases and there.default_form == row.default_form
    assert desk.read(history.newest, limit=1)[0].label == "首次设置：报送期限"


@pytest.mark.parametrize("wrong", ["twice", "senseless"])
def test_what_is_wrong_changes_nothing(desk: Desk, wrong: str) -> None:
    before = desk.read(snapshot)
    with pytest.raises(DeskError) as refused:
        if wrong == "twice":
            desk.do(set_people, [], [("王秀兰", ""), ("王秀兰", "")])
        else:
            row = destinations(desk)["市政协"]
            desk.do(set_clocks, [DestinationEntry(row.id, row.name, (replace(row.clocks[0], amount=0),))])
    assert isinstance(refused.value, Invalid)
    assert desk.read(snapshot) == before
