"""A roster understood: where its heads are, which rows are people, and what each row says of its person.

Rows are never refused one by one: what cannot be understood of a row is said with its number, the rest of it is kept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cppcc_desk.documents.reading.characters import Sweep
from cppcc_desk.documents.reading.roster import values
from cppcc_desk.documents.reading.roster.heads import Heads
from cppcc_desk.documents.reading.roster.table import Table, find_table
from cppcc_desk.documents.reading.tables.cells import one_line, plain
from cppcc_desk.documents.reading.tables.sheets import Book, Fault, Sheet, Value
from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.roster import RosterColumn as Column
from cppcc_desk.domain.roster import RosterResult, RosterRow
from cppcc_desk.domain.secrecy import CLASSIFIED_FILE, mark_in
from cppcc_desk.domain.submission import ReadStatus

_NAMED_AT_MOST = 12  # rows in one warning
_NO_HEADS = "没有找到有“姓名”一列的表头，不像名册，没有读出任何人；请给各列写上表头（姓名、界别等）后再试。"
_NOBODY = "名册里只有表头，没有一个人（0 人），没有读出任何内容；请填写后再试。"
_NO_NAMES = "名册里没有一行写了姓名，没有读出任何人；请核对“姓名”一列后再试。"
_ALL_HIDDEN = "工作簿里的工作表都隐藏着，没有读；请取消隐藏后另存再试。"
_UNCOMPUTED = "姓名一列是公式，文件里没有保存计算结果，没有读出任何人；请用 Excel 或 WPS 表格打开并保存一次再试。"
_TOTAL = re.compile(r"(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*人\s*数|人数合计)|共\s*\d+\s*(?:人|名)")
_NOTE = re.compile(
    r"(?:备\s*)?注\s*\d?\s*[:：]|说\s*明\s*[:：]|填\s*表|制\s*表|填\s*报|审\s*核|联系人\s*[:：]|单位\S{0,4}\s*[:：]|第.{1,4}页"
)
_COUNTED = re.compile(r"[（(]\s*(?:共\s*)?\d+\s*[人名位]?\s*[)）]|[:：]?\s*\d+\s*[人名位]$")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+|\d+)\s*[、.．]\s*|^[（(][一二三四五六七八九十\d]+[)）]\s*")
# fmt: off
_SECTORS = frozenset((
    "中共", "中国共产党", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "无党派",
    "民主党派", "无党派人士", "共青团", "青联", "共青团和青联", "总工会", "工会", "妇联", "科协", "台联", "侨联",
    "文化艺术", "文艺", "科技", "科学技术", "社会科学", "社科", "经济", "农业", "农业农村", "教育", "体育", "新闻出版",
    "医药卫生", "医卫", "对外友好", "社会福利", "社会福利和社会保障", "少数民族", "宗教", "特邀", "特邀人士",
    "特别邀请人士", "工商联", "港澳", "港澳台侨", "环境资源", "乡镇", "街道",
))
# fmt: on
_KINDS = {kind.value: kind.value for kind in PersonKind if kind is not PersonKind.OTHER} | {"常务委员": "常委"}
_TELLING = (
    Column.PHONE,
    Column.OTHER_PHONE,
    Column.ID_NO,
    Column.BORN_ON,
    Column.UNIT_POSITION,
)  # tell two people apart


def understand(book: Book, heads: Heads) -> RosterResult:
    """The people of all visible sheets; `heads` tells what the columns hold.

    Raises Unreadable: no heads, nobody, a 密级 mark.
    """
    shown = [sheet for sheet in book.sheets if not sheet.hidden]
    if not shown:
        raise Unreadable(_ALL_HIDDEN)
    _refuse_classified(shown)
    tables = [table for table in (find_table(sheet, heads) for sheet in shown) if table is not None]
    if not tables:
        raise Unreadable(_NO_HEADS)
    reading = _Reading(from_1904=book.from_1904, several=len(tables) > 1, heads=heads)
    for table in tables:
        reading.take(table)
    if not reading.rows:
        raise Unreadable(_UNCOMPUTED if reading.uncomputed else _NO_NAMES if reading.nameless else _NOBODY)
    warnings = (*book.warnings, *_of_sheets(book, tables), *reading.warnings())
    status = ReadStatus.ACCEPTED_WITH_WARNING if warnings else ReadStatus.ACCEPTED
    told = {words: meaning for table in tables for words, meaning in table.heads}
    return RosterResult(status=status, rows=tuple(reading.rows), warnings=warnings, heads=told)


def _refuse_classified(sheets: Iterable[Sheet]) -> None:
    cells = (value for sheet in sheets for row in sheet.rows.values() for value in row.values())
    if mark_in(cell for cell in cells if isinstance(cell, str)):
        raise Unreadable(CLASSIFIED_FILE)


def _of_sheets(book: Book, tables: list[Table]) -> Iterator[str]:
    read = [table.sheet for table in tables]
    if len(read) > 1 and any(sheet.name for sheet in read):
        yield f"读了 {len(read)} 张工作表：{_listed(f'“{sheet.name}”' for sheet in read)}。"
    left = [sheet for sheet in book.sheets if not sheet.hidden and sheet.rows and sheet not in read and sheet.name]
    if left:
        yield f"工作表{_listed(f'“{sheet.name}”' for sheet in left)}里没有找到有“姓名”的表头，没有读。"
    hidden = [sheet.name for sheet in book.sheets if sheet.hidden]
    if hidden:
        yield f"有 {len(hidden)} 张隐藏的工作表没有读：{_listed(f'“{name}”' for name in hidden)}。"


def _listed(words: Iterable[str]) -> str:
    found = list(words)
    more = f" 等 {len(found)} 处" if len(found) > _NAMED_AT_MOST else ""
    return "、".join(found[:_NAMED_AT_MOST]) + more


@dataclass
class _Reading:
    """The people found so far, and what is to be said of the rows that they stand in."""

    from_1904: bool
    several: bool
    heads: Heads
    rows: list[RosterRow] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    uncomputed: int = 0
    _strange: list[str] = field(default_factory=list)
    _twice: list[str] = field(default_factory=list)
    _namesakes: list[str] = field(default_factory=list)
    _hidden: list[str] = field(default_factory=list)
    _headings: list[str] = field(default_factory=list)
    _known: dict[str, list[RosterRow]] = field(default_factory=dict)
    _sweep: Sweep = field(default_factory=Sweep)

    def take(self, table: Table) -> None:
        """The people of one sheet."""
        self._strange += [words for words, meaning in table.heads if meaning is None]
        has_sector = any(Column.SECTOR in block.values() for block in table.blocks)
        sector = _as_sector(table.sheet.name) if not has_sector else ""
        over: dict[Column, str] = {Column.SECTOR: sector}
        for number in sorted(row for row in table.sheet.rows if row > table.below):
            cells = table.sheet.rows[number]
            heading = _heading(cells)
            if heading is not None:
                over = over | heading
                self._headings += heading.values()
                continue
            if _is_foot(cells, table.blocks) or self._is_head_again(cells, table.blocks):
                continue
            for block in table.blocks:
                self._person(table, number, block, over)

    def warnings(self) -> tuple[str, ...]:
        """One sentence for each kind of trouble, and one for each row with problems of its own."""
        kinds = (
            (self._strange, "忽略了认不出的列：{}。"),
            ([f"“{words}”" for words in self._headings], "按分组标题填写了下面各人的界别或身份：{}，请核对。"),
            (self.nameless, "{}有内容，但没有姓名，没有读入。"),
            (self._twice, "完全重复的行只读入一次：{}。"),
            (self._namesakes, "姓名相同，按不同的人读入，请核对：{}。"),
            (self._hidden, "{}隐藏着（可能是筛选），也读入了，请核对。"),
        )
        said = [sentence.format(_listed(dict.fromkeys(words))) for words, sentence in kinds if words]
        alike: dict[str, list[str]] = {}
        for row in self.rows:
            for problem in row.problems:
                alike.setdefault(problem, []).append(self._place(row.sheet, row.number))
        return (*self._sweep.warnings(), *said, *(f"{_listed(places)}：{text}" for text, places in alike.items()))

    def _place(self, sheet: str, number: int) -> str:
        return f"“{sheet}”第 {number} 行" if self.several and sheet else f"第 {number} 行"

    def _person(self, table: Table, number: int, block: Mapping[int, Column], over: Mapping[Column, str]) -> None:
        found: dict[Column, str] = {}
        problems: list[str] = []
        numbers: list[str] = []
        for column, kind in block.items():
            understood = self._cell(table, number, column, kind)
            problems += understood.problems
            if kind in (Column.PHONE, Column.OTHER_PHONE):
                numbers += [part for part in understood.text.split("、") if part]
            elif understood.text:
                found[kind] = understood.text
            if isinstance(understood, values.NameFound):
                found |= {Column.GENDER: understood.gender} if understood.gender else {}
                found |= {Column.ETHNICITY: understood.ethnicity} if understood.ethnicity else {}
        place = self._place(table.sheet.name, number)
        if Column.NAME not in found:
            own = table.sheet.rows[number]
            if any(column in own for column, kind in block.items() if kind is not Column.NAME or problems):
                self.nameless.append(place)
                self.uncomputed += Fault.UNCOMPUTED in own.values()
            return
        found |= _numbers(numbers)
        _unit_and_position(found)
        found = {**over, **found}
        ordered = {kind: found[kind] for kind in Column if found.get(kind)}
        self._add(RosterRow(values=ordered, sheet=table.sheet.name, number=number, problems=tuple(problems)), place)
        if number in table.sheet.hidden_rows:
            self._hidden.append(place)

    def _is_head_again(self, cells: Mapping[int, Value], blocks: Iterable[Mapping[int, Column]]) -> bool:
        """Whether a row has a head where names stand: as on top of each printed page, or in a form of one person."""
        return any(self.heads.head(str(cells.get(column, ""))) is not None for column in _names(blocks))

    def _add(self, row: RosterRow, place: str) -> None:
        """Keep `row`, unless it says nothing that a row before it has not said."""
        same_name = self._known.setdefault(row[Column.NAME], [])
        for other in same_name:
            if other.values == row.values and any(row[column] for column in _TELLING):
                self._twice.append(f"{place}与{self._place(other.sheet, other.number)}")
                return
        if same_name:
            self._namesakes.append(f"{self._place(same_name[0].sheet, same_name[0].number)}与{place}")
        same_name.append(row)
        self.rows.append(row)

    def _cell(self, table: Table, number: int, column: int, kind: Column) -> values.Understood:
        value = _value(table, number, column, kind)
        if value is None:
            return values.Understood()
        if isinstance(value, Fault):
            return values.fault(value, kind)
        if isinstance(value, str):
            value = self._sweep.text(value)
        if kind is Column.NAME:
            return values.person_name(plain(value))
        if kind is Column.BORN_ON:
            return values.birth(value, from_1904=self.from_1904)
        if kind in (Column.PHONE, Column.OTHER_PHONE):
            return values.phone(value, kind)
        return values.id_no(value) if kind is Column.ID_NO else values.Understood(plain(value))


def _value(table: Table, number: int, column: int, kind: Column) -> Value | None:
    """What a cell shows: one that is joined with cells above it shows theirs; a name is told once."""
    own = table.sheet.rows[number].get(column)
    if own is not None or kind is Column.NAME:
        return own
    return table.found.value(table.sheet, number, column)


def _numbers(found: list[str]) -> dict[Column, str]:
    """The first mobile number, or else the first number, is the one to call; the others stay beside it."""
    numbers = list(dict.fromkeys(found))
    if not numbers:
        return {}
    first = next((n for n in numbers if re.fullmatch(r"1[3-9]\d{9}", n)), numbers[0])
    rest = "、".join(n for n in numbers if n != first)
    return {Column.PHONE: first} | ({Column.OTHER_PHONE: rest} if rest else {})


def _unit_and_position(found: dict[Column, str]) -> None:
    """Where unit and post stand in columns of their own, they also make 工作单位及职务."""
    unit, position = found.get(Column.UNIT, ""), found.get(Column.POSITION, "")
    if (unit or position) and not found.get(Column.UNIT_POSITION):
        found[Column.UNIT_POSITION] = unit + (position if position != unit else "")


def _is_foot(cells: Mapping[int, Value], blocks: Iterable[Mapping[int, Column]]) -> bool:
    """Whether a row sums up or explains: 合计　8人, 注：…, 填表人：…"""
    first = str(cells[min(cells)]).strip()
    if _TOTAL.match(first) or any(_TOTAL.fullmatch(str(cells.get(name, "")).strip()) for name in _names(blocks)):
        return True
    return len(cells) <= 3 and bool(_NOTE.match(first))


def _names(blocks: Iterable[Mapping[int, Column]]) -> list[int]:
    return [column for block in blocks for column, kind in block.items() if kind is Column.NAME]


def _heading(cells: Mapping[int, Value]) -> dict[Column, str] | None:
    """The 界别 or 身份 that a row by itself puts over the people below it; None for any other row."""
    text = next(iter(cells.values()))
    if len(cells) != 1 or not isinstance(text, str):
        return None
    if kind := _KINDS.get(_bare(text)):
        return {Column.KIND: kind}
    sector = _as_sector(text)
    return {Column.SECTOR: sector} if sector else None


def _bare(text: str) -> str:
    """A heading without its number and without how many are under it: 一、教育界（12人）."""
    return _COUNTED.sub("", _NUMBERED.sub("", one_line(text))).strip(" :：")


def _as_sector(text: str) -> str:
    bare = _bare(text)
    known = bare.removesuffix("界别").removesuffix("界") in _SECTORS
    return bare if known or (bare.endswith(("界", "界别")) and 3 <= len(bare) <= 15) else ""
