"""信息员与小组: people, groups, what they do together, what is asked of them."""

from collections.abc import Mapping
from typing import Any

from cppcc_desk.ui.pages.parts import Part, PartsPage


class PeoplePage(PartsPage):
    """`open_at(group_id=…)` alone means the groups."""

    title = "信息员与小组"
    help_chapter = "people"
    parts = (
        Part("roster", "人员", "roster", "RosterPage"),
        Part("groups", "信息小组", "groups", "GroupsPage"),
        Part("occasions", "会议与活动", "occasions", "OccasionsPage"),
        Part("topics", "征集要点", "topics", "TopicsPage"),
        Part("commissions", "约稿", "commissions", "CommissionsPage"),
        Part("quotas", "任务进度", "quotas", "QuotasPage"),
        Part("cards", "信息员证", "cards", "CardsPage"),
        Part("units", "单位", "units", "UnitsPage"),
    )

    def meant(self, target: Mapping[str, Any]) -> str:
        return "groups" if "group_id" in target else super().meant(target)
