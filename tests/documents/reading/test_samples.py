"""The shelf of awkward files beside the repository, each judged against its manifest, in process."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cppcc_desk.documents.reading import read
from cppcc_desk.domain.submission import ReadResult, ReadStatus

SHELF = Path(__file__).resolve().parents[4] / "shared" / "samples" / "import"
STATUS = {
    ReadStatus.ACCEPTED: "accept",
    ReadStatus.ACCEPTED_WITH_WARNING: "accept-with-warning",
    ReadStatus.REFUSED: "reject-with-clear-message",
    ReadStatus.SKIPPED: "skip",
}


def samples() -> list[dict[str, Any]]:
    if not (SHELF / "manifest.json").exists():
        return []
    listed = json.loads((SHELF / "manifest.json").read_text(encoding="utf-8"))["files"]
    refusable = [
        i for i in listed if i["id"][0] in "LP" and "reject-with-clear-message" in (i["expect"], *i["also_ok"])
    ]
    return [i for i in listed if i["id"][0] in "DTXN"] + refusable


@pytest.mark.skipif(not samples(), reason="the shelf of sample files is not beside this checkout")
@pytest.mark.parametrize("item", samples(), ids=lambda item: str(item["id"]))
def test_sample_reads_as_its_manifest_says(item: dict[str, Any]) -> None:
    results = read(SHELF / "files" / item["file"])
    assert len(results) == 1
    result = results[0]
    allowed = {item["expect"], *item["also_ok"], *(["skip"] if item.get("skip_ok") else [])}
    assert STATUS[result.status] in allowed
    if result.draft is None:
        assert re.search("[\u4e00-\u9fff]", result.message)
        hints = item["message_hint"]
        assert not hints or result.status is ReadStatus.SKIPPED or any(h in result.message for h in hints)
    else:
        judge(item, result)


def judge(item: dict[str, Any], result: ReadResult) -> None:
    draft = result.draft
    assert draft is not None
    said = {
        "title": draft.title,
        "author": "、".join(draft.contributors),
        "unit": draft.unit,
        "phone": draft.phone,
        "date": draft.written_on.isoformat() if draft.written_on else "",
        "body": draft.body,
    }
    said["any"] = "\n".join((*said.values(), *result.warnings))
    squeeze = (lambda t: re.sub(r"\s", "", t)) if item.get("normalise") == "spaces" else (lambda t: t)
    for field, wanted in item["must"].items():
        for text in wanted:
            assert squeeze(text) in squeeze(said[field]), field
    for field, unwanted in item["must_not"].items():
        for text in unwanted:
            assert text not in said[field], field
    for field in item.get("empty", []):
        assert said[field] == ""
    assert len(draft.body) >= item.get("body_min_chars", 0)
    if result.status is ReadStatus.ACCEPTED_WITH_WARNING:
        assert result.warnings
