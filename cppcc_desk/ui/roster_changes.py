"""People entered and changed by questions, from the list of people and from a person's page alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.people import WORD_OF_UNIT, PersonEntry, PersonKind, UnitKind, first_said, kinds_of
from cppcc_desk.operations import units
from cppcc_desk.operations.people import (
    add_people,
    change_person,
    delete_person,
    leave,
    return_to_roster,
    unite,
)
from cppcc_desk.queries import office
from cppcc_desk.queries.covering import suggested_groups
from cppcc_desk.queries.office import GroupRow
from cppcc_desk.queries.people import PersonRow, entry_of
from cppcc_desk.queries.units import units as listed
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import ChoiceField, MomentField, NoteField, SeveralField, SuggestField, TextField
from cppcc_desk.ui.form.fields import Field
from cppcc_desk.ui.stepping.asking import Asking, Values
from cppcc_desk.ui.widgets import Suggestion

_KINDS = [(kind, kind.value) for kind in PersonKind if kind is not PersonKind.OTHER]
_GENDERS = (("男", "男"), ("女", "女"))
_UNIT_TITLES = {UnitKind.TOWN_COMMITTEE: "镇街", UnitKind.PARTY: "党派团体"}
SINCE = "since"
HOW, CHANGED, WRONG = "how", "changed", "wrong"
_WAYS = ((CHANGED, "从某一天起变了，以前的留作历史"), (WRONG, "原来登记错了，直接更正"))
NEARBY = "nearby"  # of the choice of a group: each person into the one that looks after them


class RosterChanges(Asking):
    """Each asks, does and says it; returns whether anything was done."""

    def add(self) -> int | None:
        """A new person; their id."""
        made: list[int] = []

        def do(given: Values) -> None:
            (person_id,) = self._context.desk.do(add_people, [_entry(given)], since=given[SINCE])
            made.append(person_id)

        given = self._ask_person("登记人员", PersonEntry(name=""), "登记", (_since("从哪天起"),), do)
        if given is None:
            return None
        self._tell(f"已登记 {given['name'].strip()}")
        return made[0]

    def edit(self, person_id: int) -> bool:
        """The facts of a person, put right or changed from a day on."""
        held, before = self._context.desk.read(entry_of, person_id), self._without_leader()

        def do(given: Values) -> None:
            since = given.get(SINCE) if given.get(HOW) == CHANGED else None
            self._context.desk.do(change_person, person_id, _entry(given), held=held, since=since)

        def differs(values: Mapping[str, Any]) -> bool:
            return _of_time(_entry(values)) != _of_time(held)

        asked = (
            Ask(
                key=HOW,
                title="身份、单位的改动",
                make=lambda: ChoiceField(_WAYS),
                value=CHANGED,
                shown=differs,
            ),
            replace(
                _since("变更日期", self._context.today),
                shown=lambda values: differs(values) and values[HOW] == CHANGED,
            ),
        )
        given = self._ask_person(f"修改 {held.name} 的资料", held, "保存", asked, do)
        if given is None:
            return False
        self._tell(f"已修改 {given['name'].strip()} 的资料{self._left_leaderless(before)}")
        return True

    def leave(self, people: Sequence[PersonRow]) -> bool:
        """People who are no longer in the roster."""
        names = named(people)
        led = [row.info_group for row in people if row.leads]
        told = f"{'、'.join(led)}将没有组长，请随后另定。" if led else ""
        before = self._without_leader()

        def do(given: Values) -> None:
            self._context.desk.do(leave, [row.id for row in people], on=given["on"], reason=given["reason"])

        question = Question(
            title=f"{names}退出名册",
            intro=f"他们的来稿、列席和证件记录都保留，随时可以回到名册。{told}",
            fields=(
                Ask(
                    key="on",
                    title="最后一天",
                    make=lambda: MomentField(time=False),
                    value=self._context.today,
                    required=True,
                    short=True,
                ),
                Ask(key="reason", title="原因", make=lambda: TextField(placeholder="如：工作调动"), required=True),
            ),
            verb="退出名册",
            danger=True,
        )
        if self._ask_and_do(question, do) is None:
            return False
        self._tell(f"{names}已退出名册{self._left_leaderless(before)}")
        return True

    def come_back(self, person: PersonRow) -> bool:
        """Somebody who had left is in the roster again."""
        self._context.desk.do(return_to_roster, person.id, since=self._context.today)
        self._tell(f"{person.name}已回到名册")
        return True

    def unite(self, people: Sequence[PersonRow]) -> bool:
        """Two records of one person; which one stays is asked."""
        if len(people) != 2:
            raise Invalid("请选中同一人的两条登记再合并；没有作任何改动。")
        entries = [self._context.desk.read(entry_of, row.id) for row in people]
        kept = self._context.dialogs.choose(
            "合并为一人",
            f"{_unlike(*entries)}两条登记的来稿、列席、证件、约稿和所属单位合在一起，可以撤销。以哪一条的资料为准？",
            [(str(row.id), _told(row)) for row in people],
        )
        if kept is None:
            return False
        stays, other = sorted(people, key=lambda row: str(row.id) != kept)
        self._context.desk.do(unite, stays.id, other_id=other.id)
        self._tell(f"已合并为一人：{stays.name}")
        return True

    def assign(self, people: Sequence[PersonRow]) -> bool:
        """People into a 信息小组, or out of any; the one that looks after their town or 界别 is suggested."""
        groups = [(group.id, group.name) for group in self._context.desk.read(office.groups)]
        suggested = self._context.desk.read(suggested_groups, people)
        choices: list[tuple[Any, str]] = list(groups)
        if len(people) > 1 and suggested:
            choices.insert(0, (NEARBY, f"按就近建议分别编入（{len(suggested)} 人）"))
        moved: list[int] = []
        before = self._without_leader()

        def do(given: Values) -> None:
            if given["group"] == NEARBY:
                group_of: dict[int, int | None] = {person_id: group.id for person_id, group in suggested.items()}
            else:
                group_of = {person.id: given["group"] for person in people}
            moved.append(self._context.desk.do(units.assign_members, group_of, since=given[SINCE]))

        question = Question(
            title=f"{named(people)}编入信息小组",
            intro=_told_of(people, suggested),
            fields=(
                Ask(
                    key="group",
                    title="信息小组",
                    make=lambda: ChoiceField(choices, blank="（不在小组）"),
                    value=_first_choice(people, suggested),
                ),
                _since("从哪天起", self._context.today),
            ),
            verb="编入",
        )
        given = self._ask_and_do(question, do)
        if given is None:
            return False
        if not moved[0]:
            self._context.notify("他们已经在这个小组，没有改动")
        else:
            done = "已编入" if given["group"] else "已退出小组"
            self._tell(f"{done} {moved[0]} 人{self._left_leaderless(before)}")
        return True

    def delete(self, person: PersonRow) -> bool:
        """Somebody entered by mistake."""
        text = f"{_told(person)}。只有误登的才删除；离任的请用“退出名册”。可以撤销。"
        if not self._context.dialogs.confirm(f"删除 {person.name}？", text, verb="删除"):
            return False
        before = self._without_leader()
        self._context.desk.do(delete_person, person.id)
        self._tell(f"已删除 {person.name}{self._left_leaderless(before)}")
        return True

    def _without_leader(self) -> frozenset[str]:
        return frozenset(group.name for group in self._context.desk.read(office.groups) if not group.leader)

    def _left_leaderless(self, before: frozenset[str]) -> str:
        """What follows a receipt where a group has lost its 组长 by what was done."""
        lost = sorted(self._without_leader() - before)
        return f"，{'、'.join(lost)}没有组长了" if lost else ""

    # ------------------------------------------------------------------ the form of a person
    def _ask_person(
        self, title: str, entry: PersonEntry, verb: str, asked: Sequence[Ask], do: Callable[[Values], None]
    ) -> Values | None:
        rows = self._context.desk.read(listed)
        words = {kind: [row.name for row in rows if row.kind == kind] for kind in UnitKind}
        groups = [(group.name, group.name) for group in self._context.desk.read(office.groups)]
        kinds = tuple(kind for kind in PersonKind if kind in {entry.kind, *entry.also})

        def text(key: str, title: str, *, short: bool = True, required: bool = False) -> Ask:
            value = getattr(entry, key)
            return Ask(key=key, title=title, make=TextField, value=value, short=short, required=required)

        fields = [
            text("name", "姓名", required=True),
            Ask(
                key="gender",
                title="性别",
                make=lambda: ChoiceField(_GENDERS, blank="（未填）"),
                value=entry.gender or None,
                short=True,
            ),
            Ask(key="kinds", title="身份", make=lambda: SeveralField(_KINDS), value=kinds),
            text("unit", "工作单位", short=False),
            text("position", "职务"),
            text("phone", "联系电话"),
            *(
                Ask(
                    key=word,
                    title=_UNIT_TITLES.get(kind, kind.value),
                    make=_suggesting(words[kind]),
                    value=getattr(entry, word),
                    short=True,
                )
                for kind, word in WORD_OF_UNIT.items()
            ),
            Ask(
                key="info_group",
                title="信息小组",
                make=lambda: ChoiceField(groups, blank="（不在小组）"),
                value=entry.info_group or None,
                short=True,
            ),
            text("recommended_by", "推荐单位"),
            text("born_on", "出生日期"),
            text("ethnicity", "民族"),
            text("other_phone", "其他电话"),
            text("id_no", "身份证号"),
            Ask(key="remark", title="备注", make=NoteField, value=entry.remark),
            *asked,
        ]
        return self._ask_and_do(Question(title=title, fields=fields, verb=verb), do)


def _suggesting(words: Sequence[str]) -> Callable[[], Field]:
    def provide(typed: str) -> list[Suggestion]:
        return [Suggestion(word) for word in words if typed.strip() in word and word != typed.strip()]

    return lambda: SuggestField(provide)


def _since(title: str, value: date | None = None) -> Ask:
    return Ask(key=SINCE, title=title, make=lambda: MomentField(time=False, optional=True), value=value, short=True)


def _entry(given: Mapping[str, Any]) -> PersonEntry:
    kinds = frozenset(given["kinds"])
    kind = first_said(kinds)
    told = {key: value or "" for key, value in given.items() if key not in ("kinds", SINCE, HOW)}
    return PersonEntry(**told, kind=kind, also=kinds - {kind})


def _of_time(entry: PersonEntry) -> tuple[Any, ...]:
    """What of a person holds from a day to a day."""
    return (kinds_of(entry), *(getattr(entry, word) for word in (*WORD_OF_UNIT.values(), "info_group")))


def _unlike(one: PersonEntry, other: PersonEntry) -> str:
    """What two records that are to be one person contradict each other in, as a sentence."""
    facts = (("姓名", "name"), ("性别", "gender"), ("出生日期", "born_on"), ("身份证号", "id_no"))
    told = [
        title
        for title, fact in facts
        if getattr(one, fact) and getattr(other, fact) and getattr(one, fact) != getattr(other, fact)
    ]
    return f"请先核对：两条登记的{'、'.join(told)}不同。" if told else ""


def _told_of(people: Sequence[PersonRow], suggested: Mapping[int, GroupRow]) -> str:
    """Where people might go, and which group would be without its 组长."""
    told: list[str] = []
    if len(people) == 1 and suggested:
        told.append(f"按联系范围就近建议：{suggested[people[0].id].name}。")
    elif suggested:
        told.append(f"其中 {len(suggested)} 人按联系范围有就近的小组。")
    if led := [row.info_group for row in people if row.leads]:
        told.append(f"{'、'.join(led)}的组长改到别的小组以后，原小组没有组长，请随后另定。")
    return "".join(told)


def _first_choice(people: Sequence[PersonRow], suggested: Mapping[int, GroupRow]) -> int | str | None:
    """The group that all of them are in, else what is suggested."""
    held = {row.info_group_id for row in people}
    if len(held) == 1 and None not in held:
        return held.pop()
    if len(people) > 1 and suggested:
        return NEARBY
    return suggested[people[0].id].id if suggested else None


def named(people: Sequence[PersonRow]) -> str:
    """One by name, several by their number."""
    return people[0].name if len(people) == 1 else f"{len(people)} 人"


def _told(row: PersonRow) -> str:
    where = row.unit or row.sector or row.town or "未填单位"
    return f"{row.name}（{row.kind}，{where}，来稿 {row.pieces} 篇）"
