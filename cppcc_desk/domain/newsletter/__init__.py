"""《业务通讯》: what the office tells its members and units after a quarter."""

from cppcc_desk.domain.newsletter.composing import (
    Part,
    fields,
    numbers,
    parts,
    saved,
    sheets,
    table_of,
    title_of,
)
from cppcc_desk.domain.newsletter.content import Content
from cppcc_desk.domain.newsletter.distributing import Recipient, RecipientKind, recipients
from cppcc_desk.domain.newsletter.keeping import Kept, Overtaken, kept
from cppcc_desk.domain.newsletter.material import Activity, Feedback, Material, PrintedPiece
from cppcc_desk.domain.newsletter.plan import (
    USUAL_MARK,
    Chosen,
    Extra,
    Head,
    Plan,
    Section,
    SectionKind,
    begun,
    usual_sections,
)
from cppcc_desk.domain.newsletter.telling import Cell, Sheet, Told, digest_of, tell

__all__ = [
    "USUAL_MARK",
    "Activity",
    "Cell",
    "Chosen",
    "Content",
    "Extra",
    "Feedback",
    "Head",
    "Kept",
    "Material",
    "Overtaken",
    "Part",
    "Plan",
    "PrintedPiece",
    "Recipient",
    "RecipientKind",
    "Section",
    "SectionKind",
    "Sheet",
    "Told",
    "begun",
    "digest_of",
    "fields",
    "kept",
    "numbers",
    "parts",
    "recipients",
    "saved",
    "sheets",
    "table_of",
    "tell",
    "title_of",
    "usual_sections",
]
