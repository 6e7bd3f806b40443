"""Papers of the demo rendered by LibreOffice and measured: every issue sheet is as GB/T 9704 says."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests import office_suite
from tests.conftest import SHARED
from tests.demo import Demo, played

CHECKER = SHARED / "tools" / "gongwen_check.py"
WHY_NOT = office_suite.why_not() or ("" if CHECKER.exists() else f"{CHECKER.name} is not beside this checkout")

pytestmark = [
    pytest.mark.paper,
    pytest.mark.slow,
    pytest.mark.xdist_group("demo"),
    pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT),
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return played(tmp_path_factory)


@pytest.fixture(scope="module")
def rendered(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Every .docx of the demo and the PDF that LibreOffice makes of it, all in one start."""
    folder = tmp_path_factory.mktemp("rendered")
    papers = demo.papers("*.docx")
    office_suite.to_pdf(papers, folder)
    return {paper: folder / f"{paper.stem}.pdf" for paper in papers}


def allowed(sheet: Path) -> set[str]:
    """A table of contents between the red line and the first title is what several pieces are for."""
    several = any(paragraph.text == "本期目录" for paragraph in Document(str(sheet)).paragraphs)
    return {"B04"} if several else set()


def measured(sheet: Path, pdf: Path, kind: str = "bulletin") -> dict[str, Any]:
    command = [sys.executable, str(CHECKER), str(sheet), "--kind", kind, "--json", "--pdf", str(pdf)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_every_issue_sheet_is_as_the_standard_says(rendered: dict[Path, Path]) -> None:
    faults: dict[str, list[str]] = {}
    sheets = [path for path in rendered if path.parent.name == "期刊"]
    assert len(sheets) >= 20
    for sheet in sheets:
        result = measured(sheet, rendered[sheet])
        assert "error" not in result["renderer"]
        found = [
            f"{rule['status']} {rule['id']} {rule['measured']}"
            for rule in result["rules"]
            if rule["status"] in ("FAIL", "WARN") and rule["id"] not in allowed(sheet)
        ]
        if found:
            faults[sheet.name] = found
    assert faults == {}


def test_the_papers_of_the_year_are_as_the_standard_says(rendered: dict[Path, Path]) -> None:
    papers = [path for path in rendered if path.stem.endswith(("工作情况的通报", "优秀信息的决定"))]
    assert len(papers) == 2
    for paper in papers:
        result = measured(paper, rendered[paper], "notice")
        assert [rule["id"] for rule in result["rules"] if rule["status"] in ("FAIL", "WARN")] == []


def test_libreoffice_makes_the_same_pages_of_every_paper(rendered: dict[Path, Path]) -> None:
    pymupdf = pytest.importorskip("pymupdf")
    counts = {}
    for paper, pdf in rendered.items():
        with pymupdf.open(paper.with_suffix(".pdf")) as ours, pymupdf.open(pdf) as theirs:
            counts[paper.name] = (len(ours), len(theirs))
    assert {name: pages for name, pages in counts.items() if pages[0] != pages[1]} == {}
