"""Where the heads are, which rows are people, and that no row is lost without a word."""

from collections.abc import Sequence

import pytest

from cppcc_desk.documents.reading.roster import read_roster_bytes
from cppcc_desk.documents.reading.roster.heads import SERIAL, Heads
from cppcc_desk.domain.roster import RosterColumn as Column
from cppcc_desk.domain.roster import RosterResult
from cppcc_desk.domain.submission import ReadStatus
from tests.documents.reading.roster.books import HEADS, ROWS, Cell, sheet, xlsx


def read(*rows: Sequence[Cell], joined: Sequence[str] = (), hidden: Sequence[int] = ()) -> RosterResult:
    return read_roster_bytes(xlsx(sheet(rows, joined=joined, hidden=hidden)), "名册.xlsx")


def names(result: RosterResult) -> list[str]:
    return [row[Column.NAME] for row in result.rows]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("姓 名", Column.NAME), ("委员姓名", Column.NAME), ("名字", Column.NAME), ("*姓名：", Column.NAME),
        ("所属界别", Column.SECTOR), ("委员所属界别", Column.SECTOR), ("单位及职务", Column.UNIT_POSITION),
        ("工作单位和现任职务（全称）", Column.UNIT_POSITION), ("工作单位", Column.UNIT), ("职　务", Column.POSITION),
        ("手机号码", Column.PHONE), ("联系电话（手机）", Column.PHONE), ("办公电话", Column.OTHER_PHONE),
        ("出生年月", Column.BORN_ON), ("出生年月（格式：1975-01）", Column.BORN_ON), ("身份证号码", Column.ID_NO),
        ("身份", Column.KIND), ("政治面貌", Column.PARTY), ("所在专委会", Column.COMMITTEE), ("序号", SERIAL),
        ("配偶姓名", None), ("紧急联系人手机", None), ("血型", None), ("政协云溪县第十届委员会委员名册", None),
        ("13800000101", None),
    ],
)  # fmt: skip
def test_heads_by_their_many_names(text: str, column: Column | str | None) -> None:
    assert Heads({}).head(text) == column


def test_titles_stand_above_and_totals_and_notes_below() -> None:
    result = read(
        ("政协云溪县第十届委员会委员名册", None, None, None, None),
        ("填表单位：县政协办　2026年3月",),
        HEADS,
        *ROWS,
        ("合计", "2人"),
        (None, "小计", None, None, "2"),
        ("注：本名册由办公室保管。",),
        joined=("A1:E1",),
    )
    assert (result.status, names(result), result.warnings) == (ReadStatus.ACCEPTED, ["柳青禾", "骆文远"], ())
    assert [row.number for row in result.rows] == [4, 5]


def test_heads_in_two_rows() -> None:
    result = read(
        ("序号", "姓名", "联系方式", None, "界别"),
        (None, None, "座机", "手机", None),
        ("1", "柳青禾", "0577-66661234", "13800000101", "教育界"),
        joined=("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
    )
    (row,) = result.rows
    assert (row[Column.PHONE], row[Column.OTHER_PHONE]) == ("13800000101", "0577-66661234")
    assert (row[Column.NAME], row[Column.SECTOR], result.warnings) == ("柳青禾", "教育界", ())


def test_heads_under_a_common_one() -> None:
    result = read(
        ("界别", "基本情况", None, None),
        (None, "姓名", "单位", "职务"),
        ("教育界", "柳青禾", "云溪县第一中学", "校长"),
        joined=("A1:A2", "B1:D1"),
    )
    (row,) = result.rows
    assert (row[Column.SECTOR], row[Column.UNIT], row[Column.POSITION]) == ("教育界", "云溪县第一中学", "校长")
    assert row[Column.UNIT_POSITION] == "云溪县第一中学校长"


def test_people_side_by_side() -> None:
    result = read(
        ("序号", "姓名", "联系电话", "序号", "姓名", "联系电话"),
        ("1", "柳青禾", "13800000101", "3", "傅兆平", "13800000103"),
        ("2", "骆文远", "13800000102", None, None, None),
    )
    assert names(result) == ["柳青禾", "傅兆平", "骆文远"]
    assert [row[Column.PHONE][-1] for row in result.rows] == ["1", "3", "2"]
    assert result.warnings == ()


def test_cells_joined_downwards_hold_for_all_their_rows() -> None:
    result = read(("界别", "姓名"), ("教育界", "柳青禾"), (None, "骆文远"), ("经济界", "傅兆平"), joined=("A2:A3",))
    assert [row[Column.SECTOR] for row in result.rows] == ["教育界", "教育界", "经济界"]


def test_a_row_that_names_a_sector_holds_for_the_people_below_it() -> None:
    result = read(
        ("姓名", "联系电话"),
        ("一、中共界（1人）", None),
        ("柳青禾", "13800000101"),
        ("民盟 1人", None),
        ("骆文远", "13800000102"),
        joined=("A2:B2", "A4:B4"),
    )
    assert [(row[Column.NAME], row[Column.SECTOR]) for row in result.rows] == [("柳青禾", "中共界"), ("骆文远", "民盟")]
    assert "“中共界”、“民盟”" in result.warnings[0]


def test_a_row_that_names_a_standing_holds_for_the_people_below_it() -> None:
    result = read(("姓名", "界别"), ("常务委员（1名）",), ("柳青禾", "教育界"), ("委员",), ("骆文远", "经济界"))
    assert [(row[Column.NAME], row[Column.KIND]) for row in result.rows] == [("柳青禾", "常委"), ("骆文远", "委员")]


def test_a_head_over_joined_columns_heads_the_first() -> None:
    result = read(("姓名", None, "电话"), ("柳青禾", None, "13800000101"), joined=("A1:B1", "A2:B2"))
    assert [(row[Column.NAME], row[Column.PHONE]) for row in result.rows] == [("柳青禾", "13800000101")]


def test_a_form_of_one_person_is_no_roster() -> None:
    result = read(("姓名", "柳青禾", "性别", "女"), ("界别", "教育界", "电话", "13800000101"))
    assert (result.status, result.rows) == (ReadStatus.REFUSED, ())


def test_heads_again_on_each_printed_page_are_no_people() -> None:
    assert names(read(HEADS, ROWS[0], HEADS, ROWS[1])) == ["柳青禾", "骆文远"]


def test_two_of_one_name_stay_two_and_one_told_twice_is_one() -> None:
    other = ("3", "柳青禾", "农业界", "石桥镇农技站站长", "13800000109")
    result = read(HEADS, *ROWS, other, ("9", *ROWS[0][1:]))
    assert names(result) == ["柳青禾", "骆文远", "柳青禾"]
    assert any("第 5 行与第 2 行" in w and "重复" in w for w in result.warnings)
    assert any("姓名相同" in w and "第 2 行与第 4 行" in w for w in result.warnings)


def test_names_alone_are_never_taken_for_one_person() -> None:
    assert names(read(("姓名",), ("柳青禾",), ("柳青禾",))) == ["柳青禾", "柳青禾"]


def test_a_row_without_a_name_is_named() -> None:
    result = read(HEADS, ROWS[0], (), ("3", None, "农业界", "石桥镇", None), ROWS[1])
    assert (names(result), result.warnings) == (["柳青禾", "骆文远"], ("第 4 行有内容，但没有姓名，没有读入。",))


def test_of_half_a_roster_the_good_rows_are_read_and_the_others_named() -> None:
    heads = ("姓名", "界别", "联系电话", "出生日期")
    result = read(
        heads,
        ("柳青禾", "教育界", "13800000101", "1975.1.10"),
        (None, "经济界", "13800000102", "1980-05-02"),
        ("傅兆平", "农业界", "1.38E+10", "三十岁"),
        ("骆文远", "经济界", 13800000104, 27404),
    )
    assert result.status is ReadStatus.ACCEPTED_WITH_WARNING
    assert [(row[Column.NAME], row[Column.PHONE], row[Column.BORN_ON], len(row.problems)) for row in result.rows] == [
        ("柳青禾", "13800000101", "1975-01-10", 0),
        ("傅兆平", "", "三十岁", 2),
        ("骆文远", "13800000104", "1975-01-10", 0),
    ]
    said = [warning.split("，")[0] for warning in result.warnings]
    assert said == ["第 3 行有内容", "第 4 行：联系电话写成了科学记数", "第 4 行：出生日期看不出是哪一天"]


def test_only_serial_numbers_are_no_content() -> None:
    assert read(HEADS, ROWS[0], ("2", None, None, None, None), ("3", None, None, None, None)).warnings == ()


def test_unknown_columns_and_hidden_rows_are_said() -> None:
    result = read((*HEADS, "血型"), (*ROWS[0], "A"), (*ROWS[1], "B"), hidden=(3,))
    assert result.status is ReadStatus.ACCEPTED_WITH_WARNING
    assert any("血型" in w for w in result.warnings)
    assert any("第 3 行隐藏着" in w for w in result.warnings)
    assert len(result.rows) == 2


def test_many_troubles_are_one_sentence() -> None:
    result = read(HEADS, ROWS[0], *[(None, None, "农业界", f"站 {n}", None) for n in range(40)])
    (warning,) = result.warnings
    assert "等 40 处" in warning and len(warning) < 160


SHEETS = (
    sheet((("姓名", "联系电话"), ("柳青禾", "13800000101"))),
    sheet((("姓名", "联系电话"), ("骆文远", "1"))),
)


def test_every_visible_sheet_is_read_and_its_name_may_be_the_sector() -> None:
    note = sheet((("填表说明",), ("请如实填写",)))
    result = read_roster_bytes(xlsx(*SHEETS, note, names=("教育界", "经济（12人）", "说明")), "名册.xlsx")
    assert [(row.sheet, row[Column.SECTOR]) for row in result.rows] == [("教育界", "教育界"), ("经济（12人）", "经济")]
    assert "读了 2 张工作表" in result.warnings[0]
    assert "“说明”里没有找到" in result.warnings[1]
    assert "“经济（12人）”第 2 行" in result.warnings[2]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read(state: str) -> None:
    result = read_roster_bytes(xlsx(*SHEETS, names=("名册", "旧"), states=("visible", state)), "名册.xlsx")
    assert names(result) == ["柳青禾"]
    assert any("隐藏的工作表没有读" in w for w in result.warnings)
    alone = read_roster_bytes(xlsx(SHEETS[0], states=(state,)), "名册.xlsx")
    assert (alone.status, alone.rows) == (ReadStatus.REFUSED, ())


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ((HEADS,), "没有一个人"),
        ((("单位", "电话"), ("县政协", "66661234")), "表头"),
        ((("姓名", "电话"), (None, "66661234")), "没有一行写了姓名"),
        ((("机密★5年",), HEADS, ROWS[0]), "涉密"),
        ((), "表头"),
    ],
)
def test_what_is_no_roster_is_refused(rows: Sequence[Sequence[Cell]], word: str) -> None:
    result = read(*rows)
    assert (result.status, result.rows, result.warnings) == (ReadStatus.REFUSED, (), ())
    assert word in result.message
