"""反馈与批示: the lists of the area, one tab for each."""

from collections.abc import Mapping
from typing import Any

from cppcc_desk.ui.pages.parts import Part, PartsPage

AWAITING, REGISTER, INSTRUCTIONS = "awaiting", "register", "instructions"


class OutcomesPage(PartsPage):
    """`open_at(recorded=7)` tells the part in front what has just been recorded or changed."""

    title = "反馈与批示"
    help_chapter = "feedback"
    parts = (
        Part(AWAITING, "等待反馈", "outcomes.awaiting", "AwaitingPage"),
        Part(REGISTER, "反馈登记册", "outcomes.register", "RegisterPage"),
        Part(INSTRUCTIONS, "批示交办", "outcomes.instructions", "InstructionsPage"),
    )

    def meant(self, target: Mapping[str, Any]) -> str:
        return self.shown if "recorded" in target else super().meant(target)
