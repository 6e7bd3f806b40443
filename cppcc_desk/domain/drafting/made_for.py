"""What a 公文 was made for: a submission, one of its dispatches, a 信息小组, a meeting; or nothing in particular."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cppcc_desk.domain.drafting.occasion import Occasion


@dataclass(frozen=True, kw_only=True)
class MadeFor:
    """A dispatch comes with its submission, an activity of a group with the group."""

    submission_id: int | None = None
    dispatch_id: int | None = None
    group_id: int | None = None
    occasion: Occasion | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-able."""
        return {**vars(self), "occasion": self.occasion.to_dict() if self.occasion else None}

    @staticmethod
    def from_dict(given: Mapping[str, Any]) -> "MadeFor":
        """Raises TypeError or Invalid for what `to_dict` did not write."""
        occasion = given.get("occasion")
        return MadeFor(**{**given, "occasion": Occasion.from_dict(occasion) if occasion else None})
