"""The drafts on a month, half a year and a year as LibreOffice sets them, measured by the standard's rules."""

from pathlib import Path

import pytest

from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.spans import Told
from cppcc_desk.errands.reports import write_report
from cppcc_desk.storage.opening import open_desk
from tests.conftest import NOW, StandingClock
from tests.measuring import faults, measured, needs_measuring
from tests.ui.whole import copied

pytestmark = needs_measuring

# what the office fills in when it finishes a paper: number, who signs, who gets it, how many copies
OPEN = {"N01", "N02", "J01", "J03", "V01", "S02"}
# lines of text are counted where a table begins the page, or measured where too few are full
OF_TABLES = {"L01", "L02", "L04"}
LEFT = OPEN | OF_TABLES


@pytest.mark.parametrize(
    ("told", "kind", "measured_as", "most"),
    [
        ("月点评 2026-09", Kind.CIRCULAR, "notice", 4),
        ("月点评 2026-10", Kind.BULLETIN, "bulletin", 2),
        ("半年 2026H1", Kind.CIRCULAR, "notice", 14),
        ("年度 2026", Kind.REPORT, "upward", 6),
    ],
)
def test_a_draft_is_as_the_standard_says(tmp_path: Path, told: str, kind: Kind, measured_as: str, most: int) -> None:
    pymupdf = pytest.importorskip("pymupdf")
    desk = open_desk(copied(tmp_path / "数据"), by="王秀兰", clock=StandingClock(NOW))
    made = write_report(desk, Told.parse(told), tmp_path, kind=kind)
    desk.close()
    assert made.written.docx is not None and made.written.pages <= most
    result = measured(made.written.docx, measured_as, tmp_path)
    assert [fault for fault in faults(result) if fault.split()[1] not in LEFT] == []
    (pdf,) = (tmp_path / "kept").rglob("*.pdf")
    with pymupdf.open(pdf) as theirs:
        assert len(theirs) == made.written.pages
