"""A row of a ledger understood as a piece: its number, its people, its state, where it went and what became of it.

Nothing is lost: what cannot be understood goes into `rest` and is said; nothing is guessed without being said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from cppcc_desk.domain.outcomes import (
    AdoptionForm,
    LeaderRank,
    Level,
    OutcomeEntry,
    OutcomeKind,
    level_of,
    problems,
)
from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.registers.columns import Head
from cppcc_desk.domain.registers.history import DispatchTold, LedgerRow, PieceTold
from cppcc_desk.domain.registers.telling import (
    level_named,
    read_adoptions,
    read_dispatches,
    read_instructions,
    read_issue,
)
from cppcc_desk.domain.submission import Contributor, IntakeChannel, UrgencyGrade
from cppcc_desk.domain.workflow import Screening, State

SERIAL = "序号"
MOST_SERIAL = 99_999
_NUMBERS = (
    re.compile(r"[〔\[(（【]?(?P<year>(?:19|20)\d{2})[〕\])）】]?\s*[-年—–/.第 ]*\s*(?P<serial>\d{1,5})\s*[号篇]?"),
    re.compile(r"(?P<year>)第?(?P<serial>\d{1,5})\s*[号篇]?"),
)
_NAMES = re.compile(r"[、，,;；/\n]|\s{2,}|(?<=[\u4e00-\u9fff]{2}) (?=[\u4e00-\u9fff]{2})")
_ORGAN = re.compile(
    r"(?:委|府|局|办|院|政协|部|厅|中心|部门|公司|镇|乡|街道|会|处|站|所|队|校|社|行|集团|支部|小组|界别|学校|医院|联)$"
)
_SURE_ORGAN = re.compile(r"(?:委员会|政协|局|办公室|街道|委|中心|公司|支部|小组|界别|学校|医院|工商联|促进会|协会)$")
_YES = re.compile(r"[√✓✔1是]|有|Y(?:ES)?", re.I)
_STATES: Mapping[State, str] = {
    State.ARCHIVED: "存档 归档 已存档 办结 已办结 办理完毕 完成 已完成 结案",
    State.REJECTED: "未采用 不予采用 未录用 不录用 未刊用 不用 弃用 未编发",
    State.RETAINED: "备用 存查 留用 暂存",
    State.TRANSFERRED: "转办 已转办 转部门 转有关部门 转信访 转提案 已转",
}
_STATE_OF = {word: state for state, words in _STATES.items() for word in words.split()}
_ADOPTED = frozenset((
    "采用", "已采用", "录用", "已录用", "刊用", "已刊用", "编发", "已编发", "刊发", "已刊发", "本级采用",
    "县级采用", "区级采用",
))  # fmt: skip
_NOT_CARRIED = (State.PRINTING, State.PROOFREADING)
_SCREENED = {State.REJECTED: Screening.REJECT, State.RETAINED: Screening.RETAIN}


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


@dataclass(frozen=True)
class Office:
    """What of the office is needed to understand a ledger.

    `destinations`: every name and alias of a 去向 -> the name it bears; `people`: of the roster, by name.
    """

    today: date
    destinations: Mapping[str, str]
    groups: frozenset[str]
    journal: str
    people: Mapping[str, Sequence[Contributor]]


@dataclass
class Understood:
    """A row as a piece, or why it cannot be one."""

    row: LedgerRow
    piece: PieceTold | None = None
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    refused: str = ""
    new_destinations: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Whole:
    """What is known of a ledger from all of its rows: which columns say anything, and the year of its days."""

    year: int | None
    numbered: bool
    sent: bool

    @classmethod
    def of(cls, rows: Iterable[LedgerRow], year: int | None) -> "Whole":
        """Of these rows."""
        told = list(rows)
        return cls(year, any(row[Head.NUMBER] for row in told), any(row[Head.SENT_AT] for row in told))


def understand(row: LedgerRow, office: Office, whole: Whole) -> Understood:
    """One row as a piece."""
    found = Understood(row, notes=list(row.notes), problems=list(row.problems))
    title = row[Head.TITLE]
    if not title:
        found.refused = "没有标题"
        return found
    received, dated = _received(found, whole)
    if received is None:
        return found
    if received.date() > office.today:
        found.refused = f"收稿日期 {received:%Y-%m-%d} 还没有到"
        return found
    if whole.year is not None and received.year != whole.year:
        found.problems.append(f"收稿日期 {received:%Y-%m-%d} 不在 {whole.year} 年，请核对")
    found.piece = _Piece(found, office, whole, received, dict(row.rest)).made(title, dated=dated)
    return found


def _received(found: Understood, whole: Whole) -> tuple[datetime | None, bool]:
    """When it came, and whether the ledger says so."""
    row = found.row
    if row[Head.RECEIVED]:
        return datetime.fromisoformat(row[Head.RECEIVED]), True
    if Head.RECEIVED.value in row.rest:
        found.refused = next((p for p in row.problems if Head.RECEIVED.value in p), "收稿日期不对")
        found.problems = [p for p in found.problems if p != found.refused]
        return None, False
    others = [row[head] for head in (Head.SIGNED, Head.SENT_AT, Head.ADOPTED_ON, Head.INSTRUCTED_ON) if row[head]]
    others += [day for day in row[Head.ISSUED].split("；") if day]
    if others:
        day = min(datetime.fromisoformat(text) for text in others)
        found.notes.append(f"没有收稿日期，按这一行最早的日期 {day:%Y-%m-%d} 登记")
        return datetime.combine(day.date(), time()), False
    number = _number(row[Head.NUMBER], None)
    year = number[0] if number else whole.year
    if year is None:
        found.refused = "没有收稿日期，也没有写明是哪一年"
        return None, False
    found.notes.append(f"没有收稿日期，按 {year} 年 1 月 1 日登记")
    return datetime(year, 1, 1), False


def _number(text: str, year: int | None) -> tuple[int, int] | None:
    """Year and serial of a 来稿编号; `year` is that of a number which says none."""
    for pattern in _NUMBERS:
        told = pattern.fullmatch(text.strip())
        if told and (told["year"] or year) and 0 < int(told["serial"]) <= MOST_SERIAL:
            return int(told["year"] or year or 0), int(told["serial"])
    return None


@dataclass
class _Piece:
    """A row on its way to a piece; `rest` is what finds no place."""

    found: Understood
    office: Office
    whole: Whole
    received: datetime
    rest: dict[str, str]

    def __post_init__(self) -> None:
        self.row = self.found.row
        self.outcomes: list[OutcomeEntry] = []
        self.dispatches: list[DispatchTold] = []

    def made(self, title: str, *, dated: bool) -> PieceTold:
        """The piece."""
        row = self.row
        number = self._numbered()
        people, unit, collective = self._people()
        self._adoptions()
        self._instructions()
        self._dispatches()
        state, screening = self._state()
        return PieceTold(
            number=number,
            title=title,
            received_at=self.received,
            dated=dated,
            people=people,
            unit=unit,
            collective=collective,
            commissioned=bool(_YES.fullmatch(row[Head.COMMISSIONED])),
            channel=self._word(Head.CHANNEL, tuple(IntakeChannel), IntakeChannel.OTHER),
            drafter=row[Head.DRAFTER],
            category=row[Head.CATEGORY],
            nature=row[Head.NATURE],
            urgency=self._word(Head.URGENCY, tuple(UrgencyGrade), UrgencyGrade.NORMAL),
            keywords=row[Head.KEYWORDS],
            opinion=row[Head.OPINION],
            group=self._group(),
            state=state,
            screening=screening,
            reason=row[Head.REASON],
            merged_into=row[Head.MERGED_INTO],
            editor=row[Head.EDITOR],
            reviewer=row[Head.REVIEWER],
            signatory=row[Head.SIGNATORY],
            signed_at=self._moment(Head.SIGNED),
            archive_no=row[Head.ARCHIVE_NO],
            archived_at=self._moment(Head.ARCHIVED),
            archive_year=self._whole_number(Head.ARCHIVE_YEAR),
            retention=row[Head.RETENTION],
            items=self._whole_number(Head.ITEMS),
            pages=self._whole_number(Head.PAGES),
            text=row[Head.TEXT],
            dispatches=tuple(self.dispatches),
            outcomes=tuple(self.outcomes),
            rest=self.rest,
        )

    # ------------------------------------------------------------------ what it is
    def _numbered(self) -> tuple[int, int] | None:
        written, serial = self.row[Head.NUMBER], self.rest.pop(SERIAL, "")
        if not written and not self.whole.numbered:
            return _number(serial, self.received.year)
        number = _number(written, self.received.year) if written else None
        if written and (number is None or abs(number[0] - self.received.year) > 1):
            self.rest["原编号"] = written
            self.found.problems.append(f"编号“{written}”不是本单位来稿编号的写法，另编新号，原编号留在办理记录里")
            return None
        return number

    def _people(self) -> tuple[tuple[Contributor, ...], str, bool]:
        """反映人, 反映单位, and whether the unit itself speaks."""
        row, unit = self.row, self.row[Head.UNIT]
        names = [name.strip() for name in _NAMES.split(row[Head.PEOPLE]) if name.strip()]
        said = row[Head.COLLECTIVE]
        if len(names) == 1 and len(names[0]) > 4 and _SURE_ORGAN.search(names[0]) and not unit:
            self.found.notes.append(f"“{names[0]}”像单位，按集体来稿登记")
            return (), names[0], True
        collective = bool(_YES.fullmatch(said)) if said else not names and bool(unit)
        if not names and not unit:
            self.found.problems.append("没有反映人，也没有反映单位，登记后请补上")
        people = [self._person(name, lead=place == 0) for place, name in enumerate(names)]
        return tuple(people), unit or (people[0].unit if people else ""), collective

    def _person(self, name: str, *, lead: bool) -> Contributor:
        row, unit = self.row, self.row[Head.UNIT]
        same = list(self.office.people.get(name, ()))
        if len(same) > 1 and unit:
            same = [one for one in same if one.unit and (unit in one.unit or one.unit in unit)] or same
        if len(same) > 1:
            self.found.problems.append(f"名册里有 {len(same)} 位“{name}”，没有自动对应")
        known = same[0] if len(same) == 1 else Contributor(name=name)
        if not lead:
            return known
        kind = self._word(Head.KIND, tuple(PersonKind), "")
        return Contributor(
            name=name,
            person_id=known.person_id,
            kind=PersonKind(kind) if kind else known.kind,
            unit=unit or known.unit,
            position=row[Head.POST] or known.position,
            phone=self._phone() or known.phone,
            sector=row[Head.SECTOR] or known.sector,
            committee=row[Head.COMMITTEE] or known.committee,
            town=row[Head.TOWN] or known.town,
            party=row[Head.PARTY] or known.party,
        )

    def _phone(self) -> str:
        phone = self.row[Head.PHONE]
        if re.search(r"\d[*xX]+\d", phone):
            self.found.problems.append("电话隐去了几位，没有读入")
            return ""
        return phone

    def _group(self) -> str:
        group = self.row[Head.GROUP]
        if group and group not in self.office.groups:
            self.rest[Head.GROUP.value] = group
            self.found.problems.append(f"没有“{group}”这个信息小组，原文留在办理记录里")
            return ""
        return group

    def _state(self) -> tuple[str, str]:
        """状态 and 筛选结论; where nothing is said the piece is history, and archived."""
        row, said, screening = self.row, self.row[Head.STATE], self._word(Head.SCREENING, tuple(Screening), "")
        state = next((state for state in State if state == said), None) or _STATE_OF.get(said)
        if said in _ADOPTED:
            state = State.ARCHIVED
            if not any(one.kind is OutcomeKind.ADOPTION for one in self.outcomes):
                self.found.notes.append(f"状态“{said}”按本级采用登记，没有写日期的按收稿日期")
                self._outcome(
                    OutcomeEntry(
                        kind=OutcomeKind.ADOPTION, occurred_on=self.received.date(), level=Level.OWN, text=said
                    )
                )
        elif said and state is None:
            self.rest[Head.STATE.value] = said
            self.found.problems.append(f"看不出“{said}”是哪种状态，按“{State.ARCHIVED}”登记，原文留在办理记录里")
        elif state in _NOT_CARRIED:
            self.found.problems.append(f"状态“{said}”没有样张可接着办，按“{State.SIGNED_OFF}”登记，可重新排印")
            state = State.SIGNED_OFF
        elif state is State.MERGED and not row[Head.MERGED_INTO]:
            self.found.problems.append(f"没有写并入哪一篇，按“{State.ARCHIVED}”登记")
            state = State.ARCHIVED
        if not screening and state is not None and said not in tuple(State):
            screening = _SCREENED.get(state, "")
        return state or State.ARCHIVED, screening

    def _word(self, head: Head, known: Sequence[str], otherwise: str) -> str:
        """A word of a closed list; another one stays in the history."""
        said = self.row[head]
        if not said or said in known:
            return said or otherwise
        self.rest[head.value] = said
        told = f"按“{otherwise}”登记，" if otherwise else ""
        self.found.problems.append(f"“{head}”没有“{said}”这一项，{told}原文留在办理记录里")
        return otherwise

    def _moment(self, head: Head) -> datetime | None:
        text = self.row[head]
        return datetime.fromisoformat(text) if text else None

    def _whole_number(self, head: Head) -> int | None:
        text = self.row[head].removesuffix("年")
        if not text:
            return None
        if text.isdigit() and len(text) < 7:
            return int(text)
        self.rest[head.value] = self.row[head]
        self.found.problems.append(f"“{head}”的“{text}”不是整数，原文留在办理记录里")
        return None

    # ------------------------------------------------------------------ what became of it
    def _adoptions(self) -> None:
        row, day = self.row, self.received.date()
        being_printed = row[Head.STATE] in _NOT_CARRIED
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
            late=bool(_YES.fullmatch(row[Head.LATE]) or "逾期" in row[Head.LATE]) if row[Head.LATE] else None,
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

    def _unused(self, heads: Sequence[Head]) -> None:
        """What belongs to something that the row does not tell of stays in the history."""
        self.rest |= {head.value: self.row[head] for head in heads if self.row[head]}

    def _left(self, head: Head, words: Sequence[str]) -> None:
        """Words that tell nothing the program has a place for."""
        if words:
            self.rest[head.value] = "；".join(words)
            self.found.problems.append(f"“{head}”的“{'；'.join(words)}”没有读懂，原文留在办理记录里")
