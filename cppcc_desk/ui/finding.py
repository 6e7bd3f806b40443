"""Registered pieces offered while somebody types what identifies one."""

from typing import Final

from cppcc_desk.queries.search import search_everything
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.widgets import Suggestion

MOST: Final = 8


def pieces(context: Context, typed: str) -> list[Suggestion]:
    """By number, title, person or text; what is taken is the number."""
    if not typed.strip():
        return []
    hits = context.desk.read(search_everything, typed, limit=MOST).hits
    return [Suggestion(hit.intake_no, detail=hit.title) for hit in hits]
