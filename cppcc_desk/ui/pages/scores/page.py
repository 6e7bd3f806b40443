"""计分考核: one tab for each of its parts."""

from collections.abc import Mapping
from typing import Any

from cppcc_desk.ui.pages.parts import Part, PartsPage


class ScoresPage(PartsPage):
    """`open_at(part="ranking", year=2026, …)`; what each part knows is said in its page."""

    title = "计分考核"
    help_chapter = "scores"
    parts = (
        Part("ranking", "名次", "scores.ranking", "RankingPage"),
        Part("by_hand", "调整与异议", "scores.by_hand", "ByHandPage"),
        Part("closing", "关账", "scores.closing", "ClosingPage"),
        Part("awards", "表彰", "scores.awards", "AwardsPage"),
        Part("schemes", "计分办法", "schemes", "SchemesPage"),
    )

    def meant(self, target: Mapping[str, Any]) -> str:
        return "ranking"
