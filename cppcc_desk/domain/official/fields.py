"""A 公文 from plain fields, such as those of a JSON file: the contract of design/commands.md, "Fields of document".

Unknown keys and values of the wrong shape are refused by name; keys that a kind does not print are named and ignored;
null and [] mean absent.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cppcc_desk.domain import secrecy
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.official.document import (
    UPWARD,
    URGENCIES,
    Attachment,
    Block,
    DocNumber,
    Kind,
    OfficialDocument,
    Table,
)
from cppcc_desk.domain.official.letterhead import Covers, Letterhead, refuse_for_letters
from cppcc_desk.domain.official.picture import Picture

NOTHING = "没有写出任何文件。"
_LARGEST = 999_999

_ALL = frozenset({"kind", "organs", "mark", "letterhead", "title", "body", "date"})
_NUMBERED = _ALL | {"doc_number", "copy_no", "urgency", "copy_to", "attachments"}
_SIGNED = _NUMBERED | {"main_to", "signed_by", "sealed", "seal", "note"}
_PRINTED = frozenset({"printed_by", "printed_on"})
_BULLETIN = frozenset(
    {
        "issue_no",
        "cumulative_no",
        "issued_by",
        "report_to",
        "send_to",
        "distribute_to",
        "copies",
        "editor",
        "reviewer",
    }
)

KEYS: dict[Kind, frozenset[str]] = {
    **dict.fromkeys(Kind, _SIGNED | _PRINTED),
    **{kind: _SIGNED | _PRINTED | {"signatories"} for kind in UPWARD},
    Kind.LETTER: _SIGNED,
    Kind.MINUTES: _NUMBERED | _PRINTED | {"attendance", "issue_no"},
    Kind.BULLETIN: _ALL | _BULLETIN,
}
KNOWN = frozenset[str]().union(*KEYS.values())

LoadPicture = Callable[[str], Picture]  # raises Invalid for a file that is no picture
# a picture or a Word file as the 版头, or the mark alone as is said or can be seen; raises Invalid
LoadLetterhead = Callable[[str, Covers | None], Letterhead]


def document_from(
    kind: Kind, fields: Mapping[str, Any], *, load_picture: LoadPicture, load_letterhead: LoadLetterhead
) -> tuple[OfficialDocument, tuple[str, ...]]:
    """The paper that `fields` describe, and a sentence for each thing in them that was left out or put right.

    Raises Invalid naming the key.
    """
    if not isinstance(fields, Mapping):
        raise Invalid(f"公文要素应写成“名称: 内容”的一组。{NOTHING}")
    if unknown := sorted(key for key in fields if key not in KNOWN):
        raise Invalid(f"不认识的要素：{'、'.join(unknown)}；可用的有：{'、'.join(sorted(KNOWN))}。{NOTHING}")
    if marked := secrecy.refusal(lines_of(fields)):
        raise Invalid(f"{marked}{NOTHING}")
    cleaner = _Cleaner()
    given = {key: cleaner.clean(value) for key, value in fields.items() if value not in (None, [], "", {})}
    if given.get("kind", kind.value) != kind.value:
        raise Invalid(f"要素里写的文种是“{given['kind']}”，命令里是“{kind}”。{NOTHING}请核对。")
    unused = [key for key in given if key not in KEYS[kind]]
    problems = [f"{kind}不印“{key}”，已略过" for key in unused]
    if cleaner.removed:
        problems.append(f"去掉了 {cleaner.removed} 个不能显示的控制字符")
    used = {key: value for key, value in given.items() if key in KEYS[kind]}
    take = _Fields(used, load_picture, load_letterhead)
    document = take.document(kind)
    if not document.organs and not document.mark:
        raise Invalid(f"缺少发文机关（organs）。{NOTHING}")
    return document, tuple(problems)


def lines_of(value: Any) -> Iterator[str]:
    """Every line of every text in `fields`, however deep."""
    match value:
        case str():
            yield from value.splitlines()
        case Mapping():
            for item in value.values():
                yield from lines_of(item)
        case list():
            for item in value:
                yield from lines_of(item)


class _Cleaner:
    """Takes out of every text what no paper can show."""

    def __init__(self) -> None:
        self.removed = 0

    def clean(self, value: Any) -> Any:
        match value:
            case str():
                kept = "".join(c for c in value.replace("\r\n", "\n").replace("\r", "\n") if _shows(c))
                self.removed += len(value.replace("\r\n", "\n")) - len(kept)
                return kept
            case list():
                return [self.clean(item) for item in value]
            case dict():
                return {key: self.clean(item) for key, item in value.items()}
            case _:
                return value


def _shows(c: str) -> bool:
    return (c >= " " and c not in "\x7f\ufffe\uffff\ufeff" and not "\ud800" <= c <= "\udfff") or c in "\n\t"


class _Fields:
    """Values by key, each checked for its shape when it is taken."""

    def __init__(self, given: Mapping[str, Any], load_picture: LoadPicture, load_letterhead: LoadLetterhead) -> None:
        self._given = given
        self._load = load_picture
        self._load_letterhead = load_letterhead

    def document(self, kind: Kind) -> OfficialDocument:
        title = self.text("title").strip()
        if not title:
            raise Invalid(f"缺少标题（title）。{NOTHING}", {"title": "请填写标题。"})
        return OfficialDocument(
            kind=kind,
            organs=self.texts("organs"),
            title=title,
            body=self._body(self._given.get("body"), "body"),
            mark=self.text("mark"),
            letterhead=self._letterhead(kind),
            doc_number=self._number(),
            copy_no=self.whole("copy_no"),
            urgency=self._urgency(),
            signatories=self.texts("signatories"),
            main_to=self.texts("main_to"),
            attachments=self._attachments(),
            signed_by=self.texts("signed_by"),
            dated=self.day("date"),
            sealed=self.flag("sealed", usual=True),
            seal=self._load(self.text("seal")) if "seal" in self._given else None,
            note=self.text("note"),
            copy_to=self.texts("copy_to"),
            printed_by=self.text("printed_by"),
            printed_on=self.day("printed_on"),
            attendance=self._attendance(),
            issue_no=self.whole("issue_no"),
            cumulative_no=self.whole("cumulative_no"),
            issued_by=self.text("issued_by"),
            report_to=self.texts("report_to"),
            send_to=self.texts("send_to"),
            distribute_to=self.texts("distribute_to"),
            copies=self.whole("copies"),
            editor=self.text("editor"),
            reviewer=self.text("reviewer"),
        )

    def text(self, key: str) -> str:
        return _text(self._given.get(key, ""), key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone stands for a list of one."""
        value = self._given.get(key, [])
        return _texts([value] if isinstance(value, str) else value, key)

    def whole(self, key: str) -> int | None:
        return _whole(self._given[key], key) if key in self._given else None

    def flag(self, key: str, *, usual: bool) -> bool:
        value = self._given.get(key, usual)
        if not isinstance(value, bool):
            raise _wrong(key, "true 或 false", value)
        return value

    def day(self, key: str) -> date | None:
        if key not in self._given:
            return None
        value = self._given[key]
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise _wrong(key, "形如 2026-03-01 的日期", value) from None

    def _urgency(self) -> str:
        value = self.text("urgency")
        if value and value not in URGENCIES:
            raise _wrong("urgency", "、".join(URGENCIES), value)
        return value

    def _letterhead(self, kind: Kind) -> Letterhead | None:
        value = self._given.get("letterhead")
        if value is None:
            return None
        given = {"file": value} if isinstance(value, str) else value
        if not isinstance(given, dict) or not {"file"} <= given.keys() <= {"file", "covers", "name"}:
            raise _wrong("letterhead", "图片或 Word 文件的路径，或 {“file”: 路径, “covers”: …}", value)
        covers = _text(given.get("covers") or "", "letterhead.covers")
        if covers and covers not in list(Covers):
            raise _wrong("letterhead.covers", "、".join(Covers), covers)
        found = self._load_letterhead(_text(given["file"], "letterhead.file"), Covers(covers) if covers else None)
        found = replace(found, name=_text(given.get("name") or found.name, "letterhead.name"))
        if kind is Kind.LETTER:
            refuse_for_letters(found)
        return found

    def _number(self) -> DocNumber | None:
        if "doc_number" not in self._given:
            return None
        value = self._given["doc_number"]
        if not isinstance(value, dict) or not {"org_code", "year"} <= value.keys() <= {"org_code", "year", "serial"}:
            raise _wrong("doc_number", "机关代字 org_code、年份 year、序号 serial", value)
        code = _text(value["org_code"], "doc_number.org_code").strip()
        year = _whole(value["year"], "doc_number.year")
        if not code or not 1900 <= year <= 2999:
            raise _wrong("doc_number", "不空的机关代字和四位年份", value)
        serial = value.get("serial")
        return DocNumber(code, year, None if serial is None else _whole(serial, "doc_number.serial"))

    def _attachments(self) -> tuple[Attachment, ...]:
        value = self._given.get("attachments", [])
        if not isinstance(value, list):
            raise _wrong("attachments", "附件的列表", value)
        return tuple(self._attachment(item, number) for number, item in enumerate(value, start=1))

    def _attachment(self, value: Any, number: int) -> Attachment:
        where = f"attachments 第 {number} 项"
        if not isinstance(value, dict) or not {"title"} <= value.keys() <= {"title", "body"}:
            raise _wrong(where, "标题 title 和内容 body", value)
        title = _text(value["title"], where).strip()
        if not title:
            raise _wrong(where, "有标题的附件", value)
        return Attachment(title=title, body=self._body(value.get("body"), where, required=False))

    def _body(self, value: Any, where: str, *, required: bool = True) -> tuple[Block, ...]:
        blocks = [value] if isinstance(value, str) else value or []
        if not isinstance(blocks, list):
            raise _wrong(where, "段落的列表", value)
        made = tuple(self._block(item, where) for item in blocks)
        if required and not any(block.strip() if isinstance(block, str) else block for block in made):
            raise Invalid(f"缺少正文（{where}）。{NOTHING}", {"body": "请填写正文。"})
        return made

    def _block(self, value: Any, where: str) -> Block:
        match value:
            case str():
                return value
            case {"table": dict(table)} if len(value) == 1:
                return _table(table, where)
            case {"picture": str(path)} if len(value) == 1:
                return self._load(path)
        raise _wrong(where, "文字、{“table”: …} 或 {“picture”: …}", value)

    def _attendance(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        value = self._given.get("attendance", {})
        if not isinstance(value, dict):
            raise _wrong("attendance", "{“出席”: […], “请假”: […], “列席”: […]}", value)
        return tuple((label, _texts(names, f"attendance.{label}")) for label, names in value.items())


def _table(value: Mapping[str, Any], where: str) -> Table:
    if not {"columns", "rows"} <= value.keys() <= {"columns", "rows", "widths_mm"}:
        raise _wrong(f"{where} 的表格", "columns、rows 和可选的 widths_mm", dict(value))
    columns = tuple(_cell(cell) for cell in _list(value["columns"], f"{where} 的 columns"))
    if not columns:
        raise _wrong(f"{where} 的 columns", "至少一栏", value["columns"])
    rows = tuple(tuple(_cell(cell) for cell in _list(row, f"{where} 的 rows")) for row in _list(value["rows"], where))
    for number, row in enumerate(rows, start=1):
        if len(row) != len(columns):
            raise Invalid(f"{where} 的表格第 {number} 行有 {len(row)} 格，应为 {len(columns)} 格。{NOTHING}")
    widths = _list(value.get("widths_mm") or [], f"{where} 的 widths_mm")
    fine = all(isinstance(width, int | float) and not isinstance(width, bool) and width > 0 for width in widths)
    if widths and (not fine or len(widths) != len(columns)):
        raise _wrong(f"{where} 的 widths_mm", f"{len(columns)} 个大于 0 的毫米数", widths)
    return Table(columns=columns, rows=rows, widths_mm=tuple(map(float, widths)))


def _cell(value: Any) -> str:
    """A cell; numbers are written as they are."""
    if value is None:
        return ""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip()
    raise _wrong("表格的格", "文字或数字", value)


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise _wrong(where, "文字", value)
    return value


def _texts(value: Any, where: str) -> tuple[str, ...]:
    found = tuple(_text(item, where).strip() for item in _list(value, where))
    return tuple(item for item in found if item)


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise _wrong(where, "列表", value)
    return value


def _whole(value: Any, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _LARGEST:
        raise _wrong(where, f"1 到 {_LARGEST} 的整数", value)
    return value


def _wrong(where: str, wanted: str, value: Any) -> Invalid:
    told = str(value)
    told = told if len(told) <= 40 else f"{told[:40]}…"
    should = f"应为 {wanted}" if wanted[0].isascii() else f"应为{wanted}"
    return Invalid(f"“{where}”{should}，收到的是“{told}”。{NOTHING}", {where: f"{should}。"})
