"""The fields of a draft as they are found, first come first kept; a later line may fill a gap but never contradicts."""

from collections.abc import Sequence
from datetime import date

from cppcc_desk.documents.reading.labels import Field, unlabelled
from cppcc_desk.documents.reading.persons import Found, identify, phones, read_date
from cppcc_desk.domain.submission import Draft

_PLACEHOLDERS = frozenset(
    "无 暂无 略 / - — —— （盖章） (盖章) 同上 见附件 详见附件 匿名 佚名 保密".split()  # noqa: SIM905 - reads better
)
_WITH_MORE = (Field.PERSON, Field.UNIT, Field.UNIT_POSITION, Field.DRAFTER)  # number and date stand there at times


class Entries:
    """What has been understood so far of one manuscript."""

    def __init__(self) -> None:
        self.title = ""
        self.names: tuple[str, ...] = ()
        self.unit = ""
        self.part_of_date = ""
        self._co_names: tuple[str, ...] = ()
        self._phone = ""
        self._position = ""
        self._sector = ""
        self._drafter = ""
        self._written_on: date | None = None

    @property
    def empty(self) -> bool:
        """Whether no entry has been made yet."""
        return not (self.title or self.names or self.unit or self._phone or self._written_on or self._drafter)

    def draft(self, *, title: str, body: str) -> Draft:
        """The draft with these entries."""
        return Draft(
            title=title,
            contributors=tuple(dict.fromkeys((*self.names, *self._co_names))),
            unit=self.unit,
            phone=self._phone,
            position=self._position,
            sector=self._sector,
            drafter=self._drafter,
            written_on=self._written_on,
            body=body,
        )

    def enter(self, field: Field, raw: str) -> None:
        """Enter the value of a labelled field."""
        value = " ".join(raw.split())
        if not value or value in _PLACEHOLDERS:
            return
        if field in _WITH_MORE:
            self._beside(value)
        match field:
            case Field.TITLE:
                self.title = self.title or value
            case Field.PERSON:
                self._person(value)
            case Field.CO_PERSON:
                self._co_names += identify(unlabelled(value), labelled=True).names
            case Field.UNIT:
                self._unit(value)
            case Field.UNIT_POSITION:
                self._unit_and_position(value)
            case Field.POSITION:
                self._position = self._position or value
            case Field.PHONE | Field.DATE:
                self._number_or_date(field, value)
            case Field.SECTOR:
                self._sector = self._sector or value
            case Field.DRAFTER:
                self._drafter = self._drafter or "、".join(identify(value, labelled=True).names) or value

    def sign(self, lines: Sequence[Found]) -> list[bool]:
        """Enter the lines of one signature; for each, whether it was taken as `merge` would.

        Where nobody has been named above it, everybody who signs is a contributor, each perhaps with a unit.
        """
        named_above = bool(self.names)
        taken = []
        for found in lines:
            if self.names and not named_above and set(found.names) - set(self.names):
                self.names = tuple(dict.fromkeys((*self.names, *found.names)))
                if found.unit and self.unit and not _same(found.unit, self.unit):
                    self.unit = f"{self.unit}、{found.unit}"
            taken.append(self.merge(found))
        return taken

    def merge(self, found: Found) -> bool:
        """Fill gaps with what an unlabelled line says; False when it names somebody else, and then nothing is taken."""
        if self.names and set(found.names) - set(self.names) - set(self._co_names):
            return False
        if found.unit and self.unit and not _same(found.unit, self.unit) and not found.names and not found.phone:
            return False
        self.names = self.names or found.names
        self.unit = self.unit or found.unit
        self._phone = self._phone or found.phone
        self._position = self._position or found.position
        self._drafter = self._drafter or found.drafter
        self._sector = self._sector or found.sector
        self._date(found.written_on, found.part_of_date)
        return True

    @property
    def found(self) -> Found:
        """These entries as what one line would say."""
        return Found(
            names=tuple(dict.fromkeys((*self.names, *self._co_names))),
            unit=self.unit,
            position=self._position,
            phone=self._phone,
            written_on=self._written_on,
            part_of_date=self.part_of_date,
            drafter=self._drafter,
            sector=self._sector,
        )

    def _person(self, value: str) -> None:
        """反映人 may name a unit, a post and a telephone number besides the person."""
        found = identify(unlabelled(value), labelled=True)
        if found.names or found.unit:
            self.names = tuple(dict.fromkeys((*self.names, *found.names)))
            self.unit = self.unit or found.unit
            self._position = self._position or found.position
            self._drafter = self._drafter or found.drafter
            self._sector = self._sector or found.sector
        else:
            self.names = self.names or (value,)

    def _unit(self, value: str) -> None:
        """反映单位 may name a post, a person, a number and a date besides the unit."""
        found = identify(value)
        more = found.names or found.position or found.phone or found.written_on or found.part_of_date
        if found.unit and more and not found.rest:
            self.merge(found)
        else:
            self.unit = self.unit or value

    def _unit_and_position(self, value: str) -> None:
        found = identify(value)
        self.unit = self.unit or found.unit or (value.split(maxsplit=1)[0] if found.rest else "")
        self._position = self._position or (found.position if found.unit and not found.rest else value)

    def _beside(self, value: str) -> None:
        found = identify(value, labelled=True)
        self._phone = self._phone or found.phone
        if not found.rest:
            self._date(found.written_on, found.part_of_date)

    def _number_or_date(self, field: Field, value: str) -> None:
        """A date may stand beside the telephone number: 138…　2026年3月2日."""
        number = phones(value) if field is Field.PHONE else ""
        if field is Field.PHONE:
            self._phone = self._phone or number or value
        if field is Field.DATE or number:
            self._date(*read_date(value))

    def _date(self, written_on: date | None, part_of_date: str) -> None:
        self._written_on = self._written_on or written_on
        self.part_of_date = "" if self._written_on else self.part_of_date or part_of_date


def _same(one: str, other: str) -> bool:
    return one in other or other in one
