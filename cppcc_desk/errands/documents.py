"""公文 as files: pages set, checked, and written as .docx and PDF from one value."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from cppcc_desk.domain.document import check_addressees, check_document, check_leaders, compose_document
from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import Invalid, Missing, Unreadable
from cppcc_desk.domain.flow import Flow
from cppcc_desk.domain.layout import Layout
from cppcc_desk.domain.official import Covers, DocumentState, Kind, OfficialDocument, Picture, document_from
from cppcc_desk.domain.official.fields import NOTHING
from cppcc_desk.domain.preprint import PrintProblem, Severity
from cppcc_desk.errands.letterheads import keep_letterhead, kept_letterhead, read_letterhead
from cppcc_desk.errands.papers import Written, note_paper, write_files
from cppcc_desk.operations.documents import finish_document
from cppcc_desk.queries import documents, people
from cppcc_desk.storage.desk import Desk

_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Laid:
    """A paper on its pages, with what is to be looked at before it is printed."""

    flow: Flow
    layout: Layout
    check: tuple[PrintProblem, ...]


def lay(document: OfficialDocument, *, today: date) -> Laid:
    """Set the pages; 主送 goes to the 版记 where it would keep the text off page 1 [7.3.2]."""
    from cppcc_desk.press.typeset import set_pages  # noqa: PLC0415 - Qt loads with the press

    flow = compose_document(document)
    layout = set_pages(flow)
    moved = bool(document.main_to) and not layout.text_on_first_page
    if moved:
        flow = compose_document(document, addressees_last=True)
        layout = set_pages(flow)
    return Laid(flow, layout, check_document(document, today=today, layout=layout, addressees_moved=moved))


def write_document(
    document: OfficialDocument,
    laid: Laid,
    *,
    docx: Path,
    pdf: Path | None,
    note: Callable[[Path], None] = lambda _path: None,
) -> Written:
    """Write the paper; `note` hears of each file. Raises World or Locked."""
    from cppcc_desk.documents.official import write_paper  # noqa: PLC0415 - python-docx loads when a paper is made

    return write_files(
        laid.layout,
        lambda part: write_paper(laid.flow, laid.layout, part),
        note,
        title=document.name,
        dated=laid.flow.dated,
        docx=docx,
        pdf=pdf,
    )


def set_document(
    desk: Desk, kind: Kind, fields: Mapping[str, Any], made_for: MadeFor | None = None
) -> tuple[OfficialDocument, Laid]:
    """The paper that fields of the database describe, on its pages; checked against what it was made for, too.

    Raises Invalid, and Missing where the bytes of a picture or of a 版头 are gone.
    """
    document, remarks = document_from(
        kind,
        fields,
        load_picture=lambda sha256: _kept(desk, sha256),
        load_letterhead=lambda sha256, covers: kept_letterhead(desk, {"file": sha256, "covers": covers}),
    )
    laid = lay(document, today=desk.today)
    told = tuple(PrintProblem(Severity.WARN, remark, "body") for remark in remarks)
    addressed = check_addressees(document, desk.read(documents.addressees, made_for or MadeFor()))
    leaders = check_leaders(document, desk.read(people.posts))
    return document, replace(laid, check=(*told, *addressed, *leaders, *laid.check))


def finish(
    desk: Desk, document_id: int, *, sequence: str = "", number_id: int | None = None, version: int | None = None
) -> str:
    """定稿 of a paper that can be set: what can never be written must not take a number. Its number.

    Raises Invalid and Missing for what makes no pages, and whatever `finish_document` raises.
    """
    found = desk.read(documents.document, document_id)
    if found.row.state is DocumentState.DRAFT:
        set_document(desk, found.row.kind, found.fields, found.made_for)
    return desk.do(finish_document, document_id, sequence=sequence, number_id=number_id, version=version)


def write_filed(desk: Desk, document_id: int, *, docx: Path, pdf: Path | None) -> Written:
    """Write a paper of the database; what is frozen gives the same content each time. Raises World or Locked."""
    found = desk.read(documents.document, document_id)
    document, laid = set_document(desk, found.row.kind, found.fields)
    note = partial(note_paper, desk, kind=found.row.kind.value, document_id=document_id)
    return write_document(document, laid, docx=docx, pdf=pdf, note=note)


def keep_pictures(desk: Desk, fields: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The same fields with the path of each picture and of the letterhead, relative to `folder`, replaced by the
    SHA-256 of the kept bytes; what is one already stays."""

    def kept(name: str) -> str:
        return name if _is_kept(desk, name, folder) else desk.originals.keep(_picture(folder / name).data)

    def blocks(value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return [{"picture": kept(b["picture"])} if isinstance(b, dict) and "picture" in b else b for b in value]

    made = dict(fields)
    if isinstance(made.get("seal"), str) and made["seal"]:
        made["seal"] = kept(made["seal"])
    if made.get("letterhead"):
        made["letterhead"] = _kept_letterhead(desk, made["letterhead"], folder)
    made["body"] = blocks(made.get("body"))
    if isinstance(made.get("attachments"), list):
        made["attachments"] = [
            {**item, "body": blocks(item.get("body"))} if isinstance(item, dict) else item
            for item in made["attachments"]
        ]
    return made


def _kept_letterhead(desk: Desk, given: Any, folder: Path) -> Any:
    """Its reference; what has another shape is left to be refused when the fields are read."""
    covers = given.get("covers") if isinstance(given, dict) else None
    name = given.get("file") if isinstance(given, dict) else given
    if not isinstance(name, str) or (covers and covers not in list(Covers)):
        return given
    if _is_kept(desk, name, folder):
        return given
    return keep_letterhead(desk, folder / name, Covers(covers) if covers else None)


def _is_kept(desk: Desk, name: str, folder: Path) -> bool:
    """Whether `name` is no file but the SHA-256 of kept bytes, as `paper show` tells it. Raises Missing for others'."""
    if not _SHA256.fullmatch(name) or (folder / name).exists():
        return False
    desk.originals.take(name)
    return True


def keep_picture(desk: Desk, path: Path) -> str:
    """Keep the picture in a file; the SHA-256 it is found by. Raises Invalid for a file that is no picture."""
    return desk.originals.keep(_picture(path).data)


def _kept(desk: Desk, sha256: str) -> Picture:
    from cppcc_desk.documents.pictures import picture_of  # noqa: PLC0415

    return picture_of(desk.originals.take(sha256), "图片")


def read_fields(kind: str, path: Path) -> tuple[OfficialDocument, tuple[str, ...]]:
    """The paper that a JSON file describes, and what of it was left out or put right.

    Paths of pictures and of a letterhead are relative to the file. Raises Missing, Unreadable or Invalid.
    """
    return document_from(
        kind_named(kind),
        load_fields(path),
        load_picture=lambda name: _picture(path.parent / name),
        load_letterhead=lambda name, covers: read_letterhead(path.parent / name, covers),
    )


def kind_named(word: str) -> Kind:
    """The 文种 called `word`. Raises Missing with the list of the known."""
    if word not in list(Kind):
        raise Missing(f"没有“{word}”这个文种；可用的有：{'、'.join(Kind)}。{NOTHING}")
    return Kind(word)


def load_fields(path: Path) -> Mapping[str, Any]:
    """What a JSON file holds. Raises Missing, Unreadable or Invalid."""
    try:
        found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise Missing(f"打不开文件“{path}”。{NOTHING}请核对路径。") from None
    except UnicodeDecodeError:
        raise Unreadable(f"文件“{path}”不是 UTF-8 文本。{NOTHING}请另存为 UTF-8 后再试。") from None
    except (json.JSONDecodeError, RecursionError) as error:
        line = f"（第 {error.lineno} 行）" if isinstance(error, json.JSONDecodeError) else ""
        raise Invalid(f"文件“{path.name}”不是正确的 JSON{line}。{NOTHING}请改正后再试。") from None
    return found


def _picture(path: Path) -> Picture:
    from cppcc_desk.documents.pictures import load_picture  # noqa: PLC0415

    return load_picture(path)
