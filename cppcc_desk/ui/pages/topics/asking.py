"""What is asked before topics of a quarter are added or changed, and before pieces are linked to one."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from cppcc_desk.domain.topics import MAX_THEME, Quarter, ReadTopic, read_topics
from cppcc_desk.domain.workflow import FROZEN, State
from cppcc_desk.operations.topics import TopicEntry, carry_over, link_pieces, save_topics
from cppcc_desk.queries import commissions, submissions
from cppcc_desk.queries.submissions import SubmissionRow
from cppcc_desk.queries.topics import TopicRow, topics
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.finding import pieces
from cppcc_desk.ui.form import ChoiceField, MomentField, NoteField, TagsField, TextField
from cppcc_desk.ui.stepping.asking import REASON, Asking, reason

Entries = list[TopicEntry]


class TopicWork(Asking):
    """What the desk refuses is said in the dialog, or raised where nothing is asked."""

    def add(self, quarter: Quarter) -> bool:
        """One or several topics at once, as they are typed or pasted."""
        question = Question(
            title=f"增加要点：{quarter.words}",
            intro="一行一条，可以从 Word、微信里粘贴，不用编号。冒号后面是切入点；征集通知里的要点也可以整段粘贴。",
            fields=(
                Ask(
                    key="theme",
                    title="要点",
                    make=lambda: NoteField(placeholder="如：冬季供水供电保障：管网防冻、农网低电压"),
                    required=True,
                ),
                *self._details(None),
            ),
            verb="增加要点",
            check=lambda values: {} if read_topics(values["theme"], quarter) else {"theme": "请填写要点。"},
        )

        def add(entries: Entries, values: Mapping[str, Any]) -> Entries:
            units = {unit.name: unit.id for unit in self._context.desk.read(commissions.units_to_ask)}
            return [*entries, *(_entry(topic, units, values) for topic in read_topics(values["theme"], quarter))]

        return self._change(quarter, question, add, f"已增加{quarter.words}的要点")

    def change(self, row: TopicRow) -> bool:
        """Theme, 切入点, 牵头单位, 截止 of one."""
        longest = max(MAX_THEME, len(row.theme))  # what is there is never cut
        question = Question(
            title=f"修改要点：{row.quarter.words}第 {row.number} 条",
            fields=(
                Ask(
                    key="theme",
                    title="主题",
                    make=lambda: TextField(max_length=longest),
                    value=row.theme,
                    required=True,
                ),
                Ask(
                    key="angles",
                    title="切入点",
                    make=lambda: NoteField(placeholder="从哪些方面反映，几个之间用顿号隔开"),
                    value=row.angles,
                ),
                *self._details(row),
            ),
            verb="保存修改",
        )

        def change(entries: Entries, values: Mapping[str, Any]) -> Entries:
            told = {key: values[key] for key in ("theme", "lead_unit_id", "due_on")}
            changed = TopicEntry(id=row.id, angles="".join(values["angles"].split("\n")), **told)
            return [changed if entry.id == row.id else entry for entry in entries]

        return self._change(row.quarter, question, change, f"已修改要点“{row.theme}”")

    def move(self, row: TopicRow, way: int) -> None:
        """One place up (-1) or down (1)."""
        entries = self._entries(row.quarter)
        place = next(number for number, entry in enumerate(entries) if entry.id == row.id)
        if 0 <= place + way < len(entries):
            entries.insert(place + way, entries.pop(place))
            self._context.desk.do(save_topics, row.quarter, entries)

    def delete(self, rows: Sequence[TopicRow]) -> bool:
        """Take topics out, after asking; raises Forbidden for one that is answered or asked for."""
        names = "、".join(f"“{row.theme}”" for row in rows)
        if not self._context.dialogs.confirm(
            "删除要点？", f"{rows[0].quarter.words}：{names}。删除以后可以按 Ctrl+Z 撤销。", verb="删除"
        ):
            return False
        gone = {row.id for row in rows}
        kept = [entry for entry in self._entries(rows[0].quarter) if entry.id not in gone]
        self._context.desk.do(save_topics, rows[0].quarter, kept)
        self._tell(f"已删除要点 {len(rows)} 条")
        return True

    def carry(self, quarter: Quarter) -> None:
        """What nobody answered goes on in the next quarter, after asking. Raises Forbidden."""
        if not self._context.dialogs.confirm(
            f"沿用到{quarter.next.words}？",
            f"{quarter.words}没有来稿的要点，都抄到{quarter.next.words}的后面；那里已经有的不再抄。截止日期要重新填。",
            verb="沿用到下季",
            danger=False,
        ):
            return
        themes = self._context.desk.do(carry_over, quarter)
        self._tell(f"已把 {len(themes)} 条没有来稿的要点沿用到{quarter.next.words}")

    # ------------------------------------------------------------------ pieces
    def link(self, topic: TopicRow, rows: Sequence[SubmissionRow]) -> bool:
        """Pieces answer a topic."""
        return self._link(topic.id, rows, f"已有 {len(rows)} 篇对应“{topic.theme}”")

    def unlink(self, rows: Sequence[SubmissionRow]) -> bool:
        """Pieces answer no topic."""
        return self._link(None, rows, f"已取消对应 {len(rows)} 篇")

    def link_any(self, topic: TopicRow) -> bool:
        """Pieces named by number, title or author answer a topic."""
        question = Question(
            title="对应来稿",
            intro=f"要点：{topic.theme}",
            fields=(
                Ask(
                    key="pieces",
                    title="来稿",
                    make=lambda: TagsField(partial(pieces, self._context), placeholder="编号或标题"),
                    required=True,
                ),
                Ask(key=REASON, title="原因", make=lambda: TextField(placeholder="有已印发的来稿时填写，写进办理记录")),
            ),
            verb="对应到这条要点",
        )
        changed: list[int] = []

        def do(values: Mapping[str, Any]) -> None:
            read = self._context.desk.read
            found = [read(submissions.id_of, tag.text) for tag in values["pieces"]]
            changed.append(self._context.desk.do(link_pieces, topic.id, found, reason=values[REASON]))

        if self._ask_and_do(question, do) is None:
            return False
        self._tell(f"已有 {changed[-1]} 篇对应“{topic.theme}”")
        return True

    def _link(self, topic_call_id: int | None, rows: Sequence[SubmissionRow], told: str) -> bool:
        ids = [row.id for row in rows]
        frozen = [row.intake_no for row in rows if State(row.state) in FROZEN]
        if frozen:
            question = Question(
                title="更正已印发的来稿",
                intro=f"{'、'.join(frozen)}已印发，对应要点属于更正登记，请写明原因，写进办理记录。期刊不变。",
                fields=(reason("原因"),),
                verb="更正",
            )
            values = self._ask_and_do(
                question, lambda given: self._context.desk.do(link_pieces, topic_call_id, ids, reason=given[REASON])
            )
            if values is None:
                return False
        else:
            self._context.desk.do(link_pieces, topic_call_id, ids)
        self._tell(told)
        return True

    # ------------------------------------------------------------------ entries
    def _details(self, row: TopicRow | None) -> tuple[Ask, ...]:
        units = [(unit.id, unit.name) for unit in self._context.desk.read(commissions.units_to_ask)]
        if row is not None and row.lead_unit_id is not None and row.lead_unit_id not in dict(units):
            units.append((row.lead_unit_id, row.lead_unit))  # put out of use since
        return (
            Ask(
                key="lead_unit_id",
                title="牵头单位",
                make=lambda: ChoiceField(units, blank="（不指定）"),
                value=row.lead_unit_id if row else None,
            ),
            Ask(
                key="due_on",
                title="截止",
                make=lambda: MomentField(time=False, optional=True),
                value=row.due_on if row else None,
            ),
        )

    def _entries(self, quarter: Quarter) -> Entries:
        return [
            TopicEntry(id=t.id, theme=t.theme, angles=t.angles, lead_unit_id=t.lead_unit_id, due_on=t.due_on)
            for t in self._context.desk.read(topics, quarter)
        ]

    def _change(
        self, quarter: Quarter, question: Question, how: Callable[[Entries, Mapping[str, Any]], Entries], told: str
    ) -> bool:
        def do(values: Mapping[str, Any]) -> None:
            self._context.desk.do(save_topics, quarter, how(self._entries(quarter), values))

        if self._ask_and_do(question, do) is None:
            return False
        self._tell(told)
        return True


def _entry(topic: ReadTopic, units: Mapping[str, int], values: Mapping[str, Any]) -> TopicEntry:
    """What a line tells of itself comes before what is chosen for all; a unit that is not known stays in the words."""
    if topic.lead_unit and topic.lead_unit not in units:
        topic = topic.with_angle(f"牵头单位：{topic.lead_unit}")
    return TopicEntry(
        theme=topic.theme,
        angles=topic.angles,
        lead_unit_id=units.get(topic.lead_unit, values["lead_unit_id"]),
        due_on=topic.due_on or values["due_on"],
    )
