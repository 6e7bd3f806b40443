"""The GB/T 9704 page as a .docx: paper, styles, page numbers, 版记 and tables; the only raw XML in the program.

python-docx packs the file; what it has no words for (exact East Asian fonts, indents in characters, a table pinned to
the foot of the page) is written here. Element order follows the schema, or Word calls the file damaged.
"""

from cppcc_desk.documents.page.figures import joint_mark, letter_head, text_table
from cppcc_desk.documents.page.paper import Paper, Sheet, marked, page_of
from cppcc_desk.documents.page.tables import Borders, Cell, Margins, Row, boxed, foot_table, table
from cppcc_desk.documents.page.words import (
    CARD_STYLES,
    FONT_NAMES,
    FORM_STYLES,
    STYLES,
    Element,
    Tab,
    empty,
    paragraph,
    ruled,
    run,
)

__all__ = [
    "CARD_STYLES",
    "FONT_NAMES",
    "FORM_STYLES",
    "STYLES",
    "Borders",
    "Cell",
    "Element",
    "Margins",
    "Paper",
    "Row",
    "Sheet",
    "Tab",
    "boxed",
    "empty",
    "foot_table",
    "joint_mark",
    "letter_head",
    "marked",
    "page_of",
    "paragraph",
    "ruled",
    "run",
    "table",
    "text_table",
]
