"""The fields of a draft as they are found, first come first kept; a later line may fill a gap but never contradicts."""

from datetime import date

from cppcc_desk.documents.reading.labels import Field, unlabelled
from cppcc_desk.documents.reading.persons import Found, identify, phones, read_date
from cppcc_desk.domain.submission import Draft

_PLACEHOLDERS = frozenset(("无", "暂无", "略", "/", "-", "—", "——", "（盖章）", "(盖章)"))


class Entries:
    """What has been understood so far of one manuscript."""

    def __init__(self) -> None:
        self.title = ""
        self.names: tuple[str, ...] = ()
        self.unit = ""
        self.month_only = False
        self._co_names: tuple[str, ...] = ()
        self._phone = ""
        self._position = ""
        self._sector = ""
        self._drafter = ""
        self._found = Found()

    @property
    def empty(self) -> bool:
        """Whether no entry has been made yet."""
        return not (self.title or self.names or self.unit or self._phone or self._found.written_on or self._drafter)

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
            written_on=self._found.written_on,
            body=body,
        )

    def enter(self, field: Field, raw: str) -> None:
        """Enter the value of a labelled field."""
        value = " ".join(raw.split())
        if not value or value in _PLACEHOLDERS:
            return
        match field:
            case Field.TITLE:
                self.title = self.title or value
            case Field.PERSON:
                self._person(value)
            case Field.CO_PERSON:
                self._co_names += identify(unlabelled(value), labelled=True).names
            case Field.UNIT:
                self.unit = self.unit or _unit(value)
            case Field.UNIT_POSITION:
                found = identify(value)
                self.unit = self.unit or found.unit or value.split()[0]
                self._position = self._position or (found.position if found.unit and not found.rest else value)
            case Field.POSITION:
                self._position = self._position or value
            case Field.PHONE:
                self._phone = self._phone or phones(value) or value
            case Field.DATE:
                self._date(*read_date(value))
            case Field.SECTOR:
                self._sector = self._sector or value
            case Field.DRAFTER:
                self._drafter = self._drafter or "、".join(identify(value, labelled=True).names) or value

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
        self._date(found.written_on, found.month_only)
        return True

    def _person(self, value: str) -> None:
        """反映人 may name a unit, a post and a telephone number besides the person."""
        found = identify(unlabelled(value), labelled=True)
        if found.names or found.unit:
            self.names = tuple(dict.fromkeys((*self.names, *found.names)))
            self.unit = self.unit or found.unit
            self._phone = self._phone or found.phone
            self._position = self._position or found.position
        else:
            self.names = self.names or (value,)

    def _date(self, written_on: date | None, month_only: bool) -> None:
        if written_on is not None and self._found.written_on is None:
            self._found = Found(written_on=written_on)
            self.month_only = month_only


def _unit(value: str) -> str:
    found = identify(value)
    return found.unit if found.unit and (found.phone or found.written_on) and not found.rest else value


def _same(one: str, other: str) -> bool:
    return one in other or other in one
