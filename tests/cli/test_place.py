"""`place`, `sample` and `found` as commands."""

from pathlib import Path

import pytest

from cppcc_desk.paths import VARIABLE
from tests.cli.calling import Answer, Call, process


@pytest.fixture
def at_home(tmp_path: Path) -> dict[str, str]:
    """The environment of a PC on which nothing has been chosen."""
    return {"XDG_DATA_HOME": str(tmp_path / "本机"), "LOCALAPPDATA": str(tmp_path / "本机"), VARIABLE: ""}


def test_the_data_is_moved_away_taken_up_and_missed(tmp_path: Path, at_home: dict[str, str]) -> None:
    def run(*words: str | Path) -> Answer:
        return process(*words, "--json", env=at_home)

    home = tmp_path / "本机" / "cppcc_desk"
    assert run("register", "--title", "集市停车难", "--text", "正文。", "--contributor", "柳青禾").code == 0
    moved = run("place", "--move", tmp_path / "D 盘")
    place = tmp_path / "D 盘" / "政协社情民意数据"
    assert moved.json == {"data": str(place), "settled": True, "before": str(home)}
    assert [row["title"] for row in run("list").json] == ["集市停车难"]
    place.rename(tmp_path / "拔下的盘")
    away = run("list")
    assert away.code == 1 and away.error[0] == "world" and "没有另建空库" in away.error[1]
    assert run("place").code == 1 and not place.exists()
    assert run("restore", "latest").code == 1 and not place.exists()
    assert run("place", "--use", tmp_path / "拔下的盘").json["data"] == str(tmp_path / "拔下的盘")
    assert [row["title"] for row in run("list").json] == ["集市停车难"]


def test_only_one_change_at_a_time(call: Call) -> None:
    assert call("place", "--move", "甲", "--use", "乙").code == 2
    kind, sentence = call("place", "--move", "甲").error
    assert kind == "forbidden" and "不是本机平时用的" in sentence


@pytest.mark.slow
def test_the_sample_comes_and_goes(call: Call, tmp_path: Path) -> None:
    loaded = call("sample", "load")
    assert loaded.code == 0 and loaded.json["loaded"] is True
    where = Path(loaded.json["data"])
    assert (where / "desk.db").exists() and call("list").json == []
    assert call("sample", "remove").json == {"data": str(where), "loaded": False}
    assert not where.exists()
    assert call("sample", "keep").code == 2


def test_the_office_is_named_after_its_county(call: Call) -> None:
    found = call("found", "云溪县政协")
    assert found.json["office_short_name"] == "云溪县政协" and found.json["org_codes"]["函"] == "云政协函"
    assert call("settings", "issued_by").json == {"issued_by": "政协云溪县委员会办公室"}
    assert "县委" in {row["name"] for row in call("destinations").json}
    kind, sentence = call("found", "云溪").error
    assert kind == "invalid" and "没有作任何改动" in sentence
