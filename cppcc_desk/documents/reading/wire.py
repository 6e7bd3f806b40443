"""Answers of the reading child as bytes: JSON, so that a child gone astray can send nothing but text."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from cppcc_desk.domain.submission import Draft, ReadResult, ReadStatus

MAX_ANSWER = 32 * 1024 * 1024
_TOO_MUCH = ReadResult(
    status=ReadStatus.REFUSED, message="文件里的文字过多，不像一篇来稿，没有读取；请让来稿人另存为新的 .docx 后再导入。"
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
