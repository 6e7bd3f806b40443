"""What is asked before a 约稿 and what becomes of it: from whom, about what, by when; the piece that came in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from cppcc_desk.domain import pinyin
from cppcc_desk.operations import commissioning as doing
from cppcc_desk.queries import commissions as looking
from cppcc_desk.queries import people, submissions
from cppcc_desk.queries.commissions import CommissionRow, UnitChoice
from cppcc_desk.queries.people import PersonRow
from cppcc_desk.queries.topics import TopicRow, topics_to_choose
from cppcc_desk.storage.initials import pinyin_table
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.finding import pieces
from cppcc_desk.ui.form import ChoiceField, MomentField, SuggestField, TagsField, TextField
from cppcc_desk.ui.stepping.asking import REASON, Asking, reason
from cppcc_desk.ui.widgets import Suggestion

USUAL_DAYS: Final = 14  # that somebody is given for a piece
_MOST = 20


class Commissioning(Asking):
    """What the desk refuses is said in the dialog; each returns whether it was done."""

    def ask(self, *, topic: TopicRow | None = None, of: Sequence[PersonRow] = ()) -> tuple[int, ...]:
        """约稿 of people and units, for a topic and of the people named already; the ids of what was asked."""
        read, today = self._context.desk.read, self._context.today
        roster, units = read(people.people), read(looking.units_to_ask)
        known = _Known(roster, units)
        made: list[tuple[int, ...]] = []
        question = Question(
            title="约稿",
            intro=f"对应征集要点“{topic.theme}”。" if topic else "向每个人、每个单位各约一篇。",
            fields=(
                _names("people", "约哪些人", partial(_people, roster), [Suggestion(p.name, value=p) for p in of]),
                _names("units", "约哪些单位", partial(_units, units), ()),
                Ask(
                    key="subject",
                    title="题目",
                    make=lambda: TextField(max_length=doing.MAX_SUBJECT, placeholder="不填时用征集要点的主题"),
                    value=topic.theme if topic else "",
                ),
                self._topic(topic.id if topic else None),
                _day("asked_on", "约稿日期", today),
                _day("due_on", "交稿期限", _usual_due(today, topic)),
            ),
            verb="约稿",
            check=known.problems,
        )

        def do(values: Mapping[str, Any]) -> None:
            done = self._context.desk.do(
                doing.commission,
                person_ids=known.ids("people", values),
                unit_ids=known.ids("units", values),
                subject=values["subject"],
                asked_on=values["asked_on"],
                due_on=values["due_on"],
                topic_call_id=values["topic_call_id"],
            )
            made.append(done)

        if self._ask_and_do(question, do) is None:
            return ()
        self._tell(f"已约稿 {len(made[-1])} 件，可以打印约稿函")
        return made[-1]

    def change(self, row: CommissionRow) -> bool:
        """修改约稿: the subject, the topic, or another day with its reason."""
        question = Question(
            title=f"修改约稿：{row.name}",
            fields=(
                Ask(
                    key="subject",
                    title="题目",
                    make=lambda: TextField(max_length=doing.MAX_SUBJECT),
                    value=row.subject,
                    required=True,
                ),
                self._topic(row.topic_call_id),
                _day("due_on", "交稿期限", row.due_on),
                Ask(
                    key=REASON,
                    title="改期原因",
                    make=lambda: TextField(placeholder="写进操作日志"),
                    shown=lambda values: values["due_on"] != row.due_on,
                ),
            ),
            verb="保存修改",
        )

        def do(values: Mapping[str, Any]) -> None:
            self._context.desk.do(
                doing.change_commission,
                row.id,
                subject=values["subject"],
                due_on=values["due_on"],
                topic_call_id=values["topic_call_id"],
                reason=values.get(REASON, ""),
            )

        if self._ask_and_do(question, do) is None:
            return False
        self._tell(f"已修改{row.name}的约稿")
        return True

    def answer(self, row: CommissionRow) -> bool:
        """登记交稿: which registered piece it was asked for; pieces of that person come first."""
        likely = self._context.desk.read(looking.likely_answers, row.id, today=self._context.today)
        lines = [Suggestion(found.intake_no, detail=found.title) for found in likely]
        question = Question(
            title=f"登记交稿：{row.name}",
            intro=f"{row.subject}\n还没有登记的来稿，先登记；登记时会提示这件约稿。",
            fields=(
                Ask(
                    key="intake_no",
                    title="来稿",
                    make=lambda: SuggestField(
                        partial(self._pieces, lines), placeholder="编号、标题或姓名；↓ 列出他的来稿"
                    ),
                    value=likely[0].intake_no if len(likely) == 1 else "",
                    required=True,
                ),
            ),
            verb="登记交稿",
        )

        def do(values: Mapping[str, Any]) -> None:
            about = self._context.desk.read(submissions.id_of, values["intake_no"])
            self._context.desk.do(doing.answer, row.id, submission_id=about)

        values = self._ask_and_do(question, do)
        if values is None:
            return False
        self._tell(f"{row.name}的约稿已完成：{values['intake_no']}")
        return True

    def let_go(self, rows: Sequence[CommissionRow]) -> bool:
        """不再约 one or several, with a reason."""
        names = "、".join(dict.fromkeys(row.name for row in rows))
        question = Question(
            title="不再约稿",
            intro=f"{names}：{rows[0].subject}" if len(rows) == 1 else f"{names}，共 {len(rows)} 件。",
            fields=(reason("原因"),),
            verb="不再约",
            danger=True,
        )
        ids = [row.id for row in rows]
        values = self._ask_and_do(question, lambda told: self._context.desk.do(doing.let_go, ids, reason=told[REASON]))
        if values is None:
            return False
        self._tell(f"不再约稿 {len(rows)} 件")
        return True

    def reopen(self, row: CommissionRow) -> bool:
        """重新约稿, by a new day."""
        question = Question(
            title=f"重新约稿：{row.name}",
            intro=row.subject,
            fields=(_day("due_on", "交稿期限", self._context.today + timedelta(days=USUAL_DAYS)),),
            verb="重新约稿",
        )
        values = self._ask_and_do(
            question, lambda told: self._context.desk.do(doing.reopen, row.id, due_on=told["due_on"])
        )
        if values is None:
            return False
        self._tell(f"已重新向{row.name}约稿")
        return True

    def _topic(self, chosen: int | None) -> Ask:
        found = self._context.desk.read(topics_to_choose, today=self._context.today, chosen=chosen)
        choices = [(topic.id, topic.words) for topic in found]
        return Ask(
            key="topic_call_id",
            title="征集要点",
            make=lambda: ChoiceField(choices, blank="（不对应）"),
            value=chosen,
        )

    def _pieces(self, likely: Sequence[Suggestion], typed: str) -> list[Suggestion]:
        return pieces(self._context, typed) if typed.strip() else list(likely)


def _usual_due(today: date, topic: TopicRow | None) -> date:
    if topic is not None and topic.due_on is not None and topic.due_on >= today:
        return topic.due_on
    return today + timedelta(days=USUAL_DAYS)


def _day(key: str, title: str, value: date) -> Ask:
    return Ask(key=key, title=title, make=lambda: MomentField(time=False), value=value, required=True, short=True)


def _names(key: str, title: str, provider: Any, value: Iterable[Suggestion]) -> Ask:
    return Ask(key=key, title=title, make=lambda: TagsField(provider, placeholder="拼音首字母"), value=tuple(value))


def _people(roster: Sequence[PersonRow], typed: str) -> list[Suggestion]:
    found = people.suggestions(roster, typed, limit=_MOST) if typed.strip() else ()
    return [Suggestion(p.name, detail=" · ".join(filter(None, (p.unit or p.town, p.kind))), value=p) for p in found]


def _units(units: Sequence[UnitChoice], typed: str) -> list[Suggestion]:
    """All of them for an empty field; by part of the name or its initials."""
    typed, table = typed.strip(), pinyin_table()
    found = [u for u in units if typed in u.name or (typed.isascii() and pinyin.find(typed, u.name, table))]
    return [Suggestion(unit.name, detail=unit.kind, value=unit) for unit in found[:_MOST]]


class _Known:
    """Who is meant by names that were typed and not taken from the list: the only one who bears the name."""

    def __init__(self, roster: Sequence[PersonRow], units: Sequence[UnitChoice]) -> None:
        self._bearers: dict[str, dict[str, list[int]]] = {"people": {}, "units": {}}
        bearers: tuple[tuple[str, Sequence[PersonRow | UnitChoice]], ...] = (("people", roster), ("units", units))
        for key, rows in bearers:
            for row in rows:
                self._bearers[key].setdefault(row.name, []).append(row.id)

    def ids(self, key: str, values: Mapping[str, Any]) -> list[int]:
        return [tag.value.id if tag.value else self._bearers[key][tag.text][0] for tag in values[key]]

    def problems(self, values: Mapping[str, Any]) -> dict[str, str]:
        """A sentence for each field that does not say who is meant."""
        found: dict[str, str] = {}
        for key, where in (("people", "名册里"), ("units", "单位里")):
            for tag in values[key]:
                number = 1 if tag.value else len(self._bearers[key].get(tag.text, ()))
                if not number:
                    found[key] = f"{where}没有“{tag.text}”，请从候选里选。"
                elif number > 1:
                    found[key] = f"{where}有 {number} 个“{tag.text}”，请去掉后从候选里选定。"
        return found if found or values["people"] or values["units"] else {"people": "请选择向谁约稿。"}
