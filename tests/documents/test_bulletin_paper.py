"""The issue sheet rendered by LibreOffice and measured: GB/T 9704's page, and the same pages as our own."""

from pathlib import Path
from typing import Any

import pytest

from cppcc_desk.documents.official import write_paper
from cppcc_desk.domain.bulletin import compose
from cppcc_desk.domain.layout import TailPlace
from cppcc_desk.domain.official import Bulletin, Piece
from cppcc_desk.press.lines import LIBREOFFICE
from cppcc_desk.press.typeset import set_pages
from tests import bulletins, measuring
from tests.measuring import faults, needs_measuring

pytestmark = needs_measuring


def measured(bulletin: Bulletin, folder: Path) -> dict[str, Any]:
    path = folder / "sheet.docx"
    flow = compose(bulletin)
    write_paper(flow, set_pages(flow), path)
    return measuring.measured(path, "bulletin", folder)


def _blank_leaf() -> Bulletin:
    for count in range(700, 1000, 20):
        bulletin = bulletins.bulletin(Piece(title="县城停车难问题突出", paragraphs=("县政协" * (count // 3),)))
        if set_pages(compose(bulletin)).tail is TailPlace.BLANK_LEAF:
            return bulletin
    raise AssertionError("no length gives a blank leaf")


SAMPLES = {
    **bulletins.ALL,
    **{f"{count} paragraphs": bulletins.bulletin(bulletins.piece(count, headings=True)) for count in (4, 7, 8, 11)},
    "blank leaf": _blank_leaf(),
}
# a table of contents between the red line and the first title is what several pieces are for
ALLOWED = {"many_pieces": {"B04"}}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sheet_is_as_the_standard_says(name: str, tmp_path: Path) -> None:
    result = measured(SAMPLES[name], tmp_path)
    assert [fault for fault in faults(result) if fault.split()[1] not in ALLOWED.get(name, set())] == []
    assert result["pages"] == len(set_pages(compose(SAMPLES[name])).pages)


@pytest.mark.parametrize("name", ["short", "medium", "long_title"])
def test_lines_break_where_the_press_says_by_the_same_widths(name: str, tmp_path: Path) -> None:
    pymupdf = pytest.importorskip("pymupdf")
    measured(SAMPLES[name], tmp_path)
    rendered: set[str] = set()
    with pymupdf.open(tmp_path / "kept" / "in.pdf") as document:
        for page in document:
            rows: dict[int, list[tuple[float, str]]] = {}
            for block in page.get_text("rawdict")["blocks"]:
                for line in block.get("lines", []):
                    for span in line["spans"]:
                        for char in span["chars"]:
                            rows.setdefault(round(char["origin"][1]), []).append((char["origin"][0], char["c"]))
            rendered |= {"".join("".join(c for _, c in sorted(row)).split()) for row in rows.values()}
    layout = set_pages(compose(SAMPLES[name]), measure=LIBREOFFICE)
    ours = ["".join(line.split()) for lines in layout.lines for line in lines]
    # the stand-in fonts' full stop and per cent are not half a character wide, so a few lines may differ
    assert sum(line not in rendered for line in ours) <= len(ours) // 10
