"""信息员证 as papers: what stands on them, their pictures included; as .docx and PDF."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cppcc_desk.domain.cards import CardFace, CardSheets, card_title
from cppcc_desk.domain.errors import DeskError, Invalid
from cppcc_desk.domain.naming import body_of
from cppcc_desk.errands.papers import Written, note_paper, write_files
from cppcc_desk.queries import cards, office
from cppcc_desk.queries.cards import CardRow
from cppcc_desk.storage.desk import Desk

PAPER = "信息员证"


def sheets_of(desk: Desk, card_ids: Sequence[int], *, backs: bool) -> CardSheets:
    """The cards with these ids in the order of the register; with the notice on their backs where the office has one.

    A picture that cannot be had leaves its box empty: the look before printing and the check of the data name it.
    Raises Missing, Invalid for none.
    """
    if not card_ids:
        raise Invalid("没有可以打印的信息员证，没有写出任何文件。请先发证，或者换一个条件。")
    rows = desk.read(cards.cards_by_id, card_ids, on=desk.today)
    names = desk.read(office.office, on=desk.today)
    rules = desk.read(cards.card_rules, on=desk.today)
    title = f"{PAPER} {rows[0].number} {rows[0].name}" if len(rows) == 1 else f"{PAPER} {len(rows)}张"
    return CardSheets(
        title=title,
        office=names.issued_by,
        dated=desk.today,
        faces=tuple(_face(desk, row, names.office_name) for row in rows),
        notice=rules.notice if backs else (),
    )


def write_cards(desk: Desk, card_ids: Sequence[int], *, backs: bool, docx: Path | None, pdf: Path) -> Written:
    """Write cards as PDF, and as .docx where that is wanted. Raises Missing, Invalid, World or Locked."""
    from cppcc_desk.documents.cards import write_cards as write_docx  # noqa: PLC0415 - python-docx loads when needed
    from cppcc_desk.press.cards import lay_cards  # noqa: PLC0415 - so does Qt, in a command

    sheets = sheets_of(desk, card_ids, backs=backs)
    return write_files(
        lay_cards(sheets),
        lambda part: write_docx(sheets, part),
        partial(note_paper, desk, kind=PAPER),
        title=sheets.title,
        dated=desk.today,
        docx=docx,
        pdf=pdf,
    )


def _face(desk: Desk, row: CardRow, office_name: str) -> CardFace:
    return CardFace(
        office=office_name,
        title=card_title(row.kinds),
        name=row.name,
        unit=row.unit,
        number=row.number,
        valid_until=row.until,
        issuer=body_of(office_name),
        photo=_photo(desk, row.photo),
    )


def _photo(desk: Desk, sha256: str) -> bytes:
    try:
        return desk.originals.take(sha256) if sha256 else b""
    except DeskError:
        return b""
