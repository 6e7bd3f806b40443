"""What received files hold, before anything is registered."""

import hashlib
from datetime import datetime
from pathlib import Path

import pytest

from cppcc_desk.documents.reading.limits import Reader
from cppcc_desk.domain.errors import Missing, Unreadable
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.submission import Contributor, IntakeChannel, ReadStatus, ReceivedFile, Registration
from cppcc_desk.domain.workflow import State
from cppcc_desk.errands.intake import bring_in, register_found
from cppcc_desk.errands.received import keep_file, look, look_again, look_at_all, look_at_text
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.receiving import receive
from cppcc_desk.queries import intake, submissions
from cppcc_desk.queries.submissions import Filter
from cppcc_desk.storage.desk import Desk

PIECE = "关于增设公交站牌末班车时间的建议\n县第一中学　孙庆芝\n末班车时间没有标出，群众常常空等，建议在站牌上标明。\n"


def written(path: Path, text: str = PIECE) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_looking_keeps_the_bytes_and_registers_nothing(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path / "站牌.txt")
    with Reader() as reader:
        (found,) = look(desk, reader, path)
    assert found.status is ReadStatus.ACCEPTED and found.kept is not None and found.kept.source
    assert desk.originals.take(found.kept.sha256) == path.read_bytes()
    assert desk.read(submissions.count, Filter()) == 0


def test_what_was_found_is_registered_as_the_command_does(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path / "站牌.txt")
    (found,) = look_at_all(desk, [path], step=lambda *_: None)
    at = datetime(2026, 11, 19, 8, 30)
    made = register_found(desk, found, channel=IntakeChannel.QQ, received_at=at, group_id=None)
    assert made.intake_no == "2026-001" and made.received_at == at
    (again,) = bring_in(desk, [path], channel=IntakeChannel.QQ)
    assert (again.status, again.intake_no) == (ReadStatus.SKIPPED, "2026-001")


def test_the_same_bytes_in_one_batch_are_offered_once(desk: Desk, tmp_path: Path) -> None:
    one, other = written(tmp_path / "甲.txt"), written(tmp_path / "乙.txt")
    steps: list[tuple[int, int, str]] = []
    found = look_at_all(desk, [one, other, one], step=lambda *told: steps.append(told))
    assert [f.status for f in found] == [ReadStatus.ACCEPTED, ReadStatus.SKIPPED]
    assert "“甲.txt”完全相同" in found[1].message
    assert steps == [(0, 2, "甲.txt"), (1, 2, "乙.txt")]


def test_a_file_that_is_gone_is_a_result(desk: Desk, tmp_path: Path) -> None:
    (found,) = look_at_all(desk, [tmp_path / "没有.docx"], step=lambda *_: None)
    assert found.status is ReadStatus.REFUSED and found.draft is None and found.message.endswith("。")


def test_a_name_that_two_people_bear_is_a_doubt(desk: Desk, tmp_path: Path) -> None:
    desk.do(add_people, [PersonEntry(name="孙庆芝", kind=PersonKind.MEMBER), PersonEntry(name="孙庆芝")])
    (found,) = look_at_all(desk, [written(tmp_path / "站牌.txt")], step=lambda *_: None)
    assert found.status is ReadStatus.ACCEPTED_WITH_WARNING
    assert "名册里有 2 位“孙庆芝”" in found.warnings[-1]


def test_a_kept_text_is_read_again_in_the_encoding_chosen(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "站牌.txt"
    path.write_bytes(PIECE.encode("gb18030"))
    kept = look_at_all(desk, [path], step=lambda *_: None)[0].kept
    assert kept is not None
    path.unlink()
    garbled, right = (look_again(desk, kept, encoding=name) for name in ("Big5", "GB18030"))
    assert right.draft is not None and right.draft.title == PIECE.split("\n", maxsplit=1)[0]
    assert garbled.draft is None or garbled.draft.title != right.draft.title


def test_pasted_text_has_no_file(desk: Desk) -> None:
    found = look_at_text(desk, PIECE)
    assert found.kept is None and found.draft is not None and found.draft.contributors == ("孙庆芝",)


def test_the_bytes_of_a_file_with_a_mark_are_not_kept(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path / "站牌.txt", f"机密★5年\n{PIECE}")
    with Reader() as reader:
        (found,) = look(desk, reader, path)
    assert (found.status, found.draft, found.kept) == (ReadStatus.REFUSED, None, None)
    with pytest.raises(Unreadable, match="密级"):
        keep_file(desk, path)
    with pytest.raises(Missing):
        desk.originals.take(hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_mark_seen_only_in_another_encoding_takes_the_bytes_out_again(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "站牌.txt"
    path.write_bytes(f"機密★5年\n{PIECE}".encode("utf-16-be"))
    kept = ReceivedFile(sha256=desk.originals.keep(path.read_bytes()), file_name=path.name, size=1, source=True)
    found = look_again(desk, kept, encoding="UTF-16BE")
    assert (found.status, found.kept) == (ReadStatus.REFUSED, None)
    with pytest.raises(Missing):
        desk.originals.take(kept.sha256)


def test_pasted_text_with_a_mark_is_refused(desk: Desk) -> None:
    found = look_at_text(desk, f"秘密★1年\n{PIECE}")
    assert found.draft is None and "密级" in found.message


def test_an_attachment_is_kept_but_not_read(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "照片.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0 not read")
    kept = keep_file(desk, path)
    assert not kept.source and kept.size == path.stat().st_size
    assert desk.originals.take(kept.sha256) == path.read_bytes()


def test_registering_with_a_category_is_one_step_of_undo(desk: Desk) -> None:
    assert desk.read(intake.next_intake_no, 2026) == "2026-001"
    registration = Registration(
        title="关于增设公交站牌末班车时间的建议",
        original_text="末班车时间没有标出。",
        contributors=(Contributor(name="孙庆芝"),),
        received_at=desk.now,
        intake_channel=IntakeChannel.MAIL,
    )
    done = desk.do(receive, registration, {"category": "交通出行", "intended_destinations": "市政协"})
    assert desk.read(submissions.detail, done.id, now=desk.now).row.state == State.CLASSIFIED
    assert desk.read(intake.next_intake_no, 2026) == "2026-002"
    assert desk.undo() == "登记并分类 2026-001"
    assert desk.read(submissions.count, Filter()) == 0
