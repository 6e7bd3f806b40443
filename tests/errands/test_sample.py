"""The sample office to try the program on: whole or not at all, apart from the office's data, removed with one step."""

from datetime import timedelta
from pathlib import Path

import pytest

from cppcc_desk.domain.errors import World
from cppcc_desk.errands import playing, sample
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import intake, submissions
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from tests.office import piece, snapshot


@pytest.mark.slow
def test_it_is_loaded_beside_the_office_and_removed_again(desk: Desk, folder: DataFolder) -> None:
    piece(desk)
    before = desk.read(snapshot)
    steps: list[tuple[int, int]] = []
    loaded = sample.load(folder, step=lambda done, total, _words: steps.append((done, total)))
    assert loaded == folder.sample and loaded.is_sample and not folder.is_sample
    assert steps == [(number, playing.STEPS) for number in range(1, playing.STEPS + 1)]
    trying = open_desk(loaded, clock=sample.clock_of(loaded))
    assert trying.now - playing.today() < timedelta(minutes=2)
    assert trying.read(intake.is_empty) is False and trying.read(submissions.id_of, "2026-042")
    assert check(trying) == ()
    piece(trying)
    trying.close()
    assert desk.read(snapshot) == before
    again: list[object] = []
    assert sample.load(folder, step=lambda *told: again.append(told)) == loaded and again == []
    sample.remove(folder)
    assert not loaded.root.exists() and desk.read(snapshot) == before
    sample.remove(folder)  # there is none: nothing to do


class GivenUp(Exception):
    pass


def test_who_gives_up_leaves_nothing(desk: Desk, folder: DataFolder) -> None:
    def step(done: int, _total: int, _words: str) -> None:
        if done == 2:
            raise GivenUp

    before = {path.name for path in folder.root.iterdir()}
    with pytest.raises(GivenUp):
        sample.load(folder, step=step)
    assert {path.name for path in folder.root.iterdir()} == before


def made(folder: DataFolder) -> DataFolder:
    """A sample that is no more than an empty office."""
    open_desk(folder.sample).close()
    folder.sample.sample_mark.write_text(sample.MARK, encoding="utf-8")
    return folder.sample


def test_time_goes_on_from_what_was_done_last(folder: DataFolder) -> None:
    there = made(folder)
    later = playing.today() + timedelta(days=3)
    desk = open_desk(there, clock=lambda: later)
    piece(desk)
    desk.close()
    assert sample.clock_of(there)() - later < timedelta(minutes=2)


def test_a_sample_that_is_open_elsewhere_is_told(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    made(folder)

    def locked(path: Path) -> None:
        raise PermissionError(13, "in use", str(path))

    monkeypatch.setattr("cppcc_desk.errands.sample.shutil.rmtree", locked)
    with pytest.raises(World, match="没有全部清除"):
        sample.remove(folder)
