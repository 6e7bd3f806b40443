"""What the office is asked about a roster: who is meant by a row, and what the heads of its columns mean."""

from dataclasses import dataclass

from cppcc_desk.domain.roster import RosterColumn
from cppcc_desk.domain.roster_update import Known, Proposal, Verdict, left_out
from cppcc_desk.errands import rosters
from cppcc_desk.errands.rosters import RosterLook
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.pages.roster_import.columns import RosterLine

_ANOTHER, _OUT, _ALL = "another", "out", "all_"


@dataclass(frozen=True)
class Answer:
    """What was decided about a row: left `out`, or about `person_id`, None for somebody new."""

    out: bool = False
    person_id: int | None = None

    def of(self, look: RosterLook, proposal: Proposal) -> Proposal | None:
        """What it makes of a row; None where the row is no longer asked about, or no longer about that person."""
        if self.out:
            return left_out(proposal)
        if proposal.verdict is not Verdict.ASK or self.person_id not in (None, *proposal.candidates):
            return None
        return rosters.decide(look, proposal, self.person_id)


class Deciding:
    """Each asks one thing; None or False when the person thought better of it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def whom(self, look: RosterLook, line: RosterLine, *, more: int) -> tuple[Answer, bool] | None:
        """One of the people a row may mean, somebody new, or not to be taken over; and whether `more` rows that are
        asked about go the same way."""
        entry = line.proposal.entry
        own = "，".join(filter(None, (f"{entry.unit}{entry.position}", entry.sector, entry.town, entry.phone)))
        out = "不导入这一行" if line.proposal.candidates else "是同一人，不导入这一行"
        for_all = (
            (_ALL + _OUT, f"这一行和其余 {more} 行都不导入"),
            (_ALL + _ANOTHER, f"这一行和其余 {more} 行都是另一人，都新增"),
        )
        answer = self._context.dialogs.choose(
            f"第 {line.proposal.row.number} 行 {entry.name} 是不是同一人？",
            f"名册写的是：{own or '只有姓名'}。\n{line.doubts}",
            (
                *(for_all if more else ()),
                (_OUT, out),
                (_ANOTHER, "是另一人，新增"),
                *((str(person_id), f"就是{_told(look, person_id)}") for person_id in line.proposal.candidates),
            ),
        )
        if answer is None:
            return None
        one = answer.removeprefix(_ALL)
        made = Answer(out=one == _OUT, person_id=None if one in (_OUT, _ANOTHER) else int(one))
        return made, answer.startswith(_ALL)

    def show_absent(self, look: RosterLook) -> None:
        """The names of those who are known and not in the roster."""
        names = "、".join(_absent(look, person) for person in look.absent)
        self._context.dialogs.done(f"名册里没有的 {len(look.absent)} 人", names, ())

    def heads(self, look: RosterLook) -> bool:
        """What each head means; remembered for the next roster with the same heads. Whether anything was changed."""
        known = [(column, column.value) for column in RosterColumn]
        heads = dict(enumerate(look.result.heads.items()))
        given = self._context.dialogs.ask(
            Question(
                title="列的对应",
                intro="左边是名册的表头，右边是它填进哪一项。改过的会记住，以后同样的表头照此读取。",
                fields=[
                    Ask(
                        key=str(place),
                        title=text,
                        make=lambda: ChoiceField(known, blank="（不读）"),
                        value=meaning,
                        short=True,
                    )
                    for place, (text, meaning) in heads.items()
                ],
                verb="按此重新读取",
            )
        )
        changed = {
            text: given[str(place)]
            for place, (text, meaning) in heads.items()
            if given is not None and given[str(place)] != meaning
        }
        if changed:
            rosters.remember_heads(self._context.desk, changed)
        return bool(changed)


def _absent(look: RosterLook, person: Known) -> str:
    where = person.entry.sector or person.entry.unit or "未填单位"
    staying = look.stays_as(person)
    return f"{person.entry.name}（{where}{f'，还是{staying}' if staying else ''}）"


def _told(look: RosterLook, person_id: int) -> str:
    entry = look.known[person_id].entry
    where = "，".join(filter(None, (entry.kind.value, f"{entry.unit}{entry.position}", entry.sector, entry.town)))
    return f"{entry.name}（{where}）"
