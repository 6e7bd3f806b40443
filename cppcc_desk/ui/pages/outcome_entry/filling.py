"""What the form fills in by itself: the level of an organ, the organ of a level, the own issue, a leader's post."""

from collections.abc import Mapping
from typing import Any

from cppcc_desk.domain.outcomes import Level, OutcomeKind
from cppcc_desk.queries import office
from cppcc_desk.queries.outcomes import KnownLeader
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.outcomes.offering import Offering
from cppcc_desk.ui.pages.outcome_entry.fieldset import OutcomeFields
from cppcc_desk.ui.pages.outcome_entry.subject import Subject


class Filling:
    """Only into fields that are empty, or that still hold what was filled in here."""

    def __init__(self, context: Context, fields: OutcomeFields, offering: Offering) -> None:
        self._context, self._fields, self._offering = context, fields, offering
        self._own: dict[str, Any] = {}

    def forget(self) -> None:
        """Another outcome begins."""
        self._own = {}

    def follow(self, key: str, subject: Subject | None) -> None:
        """The person changed `key`."""
        self._own.pop(key, None)
        match key:
            case "organ":
                level = self._offering.level(self._fields.value("organ"))
                if level is not None:
                    self._put({"level": level})
            case "level" if self._fields.kind is OutcomeKind.ADOPTION:
                self._put(self._of_level(self._fields.value("level"), subject))
            case "leader":
                self._of_leader(self._fields.value("leader"))

    def take(self, leader: KnownLeader) -> None:
        """A leader was taken from the list."""
        self._put(
            {"leader_post": leader.post, "leader_rank": leader.rank, "level": leader.level, "organ": leader.organ}
        )

    def _of_leader(self, name: str) -> None:
        known = [line.value for line in self._offering.leaders(name) if line.text == name]
        if len(known) == 1:
            self.take(known[0])

    def _of_level(self, level: Level | None, subject: Subject | None) -> Mapping[str, Any]:
        """Who uses at this level: whom it was sent to, else the only one there is; of the own level, its issue."""
        issue = subject.issue if subject is not None else None
        if level is Level.OWN and issue is not None:
            own = self._context.desk.read(office.office, on=self._context.today).office_short_name
            number = f"{'增刊' if issue.supplement else ''}第{issue.issue_no}期"
            return {"organ": own, "journal": issue.journal, "issue_no": number, "occurred_on": issue.issued_on}
        sent = subject.sent.get(level, "") if subject is not None and level is not None else ""
        organ = sent or self._offering.only(level)
        return {"organ": organ, "journal": "", "issue_no": "", "occurred_on": self._context.today}

    def _put(self, values: Mapping[str, Any]) -> None:
        fields, today = self._fields, self._context.today
        for key, value in values.items():
            if key not in fields.keys:
                continue
            now = fields.value(key)
            if now in (None, "", self._own.get(key)) or (key == "occurred_on" and now == today):
                fields.field(key).set_value(value)
                self._own[key] = fields.value(key)
