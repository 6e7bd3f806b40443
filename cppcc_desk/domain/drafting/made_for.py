"""What a 公文 was made for: a submission, one of its dispatches, a 信息小组, a meeting, the 征集要点 of a quarter, a
query about uses, a year of scores, a report on a time; or nothing in particular."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cppcc_desk.domain.drafting.occasion import Occasion
from cppcc_desk.domain.spans import Told
from cppcc_desk.domain.topics import Quarter


@dataclass(frozen=True, kw_only=True)
class MadeFor:
    """A dispatch comes with its submission, an activity of a group with the group."""

    submission_id: int | None = None
    dispatch_id: int | None = None
    group_id: int | None = None
    occasion: Occasion | None = None
    quarter: Quarter | None = None  # whose 征集要点 it sends out
    inquiry_id: int | None = None  # of the destination that is asked what it used
    year: int | None = None  # which a 通报 tells of, or whose awards a 决定 gives

    report: Told | None = None  # the paper on a month, half a year or a year that it is

    def to_dict(self) -> dict[str, Any]:
        """JSON-able."""
        occasion = self.occasion.to_dict() if self.occasion else None
        words = {"quarter": self.quarter, "report": self.report}
        return {**vars(self), "occasion": occasion, **{key: str(word) if word else None for key, word in words.items()}}

    @staticmethod
    def from_dict(given: Mapping[str, Any]) -> "MadeFor":
        """Raises TypeError or Invalid for what `to_dict` did not write."""
        occasion, quarter, report = given.get("occasion"), given.get("quarter"), given.get("report")
        told = {
            "occasion": Occasion.from_dict(occasion) if occasion else None,
            "quarter": Quarter.parse(quarter) if quarter else None,
            "report": Told.parse(report) if report else None,
        }
        return MadeFor(**{**given, **told})
