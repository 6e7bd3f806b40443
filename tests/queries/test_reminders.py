"""What a 催办单 says of clocks that nobody has chosen yet, and of those that press."""

from datetime import datetime

from cppcc_desk.domain.forms import Grid
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import clocks, office
from cppcc_desk.queries import forms
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.office import piece, step


def reminder_of(desk: Desk, made: int) -> tuple[str, list[list[str]]]:
    """The letter of a 催办单, and the lines of its row about a destination, cell by cell."""
    form = desk.read(forms.form, "催办单", made, now=desk.now)
    letter = next(text for block in form.blocks if (text := getattr(block, "text", "")).startswith("你处承办"))
    grid = next(block for block in form.blocks if isinstance(block, Grid))
    return letter, [[paragraph.text for paragraph in cell.paragraphs] for cell in grid.rows[4].cells]


def test_a_reminder_chooses_no_destination_that_nobody_chose(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk, received_at=datetime(2026, 11, 18, 9, 30))
    clock.now = datetime(2026, 11, 21, 9, 0)
    letter, (destination, form, due, _) = reminder_of(desk, made)
    assert (destination, form) == (["去向未定"], [])
    assert due[0].startswith("2026年11月23日") and due[1].startswith("暂按最早还能赶上的期限：5天")
    assert "离报送期限还有2天，请按期办理" in letter
    step(desk, made, Step.CLASSIFY, 类别="教育", 拟报="区委")
    assert reminder_of(desk, made)[1][:2] == [["区委"], ["委员反映"]]


def test_a_reminder_says_near_only_where_the_office_does(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk, State.CLASSIFIED, received_at=datetime(2026, 11, 18, 9, 30))  # 市政协: due on the 20th, 23:59
    clock.now = datetime(2026, 11, 20, 9, 0)
    assert "报送期限临近，请抓紧办理" in reminder_of(desk, made)[0]
    desk.do(office.change_setting, "soon_hours", 4, since=desk.today)
    assert "离报送期限还有14小时，请按期办理" in reminder_of(desk, made)[0]
    clock.now = datetime(2026, 11, 21, 9, 0)
    assert "已超过报送期限，请立即办理" in reminder_of(desk, made)[0]
    desk.do(clocks.pause, made, reason="等待部门核实情况")
    assert "因故暂停计时，请及时核实情况" in reminder_of(desk, made)[0]
