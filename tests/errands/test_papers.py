"""Papers as files: whole or not at all, the same issue the same bytes, nothing overwritten that is not ours."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from cppcc_desk.domain.errors import Missing, World
from cppcc_desk.domain.forms import FORM_KINDS
from cppcc_desk.domain.occasions import AttendanceEntry, OccasionEntry, OccasionKind, Part
from cppcc_desk.domain.people import PersonEntry
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.errands import papers
from cppcc_desk.errands.papers import (
    ISSUE_SHEET,
    Written,
    write_commission_letter,
    write_form,
    write_group_form,
    write_issue,
    write_occasion_form,
)
from cppcc_desk.errands.writing import Locked
from cppcc_desk.operations.commissioning import commission
from cppcc_desk.operations.dispatching import open_dispatch
from cppcc_desk.operations.occasions import add_occasion
from cppcc_desk.operations.people import add_people
from cppcc_desk.press import fonts
from cppcc_desk.queries import forms, issues
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.office import piece, registration, step
from tests.outcomes import assign, instruction, record

LONG = "石桥镇农贸市场逢二逢七赶集，高峰时段进场车辆超过四百辆，而周边没有一处公共停车场。"


@contextmanager
def immutable(path: Path) -> Iterator[None]:
    """`path` as a program on Windows that has it open would leave it: it can be neither replaced nor written."""
    done = subprocess.run(["chattr", "+i", str(path)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"files cannot be locked here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", str(path)], check=True)


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[Path]:
    """A disk of its own."""
    place.mkdir(parents=True)
    done = subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", str(place)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting is not possible here: {done.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def printed(desk: Desk, *, title: str = "关于石桥镇集市停车难的建议", text: str = LONG) -> int:
    """The id of an issue that is being printed."""
    given = registration(title=title, original_text=text)
    made = piece(desk, State.PRINTING, title=title, original_text=text, contributors=given.contributors)
    found = desk.read(issues.issue_of, made)
    assert found is not None
    return found.id


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def words(path: Path) -> str:
    """Every word of a .docx, tables too."""
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_an_issue_is_written_as_docx_and_pdf_and_noted(desk: Desk, tmp_path: Path) -> None:
    issue = printed(desk)
    out = tmp_path / "印 发"
    written = write_issue(desk, issue, out)
    assert files(out) == ["《社情民意》2026年第1期（2026-11-20）.docx", "《社情民意》2026年第1期（2026-11-20）.pdf"]
    assert written.pdf is not None and written.no_pdf == ""
    assert written.pdf.read_bytes().startswith(b"%PDF-")
    text = words(written.docx)
    assert "关于石桥镇集市停车难的建议" in text
    assert LONG in text
    assert "第1期" in text.replace(" ", "")
    noted = desk.read(issues.papers, issue_id=issue)
    assert [(paper.kind, paper.file_name, paper.made_by) for paper in reversed(noted)] == [
        (ISSUE_SHEET, written.docx.name, "王秀兰"),
        (ISSUE_SHEET, written.pdf.name, "王秀兰"),
    ]
    assert check(desk) == ()


def test_pages_of_pdf_and_layout_agree(desk: Desk, tmp_path: Path) -> None:
    pymupdf = pytest.importorskip("pymupdf")
    written = write_issue(desk, printed(desk, text="\n".join([LONG * 3] * 9)), tmp_path)
    assert written.pdf is not None
    with pymupdf.open(written.pdf) as document:
        assert len(document) == written.pages > 2


def test_the_same_issue_twice_is_the_same_bytes_in_the_same_place(desk: Desk, tmp_path: Path) -> None:
    issue = printed(desk)
    first = write_issue(desk, issue, tmp_path / "甲")
    before = {name: (tmp_path / "甲" / name).read_bytes() for name in files(tmp_path / "甲")}
    assert write_issue(desk, issue, tmp_path / "甲") == first
    assert {name: (tmp_path / "甲" / name).read_bytes() for name in files(tmp_path / "甲")} == before
    write_issue(desk, issue, tmp_path / "乙")
    assert {name: (tmp_path / "乙" / name).read_bytes() for name in files(tmp_path / "乙")} == before


def test_a_corrected_issue_replaces_the_one_before_under_its_number(desk: Desk, tmp_path: Path) -> None:
    issue = printed(desk)
    first = write_issue(desk, issue, tmp_path)
    (submission_id,) = desk.read(issues.issue, issue).submission_ids
    step(desk, submission_id, Step.PROOFREAD, 结论="退回", reason="错字")
    step(desk, submission_id, Step.EDIT, 正文=LONG.replace("四百", "五百"), reason="错字")
    for following in (Step.REVIEW, Step.SIGN_OFF, Step.PRINT):
        step(desk, submission_id, following, **({"签发人": "周启明"} if following is Step.SIGN_OFF else {}))
    second = write_issue(desk, issue, tmp_path)
    assert second.docx == first.docx
    assert len(files(tmp_path)) == 2 + 1  # and the data folder beside
    assert "五百" in words(second.docx)


def test_a_file_that_is_not_ours_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    issue = printed(desk)
    out = tmp_path / "印发"
    first = write_issue(desk, issue, out)
    document = Document(str(first.docx))
    document.add_paragraph("办公室手工改过的一句。")
    document.save(str(first.docx))
    edited = first.docx.read_bytes()
    second = write_issue(desk, issue, out)
    assert first.docx.read_bytes() == edited
    assert second.docx.name == first.docx.name.replace(".docx", "(2).docx")
    assert second.pdf == first.pdf
    assert write_issue(desk, issue, out) == second  # the second name is ours by now


# --- troubles --------------------------------------------------------------------------------------------------------


def test_a_locked_target_is_said_and_stays_as_it_was(desk: Desk, tmp_path: Path) -> None:
    issue = printed(desk)
    out = tmp_path / "印发"
    written = write_issue(desk, issue, out)
    before = written.docx.read_bytes()
    with immutable(written.docx), pytest.raises(Locked) as refusal:
        write_issue(desk, issue, out)
    assert refusal.value.free.name == written.docx.name.replace(".docx", "(2).docx")
    assert "正被占用" in refusal.value.message
    assert f"“{refusal.value.free.name}”" in refusal.value.message
    assert (refusal.value.kind, refusal.value.path) == ("locked", written.docx)
    assert written.docx.read_bytes() == before
    assert not list(out.glob("*.part"))
    assert write_issue(desk, issue, out) == written  # closed in Word: same number, same text, same place
    assert check(desk) == ()


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_written_again_after_a_lock_the_files_keep_their_names(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """On Windows the target of a rename must not be open; the file written before it is ours all the same."""
    issue = printed(desk)
    out = tmp_path / "印发"
    out.mkdir()
    replace = Path.replace

    def locked(part: Path, target: Path) -> Path:
        if target.suffix == suffix:
            target.touch()
            raise PermissionError(errno.EACCES, "sharing violation", str(target))
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(Locked):
        write_issue(desk, issue, out)
    assert not list(out.glob("*.part"))
    monkeypatch.undo()
    for path in out.glob(f"*{suffix}"):
        path.unlink()
    written = write_issue(desk, issue, out)
    assert files(out) == [written.docx.name, written.pdf.name if written.pdf else ""]
    assert "(2)" not in "".join(files(out))


@pytest.mark.parametrize(("room", "left"), [("4k", []), ("20k", [".docx"])])
def test_a_full_disk_leaves_nothing_half(desk: Desk, tmp_path: Path, room: str, left: list[str]) -> None:
    issue = printed(desk)
    with mounted(tmp_path / "优盘", "-o", f"size={room}") as stick:
        with pytest.raises(World, match=r"磁盘空间不足，数据没有丢失。") as refusal:
            write_issue(desk, issue, stick / "印发")
        assert refusal.value.kind == "world"
        assert [path.suffix for path in (stick / "印发").iterdir()] == left
        assert all(LONG in words(path) for path in (stick / "印发").iterdir())
    assert write_issue(desk, issue, tmp_path / "印发").pages > 0
    assert check(desk) == ()


def test_a_read_only_disk_is_said(desk: Desk, tmp_path: Path) -> None:
    issue = printed(desk)
    with (
        mounted(tmp_path / "光盘", "-o", "ro") as disk,
        pytest.raises(World, match=r"没有写出“《社情民意》.*只读的，数据没有丢失"),
    ):
        write_issue(desk, issue, disk)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "不能写入"),
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EROFS, "只读"),
        (errno.EIO, "U 盘可能已经拔出"),
        (errno.ENODEV, "磁盘没有完成写入"),
    ],
)
def test_every_trouble_of_the_disk_is_a_sentence(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    issue = printed(desk)

    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("cppcc_desk.paths.os.fsync", fail)
    with pytest.raises(World, match=said) as refusal:
        write_issue(desk, issue, tmp_path / "印发")
    assert refusal.value.message.startswith("没有写出“") and "数据没有丢失" in refusal.value.message
    assert files(tmp_path / "印发") == []


def test_a_folder_that_is_a_file_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "印发").write_text("不是文件夹", encoding="utf-8")
    with pytest.raises(World, match="没有写出"):
        write_issue(desk, printed(desk), tmp_path / "印发")


def test_without_a_chinese_font_word_is_written_and_the_pdf_refused(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = printed(desk)
    made = write_issue(desk, issue, tmp_path / "有字体")
    monkeypatch.setattr("cppcc_desk.press.fonts.installed", lambda: fonts.Fonts(["DejaVu Sans"]))
    written = write_issue(desk, issue, tmp_path / "没字体")
    assert written == Written(tmp_path / "没字体" / made.docx.name, None, written.pages, fonts.NO_CHINESE_FONT)
    assert files(tmp_path / "没字体") == [made.docx.name]
    assert LONG in words(written.docx)


# --- forms -----------------------------------------------------------------------------------------------------------


def test_every_kind_of_form_can_be_asked_for() -> None:
    counted = {"任务数提醒函", "归档文件目录"}  # made of numbers that others count
    assert list(forms.ASKED_FOR) == [kind for kind in FORM_KINDS if kind not in counted]


@pytest.mark.parametrize("kind", forms.OF_SUBMISSION)
def test_every_form_gives_its_facts_back(desk: Desk, tmp_path: Path, kind: str) -> None:
    made = piece(desk, State.ISSUED)
    desk.do(open_dispatch, made, to="有关部门")
    record(desk, made, instruction(occurred_on=desk.today))
    written = write_form(desk, kind, made, docx=tmp_path / "表.docx", pdf=tmp_path / "表.pdf")
    assert (written.docx, written.pdf) == (tmp_path / "表.docx", tmp_path / "表.pdf")
    text = words(written.docx).replace("\n", "")
    assert "石桥镇集市停车难" in text
    assert [paper.kind for paper in desk.read(issues.papers, submission_id=made)] == [kind, kind]


def test_a_sign_in_sheet_is_written_and_noted_without_a_submission(desk: Desk, tmp_path: Path) -> None:
    desk.do(add_people, [PersonEntry(name="苏晚晴", unit="县科协", info_group="第二信息小组")])
    group_id = desk.read(forms.group_id_of, "第二信息小组")
    written = write_group_form(desk, "签到表", group_id, docx=tmp_path / "表.docx", pdf=tmp_path / "表.pdf")
    assert written.pages == 1
    assert "苏晚晴" in words(written.docx) and "第二信息小组活动签到表" in words(written.docx)
    noted = [(paper.kind, paper.submission_id, paper.file_name) for paper in desk.read(issues.papers)]
    assert noted == [("签到表", None, "表.pdf"), ("签到表", None, "表.docx")]
    assert check(desk) == ()


@pytest.mark.parametrize("kind", forms.OF_COMMISSION)
def test_a_letter_about_a_commissioned_piece_is_written_and_noted(desk: Desk, tmp_path: Path, kind: str) -> None:
    people = desk.do(add_people, [PersonEntry(name="苏晚晴")])
    (made,) = desk.do(commission, person_ids=people, subject="冬季供水", asked_on=desk.today, due_on=desk.today)
    written = write_commission_letter(desk, kind, made, docx=tmp_path / "函.docx", pdf=tmp_path / "函.pdf")
    assert written.pages == 1
    assert "苏晚晴同志：" in words(written.docx) and "冬季供水" in words(written.docx)
    assert [(paper.kind, paper.file_name) for paper in desk.read(issues.papers)] == [
        (kind, "函.pdf"),
        (kind, "函.docx"),
    ]


def test_letters_to_several_people_are_one_file_and_noted_once(desk: Desk, tmp_path: Path) -> None:
    invited = [AttendanceEntry(name=name, part=Part.OBSERVING) for name in ("方建军", "柳青禾")]
    entry = OccasionEntry(kind=OccasionKind.CHAIRS_MEETING, name="主席会议", at=datetime(2026, 12, 3, 9))
    made = desk.do(add_occasion, entry, invited=invited)
    written = write_occasion_form(desk, "列席邀请函", made, docx=tmp_path / "函.docx", pdf=tmp_path / "函.pdf")
    assert written.pages == 2
    assert all(name in words(written.docx) for name in ("方建军同志", "柳青禾同志"))
    assert {(paper.kind, paper.file_name) for paper in desk.read(issues.papers)} == {
        ("列席邀请函", "函.docx"),
        ("列席邀请函", "函.pdf"),
    }


def test_an_unknown_form_is_refused_before_anything_is_written(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Missing, match="核稿单"):
        write_form(desk, "请假条", piece(desk), docx=tmp_path / "表.docx", pdf=None)
    assert not (tmp_path / "表.docx").exists()


def test_a_form_without_a_pdf(desk: Desk, tmp_path: Path) -> None:
    written = papers.write_form(desk, "核稿单", piece(desk), docx=tmp_path / "深" / "层" / "表.docx", pdf=None)
    assert (written.pdf, written.no_pdf) == (None, "")
    assert files(tmp_path / "深" / "层") == ["表.docx"]


def test_a_supervision_sheet_is_written_and_noted(desk: Desk, tmp_path: Path) -> None:
    given = assign(desk, record(desk, piece(desk), instruction()))
    written = papers.write_assignment_form(desk, "批示督办单", given, docx=tmp_path / "督.docx", pdf=None)
    assert written.docx == tmp_path / "督.docx" and written.pages == 1
    (noted,) = desk.read(issues.papers)
    assert (noted.kind, noted.file_name) == ("批示督办单", "督.docx")
