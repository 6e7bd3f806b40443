"""The 来稿 ledger as a workbook: every submission in its order, text that stays text, phones masked."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cppcc_desk.domain.errors import World
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State
from cppcc_desk.errands.ledger import COLUMNS, write_intake_ledger
from cppcc_desk.errands.writing import Locked
from cppcc_desk.operations.dispatching import send
from cppcc_desk.operations.submissions import move_to_bin
from cppcc_desk.storage.desk import Desk
from tests.errands.test_papers import files, immutable
from tests.office import piece

FIRST = 4  # the row below title, unit and heads


def rows(path: Path) -> list[dict[str, str]]:
    (sheet,) = load_workbook(path).worksheets
    titles = [column.title for column in COLUMNS]
    assert [cell.value for cell in sheet[FIRST - 1]] == titles
    return [
        {title: str(cell.value or "") for title, cell in zip(titles, row, strict=True)}
        for row in sheet.iter_rows(min_row=FIRST)
    ]


def test_every_submission_stands_in_the_order_of_the_numbers(desk: Desk, tmp_path: Path) -> None:
    lead = Contributor(name="柳青禾", unit="石桥镇中心卫生院", phone="138 0000 1234")
    made = piece(desk, State.ISSUED, contributors=(lead, Contributor(name="顾长安")))
    desk.do(send, made, to="市政协", form="", sent_at=datetime(2026, 11, 20, 14, 30))
    piece(desk, title="第二篇")
    desk.do(move_to_bin, [piece(desk, title="不要的")])
    piece(desk, title="去年的", received_at=datetime(2025, 12, 30, 9, 0))
    path = tmp_path / "台 账.xlsx"
    assert write_intake_ledger(desk, path, year=2026) == 2
    first, second = rows(path)
    assert (first["编号"], second["编号"]) == ("2026-001", "2026-002")
    assert first["标题"] == "关于石桥镇集市停车难的建议"
    assert first["反映人"] == "柳青禾、顾长安"
    assert (first["状态"], first["期号"]) == ("已印发", "《社情民意》2026年第1期")
    assert first["报送情况"] == "市政协 11月20日"
    assert first["电话"] == "138****1234"
    assert second["期号"] == second["报送情况"] == ""
    assert write_intake_ledger(desk, path, year=None, phones=True) == 3
    assert [row["标题"] for row in rows(path)] == ["去年的", "关于石桥镇集市停车难的建议", "第二篇"]
    assert rows(path)[1]["电话"] == "138 0000 1234"


@pytest.mark.parametrize("text", ["=1+1", "+86 办", "-5 度的教室", "@SUM(A1)", "0571", "1e5", "2026-11-20", "#REF!"])
def test_text_stays_text(desk: Desk, tmp_path: Path, text: str) -> None:
    piece(desk, title=text, submitting_unit=text)
    write_intake_ledger(desk, tmp_path / "台账.xlsx", year=2026)
    (sheet,) = load_workbook(tmp_path / "台账.xlsx").worksheets
    titles = [column.title for column in COLUMNS]
    for column in ("标题", "反映单位"):
        cell = sheet.cell(FIRST, titles.index(column) + 1)
        assert (cell.value, cell.data_type) == (text, "s")


def test_an_empty_year_is_a_table_with_its_heads(desk: Desk, tmp_path: Path) -> None:
    assert write_intake_ledger(desk, tmp_path / "台账.xlsx", year=2019) == 0
    assert rows(tmp_path / "台账.xlsx") == []


def test_the_same_ledger_is_the_same_file(desk: Desk, tmp_path: Path) -> None:
    piece(desk)
    for name in ("甲.xlsx", "乙.xlsx"):
        write_intake_ledger(desk, tmp_path / name, year=2026)
    assert (tmp_path / "甲.xlsx").read_bytes() == (tmp_path / "乙.xlsx").read_bytes()


def test_a_ledger_that_is_open_elsewhere_stays_as_it_was(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "台账"
    path = out / "来稿台账.xlsx"
    write_intake_ledger(desk, path, year=2026)
    before = path.read_bytes()
    piece(desk)
    with immutable(path), pytest.raises(Locked, match=r"或另存为“来稿台账\(2\)\.xlsx”"):
        write_intake_ledger(desk, path, year=2026)
    assert path.read_bytes() == before
    assert files(out) == ["来稿台账.xlsx"]


def test_a_name_that_is_too_long_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(World, match="文件名太长，数据没有丢失"):
        write_intake_ledger(desk, tmp_path / f"{'台' * 100}.xlsx", year=2026)
