"""A row of a ledger understood as a piece: its number, its people, its state, where it went and what became of it.

Nothing is lost: what cannot be understood goes into `rest` and is said; nothing is guessed without being said.
"""

import re
from collections.abc import Mapping
from datetime import datetime, time

from cppcc_desk.domain.outcomes import Level, OutcomeEntry, OutcomeKind
from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.registers.columns import Head
from cppcc_desk.domain.registers.history import LedgerRow, PieceTold
from cppcc_desk.domain.registers.understanding.becoming import NOT_CARRIED, Becoming
from cppcc_desk.domain.registers.understanding.row import YES, Office, Understood, Whole
from cppcc_desk.domain.submission import Contributor, IntakeChannel, UrgencyGrade
from cppcc_desk.domain.workflow import Screening, State

__all__ = ["Office", "Understood", "Whole", "understand"]

SERIAL = "序号"
MOST_SERIAL = 99_999
_NUMBERS = (
    re.compile(r"[〔\[(（【]?(?P<year>(?:19|20)\d{2})[〕\])）】]?\s*[-年—–/.第 ]*\s*(?P<serial>\d{1,5})\s*[号篇]?"),
    re.compile(r"(?P<year>)第?(?P<serial>\d{1,5})\s*[号篇]?"),
)
_NAMES = re.compile(r"[、，,;；/\n]|\s{2,}|(?<=[\u4e00-\u9fff]{2}) (?=[\u4e00-\u9fff]{2})")
_SURE_ORGAN = re.compile(r"(?:委员会|政协|局|办公室|街道|委|中心|公司|支部|小组|界别|学校|医院|工商联|促进会|协会)$")
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
_SCREENED = {State.REJECTED: Screening.REJECT, State.RETAINED: Screening.RETAIN}


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


class _Piece(Becoming):
    """A row as a piece."""

    def made(self, title: str, *, dated: bool) -> PieceTold:
        """The piece."""
        row = self.row
        number = self._numbered()
        people, unit, collective = self._people()
        self._adoptions()
        self._instructions()
        self._dispatches()
        state, screening = self._state()
        self._unused((Head.ASSIGNED, Head.REGISTERED_BY))  # what came of a 批示 is told, not recorded
        return PieceTold(
            number=number,
            title=title,
            received_at=self.received,
            dated=dated,
            people=people,
            unit=unit,
            collective=collective,
            commissioned=bool(YES.fullmatch(row[Head.COMMISSIONED])),
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
        collective = bool(YES.fullmatch(said)) if said else not names and bool(unit)
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
        elif state in NOT_CARRIED:
            self.found.problems.append(f"状态“{said}”没有样张可接着办，按“{State.SIGNED_OFF}”登记，可重新排印")
            state = State.SIGNED_OFF
        elif state is State.MERGED and not row[Head.MERGED_INTO]:
            self.found.problems.append(f"没有写并入哪一篇，按“{State.ARCHIVED}”登记")
            state = State.ARCHIVED
        if not screening and state is not None and said not in tuple(State):
            screening = _SCREENED.get(state, "")
        return state or State.ARCHIVED, screening
