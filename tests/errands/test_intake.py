"""Received files become submissions: each wholly in or wholly out, kept byte for byte, never changed where they lie."""

import hashlib
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from cppcc_desk.domain.errors import Invalid, Missing, World
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.submission import Draft, IntakeChannel, ReadStatus
from cppcc_desk.errands.intake import Imported, bring_in, files_in, register_by_hand
from cppcc_desk.errands.received import look_at_all
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.submissions import move_to_bin
from cppcc_desk.queries import submissions
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk

RECEIVED = datetime(2026, 11, 18, 9, 30)
TEXT = """关于{about}的建议

柳青禾　石桥镇中心卫生院

近期，群众多次反映{about}，赶集日尤其突出，车辆沿街停放两公里，救护车难以通行，附近居民意见很大。
建议由镇政府牵头，明年上半年拿出办法，在原供销社空地划出场地，并向群众说明安排。
"""
PROSE = """石桥镇农贸市场逢二逢七赶集，高峰时段进场车辆超过四百辆，而周边没有一处公共停车场。
摊位占住人行道，行人只好走在机动车道上，去年以来已经发生七起剐蹭，救护车两次被堵在路口。
建议由镇政府牵头，在原供销社空地建一处停车场，同时划定临时摊位，逢集由交警和市场管理员共同值守。"""


def letter(folder: Path, name: str, about: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(TEXT.format(about=about), encoding="utf-8")
    return path


def word(folder: Path, name: str, *lines: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / name))
    return folder / name


def brought(desk: Desk, *paths: Path, group: str = "") -> list[Imported]:
    found = bring_in(desk, files_in(paths), channel=IntakeChannel.USB, received_at=RECEIVED, group=group)
    return list(found)


def shown(desk: Desk, entry: Imported) -> SubmissionDetail:
    return desk.read(submissions.detail, desk.read(submissions.id_of, entry.intake_no), now=desk.now)


def state_of(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Every file below `folder`: its digest, its time of change and its mode."""
    return {
        str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, path.stat().st_mode)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """What lies on a USB stick: good files and bad ones, some below."""
    inbox = tmp_path / "收 件"
    letter(inbox, "01 停车.txt", "集市停车难")
    word(inbox, "02 清淤.docx", "关于河道清淤的建议", PROSE.replace("赶集", "涨水"), "反映人：沈砚秋")
    (inbox / "03 空.txt").write_bytes(b"")
    (inbox / "04 坏.docx").write_bytes(b"PK\x03\x04 cut off")
    (inbox / "05 画.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (inbox / "06 程序.exe").write_bytes(b"MZ" + bytes(200))
    letter(inbox / "第二批", "07 路灯.txt", "路灯不亮")
    return inbox


def test_every_file_is_wholly_in_or_wholly_out(desk: Desk, inbox: Path) -> None:
    before = state_of(inbox)
    done = brought(desk, inbox)
    assert [entry.file for entry in done] == [path.name for path in sorted(inbox.rglob("*.*"))]
    taken = [entry for entry in done if entry.intake_no]
    assert [(entry.file[:2], entry.intake_no) for entry in taken] == [
        ("01", "2026-001"),
        ("02", "2026-002"),
        ("07", "2026-003"),
    ]
    for entry in done:
        if entry not in taken:
            assert entry.status is ReadStatus.REFUSED
            assert entry.draft is None
            assert entry.message.endswith("。")
    assert state_of(inbox) == before  # nothing was changed or added where the files lie
    assert desk.read(submissions.count, submissions.Filter()) == 3
    assert check(desk) == ()


def test_the_bytes_are_kept_as_they_came(desk: Desk, inbox: Path) -> None:
    for entry in brought(desk, inbox):
        if entry.intake_no:
            (kept,) = shown(desk, entry).files
            source = next(inbox.rglob(entry.file)).read_bytes()
            assert (kept.file_name, kept.size, kept.source) == (entry.file, len(source), True)
            assert kept.sha256 == hashlib.sha256(source).hexdigest()
            assert desk.originals.take(kept.sha256) == source


def test_what_is_registered_is_what_the_batch_was_told(desk: Desk, tmp_path: Path) -> None:
    (entry,) = brought(desk, letter(tmp_path, "来信.txt", "集市停车难"), group="第二信息小组")
    detail = shown(desk, entry)
    assert detail.row.title == "关于集市停车难的建议"
    assert detail.row.received_at == RECEIVED
    assert detail.intake_channel == "U盘"
    assert detail.row.group == "第二信息小组"
    assert "救护车难以通行" in detail.original_text
    (first, *_), now = detail.steps, desk.now
    assert (first.by, first.at) == ("王秀兰", now)


def test_the_same_bytes_are_skipped_with_the_first_number(desk: Desk, tmp_path: Path) -> None:
    first = letter(tmp_path, "甲.txt", "集市停车难")
    (tmp_path / "乙.txt").write_bytes(first.read_bytes())
    done = brought(desk, tmp_path / "甲.txt", tmp_path / "乙.txt")
    again = brought(desk, first)
    assert [entry.status for entry in (*done, *again)] == [ReadStatus.ACCEPTED, ReadStatus.SKIPPED, ReadStatus.SKIPPED]
    assert {entry.intake_no for entry in (*done, *again)} == {"2026-001"}
    assert "2026-001" in again[0].message
    assert desk.read(submissions.count, submissions.Filter()) == 1


def test_a_second_run_takes_what_is_new(desk: Desk, inbox: Path) -> None:
    brought(desk, inbox)
    letter(inbox, "08 新来.txt", "末班车太早")
    done = brought(desk, inbox)
    assert [entry.file for entry in done if entry.status is not ReadStatus.REFUSED and entry.draft] == ["08 新来.txt"]
    assert [entry.intake_no for entry in done if entry.status is ReadStatus.SKIPPED] == [
        "2026-001",
        "2026-002",
        "2026-003",
    ]


def test_what_was_binned_may_come_again(desk: Desk, tmp_path: Path) -> None:
    path = letter(tmp_path, "来信.txt", "集市停车难")
    (first,) = brought(desk, path)
    desk.do(move_to_bin, [desk.read(submissions.id_of, first.intake_no)])
    (second,) = brought(desk, path)
    assert (second.status, second.intake_no) == (ReadStatus.ACCEPTED, "2026-002")


def test_the_same_text_in_another_file_is_a_likely_duplicate_that_is_taken(desk: Desk, tmp_path: Path) -> None:
    one = word(tmp_path, "原稿.docx", "关于石桥镇集市停车难的建议", *PROSE.splitlines(), "反映人：柳青禾")
    other = tmp_path / "另存.txt"
    other.write_text(f"赶集日停车问题亟待解决\n\n顾长安\n\n{PROSE}\n", encoding="utf-8")
    stranger = letter(tmp_path, "别的.txt", "河道清淤")
    first, second, third = brought(desk, one, other, stranger)
    assert first.likely_duplicates == third.likely_duplicates == ()
    (found,) = second.likely_duplicates
    assert (found.intake_no, found.title) == ("2026-001", first.draft.title if first.draft else "")
    assert found.similarity > 0.8
    assert second.intake_no == "2026-002"


@pytest.fixture
def roster(desk: Desk) -> Sequence[int]:
    return desk.do(
        add_people,
        [
            PersonEntry(
                name="柳青禾",
                kind=PersonKind.MEMBER,
                unit="石桥镇中心卫生院",
                position="医生",
                phone="138 0000 0001",
                sector="医药卫生",
                info_group="第三信息小组",
            ),
            PersonEntry(name="陈立新", unit="县农业农村局", phone="138 0000 0002"),
            PersonEntry(name="陈立新", unit="云溪中学", phone="138 0000 0003", info_group="第四信息小组"),
        ],
    )


def test_people_are_found_in_the_roster(desk: Desk, roster: Sequence[int], tmp_path: Path) -> None:
    (entry,) = brought(desk, letter(tmp_path, "来信.txt", "集市停车难"))
    detail = shown(desk, entry)
    (lead,) = detail.contributors
    assert (lead.name, lead.kind, lead.unit) == ("柳青禾", "委员", "石桥镇中心卫生院")
    assert (lead.phone, lead.sector) == ("138 0000 0001", "医药卫生")
    assert detail.row.group == "第三信息小组"


def test_each_file_meets_the_roster_as_it_is_then(desk: Desk, tmp_path: Path) -> None:
    batch = bring_in(
        desk, [letter(tmp_path, f"{about}.txt", about) for about in ("停车", "清淤")], channel=IntakeChannel.USB
    )
    (lead,) = shown(desk, next(batch)).contributors
    assert (lead.person_id, lead.sector) == (None, "")
    (entered,) = desk.do(add_people, [PersonEntry(name="柳青禾", unit="石桥镇中心卫生院", sector="教育")])
    (lead,) = shown(desk, next(batch)).contributors
    assert (lead.person_id, lead.sector) == (entered, "教育")


def test_of_two_people_with_one_name_the_unit_decides_or_nobody(
    desk: Desk, roster: Sequence[int], tmp_path: Path
) -> None:
    told = word(tmp_path, "有单位.docx", "关于校车的建议", PROSE, "反映人：陈立新", "单位：云溪中学")
    silent = word(tmp_path, "没单位.docx", "关于秸秆的建议", PROSE.replace("市场", "田间"), "反映人：陈立新")
    sure, doubtful = brought(desk, told, silent)
    (known,) = shown(desk, sure).contributors
    assert (known.phone, sure.warnings) == ("138 0000 0003", ())
    (unknown,) = shown(desk, doubtful).contributors
    assert (unknown.name, unknown.phone, unknown.unit) == ("陈立新", "", "")
    assert doubtful.status is ReadStatus.ACCEPTED_WITH_WARNING
    assert any("2 位“陈立新”" in warning for warning in doubtful.warnings)


def test_a_cancelled_batch_keeps_what_is_done_and_goes_on_later(desk: Desk, tmp_path: Path) -> None:
    paths = [letter(tmp_path, f"{i}.txt", about) for i, about in enumerate(("停车难", "路灯不亮", "清淤", "公交"))]
    done: list[Imported] = []
    for entry in bring_in(desk, paths, channel=IntakeChannel.MAIL, cancelled=lambda: len(done) == 2):
        done.append(entry)
    assert [entry.intake_no for entry in done] == ["2026-001", "2026-002"]
    later = list(bring_in(desk, paths, channel=IntakeChannel.MAIL))
    assert [entry.intake_no for entry in later] == ["2026-001", "2026-002", "2026-003", "2026-004"]
    assert [entry.status is ReadStatus.SKIPPED for entry in later] == [True, True, False, False]


def test_a_group_that_is_not_there_stops_before_anything_is_read(desk: Desk, tmp_path: Path) -> None:
    good = letter(tmp_path, "来信.txt", "集市停车难")
    with pytest.raises(Missing, match=r"没有“第九信息小组”.*第一信息小组.*没有作任何改动"):
        brought(desk, good, group="第九信息小组")
    assert desk.read(submissions.count, submissions.Filter()) == 0


def test_what_is_no_file_is_refused_and_does_not_hang(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "奇怪"
    letter(folder, "1 好.txt", "集市停车难")
    os.mkfifo(folder / "2 管道.txt")
    (folder / "3 断链.txt").symlink_to(folder / "没有")
    done = brought(desk, folder)
    assert [entry.status for entry in done] == [ReadStatus.ACCEPTED, ReadStatus.REFUSED, ReadStatus.REFUSED]
    assert "不是普通文件" in done[1].message
    assert "找不到" in done[2].message


def test_a_refusal_of_the_desk_is_one_result_among_others(desk: Desk, tmp_path: Path) -> None:
    early = desk.now.replace(year=desk.now.year + 1)
    paths = [letter(tmp_path, "甲.txt", "集市停车难"), letter(tmp_path, "乙.txt", "路灯不亮")]
    done = list(bring_in(desk, paths, channel=IntakeChannel.MAIL, received_at=early))
    assert [(entry.status, entry.intake_no) for entry in done] == [(ReadStatus.REFUSED, "")] * 2
    assert all("没有登记成功" in entry.message for entry in done)
    assert [entry.intake_no for entry in brought(desk, *paths)] == ["2026-001", "2026-002"]  # no number was lost


def test_files_are_taken_folder_by_folder_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("乙/2.txt", "乙/1.txt", "甲/3.txt", "9.txt"):
        letter(tmp_path / Path(name).parent, Path(name).name, "停车难")
    found = [str(path.relative_to(tmp_path)) for path in files_in([tmp_path])]
    assert found == ["9.txt", "乙/1.txt", "乙/2.txt", "甲/3.txt"]
    assert files_in([tmp_path / "9.txt", tmp_path / "甲"]) == (tmp_path / "9.txt", tmp_path / "甲" / "3.txt")


# --- by hand ---------------------------------------------------------------------------------------------------------


def test_by_hand_people_are_found_in_the_roster(desk: Desk, roster: Sequence[int]) -> None:
    first = register_by_hand(
        desk,
        Draft(title="关于校车的建议", contributors=("柳青禾", "顾长安"), body=PROSE),
        channel=IntakeChannel.PAPER,
        received_at=RECEIVED,
    )
    detail = desk.read(submissions.detail, first.id, now=desk.now)
    assert [(c.name, c.unit) for c in detail.contributors] == [("柳青禾", "石桥镇中心卫生院"), ("顾长安", "")]
    assert detail.row.unit == "石桥镇中心卫生院"
    second = register_by_hand(
        desk,
        Draft(title="关于校车的建议（续）", unit="云溪中学", body=PROSE),
        channel=IntakeChannel.PAPER,
        received_at=RECEIVED,
        group="第一信息小组",
        follows=first.intake_no,
    )
    detail = desk.read(submissions.detail, second.id, now=desk.now)
    assert (detail.collective_submission, detail.follows) == (True, first.intake_no)
    assert (detail.row.group, detail.contributors) == ("第一信息小组", ())


def test_by_hand_what_is_missing_is_refused_by_field(desk: Desk) -> None:
    with pytest.raises(Invalid) as refusal:
        register_by_hand(desk, Draft(title=" "), channel=IntakeChannel.PAPER, received_at=RECEIVED)
    assert {"title", "original_text"} <= refusal.value.problems.keys()
    assert all(sentence.endswith("。") for sentence in refusal.value.problems.values())
    for wrong in ({"group": "第九信息小组"}, {"follows": "2026-099"}):
        with pytest.raises(Missing):
            register_by_hand(
                desk,
                Draft(title="关于校车的建议", contributors=("柳青禾",), body=PROSE),
                channel=IntakeChannel.PAPER,
                received_at=RECEIVED,
                **wrong,
            )
    assert desk.read(submissions.count, submissions.Filter()) == 0


# --- looking before registering --------------------------------------------------------------------------------------


def test_looking_registers_nothing_and_offers_the_same_bytes_once(desk: Desk, inbox: Path) -> None:
    (inbox / "09 副本.txt").write_bytes((inbox / "01 停车.txt").read_bytes())
    steps: list[tuple[int, int, str]] = []
    paths = files_in([inbox, inbox / "01 停车.txt"])
    found = look_at_all(desk, paths, step=lambda *told: steps.append(told))
    assert [(done, total) for done, total, _ in steps] == [(i, 8) for i in range(8)]
    offered = [one for one in found if one.draft]
    assert [one.file_name[:2] for one in offered] == ["01", "02", "07"]
    assert all(one.kept and desk.originals.take(one.kept.sha256) for one in offered)
    (twice,) = [one for one in found if one.status is ReadStatus.SKIPPED]
    assert (twice.file_name, twice.known_as) == ("09 副本.txt", "")
    assert "“01 停车.txt”" in twice.message
    assert desk.read(submissions.count, submissions.Filter()) == 0


def test_a_full_disk_stops_the_batch_with_a_sentence(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [letter(tmp_path, f"{about}.txt", about) for about in ("停车难", "路灯不亮")]
    full = World("磁盘空间不足；本次修改没有保存。")

    def refuse(_data: bytes) -> str:
        raise full

    monkeypatch.setattr(desk.originals, "keep", refuse)
    with pytest.raises(World, match="磁盘空间不足"):
        brought(desk, *paths)
    monkeypatch.undo()
    assert [entry.intake_no for entry in brought(desk, *paths)] == ["2026-001", "2026-002"]
