"""What is offered while an outcome is entered: units, organs, journals and leaders, by part of the name or initials."""

from collections.abc import Iterable, Sequence
from functools import partial

from cppcc_desk.domain import pinyin
from cppcc_desk.domain.outcomes import Level, OutcomeKind, level_of
from cppcc_desk.domain.step_fields import split
from cppcc_desk.queries import office
from cppcc_desk.queries.office import DestinationRow
from cppcc_desk.queries.outcomes import KnownLeader, known_journals, known_leaders, known_organs
from cppcc_desk.storage.initials import pinyin_table
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.widgets import Suggestion

_MOST = 20


class Offering:
    """Read anew whenever something is asked: the lists are short."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def units(self, typed: str) -> list[Suggestion]:
        """Who may handle something: departments first, then whoever was named in outcomes."""
        departments = [row.name for row in self._destinations() if row.parent_id is not None]
        return _matching(typed, map(Suggestion, [*departments, *self._known_organs()]))

    def organs(self, kind: OutcomeKind, typed: str) -> list[Suggestion]:
        """Who may have done it; those that adopt and instruct are the 去向, media are only those that were named."""
        rows = self._destinations()
        own = {row.name: Suggestion(row.name, detail=level_at(row).value) for row in rows}
        match kind:
            case OutcomeKind.ADOPTION | OutcomeKind.INSTRUCTION:
                named = [*(row.name for row in rows if row.parent_id is None), *self._known_organs()]
            case OutcomeKind.MEDIA:
                named = [name for name in self._known_organs() if name not in own]
            case _:
                named = [*(row.name for row in rows if row.parent_id is not None), *self._known_organs()]
        return _matching(typed, [own.get(name, Suggestion(name)) for name in named])

    def journals(self, typed: str) -> list[Suggestion]:
        """The office's own, and those of others that were named."""
        own = [Suggestion(row.name, detail="本单位") for row in self._context.desk.read(office.journals)]
        named = self._context.desk.read(known_journals)
        return _matching(typed, [*own, *(Suggestion(name) for name in named)])

    def leaders(self, typed: str) -> list[Suggestion]:
        """Who wrote a 批示 before; the suggestion's value is the KnownLeader."""
        known: Sequence[KnownLeader] = self._context.desk.read(known_leaders)
        return _matching(typed, [Suggestion(one.name, detail=one.post, value=one) for one in known])

    def level(self, organ: str) -> Level | None:
        """That of a 去向 called so by any of its names; None where there is none."""
        return next((level_at(row) for row in self._destinations() if organ in _names(row)), None)

    def only(self, level: Level | None) -> str:
        """The one 去向 of a level; "" where there are several, or none."""
        found = [row.name for row in self._destinations() if level_at(row) is level]
        return found[0] if len(found) == 1 else ""

    def _destinations(self) -> tuple[DestinationRow, ...]:
        return self._context.desk.read(office.destinations)

    def _known_organs(self) -> tuple[str, ...]:
        return self._context.desk.read(known_organs)


def level_at(row: DestinationRow) -> Level:
    """The level of a 去向."""
    return level_of(_names(row), department=row.parent_id is not None)


def _names(row: DestinationRow) -> tuple[str, ...]:
    return (row.name, *split(row.aliases))


def _matching(typed: str, lines: Iterable[Suggestion]) -> list[Suggestion]:
    """Each once; all of them for an empty field."""
    words, table = typed.strip(), pinyin_table()
    once: dict[tuple[str, str], Suggestion] = {}
    for line in lines:
        once.setdefault((line.text, line.detail if line.value else ""), line)
    fits = partial(pinyin.find, words, table=table) if words.isascii() else (lambda _text: None)
    return [line for line in once.values() if words in line.text or fits(line.text)][:_MOST]
