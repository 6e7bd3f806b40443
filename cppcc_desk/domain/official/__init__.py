"""What official papers say, not how they look: 公文, issues of journals, their dates, numbers and headings."""

from cppcc_desk.domain.official.blocks import (
    blocks_from_text,
    picture_line,
    pictures_of,
    text_from_blocks,
    unknown_pictures,
)
from cppcc_desk.domain.official.bulletin import Bulletin, Piece, issue_called, issue_name
from cppcc_desk.domain.official.document import (
    UNNUMBERED,
    UPWARD,
    URGENCIES,
    Attachment,
    Block,
    DocNumber,
    DocumentState,
    Kind,
    OfficialDocument,
    Table,
)
from cppcc_desk.domain.official.fields import KEYS, document_from
from cppcc_desk.domain.official.letterhead import (
    Covers,
    HeadPart,
    HeadPicture,
    HeadRule,
    HeadText,
    Letterhead,
)
from cppcc_desk.domain.official.picture import Picture
from cppcc_desk.domain.official.wording import (
    RESTRICTED,
    clean_paragraphs,
    doc_number,
    heading_face,
    heading_length,
    level,
    official_date,
    quoted,
    with_proper_mark,
)

__all__ = [
    "KEYS",
    "RESTRICTED",
    "UNNUMBERED",
    "UPWARD",
    "URGENCIES",
    "Attachment",
    "Block",
    "Bulletin",
    "Covers",
    "DocNumber",
    "DocumentState",
    "HeadPart",
    "HeadPicture",
    "HeadRule",
    "HeadText",
    "Kind",
    "Letterhead",
    "OfficialDocument",
    "Picture",
    "Piece",
    "Table",
    "blocks_from_text",
    "clean_paragraphs",
    "doc_number",
    "document_from",
    "heading_face",
    "heading_length",
    "issue_called",
    "issue_name",
    "level",
    "official_date",
    "picture_line",
    "pictures_of",
    "quoted",
    "text_from_blocks",
    "unknown_pictures",
    "with_proper_mark",
]
