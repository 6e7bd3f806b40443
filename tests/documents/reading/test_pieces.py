"""Several pieces in one file: parted when each is whole, pointed out when in doubt."""

import pytest

from cppcc_desk.documents.reading import read_bytes
from cppcc_desk.domain.submission import ReadStatus
from tests.documents.reading.layouts import BOTH, LEAD, TEXT, UNIT, centre, right
from tests.documents.reading.make import BODY, TITLE, cell, docx, para, piece, table

OTHER = "关于整修云溪老街路灯的建议"
SECOND_FORM = table(["标题", OTHER], ["反映人", "周山"], ["单位", "云溪县商会"], [cell("正文"), cell(BOTH, span=1)])
FIRST_FORM = table(["标题", TITLE], ["反映人", LEAD], ["单位", UNIT], [cell("正文"), cell(BOTH, span=1)])
SEVERAL = {
    "two signatures": docx(piece(tail=right(LEAD) + right("2026年3月2日")) + piece(title=OTHER, tail=right("周山"))),
    "two by-lines": docx(piece(head=centre(LEAD)) + piece(title=OTHER, head=centre("周山"))),
    "two letterheads": docx(
        centre("社情民意", 72)
        + piece(tail=right(LEAD))
        + centre("社情民意", 72)
        + centre("第2期")
        + piece(title=OTHER, tail=right("周山"))
    ),
    "two forms": docx(FIRST_FORM + para() + centre("社情民意信息登记表") + SECOND_FORM),
    "no layout": "\n".join((TITLE, *BODY, LEAD, "2026年3月2日", "", OTHER, *BODY, "周山", "2026年3月2日")).encode(),
    "labels": "\n".join((f"标题：{TITLE}", f"作者：{LEAD}", *BODY, f"标题：{OTHER}", "作者：周山", *BODY)).encode(),
}


@pytest.mark.parametrize("data", SEVERAL.values(), ids=SEVERAL.keys())
def test_two_whole_pieces_in_one_file_are_two(data: bytes) -> None:
    first, second = read_bytes(data, "稿件.docx" if data.startswith(b"PK") else "稿件.txt")
    assert first.draft is not None
    assert second.draft is not None
    assert (first.draft.title, first.draft.contributors, first.draft.body) == (TITLE, (LEAD,), TEXT)
    assert (second.draft.title, second.draft.contributors, second.draft.body) == (OTHER, ("周山",), TEXT)
    assert first.status is ReadStatus.ACCEPTED_WITH_WARNING
    assert OTHER in "".join(first.warnings)
    assert TITLE in "".join(second.warnings)


def test_three_pieces_are_three() -> None:
    third = "关于修缮云溪风雨桥的建议"
    pieces = (piece(tail=right(LEAD)), piece(title=OTHER, tail=right("周山")), piece(title=third, tail=right("何田")))
    assert [r.draft.title for r in read_bytes(docx("".join(pieces)), "稿件.docx") if r.draft] == [TITLE, OTHER, third]


ONE = {
    "a signature is missing": docx(piece() + piece(title=OTHER, tail=right("周山"))),
    "a form without a name": docx(
        FIRST_FORM + table(["标题", OTHER], ["反映人", ""], [cell("正文"), cell(BOTH, span=1)])
    ),
}


@pytest.mark.parametrize("data", ONE.values(), ids=ONE.keys())
def test_what_may_be_two_pieces_is_pointed_out_and_nobody_is_credited_with_both(data: bytes) -> None:
    results = read_bytes(data, "稿件.docx")
    assert len(results) == 1
    assert results[0].draft is not None
    assert OTHER in "".join(results[0].warnings)
    assert "周山" not in results[0].draft.contributors


def test_headings_that_look_like_the_title_do_not_part_a_piece() -> None:
    def same(text: str) -> str:
        return centre(text, 44)

    body = same("一、问题") + BOTH + right(UNIT) + same("意见建议") + BOTH + same("附件") + BOTH + right(UNIT)
    assert len(read_bytes(docx(piece(head=centre(LEAD)) + body), "稿件.docx")) == 1
