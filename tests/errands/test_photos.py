"""照片 from files to people: one, or a folder at once, as one step that can be taken back."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Missing, Unreadable
from cppcc_desk.domain.people import PersonEntry
from cppcc_desk.errands import photos, previews
from cppcc_desk.operations.people import add_people, leave
from cppcc_desk.operations.people.cards import issue_cards
from cppcc_desk.operations.terms import begin_term
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.pictures import portrait_file

NAMES = ("柳青禾", "顾长安", "陈立新", "陈立新")


@pytest.fixture
def ids(desk: Desk) -> tuple[int, ...]:
    return desk.do(add_people, [PersonEntry(name=name, unit=f"第{'甲乙丙丁'[n]}单位") for n, name in enumerate(NAMES)])


def kept(session: Session) -> dict[int, str]:
    return {key: photo for key, photo in session.execute(select(t.Person.id, t.Person.photo)) if photo}


def test_one_picture_for_one_person(desk: Desk, ids: tuple[int, ...], tmp_path: Path) -> None:
    portrait = photos.read_portrait(portrait_file(tmp_path / "柳青禾.png"))
    photos.give(desk, ids[0], portrait)
    assert list(desk.read(kept)) == [ids[0]]
    assert desk.originals.take(desk.read(kept)[ids[0]]) == portrait.data
    photos.give(desk, ids[0], None)
    assert desk.read(kept) == {}
    desk.undo()
    assert list(desk.read(kept)) == [ids[0]]


def test_a_file_that_is_gone_or_too_heavy_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Missing, match="打不开“没有"):
        photos.read_portrait(tmp_path / "没有.jpg")
    monkeypatch.setattr(photos, "LARGEST_FILE", 1 << 10)
    with pytest.raises(Unreadable, match="超过 0 MB"):
        photos.read_portrait(portrait_file(tmp_path / "柳青禾.png"))
    with pytest.raises(Missing, match="打不开文件夹"):
        photos.look_through(None, tmp_path / "没有")  # type: ignore[arg-type]


def test_a_folder_is_looked_through_before_anything_is_kept(desk: Desk, ids: tuple[int, ...], tmp_path: Path) -> None:
    desk.do(leave, ids[1:2], on=desk.today, reason="调离")
    for number, name in enumerate(("柳青禾.jpg", "顾长安.jpg", "陈立新.png", "第丁单位-陈立新.BMP")):
        portrait_file(tmp_path / name, number)
    (tmp_path / "名单.txt").write_text("不是照片", encoding="utf-8")
    (tmp_path / "坏的.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "子文件夹.jpg").mkdir()
    steps: list[tuple[int, int, str]] = []
    found = photos.look_through(desk, tmp_path, step=lambda *told: steps.append(told))
    assert {one.file_name: [person.id for person in one.bearers] for one in found} == {
        "第丁单位-陈立新.BMP": [ids[3]],
        "坏的.jpg": [],
        "柳青禾.jpg": [ids[0]],
        "陈立新.png": [ids[2], ids[3]],
        "顾长安.jpg": [],
    }
    assert [one.file_name for one in found if one.problem] == ["坏的.jpg"]
    assert len(steps) == 5 and steps[0][:2] == (0, 5)
    assert desk.read(kept) == {}
    certain = photos.beyond_doubt(found)
    assert sorted(certain) == [ids[0], ids[3]]
    photos.assign(desk, certain)
    assert sorted(desk.read(kept)) == [ids[0], ids[3]]
    assert desk.next_undo() == "导入照片 2 人"
    desk.undo()
    assert desk.read(kept) == {}


def test_two_files_for_one_person_are_not_beyond_doubt(desk: Desk, ids: tuple[int, ...], tmp_path: Path) -> None:
    portrait_file(tmp_path / "柳青禾.jpg")
    portrait_file(tmp_path / "柳青禾 新.jpg", 1)
    assert photos.beyond_doubt(photos.look_through(desk, tmp_path)) == {}


def test_a_stranger_whose_name_begins_with_anothers_is_never_taken_for_them(
    desk: Desk, ids: tuple[int, ...], tmp_path: Path
) -> None:
    portrait_file(tmp_path / "顾长安明.jpg")
    (found,) = photos.look_through(desk, tmp_path)
    assert (found.bearers, [person.id for person in found.offered]) == ((), [ids[1]])
    assert photos.beyond_doubt([found]) == {}


def test_a_kept_picture_that_is_missing_is_told_by_the_check(desk: Desk, ids: tuple[int, ...], tmp_path: Path) -> None:
    photos.give(desk, ids[0], photos.read_portrait(portrait_file(tmp_path / "柳青禾.jpg")))
    assert check(desk) == ()
    desk.originals.forget(desk.read(kept)[ids[0]])
    (problem,) = check(desk)
    assert problem.startswith("柳青禾的照片：保存的原件里找不到文件")


def test_a_kept_picture_that_is_missing_is_told_before_the_card_is_printed(
    desk: Desk, ids: tuple[int, ...], tmp_path: Path
) -> None:
    desk.do(begin_term, 10, began=date(2021, 12, 18))
    photos.give(desk, ids[0], photos.read_portrait(portrait_file(tmp_path / "柳青禾.jpg")))
    subject = previews.Cards(desk.do(issue_cards, ids[:1]).card_ids)

    def told() -> list[str]:
        return [one.sentence for one in previews.look(desk, subject, stand_ins={}).check]

    assert "每张都有照片、单位，都在有效期内" in told()
    desk.originals.forget(desk.read(kept)[ids[0]])
    assert "每张都有照片、单位，都在有效期内" not in told()
    assert "照片的文件找不到或者坏了，印出来留着贴照片的方框，请重新选照片：柳青禾" in told()
