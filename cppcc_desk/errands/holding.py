"""The meetings and activities of the sample office: each entered on its day, and what followed on the days it did."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from cppcc_desk.domain.occasions import (
    AttendanceEntry,
    DecisionEntry,
    Mark,
    OccasionEntry,
    OccasionKind,
    Part,
    Presence,
    Relation,
    cents_of,
)
from cppcc_desk.operations import occasions as doing
from cppcc_desk.queries import occasions, office
from cppcc_desk.storage.desk import Desk

Happening = tuple[str, Callable[[], Any]]  # when, and what is done then
_LINKS = (("discussed", Relation.DISCUSSED), ("produced", Relation.PRODUCED))


@dataclass
class Holding:
    """`pieces` is what became of each received file so far, `received` when each came."""

    desk: Desk
    pieces: Mapping[str, int]
    received: Mapping[str, str]
    _ids: dict[str, int] = field(default_factory=dict)

    def happenings(self, told: Sequence[Mapping[str, Any]]) -> Iterator[Happening]:
        """Everything that is told, in no order."""
        for one in told:
            entered = one.get("entered", f"{one['at'][:10]}T17:00")
            name = one["name"]
            yield entered, partial(self._enter, one)
            for key, relation in _LINKS:
                for file in one.get(key, ()):
                    yield max(entered, self.received[file]), partial(self._link, name, file, relation)
            for number, decision in enumerate(one.get("decisions", ())):
                for follow in decision.get("follow", ()):
                    yield f"{follow['on']}T17:10", partial(self._follow, name, number, follow["text"])
                if "done" in decision:
                    done = decision["done"]
                    yield f"{done['on']}T17:20", partial(self._complete, name, number, done["text"])

    def _enter(self, one: Mapping[str, Any]) -> None:
        groups = {group.name: group.id for group in self.desk.read(office.groups)}
        entry = OccasionEntry(
            kind=OccasionKind(one["kind"]),
            name=one["name"],
            at=datetime.fromisoformat(one["at"]),
            info_group_id=groups[one["group"]] if "group" in one else None,
            place=one["place"],
            host=one["host"],
            topics=tuple(one["topics"]),
            cost_cents=cents_of(one.get("cost", "")),
            outcome=one.get("outcome", ""),
        )
        self._ids[entry.name] = made = self.desk.do(doing.add_occasion, entry, invited=self._asked(entry, one))
        if "cancelled" in one:
            self.desk.do(doing.cancel_occasion, made, reason=one["cancelled"])
        elif entry.at <= self.desk.now:
            self._note(made, one)
        for decision in one.get("decisions", ()):
            due = date.fromisoformat(decision["due"])
            told = DecisionEntry(text=decision["text"], handling_unit=decision["unit"], due_on=due)
            self.desk.do(doing.save_decision, made, None, told)

    def _asked(self, entry: OccasionEntry, one: Mapping[str, Any]) -> list[AttendanceEntry]:
        asked = [AttendanceEntry(name=name) for name in one.get("present", ())]
        asked += [AttendanceEntry(name=name, part=Part.OBSERVING) for name in one.get("observing", ())]
        if entry.info_group_id is not None:
            members = self.desk.read(occasions.members_on, entry.info_group_id, entry.at.date())
            asked += [AttendanceEntry(name=name, person_id=person_id) for person_id, name in members]
        return asked

    def _note(self, occasion_id: int, one: Mapping[str, Any]) -> None:
        marks: dict[int, Mark] = {}
        for person in self.desk.read(occasions.detail, occasion_id, now=self.desk.now).attendances:
            away = {Presence.EXCUSED: one.get("excused", ()), Presence.ABSENT: one.get("absent", ())}
            presence = next((why for why, names in away.items() if person.name in names), Presence.CAME)
            marks[person.id] = Mark(presence=presence, spoke=person.name in one.get("spoke", ()))
        self.desk.do(doing.record_attendance, occasion_id, marks)

    def _link(self, name: str, file: str, relation: Relation) -> None:
        self.desk.do(doing.link_pieces, self._ids[name], [self.pieces[file]], relation=relation)

    def _follow(self, name: str, number: int, text: str) -> None:
        self.desk.do(doing.follow_up, self._decision(name, number), on=self.desk.today, text=text)

    def _complete(self, name: str, number: int, text: str) -> None:
        self.desk.do(doing.complete_decision, self._decision(name, number), on=self.desk.today, text=text)

    def _decision(self, name: str, number: int) -> int:
        return self.desk.read(occasions.detail, self._ids[name], now=self.desk.now).decisions[number].id
