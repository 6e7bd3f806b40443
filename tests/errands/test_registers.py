"""The four ledgers as workbooks: every line in its order, the office's columns, text that stays text, phones masked."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cppcc_desk.domain.errors import Invalid, World
from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.registers.columns import COLUMNS, USUAL, Head, Register
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State
from cppcc_desk.errands import registers
from cppcc_desk.errands.registers import choose_columns, columns_of, look_at_register, write_register
from cppcc_desk.errands.writing import Locked
from cppcc_desk.operations.dispatching import open_dispatch, send
from cppcc_desk.operations.submissions import move_to_bin
from cppcc_desk.storage.desk import Desk
from tests.errands.test_papers import files, immutable
from tests.office import piece
from tests.outcomes import adoption, instruction, record, record_of_issue

FIRST = 4  # the row below title, unit and heads
INTAKE = Register.INTAKE


def rows(path: Path, heads: Sequence[Head] = USUAL[INTAKE]) -> list[dict[str, str]]:
    (sheet,) = load_workbook(path).worksheets
    titles = [head.value for head in heads]
    assert [cell.value for cell in sheet[FIRST - 1]] == titles
    return [
        {title: str(cell.value or "") for title, cell in zip(titles, row, strict=True)}
        for row in sheet.iter_rows(min_row=FIRST)
    ]


def shown(desk: Desk, register: Register, *, year: int | None = None) -> list[dict[Head, str]]:
    look = look_at_register(desk, register, year=year)
    return [dict(zip(look.heads, row.texts, strict=True)) for row in look.rows]


def test_every_submission_stands_in_the_order_of_the_numbers(desk: Desk, tmp_path: Path) -> None:
    lead = Contributor(name="柳青禾", unit="石桥镇中心卫生院", phone="138 0000 1234")
    made = piece(desk, State.ISSUED, contributors=(lead, Contributor(name="顾长安")))
    desk.do(send, made, to="市政协", form="", sent_at=datetime(2026, 11, 20, 14, 0), reason="先报")
    piece(desk, title="第二篇")
    desk.do(move_to_bin, [piece(desk, title="不要的")])
    piece(desk, title="去年的", received_at=datetime(2025, 12, 30, 9, 0))
    path = tmp_path / "台 账.xlsx"
    assert write_register(desk, INTAKE, path, year=2026) == 2
    first, second = rows(path)
    assert (first["编号"], second["编号"]) == ("2026-001", "2026-002")
    assert first["标题"] == "关于石桥镇集市停车难的建议"
    assert first["收稿时间"] == "2026年11月18日 9时30分"
    assert first["反映人"] == "柳青禾、顾长安"
    assert (first["状态"], first["期号"]) == ("已印发", "《社情民意》2026年第1期")
    assert first["报送情况"] == "市政协 11月20日"
    assert first["电话"] == "138****1234"
    assert second["期号"] == second["报送情况"] == ""
    assert write_register(desk, INTAKE, path, year=None, phones=True) == 3
    assert [row["标题"] for row in rows(path)] == ["去年的", "关于石桥镇集市停车难的建议", "第二篇"]
    assert rows(path)[1]["电话"] == "138 0000 1234"


def test_numbers_of_a_long_year_stand_as_numbers(desk: Desk) -> None:
    for _ in range(3):
        piece(desk)
    with desk._engine.begin() as connection:
        connection.exec_driver_sql("update submission set serial = 1000, intake_no = '2026-1000' where id = 2")
    assert [row[Head.NUMBER] for row in shown(desk, INTAKE)] == ["2026-001", "2026-003", "2026-1000"]


def test_dispatches_stand_line_by_line_in_the_year_they_went(desk: Desk) -> None:
    made = piece(desk, State.ISSUED, received_at=datetime(2025, 12, 30, 9, 0))
    at = datetime(2026, 1, 3, 10, 5)
    desk.do(send, made, to="市政协", sent_at=at, way="专人送达", copies=3, signed_by="林书语", reason="先报")
    desk.do(open_dispatch, made, to="区委")
    (sent,) = shown(desk, Register.DISPATCH, year=2026)[:1]
    assert (sent[Head.NUMBER], sent[Head.DESTINATION], sent[Head.SENT_AT]) == (
        "2025-001",
        "市政协",
        "2026年1月3日 10时05分",
    )
    assert (sent[Head.WAY], sent[Head.COPIES], sent[Head.SIGNED_BY], sent[Head.LATE]) == (
        "专人送达",
        "3",
        "林书语",
        "逾期",
    )
    assert shown(desk, Register.DISPATCH, year=2025) == []
    told = [(row[Head.DESTINATION], row[Head.SENT_AT]) for row in shown(desk, Register.DISPATCH)]
    assert ("区委", "") in told
    look = look_at_register(desk, INTAKE, year=None)
    place = look.heads.index(Head.SENT)
    assert look.rows[0].texts[place] == "市政协 2026年1月3日（逾期）；区委 待报送"


def test_what_the_office_printed_and_what_others_used_are_adoptions(desk: Desk) -> None:
    made = piece(desk, State.ISSUED)
    record(desk, made, adoption(journal="江宁社情", issue_no="第45期"))
    record_of_issue(desk, made, adoption(level=Level.PROVINCE, organ="省政协", occurred_on=desk.today))
    told = [
        (row[Head.ADOPTED_LEVEL], row[Head.ADOPTED_BY], row[Head.ADOPTED_JOURNAL], row[Head.ADOPTED_ISSUE])
        for row in shown(desk, Register.ADOPTION)
    ]
    assert sorted(told) == [
        ("市级", "市政协", "江宁社情", "第45期"),
        ("本级", "", "社情民意", "2026年第1期"),
        ("省级", "省政协", "", ""),
    ]


def test_own_use_that_was_recorded_by_hand_is_told_once(desk: Desk) -> None:
    made = piece(desk, State.ISSUED)
    record(desk, made, adoption(level=Level.OWN, organ="", journal="社情民意", evidence="期刊"))
    assert len(shown(desk, Register.ADOPTION)) == 1


def test_instructions_stand_with_their_words(desk: Desk) -> None:
    record(desk, piece(desk, State.ISSUED), instruction())
    (row,) = shown(desk, Register.INSTRUCTION)
    assert (row[Head.LEADER], row[Head.LEADER_POST], row[Head.LEADER_LEVEL]) == ("江承志", "县委书记", "本级")
    assert row[Head.INSTRUCTED_TEXT] == "请县交通局牵头研究，年底前拿出方案。"


def test_the_office_chooses_its_columns_and_their_order(desk: Desk, tmp_path: Path) -> None:
    piece(desk)
    wanted = (Head.TITLE, Head.SECTOR, Head.NUMBER)
    choose_columns(desk, INTAKE, wanted)
    assert columns_of(desk, INTAKE) == wanted
    assert columns_of(desk, Register.ADOPTION) == USUAL[Register.ADOPTION]
    write_register(desk, INTAKE, tmp_path / "台账.xlsx", year=2026)
    assert rows(tmp_path / "台账.xlsx", wanted)[0]["编号"] == "2026-001"
    assert desk.undo() == "修改设置"
    assert columns_of(desk, INTAKE) == USUAL[INTAKE]
    with pytest.raises(Invalid, match="至少要有一栏"):
        choose_columns(desk, INTAKE, ())


def test_every_column_of_every_ledger_can_be_written(desk: Desk, tmp_path: Path) -> None:
    made = piece(desk, State.ISSUED)
    desk.do(open_dispatch, made, to="市政协")
    record(desk, made, adoption())
    record(desk, made, instruction())
    for register in Register:
        path = tmp_path / f"{register}.xlsx"
        assert write_register(desk, register, path, year=None, heads=COLUMNS[register])
        assert rows(path, COLUMNS[register])[0]["编号"] == "2026-001"


def test_narrow_ledgers_print_upright_and_wide_ones_across(desk: Desk, tmp_path: Path) -> None:
    piece(desk)
    for heads, way in (((Head.NUMBER, Head.TITLE), "portrait"), (USUAL[INTAKE], "landscape")):
        write_register(desk, INTAKE, tmp_path / "台账.xlsx", year=2026, heads=heads)
        (sheet,) = load_workbook(tmp_path / "台账.xlsx").worksheets
        assert sheet.page_setup.orientation == way
        assert sheet.print_title_rows == "$1:$3"


@pytest.mark.parametrize("text", ["=1+1", "+86 办", "-5 度的教室", "@SUM(A1)", "0571", "1e5", "2026-11-20", "#REF!"])
def test_text_stays_text(desk: Desk, tmp_path: Path, text: str) -> None:
    piece(desk, title=text, submitting_unit=text)
    write_register(desk, INTAKE, tmp_path / "台账.xlsx", year=2026)
    (sheet,) = load_workbook(tmp_path / "台账.xlsx").worksheets
    for head in (Head.TITLE, Head.UNIT):
        cell = sheet.cell(FIRST, USUAL[INTAKE].index(head) + 1)
        assert (cell.value, cell.data_type) == (text, "s")


def test_an_empty_year_is_a_table_with_its_heads(desk: Desk, tmp_path: Path) -> None:
    assert write_register(desk, INTAKE, tmp_path / "台账.xlsx", year=2019) == 0
    assert rows(tmp_path / "台账.xlsx") == []


def test_the_same_ledger_is_the_same_file(desk: Desk, tmp_path: Path) -> None:
    piece(desk)
    for name in ("甲.xlsx", "乙.xlsx"):
        write_register(desk, INTAKE, tmp_path / name, year=2026)
    assert (tmp_path / "甲.xlsx").read_bytes() == (tmp_path / "乙.xlsx").read_bytes()


def test_a_ledger_that_is_open_elsewhere_stays_as_it_was(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "台账"
    path = out / "来稿台账.xlsx"
    write_register(desk, INTAKE, path, year=2026)
    before = path.read_bytes()
    piece(desk)
    with immutable(path), pytest.raises(Locked, match=r"或另存为“来稿台账\(2\)\.xlsx”"):
        write_register(desk, INTAKE, path, year=2026)
    assert path.read_bytes() == before
    assert files(out) == ["来稿台账.xlsx"]


def test_a_name_that_is_too_long_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(World, match="文件名太长，数据没有丢失"):
        write_register(desk, INTAKE, tmp_path / f"{'台' * 100}.xlsx", year=2026)


def test_writing_can_be_stopped_and_leaves_what_was_there(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        piece(desk)
    path = tmp_path / "台账" / "来稿台账.xlsx"
    write_register(desk, INTAKE, path, year=2026)
    before = path.read_bytes()
    monkeypatch.setattr(registers, "AT_ONCE", 1)
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_register(desk, INTAKE, path, year=None, tell=stop)
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert path.read_bytes() == before
    assert files(path.parent) == ["来稿台账.xlsx"]
