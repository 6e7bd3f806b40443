"""Sheets of 信息员证 before they are printed."""

from collections.abc import Iterator, Sequence

from cppcc_desk.domain.cards import CardFace, CardState
from cppcc_desk.domain.preprint import PrintProblem, Severity
from cppcc_desk.errands.cards import PAPER, sheets_of
from cppcc_desk.errands.previews import (
    CARDS,
    Cards,
    Preview,
    StandIns,
    count,
    font_lines,
    parts,
    sheet,
    told,
)
from cppcc_desk.paths import safe_name
from cppcc_desk.queries import cards
from cppcc_desk.queries.cards import CardRow
from cppcc_desk.storage.desk import Desk

_MOST_NAMED = 6


def show(desk: Desk, subject: Cards, stand_ins: StandIns) -> Preview:
    """Set the sheets and hold them against the register. Raises Missing, Invalid."""
    from cppcc_desk.press.cards import lay_cards  # noqa: PLC0415

    sheets = sheets_of(desk, subject.card_ids, backs=subject.backs)
    rows = desk.read(cards.cards_by_id, subject.card_ids, on=desk.today)
    layout = lay_cards(sheets)
    numbers = [face.number for face in sheets.faces]
    return Preview(
        subject=subject,
        title=sheets.title,
        name=safe_name(f"{sheets.title}（{desk.today.isoformat()}）"),
        layout=layout,
        facts=told(
            ("名称", PAPER),
            ("编号", numbers[0] if len(numbers) == 1 else f"{numbers[0]} 至 {numbers[-1]}，共 {len(numbers)} 张"),
            ("大小", "85.6×54 毫米，一页 10 张，沿线裁开"),
            ("背面", "持证须知，双面打印时沿长边翻转" if sheets.notice else "不印"),
            ("发证单位", sheets.faces[0].issuer),
            ("纸张", sheet(layout)),
        ),
        check=(count(layout), *_card_check(rows, sheets.faces), *font_lines(layout, stand_ins)),
        parts=parts([layout], [sheets.title], [None]),  # one print job: backs belong on the backs
        copies=1,
    )


def _card_check(rows: Sequence[CardRow], faces: Sequence[CardFace]) -> Iterator[PrintProblem]:
    """What is to be looked at; `faces` are those of `rows`, as they are printed: a picture may be named and be gone."""
    over = [f"{row.number} {row.name}（{row.state}）" for row in rows if row.state is not CardState.VALID]
    bare = [row.name for row in rows if not row.photo]
    gone = [row.name for row, face in zip(rows, faces, strict=True) if row.photo and not face.photo]
    nowhere = [row.name for row in rows if not row.unit]
    for names, severity, sentence in (
        (over, Severity.ERROR, "已经不能用的证：{}"),
        (gone, Severity.WARN, "照片的文件找不到或者坏了，印出来留着贴照片的方框，请重新选照片：{}"),
        (bare, Severity.WARN, "没有照片，印出来留着贴照片的方框：{}"),
        (nowhere, Severity.WARN, "名册里没有填单位：{}"),
    ):
        if names:
            words = "、".join(names[:_MOST_NAMED]) + (f"等 {len(names)} 人" if len(names) > _MOST_NAMED else "")
            yield PrintProblem(severity, sentence.format(words), CARDS)
    if not (over or gone or bare or nowhere):
        yield PrintProblem(Severity.OK, "每张都有照片、单位，都在有效期内", "page")
