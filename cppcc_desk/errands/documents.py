"""公文 as files: pages set, checked, and written as .docx and PDF from one value."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cppcc_desk.domain.document import check_document, compose_document
from cppcc_desk.domain.errors import Invalid, Missing, Unreadable
from cppcc_desk.domain.flow import Flow
from cppcc_desk.domain.layout import Layout
from cppcc_desk.domain.official import Kind, OfficialDocument, Picture, document_from
from cppcc_desk.domain.official.fields import NOTHING
from cppcc_desk.domain.preprint import PrintProblem
from cppcc_desk.errands.papers import Written, write_files


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


def write_document(document: OfficialDocument, laid: Laid, *, docx: Path, pdf: Path | None) -> Written:
    """Write the paper. Raises World or Locked."""
    from cppcc_desk.documents.official import write_paper  # noqa: PLC0415 - python-docx loads when a paper is made

    return write_files(
        laid.layout,
        lambda part: write_paper(laid.flow, laid.layout, part),
        lambda _path: None,
        title=document.name,
        dated=laid.flow.dated,
        docx=docx,
        pdf=pdf,
    )


def read_fields(kind: str, path: Path) -> tuple[OfficialDocument, tuple[str, ...]]:
    """The paper that a JSON file describes, and what of it was left out or put right.

    Picture paths are relative to the file. Raises Missing, Unreadable or Invalid.
    """
    if kind not in list(Kind):
        raise Missing(f"没有“{kind}”这个文种；可用的有：{'、'.join(Kind)}。{NOTHING}")
    return document_from(Kind(kind), _loaded(path), load_picture=lambda name: _picture(path.parent / name))


def _loaded(path: Path) -> Mapping[str, Any]:
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
