"""What a row tells of what became of its piece, and of where it went."""

import re
from datetime import date, datetime, time

from cppcc_desk.domain.outcomes import AdoptionForm, LeaderRank, Level, OutcomeEntry, OutcomeKind, level_of, problems
from cppcc_desk.domain.registers.columns import Head
from cppcc_desk.domain.registers.history import DispatchTold
from cppcc_desk.domain.registers.telling import (
    level_named,
    read_adoptions,
    read_dispatches,
    read_instructions,
    read_issue,
)
from cppcc_desk.domain.registers.understanding.row import YES, Row
from cppcc_desk.domain.workflow import State

_ORGAN = re.compile(
    r"(?:委|府|局|办|院|政协|部|厅|中心|部门|公司|镇|乡|街道|会|处|站|所|队|校|社|行|集团|支部|小组|界别|学校|医院|联)$"
)
NOT_CARRIED = (State.PRINTING, State.PROOFREADING)
_OF_SENDING = (
    Head.FORM, Head.DUE, Head.SENT_AT, Head.WAY, Head.COPIES, Head.DOC_NUMBER, Head.SENT_BY, Head.SIGNED_BY,
    Head.SIGNED_FOR_AT,
)  # fmt: skip
_OF_ADOPTION = (
    Head.ADOPTED_FORM, Head.ADOPTED_ISSUE, Head.ADOPTED_TEXT, Head.ADOPTED_EVIDENCE, Head.ADOPTED_REMARK,
)  # fmt: skip
_OF_INSTRUCTION = (
    Head.LEADER_POST, Head.LEADER_RANK, Head.LEADER_LEVEL, Head.LEADER_ORGAN, Head.INSTRUCTED_EVIDENCE,
    Head.INSTRUCTED_REMARK,
)  # fmt: skip


class Becoming(Row):
    """采用, 批示 and 报送 of a row."""

    def _adoptions(self) -> None:
        row, day = self.row, self.received.date()
        being_printed = row[Head.STATE] in NOT_CARRIED
        if being_printed and row[Head.ISSUE]:
            self.rest[Head.ISSUE.value] = row[Head.ISSUE]
        for entry in read_issue(
            "" if being_printed else row[Head.ISSUE],
            [date.fromisoformat(text) for text in row[Head.ISSUED].split("；") if text],
            on=self._printed_on(),
            journal=self.office.journal,
        ):
            self._outcome(entry)
        found, left = read_adoptions(row[Head.ADOPTIONS], on=day)
        for entry in found:
            if entry.text and entry.occurred_on == day:
                self.found.notes.append(f"“{entry.text}”没有写日期，按收稿日期登记")
            self._outcome(entry)
        self._left(Head.ADOPTIONS, left)
        if any(row[head] for head in (Head.ADOPTED_LEVEL, Head.ADOPTED_BY, Head.ADOPTED_JOURNAL, Head.ADOPTED_ON)):
            self._adoption()
        else:
            self._unused(_OF_ADOPTION)

    def _printed_on(self) -> date:
        """The day an issue without one is taken to be of: 签发, else 收稿."""
        if self.row[Head.ISSUE] and not self.row[Head.ISSUED]:
            self.found.notes.append(
                f"“{Head.ISSUE}”没有写印发日期，按{'签发' if self.row[Head.SIGNED] else '收稿'}日期登记"
            )
        return (self._moment(Head.SIGNED) or self.received).date()

    def _adoption(self) -> None:
        """Columns that tell of one adoption."""
        row = self.row
        said, organ = row[Head.ADOPTED_LEVEL], row[Head.ADOPTED_BY]
        level = level_named(said) or (level_of([organ], department=False) if organ else None)
        if level is None and (row[Head.ADOPTED_JOURNAL] or row[Head.ADOPTED_ON]):
            level = Level.OWN if not said else None
            self.found.notes.append("没有写采用层级，按本级采用登记")
        form = self._word(Head.ADOPTED_FORM, tuple(AdoptionForm), "")
        entry = OutcomeEntry(
            kind=OutcomeKind.ADOPTION,
            occurred_on=self._on(Head.ADOPTED_ON),
            level=level,
            adoption_form=AdoptionForm(form) if form else None,
            organ=organ,
            journal=row[Head.ADOPTED_JOURNAL].strip("《》"),
            issue_no=row[Head.ADOPTED_ISSUE],
            text=row[Head.ADOPTED_TEXT],
            evidence=row[Head.ADOPTED_EVIDENCE],
            remark=row[Head.ADOPTED_REMARK],
        )
        self._outcome(entry)

    def _instructions(self) -> None:
        row, day = self.row, self.received.date()
        found, left = read_instructions(row[Head.INSTRUCTIONS], on=day)
        for entry in found:
            if entry.text and entry.occurred_on == day:
                self.found.notes.append(f"“{entry.text}”没有写日期，按收稿日期登记")
            self._outcome(entry)
        self._left(Head.INSTRUCTIONS, left)
        if not any(row[head] for head in (Head.LEADER, Head.INSTRUCTED_ON, Head.INSTRUCTED_TEXT)):
            self._unused(_OF_INSTRUCTION)
            return
        rank = self._word(Head.LEADER_RANK, tuple(LeaderRank), "")
        self._outcome(
            OutcomeEntry(
                kind=OutcomeKind.INSTRUCTION,
                occurred_on=self._on(Head.INSTRUCTED_ON),
                leader=row[Head.LEADER],
                leader_post=row[Head.LEADER_POST],
                leader_rank=LeaderRank(rank) if rank else None,
                level=level_named(row[Head.LEADER_LEVEL]),
                organ=row[Head.LEADER_ORGAN],
                text=row[Head.INSTRUCTED_TEXT],
                evidence=row[Head.INSTRUCTED_EVIDENCE],
                remark=row[Head.INSTRUCTED_REMARK],
            )
        )

    def _on(self, head: Head) -> date:
        at = self._moment(head)
        if at is None:
            self.found.notes.append(f"没有写{head}，按收稿日期登记")
        return (at or self.received).date()

    def _outcome(self, entry: OutcomeEntry) -> None:
        """Take one over, unless it cannot be."""
        wrong = problems(entry, since=self.received.date(), began="收稿", today=self.office.today)
        if not wrong:
            if entry not in self.outcomes:
                self.outcomes.append(entry)
            return
        self.found.problems.append(f"没有登记这次{entry.kind}：{next(iter(wrong.values())).rstrip('。')}")
        told = (entry.level or "", entry.organ, entry.leader, entry.journal, entry.issue_no, entry.text)
        words = " ".join(filter(None, (f"{entry.occurred_on}", *told)))
        self.rest[f"没有登记的{entry.kind}"] = words

    # ------------------------------------------------------------------ where it went
    def _dispatches(self) -> None:
        known = self.office.destinations
        found, left = read_dispatches(self.row[Head.SENT], received=self.received.date(), known=known.keys())
        for told in found:
            if told.destination in known or _ORGAN.search(told.destination):
                if told.late is None and told.sent_at == datetime.combine(self.received.date(), time()):
                    self.found.notes.append(f"报送{told.destination}没有写日期，按收稿日期登记")
                self._dispatch(told)
            else:
                left.append(self.row[Head.SENT])
        self._left(Head.SENT, list(dict.fromkeys(left)))
        if self.row[Head.DESTINATION]:
            self._dispatch(self._told())
        else:
            self._unused(_OF_SENDING)

    def _told(self) -> DispatchTold:
        """Columns that tell of one dispatch."""
        row = self.row
        sent_at = self._moment(Head.SENT_AT)
        if sent_at is None and not self.whole.sent:
            self.found.notes.append("没有写报送时间，按收稿日期登记")
            sent_at = datetime.combine(self.received.date(), time())
        copies = self._whole_number(Head.COPIES)
        return DispatchTold(
            destination=row[Head.DESTINATION],
            form=row[Head.FORM],
            due=self._moment(Head.DUE),
            sent_at=sent_at,
            late=bool(YES.fullmatch(row[Head.LATE]) or "逾期" in row[Head.LATE]) if row[Head.LATE] else None,
            way=row[Head.WAY],
            copies=copies or 1,
            doc_number=row[Head.DOC_NUMBER],
            sent_by=row[Head.SENT_BY],
            signed_by=row[Head.SIGNED_BY] if sent_at else "",
            signed_at=self._moment(Head.SIGNED_FOR_AT) if sent_at else None,
        )

    def _dispatch(self, told: DispatchTold) -> None:
        if told.sent_at is not None and not self.received.date() <= told.sent_at.date() <= self.office.today:
            when = "早于收稿日期" if told.sent_at < self.received else "还没有到"
            self.found.problems.append(f"没有登记报送{told.destination}：报送日期 {told.sent_at:%Y-%m-%d} {when}")
            self.rest["没有登记的报送"] = f"{told.destination} {told.sent_at:%Y-%m-%d}"
            return
        if told.destination not in self.office.destinations:
            self.found.new_destinations.append(told.destination)
            self.found.notes.append(f"将新增去向“{told.destination}”")
        self.dispatches.append(told)
