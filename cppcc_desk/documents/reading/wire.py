"""Answers of the reading child as bytes: JSON, so that a child gone astray can send nothing but text."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from cppcc_desk.domain.registers.columns import Head
from cppcc_desk.domain.registers.history import LedgerRead, LedgerRow
from cppcc_desk.domain.roster import RosterColumn, RosterResult, RosterRow
from cppcc_desk.domain.submission import Draft, ReadResult, ReadStatus

MAX_ANSWER = 32 * 1024 * 1024
_TOO_MUCH = ReadResult(
    status=ReadStatus.REFUSED, message="文件里的文字过多，不像一篇来稿，没有读取；请让来稿人另存为新的 .docx 后再导入。"
)
_TOO_LONG = RosterResult(
    status=ReadStatus.REFUSED, message="表格里的文字过多，不像名册，没有读取；请只留名册本身，另存为 .xlsx 后再试。"
)
_TOO_LONG_LEDGER = LedgerRead(
    status=ReadStatus.REFUSED, message="表格里的文字过多，没有读取；请按年度分成几份，另存为 .xlsx 后再试。"
)


def write_answer(results: tuple[ReadResult, ...], *, spent: bool) -> bytes:
    """`results` as bytes; `spent`: the child has run out of memory once and should be replaced."""
    answer = {"results": [asdict(r) for r in results], "spent": spent}
    data = json.dumps(answer, default=date.isoformat, ensure_ascii=False).encode()
    return data if len(data) <= MAX_ANSWER else write_answer((_TOO_MUCH,), spent=True)


def read_answer(data: bytes) -> tuple[tuple[ReadResult, ...], bool]:
    """What `write_answer` was given."""
    answer = json.loads(data)
    return tuple(_result(r) for r in answer["results"]), bool(answer["spent"])


def write_roster(result: RosterResult, *, spent: bool) -> bytes:
    """As `write_answer`, for a roster."""
    data = json.dumps({"roster": asdict(result), "spent": spent}, ensure_ascii=False).encode()
    return data if len(data) <= MAX_ANSWER else write_roster(_TOO_LONG, spent=True)


def read_roster(data: bytes) -> tuple[RosterResult, bool]:
    """What `write_roster` was given."""
    answer = json.loads(data)
    raw = answer["roster"]
    result = RosterResult(
        status=ReadStatus(raw["status"]),
        rows=tuple(_row(row) for row in raw["rows"]),
        warnings=tuple(raw["warnings"]),
        message=raw["message"],
        heads=columns_read(raw["heads"]),
        is_text=raw["is_text"],
    )
    return result, bool(answer["spent"])


def write_ledger(read: LedgerRead, *, spent: bool) -> bytes:
    """As `write_answer`, for a ledger."""
    data = json.dumps({"ledger": asdict(read), "spent": spent}, ensure_ascii=False).encode()
    return data if len(data) <= MAX_ANSWER else write_ledger(_TOO_LONG_LEDGER, spent=True)


def read_ledger(data: bytes) -> tuple[LedgerRead, bool]:
    """What `write_ledger` was given."""
    answer = json.loads(data)
    raw = answer["ledger"]
    read = LedgerRead(
        status=ReadStatus(raw["status"]),
        rows=tuple(_ledger_row(row) for row in raw["rows"]),
        warnings=tuple(raw["warnings"]),
        message=raw["message"],
        heads=heads_read(raw["heads"]),
        year=raw["year"],
        is_text=raw["is_text"],
    )
    return read, bool(answer["spent"])


def heads_read(raw: Mapping[str, str | None]) -> dict[str, Head | None]:
    """Heads of a ledger with what they mean, out of JSON."""
    return {text: None if head is None else Head(head) for text, head in raw.items()}


def _ledger_row(raw: dict[str, Any]) -> LedgerRow:
    values = {Head(head): text for head, text in raw["values"].items()}
    told = {name: tuple(raw[name]) for name in ("notes", "problems")}
    return LedgerRow(**raw | told | {"values": values})


def columns_read(raw: Mapping[str, str | None]) -> dict[str, RosterColumn | None]:
    """Heads with what they mean, out of JSON."""
    return {text: None if column is None else RosterColumn(column) for text, column in raw.items()}


def _row(raw: dict[str, Any]) -> RosterRow:
    values = {RosterColumn(column): text for column, text in raw["values"].items()}
    return RosterRow(values=values, sheet=raw["sheet"], number=raw["number"], problems=tuple(raw["problems"]))


def _result(raw: dict[str, Any]) -> ReadResult:
    draft = raw["draft"]
    return ReadResult(
        status=ReadStatus(raw["status"]),
        draft=None if draft is None else _draft(draft),
        warnings=tuple(raw["warnings"]),
        message=raw["message"],
    )


def _draft(raw: dict[str, Any]) -> Draft:
    written_on = raw["written_on"]
    return Draft(
        **raw
        | {
            "contributors": tuple(raw["contributors"]),
            "written_on": None if written_on is None else date.fromisoformat(written_on),
        }
    )
