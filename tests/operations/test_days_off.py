"""A day of the holiday table put right by hand moves the due times that count working days."""

from datetime import date, datetime

from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.submission import Contributor, IntakeChannel, Registration
from cppcc_desk.operations.days_off import change_day
from cppcc_desk.operations.dispatching import open_dispatch
from cppcc_desk.operations.office import save_destination
from cppcc_desk.operations.registering import register
from cppcc_desk.queries import clocks, office
from cppcc_desk.queries.office import ClockRow
from cppcc_desk.storage.desk import Desk

DAY = date(2026, 11, 23)  # a Monday


def _due(desk: Desk) -> datetime:
    item = desk.read(clocks.open_items, now=desk.now)[0]
    assert item.clock is not None
    return item.clock.due_at


def test_a_day_off_moves_what_counts_working_days_and_undo_moves_it_back(desk: Desk) -> None:
    desk.do(save_destination, None, name="市委办", clocks=(ClockRow("", 2, "天", "工作日", False, ""),))
    registration = Registration(
        title="完善乡镇卫生院中药饮片统一配送的建议",
        original_text="反映的情况与建议。",
        received_at=datetime(2026, 11, 20, 9, 0),
        intake_channel=IntakeChannel.MAIL,
        contributors=(Contributor(name="刘芳", kind=PersonKind.MEMBER),),
    )
    submission = desk.do(register, registration)
    desk.do(open_dispatch, submission.id, to="市委办")
    assert _due(desk) == datetime(2026, 11, 24, 23, 59)
    assert desk.do(change_day, DAY, kind="off", name="县里放假") == 1
    assert _due(desk) == datetime(2026, 11, 25, 23, 59)
    assert desk.undo() == "修改放假安排 2026-11-23"
    assert _due(desk) == datetime(2026, 11, 24, 23, 59)


def test_a_day_becomes_worked_and_what_its_weekday_says(desk: Desk) -> None:
    saturday = date(2026, 11, 21)
    desk.do(change_day, saturday, kind="worked", name="补班")
    assert desk.read(office.calendar).worked[saturday] == "补班"
    desk.do(change_day, saturday, kind="off", name="放假")
    assert desk.read(office.calendar).off[saturday] == "放假"
    desk.do(change_day, saturday, kind="")
    days = desk.read(office.calendar)
    assert saturday not in days.off and saturday not in days.worked
