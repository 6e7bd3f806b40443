"""The command `demo`, carried out once in this process for every test that looks at what it made."""

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cppcc_desk import app
from cppcc_desk.paths import DataFolder


@dataclass(frozen=True)
class Demo:
    """How the command ended and what it printed; `out` is the folder it wrote to."""

    out: Path
    code: int
    stdout: str
    stderr: str

    @property
    def told(self) -> Any:
        """The one value on stdout."""
        return json.loads(self.stdout)

    @property
    def data(self) -> DataFolder:
        return DataFolder(self.out / "data")

    def papers(self, pattern: str) -> list[Path]:
        """Files written that match `pattern`, by name."""
        return sorted(self.out.rglob(pattern))


_played: list[Demo] = []


def played(factory: pytest.TempPathFactory) -> Demo:
    """`demo --json` into a folder of its own (some 13 seconds); nobody may change what it made."""
    if not _played:
        out = factory.mktemp("demo") / "示例 输出"
        with contextlib.redirect_stdout(io.StringIO()) as stdout, contextlib.redirect_stderr(io.StringIO()) as stderr:
            code = app.run(["demo", "--out", str(out), "--json"])
        _played.append(Demo(out, code, stdout.getvalue(), stderr.getvalue()))
    return _played[0]
