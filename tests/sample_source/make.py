"""Builds the shipped sample office (resources/sample) from the plain sources beside this file, byte for byte the same
on every run: `python -m tests.sample_source.make`.

One file of texts/ is one received file: lines `@key value` say how it looks and who sent it, `--- 原文` is its text,
`--- 编辑稿 title` the office's version (a line with `- ` is only in the first version, with `+ ` only in the last),
`--- 经过` what the office did, one event a line, read by `_EVENTS`.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.letterheads import word_file
from tests.sample_source.files import document, repacked, roster_book, text_file

SOURCE = Path(__file__).parent
SAMPLE = SOURCE.parents[1] / "resources" / "sample"
LETTERHEAD = "云溪县政协红头.docx"
YEAR = 2026
BEGINS, NOW = f"{YEAR}-01-04T08:30", f"{YEAR}-11-20T14:30"
REGISTRAR, PRINTER, CLERK = "王秀兰", "谢小满", "查玉芬"
GROUPS = {n: f"第{n}信息小组" for n in "一二三四五"}
Event = dict[str, Any]


@dataclass
class Piece:
    """One source file: its `@` lines, original text, edited title and lines, and the lines of what happened."""

    number: int
    head: dict[str, str]
    original: list[str]
    edited_title: str = ""
    edited: list[str] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)

    @property
    def file(self) -> str:
        return f"{YEAR}/{self.head['file']}"

    @property
    def title(self) -> str:
        return self.head.get("title", "") + self.head.get("title2", "")

    @property
    def contributors(self) -> list[str]:
        return [name for name in self.head.get("contributors", "").split("、") if name]

    def edited_text(self, *, first: bool) -> str:
        """The office's version; `first` is the one that was sent back."""
        dropped, kept = ("+ ", "- ") if first else ("- ", "+ ")
        return "\n".join(line.removeprefix(kept) for line in self.edited if not line.startswith(dropped))


def pieces() -> list[Piece]:
    """All sources in the order of receipt."""
    return [_piece(path) for path in sorted((SOURCE / "texts").glob("*.md"))]


def _piece(path: Path) -> Piece:
    head, *parts = re.split(r"^--- ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    made = Piece(int(path.stem), dict(_head_line(line) for line in head.splitlines() if line), [])
    for part in parts:
        name, *lines = [line for line in part.splitlines() if line.strip()]
        kind, _, rest = name.partition(" ")
        if kind == "原文":
            made.original = lines
        elif kind == "编辑稿":
            made.edited_title, made.edited = rest, lines
        else:
            made.happened = lines
    return made


def _head_line(line: str) -> tuple[str, str]:
    key, _, value = line.partition(" ")
    return key.removeprefix("@"), value


def _moment(stamp: str) -> str:
    month, day, hour, minute = stamp[:2], stamp[2:4], stamp[5:7], stamp[7:9]
    return f"{YEAR}-{month}-{day}T{hour}:{minute}"


@dataclass
class Teller:
    """Turns the event lines of one piece into events; counts the proof passes."""

    piece: Piece
    by_number: dict[int, Piece]
    proofs_passed: int = 0
    sign_off_journal: str = ""

    def tell(self, line: str) -> Event:
        said, _, note = line.partition("|")
        verb, stamp, *rest = said.split()
        by, told = _EVENTS[verb](self, rest, note)
        return {"at": _moment(stamp), "by": by, **told}

    def classify(self, rest: list[str], note: str) -> tuple[str, Event]:
        category, nature, urgency, destinations, keywords, opinion = " ".join(rest).split("/")
        values = {"类别": category, "性质": nature, "缓急": urgency, "拟报": destinations, "关键词": keywords}
        return REGISTRAR, _step("分类", {**values, "拟办意见": opinion, "小组": GROUPS[self.piece.head["group"]]})

    def screen(self, rest: list[str], note: str) -> tuple[str, Event]:
        conclusion, *words = rest
        values = {"结论": conclusion}
        if note and words != ["-"]:
            values["原因"] = words[0]
        return self.piece.head["editor"], _step("筛选", values, opinion=note or "".join(words))

    def merge(self, rest: list[str], note: str) -> tuple[str, Event]:
        into = self.by_number[int(rest[0])].file
        return self.piece.head["editor"], _step("合并", {"并入": into}, opinion=note)

    def edit(self, rest: list[str], note: str) -> tuple[str, Event]:
        editor = self.piece.head["editor"]
        text = self.piece.edited_text(first=rest == ["初稿"])
        values = {"标题": self.piece.edited_title, "正文": text, "责任编辑": editor}
        if rest == ["暂存"]:
            values["结论"] = "暂存"
        return editor, _step("编辑", values)

    def review(self, rest: list[str], note: str) -> tuple[str, Event]:
        return rest[0], _step("审稿", {"结论": "通过", "核稿人": rest[0]}, opinion="".join(rest[1:]))

    def send_back(self, rest: list[str], note: str) -> tuple[str, Event]:
        return rest[0], _step("审稿", {"结论": "退回编辑", "核稿人": rest[0]}, opinion="".join(rest[1:]))

    def sign_off(self, rest: list[str], note: str) -> tuple[str, Event]:
        signatory, self.sign_off_journal, destinations, *opinion = rest
        values = {"签发人": signatory, "去向": destinations, "刊物": self.sign_off_journal}
        return signatory, _step("签发", values, opinion="".join(opinion))

    def print_sheet(self, rest: list[str], note: str) -> tuple[str, Event]:
        beside = [self.by_number[int(number)].file for number in rest]
        return PRINTER, {"issue": {"journal": self.sign_off_journal, "with": beside}}

    def proofread(self, rest: list[str], note: str) -> tuple[str, Event]:
        reader, errors = rest
        values = {"校次": str(self.proofs_passed + 1), "校对人": reader, "差错": errors}
        self.proofs_passed = 0 if int(errors) else self.proofs_passed + 1
        return reader, _step("校对", {**values, "结论": "退回" if int(errors) else "通过"})

    def dispatch(self, rest: list[str], note: str) -> tuple[str, Event]:
        to, form, copies, signed_by = rest
        told: Event = {"to": to, "form": form, "sent": "", "copies": int(copies), "signed_by": signed_by}
        return CLERK, {"dispatch": {**told, **({"reason": note} if note else {})}}

    def archive(self, rest: list[str], note: str) -> tuple[str, Event]:
        retention, items, pages = rest
        return CLERK, _step("存档", {"归档号": "", "保管期限": retention, "件数": items, "页数": pages})

    def pause(self, rest: list[str], note: str) -> tuple[str, Event]:
        return self.piece.head["editor"], {"pause": "".join(rest)}

    def resume(self, rest: list[str], note: str) -> tuple[str, Event]:
        return self.piece.head["editor"], {"resume": True}


_EVENTS: dict[str, Callable[[Teller, list[str], str], tuple[str, Event]]] = {
    "分": Teller.classify,
    "筛": Teller.screen,
    "并": Teller.merge,
    "编": Teller.edit,
    "审": Teller.review,
    "退": Teller.send_back,
    "签": Teller.sign_off,
    "印": Teller.print_sheet,
    "校": Teller.proofread,
    "送": Teller.dispatch,
    "档": Teller.archive,
    "停": Teller.pause,
    "续": Teller.resume,
}


def _step(step: str, values: dict[str, str], *, opinion: str = "") -> Event:
    return {"step": step, "values": values, **({"opinion": opinion} if opinion else {})}


def story(found: list[Piece]) -> dict[str, Any]:
    """What is shipped as story.json: every received file, what a person reads in it, and what was done with it."""
    by_number = {piece.number: piece for piece in found}
    told = [_told(piece, by_number) for piece in found]
    archived = sorted(
        (event for entry in told for event in entry["events"] if event.get("step") == "存档"), key=lambda e: e["at"]
    )
    for serial, event in enumerate(archived, start=1):
        event["values"]["归档号"] = f"{YEAR}-社情-{serial:03d}"
    return {"begins": BEGINS, "now": NOW, "year": YEAR, "submissions": told}


def _told(piece: Piece, by_number: dict[int, Piece]) -> dict[str, Any]:
    head = piece.head
    entry: dict[str, Any] = {"file": piece.file, "received": head["received"], "by": REGISTRAR}
    entry["channel"] = head["channel"]
    if "copy" in head:
        return {**entry, "same_bytes_as": by_number[int(head["copy"])].file, "events": []}
    teller = Teller(piece, by_number)
    events = [teller.tell(line) for line in piece.happened]
    for event in events:
        if "dispatch" in event:
            event["dispatch"]["sent"] = event["at"]
    entry["group"] = GROUPS[head["group"]]
    if "follows" in head:
        entry["follows"] = by_number[int(head["follows"])].file
    entry["reads_as"] = {
        "title": piece.title,
        "contributors": piece.contributors,
        "unit": head.get("unit", ""),
        "phone": head.get("phone", "").replace(" ", ""),
        "collective": bool(head.get("unit")) and not piece.contributors,
    }
    entry["events"] = events
    return entry


def rows_of_roster() -> list[list[str]]:
    """The roster, heads first."""
    with (SOURCE / "roster.tsv").open(encoding="utf-8", newline="") as table:
        return list(csv.reader(table, delimiter="\t"))


def built() -> Iterator[tuple[str, bytes]]:
    """Every built file: path below resources/sample, bytes."""
    found = pieces()
    made: dict[int, bytes] = {}
    for piece in found:
        if "copy" in piece.head:
            made[piece.number] = made[int(piece.head["copy"])]
        else:
            when = datetime.fromisoformat(piece.head["received"])
            make = text_file if piece.head["file"].endswith(".txt") else document
            made[piece.number] = make(piece.head, piece.original, when)
        yield f"submissions/{piece.file}", made[piece.number]
    yield LETTERHEAD, repacked(word_file(mark="政协云溪县委员会办公室文件"), datetime.fromisoformat(BEGINS))
    yield "roster.xlsx", roster_book(rows_of_roster(), datetime.fromisoformat(BEGINS))
    yield "story.json", (json.dumps(story(found), ensure_ascii=False, indent=1) + "\n").encode()


def main() -> None:
    """Write every built file."""
    for name, data in built():
        path = SAMPLE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
