"""The gallery of papers: the pages of every kind of 公文 and every form, as our own painter makes them.

`python -m tests.ui.paper_gallery` writes two contact sheets into resources/help/pictures, `gallery_documents.png`
and `gallery_forms.png`; with a folder as argument, every page of all of them as a picture of its own into that folder.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from cppcc_desk.documents.letterheads import letterhead_of
from cppcc_desk.domain.forms import FORM_KINDS
from cppcc_desk.domain.layout import Layout, Page
from cppcc_desk.domain.official import Kind
from cppcc_desk.errands.documents import lay
from cppcc_desk.press.forms import lay_form
from cppcc_desk.press.paint import paint
from tests import forms, letterheads, papers
from tests.ui.manual_pictures import FOLDER, save

COLUMNS = 6
SHEETS = {"documents": 230, "forms": 160}  # pixels across a portrait page of a contact sheet; there are many forms
LARGE = 1000
GAP, WORDS = 10, 22
TODAY = date(2026, 11, 20)


def documents() -> Iterator[tuple[str, Layout]]:
    """Every kind of 公文, the seal's place taken by a ring."""
    for kind in Kind:
        seal = papers.picture() if kind not in (Kind.MINUTES, Kind.BULLETIN) else None
        yield kind.value, lay(papers.document(kind, body=papers.text(3), seal=seal), today=TODAY).layout
    yield "联合行文", lay(papers.document(organs=(papers.ORGAN, "云溪县人民政府")), today=TODAY).layout
    own = letterhead_of(letterheads.whole_picture(), "红头.png", None)
    yield "自己的版头", lay(replace(papers.document(), letterhead=own), today=TODAY).layout
    yield "附件和表格", lay(papers.rich(Kind.NOTICE), today=TODAY).layout


def blanks() -> Iterator[tuple[str, Layout]]:
    """Every form as it is usually filled."""
    for kind in FORM_KINDS:
        yield kind, lay_form(forms.form(kind))


def drawn(page: Page, layout: Layout, width: int) -> QImage:
    """A page `width` pixels wide."""
    scale = width / layout.width
    image = QImage(width, round(layout.height * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(page, painter, scale=scale)
    painter.end()
    return image


def contact(shown: Sequence[tuple[str, Layout]], sheet: int) -> QImage:
    """First pages side by side, each under its name."""
    tall = round(sheet * 297 / 210)
    rows = -(-len(shown) // COLUMNS)
    image = QImage(COLUMNS * (sheet + GAP) + GAP, rows * (tall + WORDS + GAP) + GAP, QImage.Format.Format_RGB32)
    image.fill(QColor("#E9EDF2"))
    painter = QPainter(image)
    for number, (name, layout) in enumerate(shown):
        x = GAP + number % COLUMNS * (sheet + GAP)
        y = GAP + number // COLUMNS * (tall + WORDS + GAP)
        painter.setPen(QColor("#1C2733"))
        painter.drawText(QRect(x, y, sheet, WORDS), Qt.AlignmentFlag.AlignCenter, name)
        across = layout.width > layout.height
        page = drawn(layout.pages[0], layout, sheet)
        painter.drawImage(x, y + WORDS + ((tall - page.height()) // 2 if across else 0), page)
    painter.end()
    return image


def main(folder: Path | None) -> None:
    """Write the contact sheets, or every page into `folder`."""
    for name, made in (("documents", list(documents())), ("forms", list(blanks()))):
        if folder is None:
            print(f"gallery_{name}.png {save(contact(made, SHEETS[name]), FOLDER / f'gallery_{name}.png') // 1000} KB")
            continue
        folder.mkdir(parents=True, exist_ok=True)
        for kind, layout in made:
            for number, page in enumerate(layout.pages, start=1):
                drawn(page, layout, LARGE).save(str(folder / f"{name}-{kind}-{number}.png"))


if __name__ == "__main__":
    application = QApplication.instance() or QApplication(sys.argv[:1])
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
