"""Forms as values: what stands in which cell, what is left to the pen, where a text turns from problem to advice."""

from dataclasses import is_dataclass, replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.flow import Paragraph
from cppcc_desk.domain.forms import (
    FORM_KINDS,
    AskedPiece,
    Attendant,
    Author,
    Cell,
    Grid,
    Row,
    review_sheet,
    split_problem_and_advice,
)
from cppcc_desk.domain.forms.form import (
    PEN_DATE,
    label,
    paper_due,
    paper_time,
    printable_lines,
    signed,
    ticks,
    tight,
    value,
)
from cppcc_desk.domain.forms.letter import quoted
from tests import forms
from tests.forms.words import WEEKS


def words(cell: Cell) -> list[str]:
    return [paragraph.text for paragraph in cell.paragraphs]


def cells(kind: str, size: str) -> list[Cell]:
    grids = [block for block in forms.form(kind, size).blocks if isinstance(block, Grid)]
    return [cell for grid in grids for row in grid.rows for cell in row.cells]


# ------------------------------------------------------------------------------------------------ splitting a text

SPLIT = [
    ("问题一\n问题二\n建议：\n一是\n二是", 2),
    ("现状\n意见建议\n甲", 1),
    ("一、基本情况\n甲\n二、存在的问题\n乙\n三、意见和建议\n（一）丙\n丁", 4),
    ("甲\n为此，建议由县医共体总院牵头。\n乙", 1),
    ("甲\n对此，提出以下几点建议：\n1.乙\n2.丙", 1),
    ("甲\n建议：由县财政局安排资金。", 1),
    ("甲\n乙\n建议由县财政局安排资金。\n建议由县卫生健康局督促。", 2),
    ("一、问题\n甲\n二、对策建议\n乙\n三、工作要求\n丙", 2),
    ("甲\n有关建议如下：\n乙", 1),
    ("甲\n为此建议：\n乙", 1),
]
UNSURE = [
    "",
    "只有问题，没有别的。",
    "建议：\n一是加强领导。\n二是落实资金。",
    "建议由县财政局安排资金。\n理由如下。",
    "一、停车问题\n甲\n建议：\n乙\n二、校车问题\n丙\n建议：\n丁",
    "一、意见建议\n甲\n二、存在的问题\n乙",
    "甲\n建议：",
    "甲\n建议书已经送到县政府。\n乙",
    "甲\n建议增设站点。\n这件事群众反映很多。\n建议书面答复。\n乙\n建议尽快办理。",
    "群众的意见和建议很多，其中一些已经办理。\n乙",
]


@pytest.mark.parametrize(("text", "at"), SPLIT)
def test_a_text_is_divided_at_the_heading_of_its_advice(text: str, at: int) -> None:
    lines = text.split("\n")
    assert split_problem_and_advice(text) == ("\n".join(lines[:at]), "\n".join(lines[at:]))


@pytest.mark.parametrize("text", UNSURE)
def test_a_text_without_one_sure_division_stays_whole(text: str) -> None:
    assert split_problem_and_advice(text) == (text, "")


@given(
    st.lists(st.sampled_from(["建议：", "一、问题", "二、建议", "甲", "为此，建议乙。", " ", "（一）对策", "情况：丙"]))
)
def test_dividing_loses_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    problem, advice = split_problem_and_advice(text)
    assert "\n".join(part for part in (problem, advice) if part) == "\n".join(printable_lines(text))
    assert problem or not advice


def test_the_review_sheet_does_not_say_advice_twice() -> None:
    heads = [words(cell)[:2] for cell in cells("核稿单", "usual") if words(cell)[:1] == ["建议"]]
    assert heads == [["建议", forms.ADVICE[1]]]


@pytest.mark.parametrize("heading", ["二、意见建议", "二、对策建议", "意见建议：", "有关建议："])
def test_the_heading_of_the_advice_stays_where_it_says_more(heading: str) -> None:
    facts = forms.USUAL["核稿单"]
    text = f"一、存在的问题\n甲\n{heading}\n（一）乙。\n（二）丙。"
    sheet = review_sheet(type(facts)(office=forms.OFFICE, printed_on=forms.TODAY, intake_no="", title="", text=text))
    boxes = [words(cell) for block in sheet.blocks if isinstance(block, Grid) for cell in block.rows[-1].cells]
    assert boxes == [["建议", heading, "（一）乙。", "（二）丙。"]]


def test_a_text_without_advice_leaves_its_box_to_the_pen() -> None:
    facts = forms.USUAL["核稿单"]
    sheet = review_sheet(type(facts)(office=forms.OFFICE, printed_on=forms.TODAY, intake_no="", title="", text="甲"))
    boxes = [words(cell) for block in sheet.blocks if isinstance(block, Grid) for cell in block.rows[-1].cells]
    assert boxes == [["建议"]]


# ------------------------------------------------------------------------------------------------ cells


def test_every_kind_of_form_has_facts_and_a_builder() -> None:
    kinds = "来稿登记表 核稿单 发文稿纸 送达登记 催办单 转办函 督办单 办理反馈单 采用通知 采用证明 感谢信 "
    kinds += "批示督办单 签到表 列席邀请函 会议活动记录单 聘书 履职档案 约稿函 约稿催办 任务数提醒函 "
    kinds += "计分明细表 排名表 稿酬发放表 荣誉证书 发放登记表 归档文件目录"
    assert list(FORM_KINDS) == kinds.split()
    for kind, entry in FORM_KINDS.items():
        assert is_dataclass(entry.facts)
        assert isinstance(forms.USUAL[kind], entry.facts)
        assert forms.form(kind).kind == kind


@pytest.mark.parametrize("size", forms.ALL)
@pytest.mark.parametrize("kind", FORM_KINDS)
def test_every_fact_is_said(kind: str, size: str) -> None:
    form = forms.form(kind, size)
    said = [forms.bare(block.text + block.end) for block in form.blocks if isinstance(block, Paragraph)]
    said += [forms.bare("".join(words(cell))) for cell in cells(kind, size)]
    for text in forms.told(kind, size):
        assert any(text in place for place in said), text


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_grids_fill_their_sheet_and_their_columns_add_up(kind: str) -> None:
    form = forms.form(kind, "full")
    for block in form.blocks:
        if isinstance(block, Grid):
            assert block.width == pytest.approx(form.sheet.text_width)
            assert sum(block.columns()) == pytest.approx(block.width)
            for row in block.rows:
                assert sum(block.spans(row)) == len(block.columns())
                assert min(block.spans(row)) >= 1


def test_rows_of_unequal_width_are_refused() -> None:
    with pytest.raises(ValueError, match="not equally wide"):
        Grid((Row(cells=(Cell(width=10),)), Row(cells=(Cell(width=11),))))


def test_boxes_are_ticked_where_chosen_and_keep_their_words() -> None:
    assert words(ticks(136, ("市政协", "县委"), ("县委",))) == ["☐市政协　☑县委"]
    assert words(ticks(136, ("市政协",), ("县农业农村局",), pen="其他")) == [
        "☐市政协　☑县农业农村局　☐其他：＿＿＿＿＿＿"
    ]
    narrow = words(ticks(24, ("单篇", "综合"), ()))
    assert narrow == ["☐单篇", "☐综合"]


def test_what_is_unknown_is_left_to_the_pen() -> None:
    assert words(value(30, "")) == []
    assert words(signed(60, [])) == [PEN_DATE]
    assert words(signed(80, [("周启明", None)])) == ["周启明　" + PEN_DATE]
    assert words(signed(30, [("周启明", date(2026, 3, 1))], "同意。")) == ["同意。", "周启明", "2026年3月1日"]
    for kind in FORM_KINDS:
        if kind not in (
            "聘书",
            "感谢信",
            "荣誉证书",
            "排名表",
            "稿酬发放表",
            "发放登记表",
            "归档文件目录",
        ):  # without a grid, or made of what was counted
            assert sum(words(cell) in ([], [PEN_DATE]) for cell in cells(kind, "empty")) >= 5
    letter = [p.text for p in forms.form("聘书", "empty").blocks if isinstance(p, Paragraph)]
    assert letter[1] == "　　　　　同志："
    assert letter[2].endswith("聘期自　　　　年　　月　　日至　　　　年　　月　　日。")


def test_every_register_has_a_row_left_for_the_pen() -> None:
    for size in forms.ALL:
        register = [block for block in forms.form("送达登记", size).blocks if isinstance(block, Grid)][-1]
        assert register.rows[0].repeats
        assert not any(words(cell) for cell in register.rows[-1].cells)


def said(kind: str, **changes: object) -> list[str]:
    """The paragraphs outside of grids."""
    form = FORM_KINDS[kind].build(replace(forms.USUAL[kind], **changes))
    return [block.text for block in form.blocks if isinstance(block, Paragraph)]


def row_of(kind: str, label: str, size: str = "usual") -> list[list[str]]:
    grids = [block for block in forms.form(kind, size).blocks if isinstance(block, Grid)]
    rows = [[words(cell) for cell in row.cells] for grid in grids for row in grid.rows]
    return next(row for row in rows if row[0] == [label])


def test_a_letter_asks_for_an_answer_by_the_due_day_unless_it_has_passed() -> None:
    assert "于2026年12月1日前将办理结果填入下面的回执" in "".join(said("转办函"))
    late = "".join(said("转办函", due_at=datetime(2026, 11, 19, 23, 59)))
    assert "尽快将办理结果填入下面的回执" in late and "2026年11月19日" not in late
    assert "尽快" in "".join(said("转办函", due_at=None, rule=""))


def test_the_due_time_of_a_letter_stands_with_its_weekday_and_rule() -> None:
    assert row_of("转办函", "办理期限")[1] == ["2026年12月1日（星期二）23时59分", tight(WEEKS)]


def test_the_slip_of_a_letter_asks_for_one_of_three_answers_and_a_seal() -> None:
    slip = [block for block in forms.form("转办函").blocks if isinstance(block, Grid)][-1]
    assert slip.whole
    labels = ["".join(words(cell)) for row in slip.rows for cell in row.cells[::2]]
    assert " ".join(labels) == "承办单位 收到日期 来稿 办理结果 办理意见 经办人 联系电话 单位盖章"
    assert row_of("转办函", "办理结果")[1] == ["☐A 已解决　☐B 列入计划　☐C 暂不能"]
    assert row_of("转办函", "单位盖章")[1] == [PEN_DATE]


def test_progress_is_noted_on_lines_of_its_own() -> None:
    (grid,) = [block for block in forms.form("督办单").blocks if isinstance(block, Grid)]
    rows = [[words(cell) for cell in row.cells] for row in grid.rows]
    assert rows.count([[], [], []]) >= 5
    assert row_of("督办单", "交办日期")[1] == ["2026年11月19日"]
    assert row_of("督办单", "交办日期", "empty")[1] == [PEN_DATE]


def test_the_unit_says_what_it_took_up_and_what_became_of_it() -> None:
    assert row_of("办理反馈单", "采纳情况")[1] == ["☐采纳　☐部分采纳　☐未采纳"]
    assert row_of("办理反馈单", "落实情况")[1] == []
    assert row_of("办理反馈单", "单位意见")[1] == ["（盖章）　" + PEN_DATE]


@pytest.mark.parametrize(
    ("authors", "address"),
    [
        ((Author(name="柳青禾", courtesy="委员"),), ("柳青禾委员：", "您反映的")),
        ((Author(name="柳青禾"), Author(name="顾长安", courtesy="同志")), ("柳青禾、顾长安同志：", "你们反映的")),
        ((), ("石桥镇中心卫生院：", "你单位反映的")),
    ],
)
def test_a_notice_addresses_who_wrote(authors: tuple[Author, ...], address: tuple[str, str]) -> None:
    told = said("采用通知", authors=authors)
    assert address[0] in told
    assert any(text.startswith(address[1]) for text in told)


def test_a_notice_ticks_how_it_was_adopted_and_lists_where_it_went() -> None:
    assert row_of("采用通知", "印发日期")[1:] == [["2026年11月19日"], ["采用形式"], ["☑单篇　☐综合"]]
    assert row_of("采用通知", "县政府") == [["县政府"], ["委员反映"], ["2026年11月20日"]]
    assert row_of("采用通知", "印发日期", "empty")[3] == ["☐单篇　☐综合"]


def test_a_certificate_ticks_what_is_recorded_and_leaves_the_other_levels_to_the_pen() -> None:
    assert row_of("采用证明", "☑本级")[1:] == [["《社情民意》2026年第11期（总第83期）"], ["2026年11月19日"]]
    assert row_of("采用证明", "☑市级")[1:] == [["市政协《江宁社情》第45期（单篇）"], ["2026年11月20日"]]
    assert row_of("采用证明", "☑部门")[1:] == [["县卫生健康局"], [PEN_DATE]]
    for level in ("省级", "全国"):
        assert row_of("采用证明", f"☐{level}")[1:] == [[], [PEN_DATE]]
    for level in ("本级", "市级", "省级", "全国"):
        assert row_of("采用证明", f"☐{level}", "empty")[1:] == [[], [PEN_DATE]]
    assert "（盖章）" in said("采用证明")


def test_a_notice_tells_of_uses_higher_up_and_of_no_issue_where_there_is_none() -> None:
    assert row_of("采用通知", "市级") == [["市级"], ["市政协《江宁社情》第45期"], ["单篇"], ["2026年11月20日"]]
    elsewhere = replace(forms.USUAL["采用通知"], issue="", issued_title="", issued_on=None)
    sheet = FORM_KINDS["采用通知"].build(elsewhere)
    labels = [words(row.cells[0]) for block in sheet.blocks if isinstance(block, Grid) for row in block.rows]
    assert ["刊物期号"] not in labels and ["市级"] in labels


def test_thanks_name_every_occasion_and_keep_what_a_leader_wrote() -> None:
    told = said("感谢信")
    assert told[1:3] == [
        "柳青禾委员：",
        "您反映的社情民意信息《建议完善乡镇卫生院中药饮片统一配送机制》受到重视，有关情况如下：",
    ]
    assert told[3:5] == [
        "2026年11月12日，被市政协《江宁社情》第45期采用（单篇）。",
        "2026年11月16日，县委书记江承志作出批示。",
    ]
    assert any(text.startswith("希望你单位继续") for text in said("感谢信", authors=()))


def test_a_supervision_sheet_of_an_instruction_has_its_log_and_lines_for_more() -> None:
    assert row_of("批示督办单", "批示领导")[1:] == [["县委书记江承志"], ["批示日期"], ["2026年11月9日"]]
    assert row_of("批示督办单", "交办日期")[3] == ["2026年11月18日", "超期2天"]
    assert row_of("批示督办单", "2026年11月16日")[1:] == [["电话督办"], ["已由分管副局长牵头起草方案"], ["方建军"]]
    assert row_of("批示督办单", "办理反馈")[1][-1] == "（2026年11月20日反馈）"
    for size, lines in (("empty", 4), ("usual", 4), ("full", 18)):
        (grid,) = [block for block in forms.form("批示督办单", size).blocks if isinstance(block, Grid)]
        heads = [words(row.cells[0]) for row in grid.rows]
        assert heads.index(["办理反馈"]) - heads.index(["日期"]) - 1 == lines


def test_a_certificate_names_the_printed_title_only_where_it_is_another() -> None:
    assert any("（刊发时题为《乡镇卫生院中药饮片亟需统一配送》）" in text for text in said("采用证明"))
    same = said("采用证明", issued_title=forms.USUAL["采用证明"].title)
    assert not any("刊发时题为" in text for text in same)


def test_a_title_inside_a_sentence_is_quoted_by_the_rules() -> None:
    assert quoted("落实《条例》的建议") == "《落实〈条例〉的建议》"
    assert quoted("") == "《＿＿＿＿＿＿＿＿》"


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({}, ("柳青禾委员：", "向您约稿，请您撰写")),
        (
            {"addressee": "教科卫体委", "courtesy": "", "of_unit": True},
            ("教科卫体委：", "向你单位约稿，请你单位组织撰写"),
        ),
    ],
)
def test_a_commission_addresses_who_is_asked(changes: dict[str, object], address: tuple[str, str]) -> None:
    told = said("约稿函", **changes)
    assert address[0] in told and any(address[1] in text for text in told)
    assert any("一般不超过800字" in text for text in said("约稿函", length_limit=800))


def test_a_commission_says_what_and_by_when_and_asks_for_an_answer() -> None:
    assert row_of("约稿函", "乡镇卫生院冬季药品储备情况")[1:] == [
        ["基层医疗服务能力", "村医队伍、儿科夜间门诊、药品配备"],
        ["2026年11月18日"],
    ]
    assert row_of("约稿函", "能否交稿")[1] == ["☐能按期交稿　☐需延期至　　月　　日　☐不能交稿"]
    assert row_of("约稿催办", "山区群众冬季供水")[1:] == [["2026年11月12日"], ["2026年11月23日"], ["剩3天"]]
    assert row_of("约稿催办", "预计交稿")[1] == [PEN_DATE]


def test_a_reminder_says_of_every_piece_what_is_so() -> None:
    late, soon = forms.USUAL["约稿催办"].pieces

    def told(*pieces: AskedPiece) -> str:
        return next(text for text in said("约稿催办", pieces=pieces) if "约的下列稿件" in text)

    assert "下列稿件，已超过交稿期限，请尽快交稿。" in told(late, late)
    assert "下列稿件，其中1件已超过交稿期限，请尽快交稿；其余的请于交稿期限前交稿。" in told(late, soon)
    assert "下列稿件，请于交稿期限前交稿。" in told(soon) and "下列稿件，请于交稿期限前交稿。" in told()


def test_the_numbers_of_a_year_are_said_and_subtracted() -> None:
    letter = "".join(said("任务数提醒函"))
    assert "您全年应报送5篇。截至2026年11月20日，已计入2篇，按时间进度应完成4篇。" in letter
    assert row_of("任务数提醒函", "全年任务")[1::2] == [["5篇"], ["4篇"], ["2篇"]]
    assert row_of("任务数提醒函", "全年还差")[1] == ["3篇"]
    unit = "".join(said("任务数提醒函", of_unit=True, courtesy="", counted=0, pieces=()))
    assert "你单位全年应报送5篇。" in unit and "还没有计入任务的来稿" in unit
    more = FORM_KINDS["任务数提醒函"].build(replace(forms.USUAL["任务数提醒函"], counted=9))
    assert "0篇" in [w for b in more.blocks if isinstance(b, Grid) for r in b.rows for c in r.cells for w in words(c)]


@pytest.mark.parametrize("count", [0, 1, 13, 14, 15, 16, 17, 20, 35, 36, 60])
def test_a_sign_in_sheet_has_everybody_and_room_for_more(count: int) -> None:
    people = tuple(Attendant(name=f"委员{n}", work="县科协") for n in range(count))
    form = FORM_KINDS["签到表"].build(replace(forms.USUAL["签到表"], attendants=people))
    head, *rows = [block for block in form.blocks if isinstance(block, Grid)][-1].rows
    assert head.repeats
    assert " ".join("".join(words(cell)) for cell in head.cells) == "序号 姓名 单位及职务 签名 备注"
    assert [words(row.cells[0]) for row in rows] == [[str(n)] for n in range(1, len(rows) + 1)]
    assert [words(row.cells[1]) for row in rows[:count]] == [[f"委员{n}"] for n in range(count)]
    assert len(rows) >= count + 2
    for row in rows[count:]:
        assert [words(cell) for cell in row.cells[1:]] == [[], [], [], []] and row.height >= 10


def test_labels_and_texts_lose_what_no_page_can_show() -> None:
    assert words(value(30, "甲\x00\t乙\r\n\u3000丙\u200b\ufffe")) == ["甲 乙", "丙"]
    assert words(value(30, "\ue000𠮷㐂䶮")) == ["\ue000𠮷㐂䶮"]
    assert words(label(20, "是否\n逾期")) == ["是否", "逾期"]


def test_times_are_said_as_papers_say_them() -> None:
    assert paper_time(datetime(2026, 3, 1, 9, 5)) == "2026年3月1日 9时05分"
    assert paper_time(None) == ""
    assert paper_due(datetime(2026, 10, 2, 23, 59)) == "2026年10月2日（星期五）23时59分"
    assert tight("2 天（自然日，末日 24:00 前）") == "2天（自然日，末日24:00前）"
    assert tight("138 0000 1234") == "138 0000 1234"
