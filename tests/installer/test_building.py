"""The setup is made of what is pinned, and the same commit makes the same bytes."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from cppcc_desk import __version__
from cppcc_desk.ui.taskbar import APP_ID
from tests.conftest import ROOT
from tests.installer.conftest import Setups, built

FOLDER = ROOT / "installer"
SCRIPT = (FOLDER / "setup.nsi").read_text(encoding="utf-8")


def versions(lock: Path) -> dict[str, str]:
    """Name -> version of a lock."""
    return dict(re.findall(r"^([\w-]+)==(\S+)", lock.read_text(encoding="utf-8").lower(), re.M))


def test_windows_gets_the_versions_that_are_tested() -> None:
    shipped, tested = versions(FOLDER / "requirements.lock"), versions(ROOT / ".ci" / "requirements.lock")
    assert shipped.items() <= tested.items()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"==", one)[0].lower() for one in project["dependencies"]}
    assert wanted <= shipped.keys()


def test_every_library_is_in_the_notice() -> None:
    notice = (FOLDER / "licences" / "第三方软件说明.txt").read_text(encoding="utf-8").lower()
    names = {name.replace("-", "_").removesuffix("_essentials") for name in versions(FOLDER / "requirements.lock")}
    assert [name for name in names if name not in notice.replace("-", "_")] == []


def test_version_and_names_are_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    assert f'!define APP_ID "{APP_ID}"' in SCRIPT


def test_the_icon_has_every_size() -> None:
    icon = (FOLDER / "program.ico").read_bytes()
    sizes = [icon[6 + 16 * place] or 256 for place in range(int.from_bytes(icon[4:6], "little"))]
    assert sizes == [16, 20, 24, 32, 40, 48, 64, 128, 256]


@pytest.mark.slow
@pytest.mark.xdist_group("wine")
def test_the_same_commit_makes_the_same_bytes(setups: Setups, tmp_path: Path) -> None:
    again = built(tmp_path)
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(setups.now.read_bytes()).digest()
    files = [line.split("\t") for line in again.with_suffix(".manifest.tsv").read_text(encoding="utf-8").splitlines()]
    assert files[0] == ["file", "sha256", "component", "licence"]
    named = {row[0] for row in files}
    assert {"runtime/pythonw.exe", "app/cppcc_desk/__main__.py", "app/cppcc_desk/resources/holidays.csv"} <= named
    assert {path.rsplit("/")[-1] for path in named} >= {path.name for path in (FOLDER / "licences").iterdir()}
    assert all(len(row) == 4 and all(row) for row in files)
