"""What can be changed of a part of a scheme: each value with the field that changes it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import reduce
from typing import Any, Final

from cppcc_desk.domain.outcomes import AdoptionForm, LeaderRank
from cppcc_desk.domain.people import PersonKind, UnitKind
from cppcc_desk.domain.scoring.events import FAULTS, LEVELS, EventType, Ledger
from cppcc_desk.domain.scoring.parts import conditions, parts_used
from cppcc_desk.domain.scoring.scheme import Scheme, When
from cppcc_desk.ui.form import ChoiceField, Field, SeveralField, SuggestField, TagsField
from cppcc_desk.ui.widgets import Suggestion


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What the fields may offer: words of the office, and those that the scheme has already."""

    journals: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    forms: tuple[str, ...] = tuple(AdoptionForm)
    leader_ranks: tuple[str, ...] = tuple(LeaderRank)
    people: tuple[str, ...] = tuple(PersonKind)
    groups: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    rank_groups: tuple[str, ...] = ()
    ledger: Ledger | None = None  # of the ranking group that is changed

    def within(self, scheme: Scheme, part: Any) -> "Offer":
        """With the words of `scheme`, for changing `part` of it."""

        def more(known: Iterable[str], *names: str) -> tuple[str, ...]:
            used = (word for _, when in conditions(scheme) for name in names for word in sorted(getattr(when, name)))
            return tuple(dict.fromkeys((*known, *used)))

        ranked = (word for group in scheme.ranking if group.ledger is Ledger.PERSON for word in sorted(group.kinds))
        people = dict.fromkeys((*more(self.people, "identities", "authored_by"), *ranked))
        units = frozenset(UnitKind)
        limited = (*(cap.parts for cap in scheme.caps), *(best.parts for best in scheme.best))
        return replace(
            self,
            journals=more(self.journals, "journals"),
            genres=more(self.genres, "genres"),
            categories=more(self.categories, "categories"),
            forms=more(self.forms, "forms"),
            leader_ranks=more(self.leader_ranks, "leader_ranks"),
            people=tuple(word for word in people if word not in units),
            groups=tuple(group.name for group in scheme.groups if group.name),
            parts=tuple(sorted(parts_used(scheme).union(*limited))),
            rank_groups=tuple(group.name for group in scheme.ranking if group.name),
            ledger=getattr(part, "ledger", None),
        )


def _same(value: Any) -> Any:
    return value


def _always(_part: Any, _offer: Offer) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Aspect:
    """One value of a part, by its `path` in it, such as when.types.

    `show` and `take` turn the value into that of the field and back. `more`: behind 更多条件 while it is as usual.
    `shown` tells whether it matters as the part is now. An `optional` number may be left out. After a change of one
    that `reshapes`, others offer other things.
    """

    path: str
    title: str
    make: Callable[[Offer], Field]
    show: Callable[[Any], Any] = _same
    take: Callable[[Any], Any] = _same
    shown: Callable[[Any, Offer], bool] = _always
    more: bool = False
    optional: bool = False
    reshapes: bool = False
    put: Callable[[Any, Any], Any] | None = None

    def value(self, part: Any) -> Any:
        """What the part has."""
        return reduce(getattr, self.path.split("."), part)

    def changed(self, part: Any, entered: Any) -> Any:
        """The part with what was entered in the field."""
        value = self.take(entered)
        return self.put(part, value) if self.put is not None else _put(part, self.path.split("."), value)

    def is_usual(self, part: Any) -> bool:
        """Whether the value is what it is when nobody has said anything."""
        *above, name = self.path.split(".")
        holder = reduce(getattr, above, part)
        assert is_dataclass(holder)
        field = next(one for one in fields(holder) if one.name == name)
        usual = field.default_factory() if callable(field.default_factory) else field.default
        return bool(self.value(part) == usual)


def _put(part: Any, path: list[str], value: Any) -> Any:
    name, *rest = path
    return replace(part, **{name: _put(getattr(part, name), rest, value) if rest else value})


def chips(words: Callable[[Offer], Iterable[str]]) -> Callable[[Offer], Field]:
    """Any number of words."""
    return lambda offer: SeveralField([(word, str(word)) for word in words(offer)])


def suggesting(words: Callable[[Offer], Iterable[str]], placeholder: str = "") -> Callable[[Offer], Field]:
    """A word that may be one of those there are."""

    def make(offer: Offer) -> Field:
        known = tuple(words(offer))
        return SuggestField(
            lambda text: [Suggestion(word) for word in known if text in word and word != text], placeholder=placeholder
        )

    return make


def _tags(offer: Offer) -> Field:
    return TagsField(
        lambda text: [Suggestion(word) for word in offer.journals if text in word],
        placeholder="刊物名称",
    )


def _words(entered: Iterable[Any]) -> frozenset[Any]:
    return frozenset(entered)


def _texts(entered: Iterable[Suggestion]) -> frozenset[str]:
    return frozenset(one.text.strip("《》") for one in entered)


def _switch(yes: str, no: str) -> Callable[[Offer], Field]:
    return lambda _offer: ChoiceField([(True, yes), (False, no)], blank="不论")


def _of(name: str, *types: EventType) -> Callable[[Any, Offer], bool]:
    """Of such events only, or where it is asked already."""
    return lambda part, _offer: bool(_when(part).types & frozenset(types) or getattr(_when(part), name))


def _has_level(part: Any, _offer: Offer) -> bool:
    """What a piece is, and what is wrong with it, is at no level."""
    when = _when(part)
    return bool(when.levels) or not when.types or not when.types <= {EventType.VALID, *FAULTS}


def _when(part: Any) -> When:
    return part if isinstance(part, When) else part.when


_ADOPTING: Final = (EventType.OWN, EventType.UPPER, EventType.FORWARDED)
_CONDITIONS: Final[dict[str, dict[str, Any]]] = {
    "types": {"title": "情形"},
    "levels": {"title": "层级", "make": chips(lambda _offer: LEVELS), "take": _words, "shown": _has_level},
    "forms": {
        "title": "采用形式",
        "make": chips(lambda offer: offer.forms),
        "take": _words,
        "shown": _of("forms", *_ADOPTING),
    },
    "journals": {
        "title": "刊物",
        "make": _tags,
        "show": lambda held: tuple(sorted(held)),
        "take": _texts,
        "shown": _of("journals", EventType.OWN, EventType.UPPER),
    },
    "leader_ranks": {
        "title": "领导职级",
        "make": chips(lambda offer: offer.leader_ranks),
        "take": _words,
        "shown": _of("leader_ranks", EventType.INSTRUCTED),
    },
    "identities": {"title": "只给", "make": chips(lambda offer: (*offer.people, *UnitKind)), "take": _words},
    "authored_by": {"title": "作者中有", "make": chips(lambda offer: offer.people), "take": _words},
    "commissioned": {"title": "约稿", "make": _switch("只计约稿", "约稿不计")},
    "on_topic": {"title": "重点选题", "make": _switch("只计重点选题", "重点选题不计")},
    "comprehensive": {"title": "综合稿", "make": _switch("只计综合稿", "综合稿不计")},
    "joint": {"title": "联名", "make": _switch("只计联名的", "只计一人署名的")},
    "having": {"title": "同篇另有", "make": chips(lambda _offer: EventType), "take": _words},
    "lacking": {"title": "同篇没有", "make": chips(lambda _offer: EventType), "take": _words},
    "genres": {"title": "体裁", "make": chips(lambda offer: offer.genres), "take": _words},
    "categories": {"title": "类别", "make": chips(lambda offer: offer.categories), "take": _words},
    "ledger": {
        "title": "计给",
        "make": lambda _offer: ChoiceField(
            [(Ledger.PERSON, "只计给个人"), (Ledger.UNIT, "只计给单位")], blank="个人和单位都计"
        ),
    },
}
_FIRST: Final = ("types", "levels", "forms", "leader_ranks", "journals")


def condition_aspects(
    prefix: str = "when.", *, types: Iterable[EventType] = EventType, first: tuple[str, ...] = _FIRST
) -> tuple[Aspect, ...]:
    """All conditions; those `first` are seen at once, the others behind 更多条件."""
    offered = tuple(types)
    told = {**_CONDITIONS, "types": {**_CONDITIONS["types"], "make": chips(lambda _offer: offered), "take": _words}}
    order = (*first, *(name for name in told if name not in first))
    return tuple(Aspect(path=f"{prefix}{name}", more=name not in first, **told[name]) for name in order)
