"""The sample office's submissions, each read as a person reads it (resources/sample/story.json)."""

import json
from pathlib import Path
from typing import Any

import pytest

from cppcc_desk.documents.reading import read
from cppcc_desk.domain.submission import Draft

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample"
FOLDER = SAMPLE / "submissions"
PIECES: list[dict[str, Any]] = json.loads((SAMPLE / "story.json").read_text(encoding="utf-8"))["submissions"]
BY_FILE = {piece["file"]: piece for piece in PIECES}


def drafts(file: str) -> list[Draft | None]:
    return [result.draft for result in read(FOLDER / file)]


def only(file: str) -> Draft:
    found = drafts(file)
    assert len(found) == 1
    assert found[0] is not None
    return found[0]


def test_no_file_is_left_out() -> None:
    on_disk = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert on_disk == set(BY_FILE)
    assert len(on_disk) >= 40


@pytest.mark.parametrize("file", BY_FILE)
def test_reads_as_a_person_reads_it(file: str) -> None:
    piece = BY_FILE[file]
    reads = piece.get("reads_as") or BY_FILE[piece["same_bytes_as"]]["reads_as"]
    draft = only(file)
    assert draft.title == " ".join(reads["title"].split())
    assert list(draft.contributors) == reads["contributors"]
    assert (draft.unit, draft.phone) == (reads["unit"], reads["phone"])
    assert (bool(draft.unit) and not draft.contributors) == reads["collective"]


@pytest.mark.parametrize("file", BY_FILE)
def test_nothing_of_the_head_or_the_signature_is_left_in_the_text(file: str) -> None:
    draft = only(file)
    first, last = draft.body.split("\n")[0], draft.body.split("\n")[-1]
    for known in (draft.title, draft.phone, "登记表", "信息稿", "联系电话", "执笔人"):
        assert not known or known not in "".join((first + last).split())
    assert last.endswith(("。", "；", "！", "？", "”"))
    assert "一事一报" not in draft.body


def test_the_copy_is_read_like_its_original() -> None:
    copies = [piece for piece in PIECES if "same_bytes_as" in piece]
    assert copies
    for copy in copies:
        assert only(copy["file"]) == only(copy["same_bytes_as"])


DATES = {
    "2026/社情民意信息登记表（中药饮片）.docx": "2026-01-14",  # in a form
    "2026/建议.txt": "2026-05-26",  # written 2026.5.26
    "2026/柳溪古镇夜游.docx": "2026-07-23",  # beside the telephone number, in a text box
    "2026/数字适老（尹素芬委员）.docx": "2026-08-24",
    "2026/关于我县工业园区污水处理和中水回用的调研报告.docx": "2026-10-26",  # in brackets under the title
    "2026/民盟总支-古建筑.docx": "2026-03-19",
    "2026/马跃进-惠企政策.docx": "2026-07-28",
    "2026/村医队伍（施文博）.docx": None,  # there is none
}


@pytest.mark.parametrize("file", DATES)
def test_dates(file: str) -> None:
    written_on = only(file).written_on
    assert (written_on and written_on.isoformat()) == DATES[file]


POSITIONS = {
    "2026/社情民意信息登记表（中药饮片）.docx": "药剂科主任",
    "2026/数字适老（尹素芬委员）.docx": "院长",
    "2026/双河小水库管护.docx": "站长",
    "2026/学生通学公交.docx": "运营部副经理",
    "2026/儿科夜间门诊.txt": "儿科护士长",
    "2026/求助信.txt": "青岗镇柏树村三组村民",
    "2026/县总工会-园区招工难.docx": "",
}


@pytest.mark.parametrize("file", POSITIONS)
def test_positions(file: str) -> None:
    assert only(file).position == POSITIONS[file]


@pytest.mark.parametrize(
    ("file", "drafter"), [("2026/民盟总支-古建筑.docx", "孟书瑶"), ("2026/县总工会-园区招工难.docx", "石安邦")]
)
def test_who_wrote_for_a_unit_is_its_drafter(file: str, drafter: str) -> None:
    assert only(file).drafter == drafter
