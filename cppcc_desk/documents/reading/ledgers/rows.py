"""The rows under the heads of a ledger: what each says, and why one says nothing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from cppcc_desk.documents.reading.characters import Sweep
from cppcc_desk.documents.reading.ledgers.heads import SERIAL, Heads, level_in
from cppcc_desk.documents.reading.ledgers.moments import Moment, read_moment
from cppcc_desk.documents.reading.tables.cells import one_line, plain
from cppcc_desk.documents.reading.tables.finding import Found
from cppcc_desk.documents.reading.tables.sheets import Fault, Sheet, Value
from cppcc_desk.domain.registers.columns import Head
from cppcc_desk.domain.registers.history import LedgerRow
from cppcc_desk.domain.registers.telling import say_day

MOMENTS = frozenset({
    Head.RECEIVED, Head.SIGNED, Head.ARCHIVED, Head.DUE, Head.SENT_AT, Head.SIGNED_FOR_AT, Head.ADOPTED_ON,
    Head.INSTRUCTED_ON,
})  # fmt: skip
_SEVERAL = frozenset({Head.ADOPTIONS, Head.SENT, Head.INSTRUCTIONS, Head.PEOPLE})  # may stand in more than one column
_LINES = frozenset({
    Head.TEXT, Head.OPINION, Head.INSTRUCTED_TEXT, Head.INSTRUCTED_EVIDENCE, Head.INSTRUCTED_REMARK, Head.ADOPTED_TEXT,
    Head.ADOPTED_EVIDENCE, Head.ADOPTED_REMARK,
})  # fmt: skip
Written = str | float | date  # what a cell holds that is no fault
_TOTAL = re.compile(r"(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|本[月季年]\s*[合小]计)|共\s*\d+\s*[篇件条]")
_NOTE = re.compile(
    r"(?:备\s*)?注\s*\d?\s*[:：]|说\s*明\s*[:：]|填\s*表|制\s*表|填\s*报|审\s*核|统\s*计\s*人|联系人\s*[:：]|第.{1,4}页"
)
_YES = re.compile(r"[√✓✔☑▲●○◎1一]|是|有|采用|已采用|录用|已录用|刊用|Y(?:ES)?", re.I)
_NO = re.compile(r"[×✗✘/\\—-]+|否|无|未|未采用|未录用|不采用|没有|0|NO?", re.I)


@dataclass(frozen=True)
class Columns:
    """What the columns of a sheet hold; `serial` numbers the rows, `rest` are kept by their own heads."""

    heads: Mapping[int, Head]
    serial: int | None = None
    rest: Mapping[int, str] = field(default_factory=dict)
    shown: frozenset[int] = frozenset()  # those that the office may say something else about
    texts: Mapping[int, str] = field(default_factory=dict)


def columns_of(found: Found, heads: Heads) -> Columns:
    """What each column under the heads is taken for."""
    meant: dict[int, Head] = {}
    rest: dict[int, str] = {}
    serial = None
    first = {column: heads.head(text) for column, text in found.texts.items()}
    for column in sorted(found.texts):
        text, head = found.texts[column], first[column]
        if not text.strip():
            continue
        others = [other for other in first.values() if isinstance(other, Head)]
        head = heads.beside(text, others) or head
        if head == SERIAL:
            serial = column if serial is None else serial
        elif isinstance(head, Head) and (head in _SEVERAL or head not in meant.values()):
            meant[column] = head
        else:
            rest[column] = one_line(text)
    if Head.TITLE not in meant.values():
        place = next((column for column, head in meant.items() if head is Head.TEXT), None)
        if place is not None:
            meant[place] = Head.TITLE
    shown = frozenset(column for column, text in found.texts.items() if text.strip() and column != serial)
    return Columns(meant, serial, rest, shown, found.texts)


def rows_of(
    sheet: Sheet, found: Found, columns: Columns, heads: Heads, *, year: int | None, from_1904: bool, named: bool
) -> Iterator[LedgerRow]:
    """Every row under the heads, in order; `named`: the sheet is told with each."""
    reading = _Reading(sheet, found, columns, year, from_1904)
    for number in sorted(row for row in sheet.rows if row > found.below):
        passed = _passed(sheet.rows[number], columns, heads)
        name = sheet.name if named else ""
        if passed:
            yield LedgerRow(values={}, sheet=name, number=number, passed=passed)
        else:
            yield reading.row(number, name)


def _passed(cells: Mapping[int, Value], columns: Columns, heads: Heads) -> str:
    """Why a row is none of a piece: it sums up, explains, parts the others, or repeats the heads."""
    first = str(cells[min(cells)]).strip()
    title = next((str(cells.get(column, "")) for column, head in columns.heads.items() if head is Head.TITLE), "")
    if _TOTAL.match(first) or _TOTAL.fullmatch(title.strip()):
        return "合计行"
    if len(cells) <= 3 and _NOTE.match(first):
        return "说明文字"
    if heads.known(cells.values()):
        return "重复的表头"
    if len(cells) == 1 and not (title and len(columns.heads) == 1):
        return "分组标题或说明文字"
    if set(cells) <= {columns.serial}:
        return "只有序号的空行"
    return ""


@dataclass
class _Reading:
    """One sheet being read."""

    sheet: Sheet
    found: Found
    columns: Columns
    year: int | None
    from_1904: bool

    def row(self, number: int, name: str) -> LedgerRow:
        """What one row says."""
        values: dict[Head, str] = {}
        rest: dict[str, str] = {}
        notes: list[str] = []
        problems: list[str] = []
        sweep = Sweep()
        for column, head in self.columns.heads.items():
            value = self.found.value(self.sheet, number, column)
            if value is None:
                continue
            if column not in self.sheet.rows[number]:
                notes.append(f"“{head}”取自合并的单元格")
            if (number, column) in self.sheet.formulas and not isinstance(value, Fault):
                notes.append(f"“{head}”是公式，用了文件里保存的结果")
            if isinstance(value, Fault):
                problems.append(_fault(value, head))
                continue
            told = self._told(column, head, value, sweep)
            notes += [f"“{head}”{told.note}"] if told.note else []
            if told.problem:
                problems.append(f"“{head}”{told.problem}")
                rest[head.value] = plain(value)
            if told.text:
                values[head] = f"{values[head]}；{told.text}" if head in values else told.text
        for column, words in self.columns.rest.items():
            value = self.found.value(self.sheet, number, column)
            if value is not None and not isinstance(value, Fault):
                rest[words] = sweep.text(plain(value))
        if self.columns.serial is not None and Head.NUMBER not in values:
            value = self.sheet.rows[number].get(self.columns.serial)
            if value is not None and not isinstance(value, Fault):
                rest[SERIAL] = plain(value)
        problems += sweep.warnings()
        if number in self.sheet.hidden_rows:
            notes.append("这一行隐藏着（可能是筛选），也读入了")
        return LedgerRow(
            values=values, sheet=name, number=number, rest=rest, notes=tuple(notes), problems=tuple(problems)
        )

    def _told(self, column: int, head: Head, value: Written, sweep: Sweep) -> Moment:
        """What a cell says; a day that is none is a problem, its words are kept."""
        if head in MOMENTS:
            return self._moment(value)
        kept = isinstance(value, str) and (head in _LINES or "\n" not in value)
        text = sweep.text(value.strip() if kept and isinstance(value, str) else plain(value))
        if head is Head.ISSUED:
            return self._days(text, value)
        return Moment(self._adoption(self.columns.texts[column], value, text) if head is Head.ADOPTIONS else text)

    def _moment(self, value: Written) -> Moment:
        return read_moment(value, year=self.year, from_1904=self.from_1904)

    def _days(self, text: str, value: Written) -> Moment:
        """Several days, as a piece may stand in several issues."""
        parts: list[Written] = [*re.split("[；;\n]", text)] if isinstance(value, str) else [value]
        told = [self._moment(part) for part in parts]
        return Moment(
            "；".join(one.text[:10] for one in told if one.text),
            "；".join(one.problem for one in told if one.problem),
            "；".join(one.note for one in told if one.note),
        )

    def _adoption(self, head: str, value: Written, text: str) -> str:
        """A cell of a column for one level: a tick, a day or words; of the column for all: its words."""
        if _NO.fullmatch(text):
            return ""
        level = level_in(head)
        if level is None:
            return "本级采用" if _YES.fullmatch(text) else text
        if _YES.fullmatch(text):
            return f"{level.said}采用"
        if told := self._moment(value).text:
            return f"{level.said}采用 {say_day(date.fromisoformat(told[:10]))}"
        return text if re.search("采用|录用|刊用", text) else f"{level.said}采用 {text}"


def _fault(value: Fault, head: Head) -> str:
    if value is Fault.UNCOMPUTED:
        return f"“{head}”是公式，文件里没有保存它的计算结果，没有读入；请用 Excel 或 WPS 表格打开并保存一次再试"
    return f"“{head}”的公式出错（错误值），没有读入"
