"""Older ledgers: out and in again nothing is lost; what is untidy is explained line by line; all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from cppcc_desk.domain.errors import Invalid, Stale
from cppcc_desk.domain.outcomes import AdoptionForm, Level, OutcomeEntry, OutcomeKind
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.registers.columns import COLUMNS, LOST, Head, Register
from cppcc_desk.domain.registers.proposing import Verdict
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.errands import histories
from cppcc_desk.errands.histories import LedgerLook, NotRead, look_at_ledger, take_over
from cppcc_desk.errands.registers import write_register
from cppcc_desk.operations.dispatching import open_dispatch, send
from cppcc_desk.operations.office import save_destination
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.steps import take_step
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import office, submissions
from cppcc_desk.queries.outcomes import OutcomeFilter, outcomes
from cppcc_desk.queries.registers import refs, register_rows
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from tests.conftest import NOW, StandingClock
from tests.ledgers import older
from tests.office import piece, shown, snapshot
from tests.outcomes import adoption, instruction, record
from tests.ui.whole import copied


@contextmanager
def opened(folder: DataFolder) -> Iterator[Desk]:
    desk = open_desk(folder, by="王秀兰", clock=StandingClock(NOW))
    try:
        yield desk
    finally:
        desk.close()


def carried(register: Register) -> tuple[Head, ...]:
    return tuple(head for head in COLUMNS[register] if head not in LOST)


def told(desk: Desk, register: Register) -> list[tuple[str, ...]]:
    """Every line of a ledger in every column that comes back."""
    lines = desk.read(refs, register, year=None)
    return [row.texts for row in desk.read(register_rows, register, lines, carried(register), phones=True)]


def written(desk: Desk, register: Register, folder: Path) -> Path:
    path = folder / f"{register}.xlsx"
    write_register(desk, register, path, year=None, heads=carried(register), phones=True)
    return path


def same_names(desk: Desk, of: Desk) -> None:
    """The 去向 of a new office called as in the other one: 县政府 is 区政府 under another name."""
    there = {row.name: row for row in desk.read(office.destinations)}
    for row in of.read(office.destinations):
        for alias in row.aliases.split("、"):
            if row.name not in there and (mine := there.get(alias)):
                desk.do(
                    save_destination,
                    mine.id,
                    name=row.name,
                    aliases=row.aliases,
                    default_form=mine.default_form,
                    clocks=mine.clocks,
                )


def verdicts(look: LedgerLook) -> list[Verdict]:
    return [proposal.verdict for proposal in look.proposed.proposals]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample office after its whole story."""
    with opened(copied(tmp_path_factory.mktemp("sample") / "数据")) as desk:
        yield desk


@pytest.mark.parametrize("register", list(Register))
def test_a_ledger_out_and_in_again_loses_nothing(sample: Desk, tmp_path: Path, register: Register) -> None:
    path = written(sample, register, tmp_path)
    with opened(DataFolder(tmp_path / "新数据")) as fresh:
        same_names(fresh, sample)
        look = look_at_ledger(fresh, path)
        assert set(verdicts(look)) <= {Verdict.NEW, Verdict.MORE}
        take_over(fresh, look)
        assert told(fresh, register) == told(sample, register)
        assert set(verdicts(look_at_ledger(fresh, path))) == {Verdict.SAME}


def test_all_four_together_lose_nothing(sample: Desk, tmp_path: Path) -> None:
    with opened(DataFolder(tmp_path / "新数据")) as fresh:
        same_names(fresh, sample)
        for register in Register:
            take_over(fresh, look_at_ledger(fresh, written(sample, register, tmp_path)))
        for register in Register:
            assert told(fresh, register) == told(sample, register)


def test_the_ledger_of_the_same_office_brings_nothing_new(sample: Desk, tmp_path: Path) -> None:
    for register in Register:
        assert set(verdicts(look_at_ledger(sample, written(sample, register, tmp_path)))) == {Verdict.SAME}


_WORD = (
    st.text(alphabet="甲乙丙丁戊云溪县石桥镇A1-·＋=@ ", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: len(text) > 1 and "  " not in text)
)
_NAME = st.text(alphabet="柳青禾顾长安苏晚晴", min_size=2, max_size=3)
_DAY = st.dates(date(2026, 3, 1), date(2026, 10, 31))


_LEVELS = (Level.NATIONAL, Level.PROVINCE, Level.CITY, Level.OWN)


@st.composite
def _pieces(draw: st.DrawFn) -> dict[str, object]:
    return {
        "title": f"关于{draw(_WORD)}的建议",
        "names": draw(st.lists(_NAME, max_size=3, unique=True)),
        "unit": draw(st.one_of(st.just(""), _WORD)),
        "received_at": datetime.combine(draw(_DAY), draw(st.times()).replace(second=0, microsecond=0)),
        "sent": draw(st.one_of(st.none(), st.sampled_from(["市政协", "省政协", "有关部门"]))),
        "uses": draw(
            st.lists(
                st.tuples(st.sampled_from(_LEVELS), st.sampled_from([None, *AdoptionForm]), _WORD, _WORD, _WORD),
                max_size=2,
            )
        ),
        "leader": draw(st.one_of(st.none(), st.tuples(_NAME, _WORD, _WORD))),
    }


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(made=st.lists(_pieces(), min_size=1, max_size=5))
def test_whatever_is_recorded_comes_back(
    tmp_path_factory: pytest.TempPathFactory, master: Path, made: list[dict[str, object]]
) -> None:
    tmp_path = tmp_path_factory.mktemp("any")
    folder = DataFolder(tmp_path / "数据")
    folder.root.mkdir()
    folder.database.write_bytes(master.read_bytes())
    with opened(folder) as desk, opened(DataFolder(tmp_path / "新数据")) as fresh:
        for one in made:
            _record(desk, one)
        for register in Register:
            path = written(desk, register, tmp_path)
            if told(desk, register):
                look = look_at_ledger(fresh, path)
                if look.proposed.pieces:
                    take_over(fresh, look)
        for register in Register:
            assert told(fresh, register) == told(desk, register)


def _record(desk: Desk, one: dict[str, object]) -> None:
    names = one["names"]
    assert isinstance(names, list)
    unit = str(one["unit"])
    number = piece(
        desk,
        title=one["title"],
        received_at=one["received_at"],
        contributors=tuple(Contributor(name=name, unit=unit) for name in names),
        submitting_unit=unit or ("" if names else "云溪县政协"),
        collective_submission=not names,
    )
    if one["sent"]:
        desk.do(send, number, to=str(one["sent"]), sent_at=NOW, way="专人送达", reason="先报")
    for level, form, organ, journal, text in one["uses"]:  # type: ignore[attr-defined]
        entry = OutcomeEntry(
            kind=OutcomeKind.ADOPTION,
            occurred_on=date(2026, 11, 1),
            level=level,
            adoption_form=form,
            organ=organ,
            journal=journal,
            text=text,
        )
        if not any(
            row.entry.organ == organ and row.entry.journal == journal and row.entry.level == level
            for row in desk.read(outcomes, OutcomeFilter())
        ):
            record(desk, number, entry)
    if one["leader"]:
        leader, post, text = one["leader"]  # type: ignore[misc]
        record(desk, number, instruction(leader=leader, leader_post=post, text=text, evidence=""))


# ---------------------------------------------------------------------- untidy ledgers
def test_an_untidy_ledger_is_explained_line_by_line(desk: Desk, tmp_path: Path) -> None:
    before = desk.read(snapshot)
    look = look_at_ledger(desk, older(tmp_path / "2025年台账.xlsx"))
    assert desk.read(snapshot) == before
    found = {one.row.number: one for one in look.proposed.proposals}
    assert [found[number].verdict for number in range(5, 14)] == [
        Verdict.NEW,
        Verdict.REFUSED,
        Verdict.NEW,
        Verdict.NEW,
        Verdict.NEW,
        Verdict.NEW,
        Verdict.SAME,
        Verdict.PASSED,
        Verdict.PASSED,
    ]
    assert "按 2025 年读作 2025-03-05" in "；".join(found[5].notes)
    assert found[6].becomes == "“收稿时间”“2025年2月30日”没有这一天"
    assert "数字 45750 按 Excel 的日期序号读作 2025-04-03" in "；".join(found[7].notes)
    assert "编号“A-7”不是本单位来稿编号的写法" in "；".join(found[7].doubts)
    assert "是公式，用了文件里保存的结果" in "；".join(found[8].notes)
    assert "文件里没有保存它的计算结果" in "；".join(found[9].doubts)
    assert "编号 2025-001 已用于《关于石桥镇集市停车难的建议》" in "；".join(found[10].doubts)
    assert found[11].becomes == "与第 5 行重复"
    assert (found[12].becomes, found[13].becomes) == ("合计行", "说明文字")
    assert any("工作表“说明”" in warning for warning in look.read.warnings)
    assert look.read.heads["采用情况市级"] is Head.ADOPTIONS and look.read.heads["备注"] is None


def test_what_was_explained_becomes_history(desk: Desk, tmp_path: Path) -> None:
    path = older(tmp_path / "2025年台账.xlsx")
    numbers = take_over(desk, look_at_ledger(desk, path))
    assert numbers == ("2025-001", "2025-006", "2025-004", "2025-005", "2025-007")
    first = shown(desk, desk.read(submissions.id_of, "2025-001"))
    assert (first.row.state, first.original_text, first.row.contributors) == ("已归档", "", "柳青禾、顾长安")
    assert first.row.received_at == datetime(2025, 3, 5)
    details = dict(first.steps[0].details)
    assert details["备注"] == "好稿" and details["报送份数"] == "2"
    assert details["来自台账"] == "2025年台账.xlsx 第 5 行"
    heard = desk.read(outcomes, OutcomeFilter(year=2025))
    assert {(row.intake_no, row.entry.kind, row.entry.level, row.entry.occurred_on) for row in heard} == {
        ("2025-001", OutcomeKind.ADOPTION, Level.OWN, date(2025, 3, 5)),
        ("2025-001", OutcomeKind.ADOPTION, Level.CITY, date(2025, 4, 1)),
        ("2025-001", OutcomeKind.INSTRUCTION, None, date(2025, 4, 3)),
        ("2025-006", OutcomeKind.ADOPTION, Level.CITY, date(2025, 4, 3)),
    }
    (leader,) = (row.entry.leader for row in heard if row.entry.kind is OutcomeKind.INSTRUCTION)
    assert leader == "江承志书记"
    kept = dict(shown(desk, desk.read(submissions.id_of, "2025-006")).steps[0].details)
    assert kept["原编号"] == "A-7"


def test_new_numbers_go_on_behind_those_of_the_ledger(desk: Desk, tmp_path: Path) -> None:
    take_over(desk, look_at_ledger(desk, table(tmp_path, ("2026-030", "2026-03-01", "旧稿", "柳青禾"))))
    assert shown(desk, piece(desk)).row.intake_no == "2026-031"


def test_the_same_file_again_brings_nothing(desk: Desk, tmp_path: Path) -> None:
    path = older(tmp_path / "2025年台账.xlsx")
    take_over(desk, look_at_ledger(desk, path))
    before = desk.read(snapshot)
    again = look_at_ledger(desk, path)
    assert again.proposed.pieces == ()
    assert again.numbers()[Verdict.SAME] == 6
    with pytest.raises(Invalid, match="没有可以导入的内容"):
        take_over(desk, again)
    assert desk.read(snapshot) == before


def test_it_is_one_step_that_can_be_taken_back_and_done_again(desk: Desk, tmp_path: Path) -> None:
    path = older(tmp_path / "2025年台账.xlsx")
    before = desk.read(snapshot)
    take_over(desk, look_at_ledger(desk, path))
    after = desk.read(snapshot)
    assert desk.undo() == "导入台账“2025年台账.xlsx”：新增 5 篇"
    assert desk.read(snapshot) == before
    desk.redo()
    assert desk.read(snapshot) == after


def test_stopped_in_the_middle_nothing_has_happened(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cppcc_desk.operations.histories._AT_ONCE", 2)
    look = look_at_ledger(desk, older(tmp_path / "2025年台账.xlsx"))
    before, seen = desk.read(snapshot), []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_over(desk, look, tell=stop)
    assert seen == [(0, 5), (2, 5), (4, 5)]
    assert desk.read(snapshot) == before
    assert shown(desk, piece(desk, received_at=datetime(2025, 5, 1, 9, 0))).row.intake_no == "2025-001"


def test_lines_may_be_left_out(desk: Desk, tmp_path: Path) -> None:
    look = look_at_ledger(desk, older(tmp_path / "2025年台账.xlsx"))
    assert take_over(desk, look, leaving_out=[0, 2, 3]) == ("2025-005", "2025-006")


def test_a_number_that_was_given_meanwhile_is_refused(desk: Desk, tmp_path: Path) -> None:
    look = look_at_ledger(desk, table(tmp_path, ("2026-001", "2026-03-01", "旧稿", "柳青禾")))
    piece(desk)
    before = desk.read(snapshot)
    with pytest.raises(Stale, match="来稿编号 2026-001 刚被用掉"):
        take_over(desk, look)
    assert desk.read(snapshot) == before


USUAL = ("编号", "收稿日期", "标题", "反映人")


def table(folder: Path, *rows: tuple[object, ...], heads: tuple[str, ...] = USUAL) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (heads, *rows):
        sheet.append(list(row))
    path = folder / "台账.xlsx"
    book.save(path)
    return path


def test_people_of_the_roster_are_found_and_namesakes_are_told(desk: Desk, tmp_path: Path) -> None:
    member = PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, sector="医药卫生", unit="县医院")
    first, _, _ = desk.do(
        add_people, [member, PersonEntry(name="顾长安", unit="甲"), PersonEntry(name="顾长安", unit="乙")], since=None
    )
    path = table(tmp_path, ("2026-001", "2026-03-01", "一", "柳青禾"), ("2026-002", "2026-03-02", "二", "顾长安"))
    look = look_at_ledger(desk, path)
    assert look.proposed.proposals[1].doubts == ("名册里有 2 位“顾长安”，没有自动对应",)
    take_over(desk, look)
    lead, other = (shown(desk, desk.read(submissions.id_of, n)).contributors[0] for n in ("2026-001", "2026-002"))
    assert (lead.person_id, lead.kind, lead.sector) == (first, PersonKind.MEMBER, "医药卫生")
    assert other.person_id is None


def test_joined_cells_make_one_piece_of_several_lines(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("编号", "收稿日期", "标题", "反映人", "采用层级", "采用单位", "采用日期"),
        ("2026-001", "2026-03-01", "一篇两次采用", "柳青禾", "市级", "市政协", "2026-04-01"),
        (None, None, None, None, "省级", "省政协", "2026-05-01"),
    ):
        sheet.append(row)
    for letter in "ABCD":
        sheet.merge_cells(f"{letter}2:{letter}3")
    book.save(tmp_path / "采用台账.xlsx")
    look = look_at_ledger(desk, tmp_path / "采用台账.xlsx")
    assert verdicts(look) == [Verdict.NEW, Verdict.MORE]
    assert "“标题”取自合并的单元格" in look.proposed.proposals[1].notes
    take_over(desk, look)
    assert {row.entry.level for row in desk.read(outcomes, OutcomeFilter())} == {Level.CITY, Level.PROVINCE}


def test_departments_that_nobody_knows_are_added_and_told(desk: Desk, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("2026-001", "2026-03-01", "一", "柳青禾", "县水利局", "2026-03-05"),
        heads=(*USUAL, "报送去向", "报送时间"),
    )
    look = look_at_ledger(desk, path)
    assert look.proposed.new_destinations == ("县水利局",)
    take_over(desk, look)
    (made,) = (row for row in desk.read(office.destinations) if row.name == "县水利局")
    assert made.parent_id is not None
    (sent,) = shown(desk, desk.read(submissions.id_of, "2026-001")).dispatches
    assert (sent.destination, sent.sent_at, sent.clock.late) == ("县水利局", datetime(2026, 3, 5), False)


def test_what_happened_before_the_receipt_or_has_not_yet_is_not_recorded(desk: Desk, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("2026-001", "2026-03-01", "一", "柳青禾", "市级", "2026-02-01"),
        ("2026-002", "2026-03-01", "二", "柳青禾", "市级", "2027-02-01"),
        ("2026-003", "2027-03-01", "三", "柳青禾", "市级", "2027-04-01"),
        heads=(*USUAL, "采用层级", "采用日期"),
    )
    look = look_at_ledger(desk, path)
    early, late, unborn = look.proposed.proposals
    assert "采用日期 2026-02-01 早于收稿日期" in early.doubts[0] and "还没有到" in late.doubts[0]
    assert (unborn.verdict, unborn.becomes) == (Verdict.REFUSED, "收稿日期 2027-03-01 还没有到")
    take_over(desk, look)
    assert desk.read(outcomes, OutcomeFilter()) == ()
    kept = dict(shown(desk, desk.read(submissions.id_of, "2026-001")).steps[0].details)
    assert kept["没有登记的采用"] == "2026-02-01 市"


def test_what_no_column_holds_stays_in_the_history(desk: Desk, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("2026-001", "2026-03-01", "一", "柳青禾", "已整改到位", "专人送达", "优"),
        heads=(*USUAL, "落实情况", "送达方式", "等次"),
    )
    take_over(desk, look_at_ledger(desk, path))
    kept = dict(shown(desk, desk.read(submissions.id_of, "2026-001")).steps[0].details)
    assert (kept["交办情况"], kept["报送方式"], kept["等次"]) == ("已整改到位", "专人送达", "优")


def test_without_a_year_days_are_asked_for(desk: Desk, tmp_path: Path) -> None:
    path = table(tmp_path, (None, "3月5日", "没有年份", "柳青禾"))
    (refused,) = look_at_ledger(desk, path).proposed.proposals
    assert refused.verdict is Verdict.REFUSED and "没有年份" in refused.becomes
    (fine,) = look_at_ledger(desk, path, year=2024).proposed.proposals
    assert fine.verdict is Verdict.NEW and "按 2024 年读作 2024-03-05" in fine.notes[0]


def test_states_are_taken_as_the_ledger_says_them(desk: Desk, tmp_path: Path) -> None:
    words = ("", "已采用", "未采用", "转办", "编辑中", "排印", "莫名其妙", "已合并")
    rows = [(f"2026-{n:03d}", "2026-03-01", f"第{n}篇", "柳青禾", word) for n, word in enumerate(words, start=1)]
    look = look_at_ledger(desk, table(tmp_path, *rows, heads=(*USUAL, "状态")))
    take_over(desk, look)
    states = [shown(desk, desk.read(submissions.id_of, row[0])).row.state for row in rows]
    assert states == ["已归档", "已归档", "不采用", "转出", "编辑中", "已签发", "已归档", "已归档"]
    doubts = ["；".join(one.doubts) for one in look.proposed.proposals]
    assert "没有样张可接着办" in doubts[5] and "看不出“莫名其妙”" in doubts[6] and "没有写并入哪一篇" in doubts[7]


def test_a_piece_without_a_text_can_be_worked_on(desk: Desk, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("2026-001", "2026-03-01", "没有正文", "柳青禾", "已分类"),
        heads=(*USUAL, "状态"),
    )
    take_over(desk, look_at_ledger(desk, path))
    made = desk.read(submissions.id_of, "2026-001")
    desk.do(take_step, made, Step.SCREEN, {"结论": "留存"})
    assert shown(desk, made).row.state == State.RETAINED


def test_merged_pieces_keep_what_they_went_into(desk: Desk, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("2026-001", "2026-03-01", "并走的", "柳青禾", "已合并", "2026-002"),
        ("2026-002", "2026-03-02", "综合稿", "顾长安", "已归档", None),
        heads=(*USUAL, "状态", "并入"),
    )
    take_over(desk, look_at_ledger(desk, path))
    found = shown(desk, desk.read(submissions.id_of, "2026-001"))
    assert (found.row.state, found.merged_into) == ("已合并", "2026-002")


def test_heads_that_the_office_explained_are_read_so_ever_after(desk: Desk, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("2026-001", "2026-03-01", "一", "柳青禾", "特急"),
        heads=(*USUAL, "等次"),
    )
    assert look_at_ledger(desk, path).read.heads["等次"] is None
    histories.remember_heads(desk, {"等次": Head.URGENCY})
    look = look_at_ledger(desk, path)
    assert look.read.heads["等次"] is Head.URGENCY
    take_over(desk, look)
    assert shown(desk, desk.read(submissions.id_of, "2026-001")).row.urgency_grade == "特急"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空文件"),
        (b"%PDF-1.4 x", "不是台账表格"),
        ("姓名,电话\n柳青禾,1\n".encode(), "没有找到有“标题”一列的表头"),
        ("编号,标题\n".encode(), "没有一行内容"),
    ],
)
def test_what_is_no_ledger_is_refused_with_a_sentence(desk: Desk, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(content)
    with pytest.raises(NotRead, match=words):
        look_at_ledger(desk, path)


def test_a_classified_ledger_is_refused(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["机密★1年"])
    sheet.append(["编号", "标题", "反映人"])
    sheet.append(["2026-001", "一", "柳青禾"])
    book.save(tmp_path / "台账.xlsx")
    with pytest.raises(NotRead, match="密"):
        look_at_ledger(desk, tmp_path / "台账.xlsx")


def test_later_ledgers_add_to_pieces_that_are_there(desk: Desk, tmp_path: Path) -> None:
    made = piece(desk, State.ISSUED)
    desk.do(open_dispatch, made, to="市政协")
    record(desk, made, adoption(evidence=""))
    path = table(
        tmp_path,
        (
            "2026-001",
            "2026-11-18",
            "关于石桥镇集市停车难的建议",
            "柳青禾",
            "市级",
            "市政协",
            "2026-11-19",
            "全文采用",
            "江承志",
            "2026-11-20",
        ),
        heads=(
            "编号",
            "收稿日期",
            "标题",
            "反映人",
            "采用层级",
            "采用单位",
            "采用日期",
            "采用内容",
            "批示领导",
            "批示日期",
        ),
    )
    look = look_at_ledger(desk, path)
    assert verdicts(look) == [Verdict.MORE]
    take_over(desk, look)
    told_of = {(row.entry.kind, row.entry.text) for row in desk.read(outcomes, OutcomeFilter())}
    assert told_of == {(OutcomeKind.ADOPTION, "全文采用"), (OutcomeKind.INSTRUCTION, "")}
