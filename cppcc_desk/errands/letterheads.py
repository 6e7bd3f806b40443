"""The office's own 版头: read from a file, its bytes kept beside the received files, found again by its reference.

A reference is what fields, settings and journals hold: the file's SHA-256 (`file`) and name, and what it `covers`.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from cppcc_desk.domain.bulletin import compose
from cppcc_desk.domain.document import compose_document
from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.flow import Flow
from cppcc_desk.domain.layout import Layout
from cppcc_desk.domain.official import Bulletin, Covers, DocNumber, Kind, Letterhead, OfficialDocument, Piece
from cppcc_desk.domain.official.fields import NOTHING
from cppcc_desk.domain.official.letterhead import refuse_for_letters
from cppcc_desk.domain.official.usual import LETTERHEAD_USES
from cppcc_desk.queries import office
from cppcc_desk.storage.desk import Desk


def read_letterhead(path: Path, covers: Covers | None) -> Letterhead:
    """The 版头 in a picture or a Word file. Raises Invalid."""
    return _letterhead(_bytes(path), path.name, covers)


def keep_letterhead(desk: Desk, path: Path, covers: Covers | None, *, use: str = "") -> dict[str, str]:
    """Keep the file of a 版头; its reference. Raises Invalid for a file that is none, or that does not do for `use`."""
    data = _bytes(path)
    found = _letterhead(data, path.name, covers)
    if use == Kind.LETTER:
        refuse_for_letters(found)
    return {"file": desk.originals.keep(data), "covers": found.covers.value, "name": path.name}


def kept_letterhead(desk: Desk, reference: Mapping[str, Any]) -> Letterhead:
    """The 版头 of a reference. Raises Missing where its bytes are gone."""
    covers = Covers(reference["covers"]) if reference.get("covers") else None
    return _letterhead(desk.originals.take(reference["file"]), reference.get("name") or "版头", covers)


def letterhead_for(desk: Desk, use: str, reference: Mapping[str, Any]) -> Letterhead:
    """The same, that does for `use`. Raises Invalid where it does not, Missing."""
    found = kept_letterhead(desk, reference)
    if use == Kind.LETTER:
        refuse_for_letters(found)
    return found


def set_bulletin(desk: Desk, bulletin: Bulletin) -> Flow:
    """The sheet of an issue composed, under the journal's own head where it has one. Raises Missing."""
    own = bulletin.letterhead
    return compose(bulletin, kept_letterhead(desk, own) if own else None)


def sample_page(desk: Desk, use: str, reference: Mapping[str, Any] | None) -> Layout:
    """The first page of a sample of `use`, a paper or a journal's issue, under this head. Raises Invalid, Missing."""
    from cppcc_desk.press.typeset import set_pages  # noqa: PLC0415 - Qt loads with the press

    own = letterhead_for(desk, use, reference) if reference else None
    told = desk.read(office.office, on=desk.today)
    if use in LETTERHEAD_USES:
        kind = Kind(use) if use in list(Kind) else Kind.NOTICE
        document = OfficialDocument(
            kind=kind,
            organs=(told.issued_by,),
            title=f"关于做好{desk.today.year}年度社情民意信息工作的{kind}",
            body=_SAMPLE,
            letterhead=own,
            doc_number=DocNumber(next(iter(told.org_codes.values())), desk.today.year, None),
            main_to=("各信息小组",),
            dated=desk.today,
        )
        flow = compose_document(document)
    else:
        journal = next((row for row in desk.read(office.journals) if row.name == use), None)
        if journal is None:
            raise Missing(f"刊物“{use}”已改名或停用，看不到首页。没有作任何改动。请点“放弃修改”。")
        flow = compose(
            Bulletin(
                journal=journal.mark,
                year=desk.today.year,
                issue_no=1,
                issued_by=journal.issued_by,
                date=desk.today,
                pieces=(Piece(title="关于加强乡镇卫生院药品供应的建议", paragraphs=_SAMPLE),),
                restricted=True,
            ),
            own,
        )
    layout = set_pages(flow)
    return replace(layout, pages=layout.pages[:1])


_SAMPLE = ("近期，部分委员和信息员反映了有关情况。现将意见和建议综合如下，供参考。", "一、基本情况", "（正文）")


def _bytes(path: Path) -> bytes:
    from cppcc_desk.documents.pictures import LARGEST  # noqa: PLC0415 - python-docx loads when a paper is made

    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        raise Invalid(f"打不开版头“{path}”。{NOTHING}请核对路径。") from None


def _letterhead(data: bytes, name: str, covers: Covers | None) -> Letterhead:
    from cppcc_desk.documents.letterheads import letterhead_of  # noqa: PLC0415

    return letterhead_of(data, name, covers)
