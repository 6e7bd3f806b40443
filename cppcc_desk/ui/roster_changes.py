"""People entered and changed by questions, from the list of people and from a person's page alike."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.people import WORD_OF_UNIT, PersonEntry, PersonKind, UnitKind, first_said
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
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import ChoiceField, MomentField, NoteField, SeveralField, SuggestField, TextField
from cppcc_desk.ui.form.fields import Field
from cppcc_desk.ui.widgets import Suggestion

_KINDS = [(kind, kind.value) for kind in PersonKind if kind is not PersonKind.OTHER]
_GENDERS = (("男", "男"), ("女", "女"))
_UNIT_TITLES = {UnitKind.TOWN_COMMITTEE: "镇街", UnitKind.PARTY: "党派团体"}
SINCE = "since"
NEARBY = "nearby"  # of the choice of a group: each person into the one that looks after them


class RosterChanges:
    """Each asks, does and says it; returns whether anything was done. Raises DeskError for the page to tell."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def add(self) -> int | None:
        """A new person; their id."""
        given = self._ask("登记人员", PersonEntry(name=""), verb="登记")
        if given is None:
            return None
        (made,) = self._context.desk.do(add_people, [_entry(given)])
        self._context.notify(f"已登记 {given['name'].strip()}", undo=True)
        return made

    def edit(self, person_id: int) -> bool:
        """The facts of a person, put right or changed from a day on."""
        held = self._context.desk.read(entry_of, person_id)
        given = self._ask(f"修改 {held.name} 的资料", held, verb="保存", dated=True)
        if given is None:
            return False
        since: date | None = given[SINCE]
        entry = _entry(given)
        self._context.desk.do(change_person, person_id, entry, held=held, since=since)
        self._context.notify(f"已修改 {entry.name} 的资料", undo=True)
        return True

    def leave(self, people: Sequence[PersonRow]) -> bool:
        """People who are no longer in the roster."""
        names = named(people)
        led = [row.info_group for row in people if row.leads]
        told = f"{'、'.join(led)}将没有组长，请随后另定。" if led else ""
        given = self._context.dialogs.ask(
            Question(
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
                check=lambda values: _missing(values, reason="请填写原因。"),
            )
        )
        if given is None:
            return False
        wanting = self._context.desk.do(leave, [row.id for row in people], on=given["on"], reason=given["reason"])
        more = f"，{'、'.join(wanting)}没有组长了" if wanting else ""
        self._context.notify(f"{names}已退出名册{more}", undo=True)
        return True

    def come_back(self, person: PersonRow) -> bool:
        """Somebody who had left is in the roster again."""
        self._context.desk.do(return_to_roster, person.id, since=self._context.today)
        self._context.notify(f"{person.name}已回到名册", undo=True)
        return True

    def unite(self, people: Sequence[PersonRow]) -> bool:
        """Two records of one person; which one stays is asked."""
        if len(people) != 2:
            raise Invalid("请选中同一人的两条登记再合并；没有作任何改动。")
        choices = [(str(row.id), _told(row)) for row in people]
        kept = self._context.dialogs.choose(
            "合并为一人",
            "两条登记的来稿、列席、证件、约稿和所属单位合在一起，可以撤销。以哪一条的资料为准？",
            choices,
        )
        if kept is None:
            return False
        other = next(row.id for row in people if str(row.id) != kept)
        self._context.desk.do(unite, int(kept), other_id=other)
        self._context.notify(f"已合并为一人：{people[0].name}", undo=True)
        return True

    def assign(self, people: Sequence[PersonRow]) -> bool:
        """People into a 信息小组, or out of any; the one that looks after their town or 界别 is suggested."""
        groups = [(group.id, group.name) for group in self._context.desk.read(office.groups)]
        suggested = self._context.desk.read(suggested_groups, people)
        choices: list[tuple[Any, str]] = list(groups)
        if len(people) > 1 and suggested:
            choices.insert(0, (NEARBY, f"按就近建议分别编入（{len(suggested)} 人）"))
        given = self._context.dialogs.ask(
            Question(
                title=f"{named(people)}编入信息小组",
                intro=_told_of(people, suggested),
                fields=(
                    Ask(
                        key="group",
                        title="信息小组",
                        make=lambda: ChoiceField(choices, blank="（不在小组）"),
                        value=_first_choice(people, suggested),
                    ),
                    _since_ask(),
                ),
                verb="编入",
            )
        )
        if given is None:
            return False
        if given["group"] == NEARBY:
            group_of: dict[int, int | None] = {person_id: group.id for person_id, group in suggested.items()}
        else:
            group_of = {person.id: given["group"] for person in people}
        moved = self._context.desk.do(units.assign_members, group_of, since=given[SINCE])
        told = f"已编入 {moved} 人" if given["group"] else f"已退出小组 {moved} 人"
        self._context.notify(told if moved else "他们已经在这个小组，没有改动", undo=moved > 0)
        return True

    def delete(self, person: PersonRow) -> bool:
        """Somebody entered by mistake."""
        text = f"{_told(person)}。只有误登的才删除；离任的请用“退出名册”。可以撤销。"
        if not self._context.dialogs.confirm(f"删除 {person.name}？", text, verb="删除"):
            return False
        self._context.desk.do(delete_person, person.id)
        self._context.notify(f"已删除 {person.name}", undo=True)
        return True

    # ------------------------------------------------------------------ the form of a person
    def _ask(self, title: str, entry: PersonEntry, *, verb: str, dated: bool = False) -> dict[str, Any] | None:
        words = self._words()
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
            *((_since_ask(),) if dated else ()),
        ]
        return self._context.dialogs.ask(
            Question(
                title=title,
                fields=fields,
                verb=verb,
                check=lambda values: _missing(values, name="请填写姓名。"),
            )
        )

    def _words(self) -> dict[UnitKind, list[str]]:
        rows = self._context.desk.read(listed)
        return {kind: [row.name for row in rows if row.kind == kind] for kind in UnitKind}


def _suggesting(words: Sequence[str]) -> Callable[[], Field]:
    def provide(typed: str) -> list[Suggestion]:
        return [Suggestion(word) for word in words if typed.strip() in word and word != typed.strip()]

    return lambda: SuggestField(provide)


def _since_ask() -> Ask:
    return Ask(
        key=SINCE,
        title="变更日期",
        make=lambda: MomentField(time=False, optional=True),
        value=None,
    )


def _entry(given: dict[str, Any]) -> PersonEntry:
    kinds = frozenset(given["kinds"])
    kind = first_said(kinds)
    told = {key: value or "" for key, value in given.items() if key not in ("kinds", SINCE)}
    return PersonEntry(**told, kind=kind, also=kinds - {kind})


def _missing(values: Any, **sentences: str) -> dict[str, str]:
    return {key: sentence for key, sentence in sentences.items() if not str(values.get(key) or "").strip()}


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
