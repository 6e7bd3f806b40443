"""A roster that was read beside the people who are known: who is new, what changes, who may be somebody else.

Nothing is decided here that could be wrong: where a row may be one of two people, or a namesake, the office is asked.
What a row leaves empty stays as it was; an identity number says most, then name with birth, phone, unit or 界别.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from cppcc_desk.domain.people import PersonEntry, PersonKind, covered_by, first_said, kinds_of
from cppcc_desk.domain.roster import RosterColumn, RosterRow


class Verdict(StrEnum):
    """What becomes of one row, as it is proposed or as the office decides."""

    NEW = "新增"
    CHANGED = "更新"
    SAME = "不变"
    ASK = "待选定"
    SKIP = "不导入"


@dataclass(frozen=True)
class Known:
    """Somebody of the roster; `left`: no longer in it."""

    id: int
    entry: PersonEntry
    left: bool = False


@dataclass(frozen=True)
class FieldChange:
    """One fact before and after."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is proposed for one row: `entry` is the person as they would be.

    `person_id` is who is changed, None for somebody new; `candidates` are those whom an ASK may mean; `doubt` says why
    it is asked.
    """

    row: RosterRow
    entry: PersonEntry
    verdict: Verdict
    person_id: int | None = None
    candidates: tuple[int, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    doubt: str = ""


# Fields of a person with the column that tells them, in the order of the form.
TOLD_BY: Mapping[str, RosterColumn] = {
    "name": RosterColumn.NAME,
    "gender": RosterColumn.GENDER,
    "ethnicity": RosterColumn.ETHNICITY,
    "born_on": RosterColumn.BORN_ON,
    "unit": RosterColumn.UNIT,
    "position": RosterColumn.POSITION,
    "phone": RosterColumn.PHONE,
    "other_phone": RosterColumn.OTHER_PHONE,
    "sector": RosterColumn.SECTOR,
    "committee": RosterColumn.COMMITTEE,
    "town": RosterColumn.TOWN,
    "party": RosterColumn.PARTY,
    "info_group": RosterColumn.INFO_GROUP,
    "id_no": RosterColumn.ID_NO,
    "remark": RosterColumn.REMARK,
}
_KIND = "身份"
# What a cell may say somebody is: 县政协第十届常务委员; 县委常委 is nothing of this office.
_KIND_WORD = re.compile(
    r"(?:.{0,8}政协)?(?:第?[一二三四五六七八九十\d]{1,3}届)?(?:反映)?(?:社情民意)?"
    r"(特邀信息员|信息员|常务委员|常委|委员|工作人员)"
)
_LIKE_A_KIND = re.compile(r"常委|信息员|委员(?!会)")
_BETWEEN = re.compile(r"[、，,；;/／\s]+")
_TELLING = ("born_on", "phone", "unit", "sector", "town", "committee")  # facts that two records of one person share
_OF_MEMBERS = frozenset({PersonKind.MEMBER, PersonKind.STANDING_MEMBER})
_BIRTH = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_MONTH = len("1980-05")
_ENTRY_FIELDS = tuple(field.name for field in fields(PersonEntry))


def entry_of_row(row: RosterRow, *, kind: PersonKind) -> PersonEntry:
    """The person that `row` tells of; `kind` where it does not say what they are."""
    told: dict[str, Any] = {name: row[column] for name, column in TOLD_BY.items()}
    if _is_joint(row):
        *unit, last = row[RosterColumn.UNIT_POSITION].split()
        told["unit"], told["position"] = ("".join(unit), last) if unit else (last, "")
    kinds = _kinds_said(row) or frozenset({kind})
    return PersonEntry(**told, kind=first_said(kinds), also=kinds - {first_said(kinds)})


def _is_joint(row: RosterRow) -> bool:
    """Whether 单位 and 职务 stand in one cell, where nobody can tell where the one ends."""
    return bool(row[RosterColumn.UNIT_POSITION]) and not row[RosterColumn.UNIT] and not row[RosterColumn.POSITION]


def _kinds_said(row: RosterRow) -> frozenset[PersonKind]:
    """The 身份 that a row names, each a word of its cell: 县政协常委、信息员."""
    found = (_KIND_WORD.fullmatch(word) for word in _BETWEEN.split(row[RosterColumn.KIND]))
    return frozenset(PersonKind("常委" if word[1] == "常务委员" else word[1]) for word in found if word)


def _kinds_unclear(row: RosterRow) -> str:
    """A sentence on words that speak of a 身份 and name none: 不再担任委员."""
    unclear = [
        word
        for word in _BETWEEN.split(row[RosterColumn.KIND])
        if _LIKE_A_KIND.search(word) and not _KIND_WORD.fullmatch(word)
    ]
    return f"身份“{'、'.join(unclear)}”没有认出，请核对" if unclear else ""


def propose(
    rows: Sequence[RosterRow], known: Iterable[Known], *, kind: PersonKind, groups: Sequence[str]
) -> tuple[Proposal, ...]:
    """What is proposed for each row, in their order; `kind` is what people are whose row does not say it.

    `groups` are the 信息小组 there are; another one is left out with a doubt, since groups are set up by the office.
    """
    everybody = tuple(known)
    by_name: dict[str, list[Known]] = {}
    by_id_no: dict[str, Known] = {}
    for person in everybody:
        by_name.setdefault(_tight(person.entry.name), []).append(person)
        if person.entry.id_no:
            by_id_no.setdefault(person.entry.id_no, person)
    made: list[Proposal] = []
    earlier = _EarlierRows()
    for row in rows:
        entry = entry_of_row(row, kind=kind)
        doubts = [_kinds_unclear(row)]
        if entry.info_group and entry.info_group not in groups:
            doubts.append(f"没有“{entry.info_group}”这个信息小组，小组留空")
            entry = replace(entry, info_group="")
        same = by_id_no.get(entry.id_no) if entry.id_no else None
        proposal = _by_number(row, entry, same) if same else _by_name(row, entry, by_name.get(_tight(entry.name), ()))
        if (first := earlier.same_person(proposal)) is not None:
            candidates = (proposal.person_id,) if proposal.person_id is not None else ()
            same_number = row[RosterColumn.ID_NO] and row[RosterColumn.ID_NO] == first[RosterColumn.ID_NO]
            likeness = "身份证号相同" if same_number else "像是同一人"
            doubt = f"与第 {first.number} 行“{first[RosterColumn.NAME]}”{likeness}"
            proposal = Proposal(row=row, entry=entry, verdict=Verdict.ASK, candidates=candidates, doubt=doubt)
        doubt = "；".join(filter(None, (proposal.doubt, *doubts)))
        made.append(replace(proposal, doubt=doubt))
    return tuple(made)


class _EarlierRows:
    """Whom the rows before are about, known or new: a person is often in a roster twice, with other words."""

    def __init__(self) -> None:
        self._known: dict[int, RosterRow] = {}
        self._new: dict[str, list[Proposal]] = {}
        self._by_id_no: dict[str, Proposal] = {}

    def same_person(self, proposal: Proposal) -> RosterRow | None:
        """The row before that seems to be about the same person; None for the first one, which is kept in mind."""
        if proposal.person_id is not None:
            first = self._known.setdefault(proposal.person_id, proposal.row)
            return first if first is not proposal.row else None
        if proposal.verdict is Verdict.NEW:
            number = proposal.entry.id_no
            if number and (other := self._by_id_no.setdefault(number, proposal)) is not proposal:
                return other.row
            bearers = self._new.setdefault(_tight(proposal.entry.name), [])
            for other in bearers:
                if not _contradicts(other.entry, proposal.entry) and _shared(other.entry, proposal.entry):
                    return other.row
            bearers.append(proposal)
        return None


def decided(proposal: Proposal, person: Known | None) -> Proposal:
    """`proposal` after the office has said who is meant: `person`, or None for somebody new."""
    told = replace(proposal, doubt="", candidates=())
    if person is None:
        return replace(told, verdict=Verdict.NEW, person_id=None, changes=())
    return _update(proposal.row, proposal.entry, person)


def as_changed(proposals: Iterable[Proposal], known: Mapping[int, Known]) -> dict[int, PersonEntry]:
    """Each known person as the rows about them make them; where two rows tell one fact, the later one counts."""
    after: dict[int, PersonEntry] = {}
    for proposal in proposals:
        if proposal.verdict is not Verdict.CHANGED or proposal.person_id is None:
            continue
        before = known[proposal.person_id].entry
        held = after.get(proposal.person_id, before)
        told: dict[str, Any] = {
            name: getattr(proposal.entry, name)
            for name in TOLD_BY
            if getattr(proposal.entry, name) != getattr(before, name)
        }
        was, said = kinds_of(before), kinds_of(proposal.entry)
        kinds = (kinds_of(held) | (said - was)) - (was - said)
        after[proposal.person_id] = replace(held, **told, kind=first_said(kinds), also=kinds - {first_said(kinds)})
    return after


def left_out(proposal: Proposal) -> Proposal:
    """`proposal` after the office has said that its row is not taken over."""
    return replace(proposal, verdict=Verdict.SKIP, person_id=None, changes=())


def absent(proposals: Iterable[Proposal], known: Iterable[Known], *, kind: PersonKind) -> tuple[Known, ...]:
    """Who is `kind` and in the roster, but not in the list that was read; a list of 委员 is one of 常委, too."""
    named = {proposal.person_id for proposal in proposals} | {
        candidate for proposal in proposals for candidate in proposal.candidates
    }
    return tuple(
        person
        for person in known
        if not person.left and person.id not in named and covered_by(kind) & kinds_of(person.entry)
    )


def _by_number(row: RosterRow, entry: PersonEntry, same: Known) -> Proposal:
    if _tight(same.entry.name) == _tight(entry.name):
        return _update(row, entry, same)
    doubt = f"身份证号与名册里的“{same.entry.name}”相同，姓名不同"
    return Proposal(row=row, entry=entry, verdict=Verdict.ASK, candidates=(same.id,), doubt=doubt)


def _by_name(row: RosterRow, entry: PersonEntry, bearers: Sequence[Known]) -> Proposal:
    possible = [person for person in bearers if not _contradicts(person.entry, entry)]
    if not possible:
        return Proposal(row=row, entry=entry, verdict=Verdict.NEW)
    scores = {person.id: _shared(person.entry, entry) for person in possible}
    best = max(scores.values())
    leading = [person for person in possible if scores[person.id] == best]
    blank = [person for person in possible if not _says_anything(person.entry)]
    doubtful = len(leading) == 1 and _differ(leading[0].entry, entry)
    if len(leading) == 1 and not doubtful and (best or (len(possible) == 1 and (blank or not _says_anything(entry)))):
        return _update(row, entry, leading[0])
    units = "、".join(dict.fromkeys(_where(person.entry) for person in possible))
    doubt = f"名册里有同名的{len(possible)}人（{units}），请选定是不是同一人"
    return Proposal(
        row=row, entry=entry, verdict=Verdict.ASK, candidates=tuple(person.id for person in possible), doubt=doubt
    )


def _update(row: RosterRow, entry: PersonEntry, person: Known) -> Proposal:
    before = person.entry
    filled = {
        name: value
        for name in _ENTRY_FIELDS
        if isinstance(value := getattr(entry, name), str)
        and name != "kind"
        and value
        and value != getattr(before, name)
    }
    for name in ("name", "phone"):
        if _tight(filled.get(name, "")) == _tight(getattr(before, name)):
            filled.pop(name, None)
    if before.born_on.startswith(filled.get("born_on", "?")):  # the month alone says less
        filled.pop("born_on")
    if _is_joint(row):
        if _tight(entry.unit + entry.position) == _tight(before.unit + before.position):
            filled = {name: value for name, value in filled.items() if name not in ("unit", "position")}
        else:  # a 职务 that stood apart is in the new words, or is over
            filled["position"] = entry.position
    kinds = _kinds(kinds_of(before), kinds_of(entry), said=bool(_kinds_said(row)))
    after = replace(before, **filled, kind=first_said(kinds), also=kinds - {first_said(kinds)})
    changes = tuple(
        FieldChange(TOLD_BY[name].value, getattr(before, name), getattr(after, name))
        for name in TOLD_BY
        if getattr(before, name) != getattr(after, name)
    )
    if kinds_of(before) != kinds:
        changes = (FieldChange(_KIND, _words(kinds_of(before)), _words(kinds)), *changes)
    verdict = Verdict.CHANGED if changes or person.left else Verdict.SAME
    doubt = "原已退出名册，导入后回到名册" if person.left else ""
    return Proposal(row=row, entry=after, verdict=verdict, person_id=person.id, changes=changes, doubt=doubt)


def _kinds(before: frozenset[PersonKind], told: frozenset[PersonKind], *, said: bool) -> frozenset[PersonKind]:
    """What somebody is then: 委员 and 常委 are one standing, which only a row that says so changes."""
    if told & _OF_MEMBERS and not said and before & _OF_MEMBERS:
        return before
    return (before - _OF_MEMBERS if told & _OF_MEMBERS else before) | told


def _words(kinds: Iterable[PersonKind]) -> str:
    held = set(kinds)
    return "、".join(kind.value for kind in PersonKind if kind in held)


def _contradicts(one: PersonEntry, other: PersonEntry) -> bool:
    """Whether two records of one name cannot be one person: another identity number, another year or month of birth."""
    if one.id_no and other.id_no and one.id_no != other.id_no:
        return True
    if one.gender and other.gender and one.gender != other.gender:
        return True
    born = (one.born_on[:_MONTH], other.born_on[:_MONTH])
    told = all(_BIRTH.fullmatch(day) for day in (one.born_on, other.born_on))
    return told and not born[0].startswith(born[1]) and not born[1].startswith(born[0])


def _differ(one: PersonEntry, other: PersonEntry) -> bool:
    """Whether both telephone and 单位 are others: one shared 界别 does not make two namesakes one person."""
    unit, same = _tight(one.unit), _tight(other.unit)
    moved = bool(unit and same) and not unit.startswith(same) and not same.startswith(unit)
    return moved and bool(one.phone and other.phone) and one.phone != other.phone


def _shared(one: PersonEntry, other: PersonEntry) -> int:
    def said(entry: PersonEntry, name: str) -> str:
        word = _tight(getattr(entry, name))
        if name == "born_on":
            return word[:_MONTH] if len(word) >= _MONTH else ""  # many are born in one year
        return word

    return sum(bool(said(one, name)) and said(one, name) == said(other, name) for name in _TELLING)


def _says_anything(entry: PersonEntry) -> bool:
    return any(getattr(entry, name) for name in _TELLING)


def _where(entry: PersonEntry) -> str:
    return entry.unit or entry.sector or entry.town or "未填单位"


def _tight(text: str) -> str:
    return "".join(text.split())
