"""Commands on a fresh office."""

import pytest

from cppcc_desk.paths import DataFolder
from tests.cli.calling import Call, caller


@pytest.fixture
def call(folder: DataFolder, capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(folder.root, capsys)
