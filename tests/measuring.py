"""Papers rendered by LibreOffice and measured by gongwen_check.py, where both are at hand."""

import json
import os
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SHARED

CHECKER = SHARED / "tools" / "gongwen_check.py"


@lru_cache(maxsize=1)
def _why_not() -> str:
    if not CHECKER.exists():
        return f"{CHECKER.name} is not beside this checkout"
    if not (os.environ.get("SOFFICE") or shutil.which("soffice")):
        return "no LibreOffice: set SOFFICE"
    if not os.environ.get("GW_FONTS"):
        return "no fonts with the metrics of the real ones: set GW_FONTS"
    return ""


needs_measuring = [pytest.mark.paper, pytest.mark.skipif(bool(_why_not()), reason=_why_not())]


def measured(path: Path, kind: str, folder: Path, *, pdf: Path | None = None) -> dict[str, Any]:
    """What the checker says of a .docx on the pages of `pdf`, else of LibreOffice (left in `folder`/kept)."""
    pages = ["--pdf", str(pdf)] if pdf else ["--keep", str(folder / "kept")]
    command = [sys.executable, str(CHECKER), str(path), "--kind", kind, "--json", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    result: dict[str, Any] = json.loads(done.stdout)
    assert "error" not in result["renderer"], result["renderer"]
    return result


def faults(result: dict[str, Any]) -> list[str]:
    """Rules that are not met, musts and shoulds."""
    return [
        f"{rule['status']} {rule['id']} {rule['measured']}"
        for rule in result["rules"]
        if rule["status"] in ("FAIL", "WARN")
    ]
