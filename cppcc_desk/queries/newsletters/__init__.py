"""《业务通讯》: those there are, what the next one is told from, who gets it."""

from cppcc_desk.queries.newsletters.material import material, recipients
from cppcc_desk.queries.newsletters.rows import (
    CopyRow,
    NewsletterDetail,
    NewsletterRow,
    copies,
    found,
    newsletters,
)
from cppcc_desk.queries.newsletters.whole import USE, Composed, composed

__all__ = [
    "USE",
    "Composed",
    "CopyRow",
    "NewsletterDetail",
    "NewsletterRow",
    "composed",
    "copies",
    "found",
    "material",
    "newsletters",
    "recipients",
]
