"""Setups built once, and a Windows to try them on."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.installer.windows import Windows

EARLIER = "0.0.1"


@dataclass(frozen=True)
class Setups:
    """The same program under an earlier version and its own."""

    earlier: Path
    now: Path


def built(out: Path, *words: str) -> Path:
    """Run installer/build for tests; the setup it wrote."""
    if missing := [name for name in ("makensis", "git", "python3.11") if shutil.which(name) is None]:
        pytest.skip(f"{', '.join(missing)} not installed")
    done = subprocess.run(
        ["bash", ROOT / "installer" / "build", "--try", "--out", out, *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (setup,) = out.glob("setup-*.exe")
    return setup


@pytest.fixture(scope="session")
def setups(tmp_path_factory: pytest.TempPathFactory) -> Setups:
    folder = tmp_path_factory.mktemp("setups")
    return Setups(built(folder / "earlier", "--version", EARLIER), built(folder / "now"))


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    if shutil.which("wine") is None:
        pytest.skip("wine is not installed")
    made = Windows(tmp_path_factory.mktemp("wine"))
    yield made
    made.close()
