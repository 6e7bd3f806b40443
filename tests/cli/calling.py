"""Calling commands: in this process with what they printed, or as a process of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cppcc_desk.cli import main
from tests.conftest import ROOT

NOW = "2026-11-20T14:30"
LETTER = """关于{about}的建议

柳青禾　石桥镇中心卫生院

近期，{about}的问题群众反映较多。赶集日车辆沿街停放两公里，救护车难以通行。
一、存在的问题
集市周边没有公共停车场，摊位占用人行道。
二、意见建议
建议由镇政府牵头，在原供销社空地建设停车场，并划定临时摊位。
"""


@dataclass(frozen=True)
class Answer:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one value on stdout; nothing else may stand there."""
        return json.loads(self.out)

    @property
    def error(self) -> tuple[str, str]:
        """Kind and sentence of a refusal, which is also on stderr."""
        assert list(self.json) == ["error"]
        found = self.json["error"]
        assert list(found) == ["kind", "message"]
        assert self.err == found["message"] + "\n"
        return found["kind"], found["message"]


Call = Callable[..., Answer]


def caller(data: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Commands on `data`, as JSON, at NOW and as 王秀兰 unless a call says otherwise."""

    def call(*words: str | Path, json: bool = True, now: str = NOW) -> Answer:
        options = ["--data", str(data), "--now", now, "--as", "王秀兰", *(["--json"] if json else [])]
        parsed = main.parse([*options, *map(str, words)])
        code = parsed if isinstance(parsed, int) else main.carry_out(parsed)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Answer(code, out, err)

    return call


def process(*words: str | Path, env: dict[str, str] | None = None, timeout: float = 120) -> Answer:
    """A command as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "cppcc_desk", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **(env or {})},
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def letter(folder: Path, name: str, about: str) -> Path:
    """A plain letter as .txt."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(LETTER.format(about=about), encoding="utf-8")
    return path
