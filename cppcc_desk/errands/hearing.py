"""What became of the pieces of the sample office: each outcome when it was heard of, what a 批示 set going."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from cppcc_desk.domain.outcomes import (
    About,
    AssignmentEntry,
    OutcomeEntry,
    OutcomeKind,
    entry_from,
    outcome_values,
)
from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.errands.holding import Happening
from cppcc_desk.operations import outcomes as doing
from cppcc_desk.queries import issues
from cppcc_desk.storage.desk import Desk


@dataclass
class Hearing:
    """`pieces` is what became of each received file so far."""

    desk: Desk
    pieces: Mapping[str, int]
    _ids: dict[str, int] = field(default_factory=dict)  # of what something followed
    _assigned: dict[tuple[int, str], int] = field(default_factory=dict)

    def happenings(self, told: Sequence[Mapping[str, Any]]) -> Iterator[Happening]:
        """Everything that is told, in no order."""
        for number, one in enumerate(told):
            yield one["at"], partial(self._record, number, one)
            for given in one.get("assigned", ()):
                place = (number, given["unit"])
                yield given["at"], partial(self._assign, place, one, given)
                for line in given.get("log", ()):
                    yield line["at"], partial(self._supervise, place, line)
                for moment in given.get("reminded", ()):
                    yield moment, partial(self._remind, place)
                if "feedback" in given:
                    answer = given["feedback"]
                    yield answer["at"], partial(self._answer, place, answer["text"])
                if "closed" in given:
                    yield given["closed"], partial(self._close, place)

    def _record(self, number: int, one: Mapping[str, Any]) -> None:
        kind = OutcomeKind(one["kind"])
        blank = OutcomeEntry(kind=kind, occurred_on=self.desk.today, follows_id=self._ids.get(one.get("follows", "")))
        entry = entry_from(blank, outcome_values(kind, one["values"]))
        made = self.desk.do(doing.record, self._about(one), entry, files=[*map(self._kept, one.get("files", ()))])
        self._ids[one.get("key", str(number))] = made

    def _about(self, one: Mapping[str, Any]) -> About:
        piece = self.pieces[one["piece"]]
        issue = self.desk.read(issues.issue_of, piece) if one.get("of") == "issue" else None
        return About(issue_id=issue.id) if issue else About(submission_id=piece)

    def _kept(self, file: Mapping[str, str]) -> ReceivedFile:
        data = file["text"].encode()
        return ReceivedFile(sha256=self.desk.originals.keep(data), file_name=file["name"], size=len(data))

    def _assign(self, place: tuple[int, str], one: Mapping[str, Any], given: Mapping[str, Any]) -> None:
        entry = AssignmentEntry(
            handling_unit=given["unit"],
            opened_on=self.desk.today,
            due_on=date.fromisoformat(given["due"]),
            demand=given["demand"],
        )
        self._assigned[place] = self.desk.do(doing.assign, self._ids[one["key"]], entry)

    def _remind(self, place: tuple[int, str]) -> None:
        self.desk.do(doing.remind, [self._assigned[place]])

    def _supervise(self, place: tuple[int, str], line: Mapping[str, str]) -> None:
        row = self._assigned[place]
        self.desk.do(doing.supervise, row, on=self.desk.today, way=line["way"], text=line["text"])

    def _answer(self, place: tuple[int, str], text: str) -> None:
        self.desk.do(doing.enter_feedback, self._assigned[place], on=self.desk.today, text=text)

    def _close(self, place: tuple[int, str]) -> None:
        self.desk.do(doing.close_assignment, self._assigned[place], on=self.desk.today)
