"""The archive package of a year: complete, true to the byte, whole or not there, and found out when it was changed."""

import errno
import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from docx import Document

from cppcc_desk.domain.errors import Invalid, Missing, World
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.errands import writing
from cppcc_desk.errands.documents import keep_pictures
from cppcc_desk.errands.folders import SUMS
from cppcc_desk.errands.yearend import YearPackage, check_package, naming, write_year_package
from cppcc_desk.operations import documents as drafting
from cppcc_desk.operations.newsletters import issue_newsletter
from cppcc_desk.operations.office import change_settings
from cppcc_desk.operations.scoring.closing import close_year
from cppcc_desk.press import fonts
from cppcc_desk.queries import issues
from cppcc_desk.queries.yearend import Check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.engine import connect
from cppcc_desk.storage.opening import open_desk
from tests import office_suite
from tests.conftest import NOW, StandingClock
from tests.office import piece, step
from tests.papers import picture
from tests.scored import settle_scores
from tests.ui.whole import copied

WORD, PDF = ".docx", ".pdf"


@dataclass(frozen=True)
class Sample:
    """The package of the sample office's 2026, and the database it was made of."""

    made: YearPackage
    desk: Desk

    def count(self, sql: str) -> int:
        with connect(self.desk.folder.database) as data:
            return int(data.execute(f"select count(*) from {sql}").fetchone()[0])

    def column(self, sql: str) -> list[str]:
        with connect(self.desk.folder.database) as data:
            return [str(row[0]) for row in data.execute(sql)]

    def files(self, pattern: str) -> list[Path]:
        return sorted(self.made.folder.glob(pattern))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    place = tmp_path_factory.mktemp("yearend")
    desk = open_desk(copied(place / "数据"), by="王秀兰", clock=StandingClock(NOW))
    desk.do(issue_newsletter, Quarter(2026, 3))
    yield Sample(write_year_package(desk, 2026, place / "归档"), desk)
    desk.close()


PIECES = "submission where deleted_at is null and year = 2026"


def test_every_issue_and_every_finished_paper_is_there_as_pdf_and_word(sample: Sample) -> None:
    printed = sample.count("issue where year = 2026") + sample.count("newsletter where issued_at is not null")
    finished = sample.count("document where state = '已定稿'")
    assert (printed, finished) == (26, 6)
    for ending in (WORD, PDF):
        assert len(sample.files(f"{naming.ISSUES}/*{ending}")) == printed
        assert len(sample.files(f"{naming.DOCUMENTS}/*{ending}")) == finished
        assert len(sample.files(f"{naming.OCCASIONS}/*{ending}")) == sample.count(
            "occasion where cancelled = '' and at <= '2026-11-20 14:30' and at >= '2026-01-01'"
        )


def test_every_piece_has_its_folder_with_the_forms_it_came_to(sample: Sample) -> None:
    numbers = sample.column(f"select intake_no from {PIECES}")
    folders = sample.files(f"{naming.PIECES}/*")
    assert sorted(folder.name.split(" ")[0] for folder in folders) == sorted(numbers)
    one = "(select 1 from {} where submission_id = submission.id and {})"
    expected = {
        "来稿登记表": len(numbers),
        "核稿单": sample.count(f"{PIECES} and exists {one.format('step_record', 'step in (' + repr('编辑') + ')')}"),
        "发文稿纸": sample.count(f"{PIECES} and signed_at is not null"),
        "送达登记": sample.count(f"{PIECES} and exists {one.format('dispatch', 'sent_at is not null')}"),
    }
    for kind, number in expected.items():
        for ending in (WORD, PDF):
            assert len(sample.files(f"{naming.PIECES}/*/{kind}{ending}")) == number, kind
    assert 0 < expected["发文稿纸"] < expected["来稿登记表"]
    assert len(sample.files("*/*/批示督办单*.pdf")) == sample.count("assignment") == 3


def test_originals_and_proofs_are_the_bytes_that_were_received(sample: Sample) -> None:
    received = sample.column("select sha256 from attachment join submission on submission_id = submission.id")
    proofs = sample.column("select sha256 from outcome_file")
    with connect(sample.desk.folder.originals) as data:
        kept = {sha256: bytes(content) for sha256, content in data.execute("select sha256, data from original")}
    for name, wanted in ((naming.ORIGINALS, received), (naming.PROOFS, proofs)):
        written = [path.read_bytes() for path in sample.files(f"*/*/{name}/*")]
        assert sorted(written) == sorted(kept[sha256] for sha256 in wanted)
        assert written


def test_the_catalogue_lists_each_thing_once_as_paper_and_as_sheets(sample: Sample) -> None:
    archived = sample.column("select archive_no from submission where archived_at is not null and archive_year = 2026")
    book = openpyxl.load_workbook(sample.made.index_docx.with_suffix(".xlsx"))
    assert book.sheetnames == ["永久", "30年", "10年", "保管期限待定"]
    rows = [row for sheet in book for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert sorted(row[1] for row in rows if row[1]) == sorted(archived)
    for sheet in book:
        assert [row[0] for row in sheet.iter_rows(min_row=4, values_only=True)] == [
            str(number) for number in range(1, sheet.max_row - 2)
        ]
    unarchived = "issue where year = 2026 and not exists (select 1 from issue_item join submission on "
    unarchived += "submission_id = submission.id where issue_id = issue.id and archived_at is not null)"
    meetings, newsletters = 22, 1
    bare = sample.count(unarchived) + sample.count("document where state = '已定稿'") + meetings + newsletters
    assert len(rows) == len(archived) + bare
    assert all(row[7] for row in rows)  # every one has its pages
    held = Document(str(sample.made.index_docx))
    said = "".join(cell.text for table in held.tables for row in table.rows for cell in row.cells)
    assert all(number in said for number in archived)
    assert [table.rows[0].cells[1].text for table in held.tables if table.rows[0].cells[0].text == "序号"] == [
        "档号"
    ] * 4


@pytest.mark.paper
@pytest.mark.skipif(bool(office_suite.why_not()), reason=office_suite.why_not())
def test_libreoffice_makes_the_same_pages_of_the_catalogue(sample: Sample, tmp_path: Path) -> None:
    pymupdf = pytest.importorskip("pymupdf")
    office_suite.to_pdf([sample.made.index_docx], tmp_path)
    assert sample.made.index_pdf is not None
    with pymupdf.open(sample.made.index_pdf) as ours, pymupdf.open(tmp_path / "归档文件目录.pdf") as theirs:
        assert len(ours) == len(theirs) >= 6
        for page in ours:
            assert (round(page.rect.width), round(page.rect.height)) == (842, 595)
            assert "档号" in page.get_text() or "档 号" in page.get_text()


def test_the_list_of_fingerprints_holds_for_every_other_file(sample: Sample) -> None:
    folder = sample.made.folder
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    said = {line[66:]: line[:64] for line in lines}
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    del there[SUMS]
    assert said == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()}
    assert sample.made.files == len(lines) + 1
    if tool := shutil.which("sha256sum"):
        done = subprocess.run([tool, "--strict", "--quiet", "-c", SUMS], cwd=folder, check=False)
        assert done.returncode == 0


class Links(HTMLParser):
    """Where a page leads, and what it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


def test_the_page_leads_to_every_file_and_needs_nothing_else(sample: Sample) -> None:
    folder = sample.made.folder
    page = Links((folder / naming.INDEX).read_text(encoding="utf-8"))
    led = {unquote(link) for link in page.found if not link.startswith("#")}
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert led == names - {naming.INDEX, naming.README, SUMS}
    assert not page.tags & {"script", "link", "img"}
    text = (folder / naming.README).read_bytes().decode("utf-8-sig")
    assert all(one.title in text for one in sample.made.carried) and len(sample.made.carried) > 20
    assert all(one.words in text for one in sample.made.findings)


def test_what_is_carried_over_stands_in_a_table_of_its_own(sample: Sample) -> None:
    book = openpyxl.load_workbook(sample.made.folder / naming.LEDGERS / "结转清单.xlsx")
    titles = [row[3] for row in book.active.iter_rows(min_row=4, values_only=True)]
    assert titles == [one.title for one in sample.made.carried]
    assert (sample.made.folder / naming.LEDGERS / "结转清单.pdf").read_bytes().startswith(b"%PDF")


def test_names_are_short_enough_for_windows(sample: Sample) -> None:
    folder = sample.made.folder
    deepest = max(len(path.relative_to(folder).as_posix()) for path in folder.rglob("*"))
    assert deepest + naming.LONGEST_PLACE < 260
    for path in folder.rglob("*"):
        assert not set(path.name) & set('<>:"/\\|?*') and path.name == path.name.strip(" .")


def test_a_second_package_stands_beside_the_first_and_is_the_same(sample: Sample, tmp_path: Path) -> None:
    before = sample.made.folder
    again = write_year_package(sample.desk, 2026, before.parent)
    assert again.folder.name == f"{before.name}(2)"
    first, second = ((one / SUMS).read_bytes() for one in (before, again.folder))
    assert first == second
    assert sorted(path.name for path in before.parent.iterdir()) == sorted((before.name, again.folder.name))


# ------------------------------------------------------------------------------------------------ checked again


@pytest.fixture
def package(sample: Sample, tmp_path: Path) -> Path:
    """A copy that may be spoiled."""
    return shutil.copytree(sample.made.folder, tmp_path / sample.made.folder.name)


def test_a_sound_package_is_sound_wherever_it_lies(sample: Sample, package: Path) -> None:
    (package / "Thumbs.db").write_bytes(b"x")
    found = check_package(sample.desk, package)
    assert (found.ok, found.known, found.files) == (True, True, sample.made.files - 1)


def test_what_is_missing_changed_or_more_is_named(sample: Sample, package: Path) -> None:
    changed = next(package.glob(f"{naming.PIECES}/*/{naming.ORIGINALS}/*"))
    data = bytearray(changed.read_bytes())
    data[len(data) // 2] ^= 1
    changed.write_bytes(bytes(data))
    missing = next(package.glob(f"{naming.ISSUES}/*.pdf"))
    missing.unlink()
    (package / naming.PIECES / "补充.txt").write_text("x", encoding="utf-8")
    names = [path.relative_to(package).as_posix() for path in (missing, changed)]
    assert set(check_package(sample.desk, package).problems) == {
        f"缺少文件：{names[0]}",
        f"内容变了：{names[1]}",
        f"多出来的文件：{naming.PIECES}/补充.txt",
    }


def test_a_list_that_was_changed_with_the_file_is_found_out(sample: Sample, package: Path) -> None:
    changed = package / naming.README
    changed.write_text("改过的说明", encoding="utf-8")
    sums = package / SUMS
    lines = sums.read_text(encoding="utf-8").splitlines()
    digest = hashlib.sha256(changed.read_bytes()).hexdigest()
    lines = [f"{digest}  {naming.README}" if line.endswith(naming.README) else line for line in lines]
    sums.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = check_package(sample.desk, package)
    assert found.problems == ("校验清单和生成归档包时的记录不一样，清单可能被改过",)


def test_a_line_that_leads_outside_is_not_followed(sample: Sample, package: Path) -> None:
    sums = package / SUMS
    sums.write_text(f"{'0' * 64}  ../别处.txt\n坏行\n{sums.read_text(encoding='utf-8')}", encoding="utf-8")
    found = check_package(sample.desk, package)
    assert [problem[:10] for problem in found.problems[:2]] == ["校验清单第 1 行不", "校验清单第 2 行不"]


def test_a_package_of_another_pc_is_sound_and_unknown(desk: Desk, package: Path) -> None:
    found = check_package(desk, package)
    assert (found.ok, found.known) == (True, False)


def test_what_is_no_package_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Missing, match=r"没有 SHA256SUMS\.txt，不是归档包"):
        check_package(desk, tmp_path)
    with pytest.raises(Missing, match="这个文件夹，没有校验"):
        check_package(desk, tmp_path / "没有")


# ------------------------------------------------------------------------------------------------ whole or nothing


def small(desk: Desk) -> None:
    """An issued and an archived piece, one with a received file."""
    issued = piece(desk, State.ISSUED)
    step(desk, issued, Step.ARCHIVE, reason="不再报送", 归档号="2026-社情-001", 页数="9")
    data = "集市停车难".encode()
    file = ReceivedFile(sha256=desk.originals.keep(data), file_name="来信.txt", size=len(data), source=True)
    piece(desk, title="关于校外托管的建议", attachments=(file,))


class Stopped(Exception):
    """Somebody pressed 取消."""


def test_cancelled_anywhere_nothing_is_left(desk: Desk, tmp_path: Path) -> None:
    small(desk)
    steps: list[str] = []
    out = tmp_path / "归档"
    made = write_year_package(desk, 2026, out, step=lambda done, total, words: steps.append(f"{done}/{total} {words}"))
    total = len({words.split("/")[0] for words in steps})
    assert steps[0].startswith("0/") and steps[-1] == f"{total - 1}/{total - 1} 正在核对"
    shutil.rmtree(made.folder)
    noted = len(desk.read(issues.papers))
    for stop in range(total):

        def cancel(done: int, _total: int, _words: str, stop: int = stop) -> None:
            if done == stop:
                raise Stopped

        with pytest.raises(Stopped):
            write_year_package(desk, 2026, out, step=cancel)
        assert list(out.iterdir()) == []
    assert len(desk.read(issues.papers)) == noted


def test_what_a_kill_left_behind_is_cleared_away(desk: Desk, tmp_path: Path) -> None:
    small(desk)
    made = write_year_package(desk, 2026, tmp_path / "一")
    left = tmp_path / "二" / f"{made.folder.name}.cppcc_desk.part"
    left.mkdir(parents=True)
    (left / "旧.txt").write_text("x", encoding="utf-8")
    again = write_year_package(desk, 2026, tmp_path / "二")
    assert [path.name for path in (tmp_path / "二").iterdir()] == [again.folder.name]
    assert check_package(desk, again.folder).ok


def test_two_packages_at_a_time_do_not_fill_one_folder(desk: Desk, tmp_path: Path) -> None:
    small(desk)

    def again(done: int, _total: int, _words: str) -> None:
        if done == 3:
            with pytest.raises(World, match="另一个窗口或命令正在生成归档包"):
                write_year_package(desk, 2026, tmp_path)

    made = write_year_package(desk, 2026, tmp_path, step=again)
    assert check_package(desk, made.folder).ok and write_year_package(desk, 2026, tmp_path).files == made.files


def test_a_full_disk_is_told_and_nothing_is_left(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small(desk)
    whole, written = writing.write_whole, []

    def fail(path: Path, fill: object) -> None:
        written.append(path)
        if len(written) == 9:
            raise OSError(errno.ENOSPC, "full")
        whole(path, fill)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "write_whole", fail)
    with pytest.raises(World, match=r"没有生成归档包，也没有留下不完整的文件夹：没有写出.*磁盘空间不足"):
        write_year_package(desk, 2026, tmp_path / "归档")
    assert len(written) == 9 and list((tmp_path / "归档").iterdir()) == []
    monkeypatch.setattr("cppcc_desk.errands.yearend.package.free_bytes", lambda _folder: 5 << 20)
    with pytest.raises(World, match="只剩 5 MB，归档包大约要"):
        write_year_package(desk, 2026, tmp_path / "归档")


def test_a_folder_too_deep_and_an_empty_year_are_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Missing, match="2024 年没有来稿、期刊、公文和会议活动，没有生成归档包"):
        write_year_package(desk, 2024, tmp_path)
    small(desk)
    with pytest.raises(Invalid, match="太深，归档包里的文件会超出 Windows 的路径长度"):
        write_year_package(desk, 2026, tmp_path / ("很深的文件夹" * 10))
    assert not (tmp_path / ("很深的文件夹" * 10)).exists()


# ------------------------------------------------------------------------------------------------ what may be lacking


def test_a_lost_original_is_told_and_the_rest_is_there(desk: Desk, tmp_path: Path) -> None:
    small(desk)
    desk.originals.forget(hashlib.sha256("集市停车难".encode()).hexdigest())
    made = write_year_package(desk, 2026, tmp_path)
    lost = [one for one in made.findings if one.check is Check.DAMAGED]
    assert [one.words for one in lost] == ["来稿 2026-002：来信.txt"]
    assert "来信.txt" in (made.folder / naming.README).read_text(encoding="utf-8-sig")
    assert not list(made.folder.rglob("来信.txt")) and check_package(desk, made.folder).ok


def test_a_paper_whose_picture_is_lost_is_told_and_the_rest_is_there(desk: Desk, tmp_path: Path) -> None:
    small(desk)
    desk.do(change_settings, {"org_codes": {"委员会": "云政协"}}, since=desk.today)
    (tmp_path / "章.png").write_bytes(picture().data)
    given = {"organs": ["政协云溪县委员会"], "title": "关于培训的通知", "date": "2026-11-20", "body": ["请参加。"]}
    fields = keep_pictures(desk, {**given, "seal": "章.png"}, tmp_path)
    for more in (fields, given):
        paper = desk.do(drafting.save_document, None, kind=Kind.NOTICE, fields=more)
        desk.do(drafting.finish_document, paper, sequence="委员会")
    desk.originals.forget(fields["seal"])
    made = write_year_package(desk, 2026, tmp_path / "归档")
    lost = [one.words for one in made.findings if one.check is Check.DAMAGED]
    assert lost == ["云政协〔2026〕1号 关于培训的通知"]
    assert [path.name for path in made.folder.glob(f"{naming.DOCUMENTS}/*.pdf")] == [
        "云政协〔2026〕2号 关于培训的通知.pdf"
    ]
    book = openpyxl.load_workbook(made.index_docx.with_suffix(".xlsx"))
    pages = {row[2]: row[7] for sheet in book for row in sheet.iter_rows(min_row=4, values_only=True)}
    assert (pages["云政协〔2026〕1号"], pages["云政协〔2026〕2号"]) == (None, "2")
    assert check_package(desk, made.folder).ok


def test_without_a_chinese_font_there_is_word_and_a_sentence(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(desk)
    monkeypatch.setattr("cppcc_desk.press.fonts.installed", lambda: fonts.Fonts(["DejaVu Sans"]))
    made = write_year_package(desk, 2026, tmp_path)
    assert (made.index_pdf, made.message) == (None, fonts.NO_CHINESE_FONT)
    assert made.index_docx.exists() and not list(made.folder.rglob("*.pdf"))
    assert check_package(desk, made.folder).ok


def test_a_closed_year_brings_its_rankings(desk: Desk, clock: StandingClock, tmp_path: Path) -> None:
    settle_scores(desk)
    before = write_year_package(desk, 2026, tmp_path)
    assert not list(before.folder.glob(f"{naming.LEDGERS}/*名*"))
    assert Check.BOOKS in {one.check for one in before.findings}
    clock.now = datetime(2027, 1, 5, 9, 0)
    desk.do(close_year, 2026, reason="")
    steps: list[tuple[int, int]] = []
    made = write_year_package(desk, 2026, tmp_path, step=lambda done, total, _words: steps.append((done, total)))
    assert [done for done, _ in steps] == sorted(done for done, _ in steps) and steps[-1] == (steps[0][1],) * 2
    assert {done for done, _ in steps} == set(range(steps[0][1] + 1))
    names = {path.name for path in made.folder.glob(f"{naming.LEDGERS}/*")}
    assert {"名次表.xlsx", "排名表.docx", "排名表.pdf", "来稿台账.xlsx", "发文登记.xlsx"} <= names
    assert Check.BOOKS not in {one.check for one in made.findings}
    book = openpyxl.load_workbook(made.folder / naming.LEDGERS / "名次表.xlsx")
    assert any(cell == "柳青禾" for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def test_a_name_no_folder_can_have_is_made_one(desk: Desk, tmp_path: Path) -> None:
    desk.do(change_settings, {"office_short_name": "云溪县政协/办公室: “一”"}, since=desk.today)
    small(desk)
    made = write_year_package(desk, 2026, tmp_path)
    assert made.folder.name == "云溪县政协_办公室_ “一”2026年度归档"


# ------------------------------------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("来信.docx", "来信.docx"),
        ("a/b:c?.txt", "a_b_c_.txt"),
        ("CON.txt", "_CON.txt"),
        ("长" * 90 + ".docx", "长" * 55 + ".docx"),
        ("没有后缀" * 20, "没有后缀" * 15),
        (".docx", "docx"),
        ("名字.这不是后缀而是名字的一部分", "名字.这不是后缀而是名字的一部分"),
    ],
)
def test_names_of_received_files(given: str, expected: str) -> None:
    assert naming.file_name(given) == expected


def test_no_name_is_given_twice() -> None:
    names = naming.Names()
    assert [names.file(place) for place in ("甲/A.txt", "甲/a.TXT", "甲/A.txt", "乙/A.txt")] == [
        "甲/A.txt",
        "甲/a(2).TXT",
        "甲/A(3).txt",
        "乙/A.txt",
    ]
    assert [names.stem("表", ".docx", ".pdf") for _ in range(2)] == ["表", "表(2)"]
    assert names.file("表(2).pdf") == "表(2)(2).pdf"
