"""Numbers are given once, also where an older copy of the database is put back."""

import json
import logging
import shutil
from pathlib import Path

import pytest

from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.operations import documents as doing
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import documents
from cppcc_desk.queries.documents import NumberState
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from tests.conftest import StandingClock


def reserve(desk: Desk) -> str:
    return desk.do(doing.reserve_number, sequence="委员会", purpose="开会")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def opened(folder: DataFolder, clock: StandingClock) -> Desk:
    return open_desk(folder, by="王秀兰", clock=clock)


def kept(desk: Desk, folder: DataFolder) -> Path:
    """A copy of the database as it is now."""
    desk.close()
    copy = folder.root.with_name("旧.db")
    shutil.copy(folder.database, copy)
    return copy


def test_an_older_copy_goes_on_after_the_newer_one(
    folder: DataFolder, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    desk = opened(folder, clock)
    assert reserve(desk) == "×政协〔2026〕1号"
    older = kept(desk, folder)
    desk = opened(folder, clock)
    assert [reserve(desk) for _ in range(3)][-1] == "×政协〔2026〕4号"
    desk.close()
    shutil.copy(older, folder.database)
    with caplog.at_level(logging.INFO, logger="cppcc_desk.storage.opening"):
        desk = opened(folder, clock)
    assert "an older copy of the data was put back: 1 sequences" in caplog.text
    state = next(s for s in desk.read(documents.sequence_states, now=desk.now) if s.sequence == "委员会")
    assert (state.following, state.gaps) == ("×政协〔2026〕5号", ())
    void = [row for row in desk.read(documents.numbers) if row.state is NumberState.VOID]
    assert [(row.serial, row.sequence, row.void_reason) for row in void] == [
        (serial, "委员会", "恢复到较早的数据以前编的，不再使用") for serial in (4, 3, 2)
    ]
    with pytest.raises(Forbidden, match="已经用过"):
        desk.do(doing.reserve_number, sequence="委员会", purpose="会", serial=3)
    assert check(desk) == ()
    assert reserve(desk) == "×政协〔2026〕5号"
    desk.close()


def test_another_office_in_the_same_folder_begins_at_one(folder: DataFolder, clock: StandingClock) -> None:
    desk = opened(folder, clock)
    reserve(desk)
    desk.close()
    for path in (folder.database, folder.originals):
        path.unlink(missing_ok=True)
    clock.now = clock.now.replace(hour=16)
    desk = opened(folder, clock)
    assert reserve(desk) == "×政协〔2026〕1号"
    desk.close()


@pytest.mark.parametrize("text", ["", "[]", '{"office": 1}', '{"office": "x", "given": [[1]]}'])
def test_a_note_that_cannot_be_read_is_written_anew(
    folder: DataFolder, clock: StandingClock, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    desk = opened(folder, clock)
    reserve(desk)
    desk.close()
    folder.numbers.write_text(text, encoding="utf-8")
    desk = opened(folder, clock)
    assert reserve(desk) == "×政协〔2026〕2号"
    desk.close()
    caplog.clear()
    noted = json.loads(folder.numbers.read_text(encoding="utf-8"))
    assert ["doc_number:×政协", 2026, 2] in noted["given"]


def test_a_number_is_given_although_it_cannot_be_noted(
    folder: DataFolder, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    desk = opened(folder, clock)
    folder.numbers.mkdir()
    with caplog.at_level(logging.INFO, logger="cppcc_desk.storage.given"):
        assert reserve(desk) == "×政协〔2026〕1号"
    assert "not noted" in caplog.text
    caplog.clear()
    assert list(folder.root.glob("*.part")) == []
    desk.close()
