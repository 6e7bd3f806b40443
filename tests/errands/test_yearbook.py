"""The year book: every frozen text word for word, pages that are where the catalogue says, numbers behind the cover."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import docx
import pytest

from cppcc_desk.documents.official import write_book
from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.layout import Layout, Text
from cppcc_desk.domain.official import Bulletin, Piece
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.domain.yearbook import BookIssue, BookText, YearBook
from cppcc_desk.errands.yearbook import SetBook, set_book, write_year_book
from cppcc_desk.operations.steps import take_step
from cppcc_desk.queries import issues
from cppcc_desk.queries.office import journals
from cppcc_desk.queries.yearbook import year_book
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.desk import Cancelled
from tests import office_suite
from tests.measuring import needs_measuring
from tests.office import piece

SOURCE = "近期，部分委员和信息员在走访中了解到，石桥镇农贸市场周边没有公共停车场，赶集日车辆沿街停放，群众出行不便。"


def quiet(_done: int, _total: int, _words: str) -> None:
    pass


def book(count: int, *, paragraphs: int = 9) -> YearBook:
    """So many issues of one or three texts."""
    made = []
    number = 0
    for place in range(1, count + 1):
        texts = []
        for _ in range(3 if place % 3 == 0 else 1):
            number += 1
            text = tuple(
                f"{'一二三四五六七八九十'[n % 10]}、第{n + 1}个方面" if n % 4 == 0 else (SOURCE * 3)[: 40 + 17 * n]
                for n in range(paragraphs)
            )
            told = Piece(title=f"关于改善第{number}个集市停车条件的建议", paragraphs=text, source="反映人：柳青禾")
            texts.append(BookText(told, f"2026-{number:03}", (f"委员{number % 5}",), ("石桥镇", f"单位{number % 4}")))
        sheet = Bulletin(
            journal="社情民意",
            year=2026,
            issue_no=place,
            cumulative_no=70 + place,
            issued_by="云溪县政协办公室",
            date=date(2026, 1 + place % 12, 5),
            pieces=tuple(text.piece for text in texts),
        )
        made.append(BookIssue(sheet, tuple(texts)))
    return YearBook(mark="社情民意", year=2026, organ="云溪县政协办公室", made_on=date(2027, 1, 8), issues=tuple(made))


def texts_of(layout: Layout) -> list[str]:
    """The words of each page, without blanks."""
    return [
        "".join("".join(item.text for item in page.items if isinstance(item, Text)).split()) for page in layout.pages
    ]


def begins_on(pages: Sequence[str], title: str) -> list[int]:
    """The numbers, as printed, of the pages on which a text begins: those that have its title and no leader."""
    return [place - 1 for place, words in enumerate(pages) if title in words and "...." not in words]


# ------------------------------------------------------------------------------------------------ pages


@pytest.fixture(scope="module")
def made() -> SetBook:
    """A book of well over 200 pages."""
    return set_book(book(90), step=quiet)


def test_the_pages_in_the_catalogue_are_those_on_which_the_texts_begin(made: SetBook) -> None:
    pages = texts_of(made.layout)
    assert len(pages) > 200
    catalogue = "".join(page for page in pages if "...." in page)
    for number, (_, told) in enumerate(made.book.texts):
        title = told.piece.title
        assert begins_on(pages, title) == [made.pages[number]]
        assert f"{title}{made.pages[number]}..." in catalogue
    (index,) = begins_on(pages, "索引")
    assert f"索引{index}..." in catalogue


def test_numbering_begins_behind_the_cover_and_its_empty_back(made: SetBook) -> None:
    pages = texts_of(made.layout)
    assert "社情民意" in pages[0] and "2026年汇编" in pages[0] and "第1期至第90期" in pages[0] and "—" not in pages[0]
    assert pages[1] == ""
    for place, words in enumerate(pages[2:], start=1):
        assert f"—{place}—" in words
    feet = [
        next(item.x for item in page.items if isinstance(item, Text) and item.text.strip() == "—")
        for page in made.layout.pages[2:6]
    ]
    assert feet[0] > 105 > feet[1] and feet[2] > 105 > feet[3]  # odd ones at the right [7.5]


def test_the_index_sends_to_every_text_of_an_author_and_a_unit(made: SetBook) -> None:
    flow, _ = made.parts[-1]
    lines = {
        block.text.partition("　")[0]: block for block in flow.blocks if hasattr(block, "runs") and "　" in block.text
    }
    of_author = [number for number, (_, told) in enumerate(made.book.texts) if "委员3" in told.authors]
    entry = lines["委员3"]
    assert [run.page_of for run in entry.runs if run.page_of is not None] == of_author
    assert entry.text == f"委员3　{'、'.join(str(made.pages[number]) for number in of_author)}"
    assert len([run for run in lines["石桥镇"].runs if run.page_of is not None]) == len(made.book.texts)
    names = [name for name in lines if name.startswith("委员")]
    assert names == sorted(names)


def test_each_text_stands_under_its_issue_word_for_word(made: SetBook) -> None:
    for number in (0, 5, 40):
        issue, told = made.book.texts[number]
        words = "".join(texts_of(made.parts[number + 1][1]))
        assert issue.bulletin.number in words
        for paragraph in told.piece.paragraphs:
            assert paragraph in words.replace(f"—{made.pages[number]}—", "").replace(
                f"—{made.pages[number] + 1}—", ""
            ).replace(f"—{made.pages[number] + 2}—", "")


@pytest.mark.paper
def test_word_processors_count_the_same_pages_for_themselves(made: SetBook, tmp_path: Path) -> None:
    pymupdf = pytest.importorskip("pymupdf")
    path = tmp_path / "汇编.docx"
    write_book(made.cover, made.parts, path, begun=lambda _place: None)
    office_suite.to_pdf([path], tmp_path)
    with pymupdf.open(path.with_suffix(".pdf")) as pdf:
        pages = ["".join(page.get_text().split()) for page in pdf]
    assert pages[1] == "" and "—1—" in pages[2]
    catalogue = "".join(page for page in pages if "...." in page)
    for _, told in made.book.texts:
        title = told.piece.title
        (page,) = begins_on(pages, title)
        assert re.findall(rf"{title}\.+(\d+)", catalogue) == [str(page)]


test_word_processors_count_the_same_pages_for_themselves = needs_measuring[1](
    test_word_processors_count_the_same_pages_for_themselves
)


# ------------------------------------------------------------------------------------------------ of an office


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Three issues that are out, one still in proof."""
    for place, title in enumerate(("校车补助", "路灯", "停车场"), start=1):
        who = (Contributor(name=f"作者{place}", unit="县中医院"),)
        piece(desk, State.ISSUED, title=title, original_text=f"{SOURCE}\n（{place}）一条建议。", contributors=who)
    piece(desk, State.PRINTING, title="还在校对")
    return desk


def test_every_frozen_text_is_in_the_files_and_what_is_not_out_is_told(office: Desk, tmp_path: Path) -> None:
    pymupdf = pytest.importorskip("pymupdf")
    made = write_year_book(office, 2026, tmp_path, step=quiet)
    assert (made.issues, made.texts) == (3, 3) and made.written.docx is not None and made.written.pdf is not None
    assert made.written.docx.name == "《社情民意》2026年汇编.docx"
    lines = [paragraph.text for paragraph in docx.Document(str(made.written.docx)).paragraphs]
    with pymupdf.open(made.written.pdf) as pdf:
        assert len(pdf) == made.written.pages
        words = "".join("".join(page.get_text().split()) for page in pdf)
    for row in office.read(issues.issues, year=2026):
        for told in row.bulletin.pieces if row.frozen_at else ():
            assert all(line in lines for line in told.paragraphs)
            assert all("".join(line.split()) in words for line in told.paragraphs)
    assert not any("还在校对" in line for line in lines)
    assert [(one.words.endswith("还没有校对印发，没有收入汇编"), one.pieces) for one in made.mismatches] == [
        (True, ("2026-004",))
    ]


def test_a_changed_submission_changes_nothing_in_the_book(office: Desk) -> None:
    found, _ = office.read(year_book, 2026, today=office.today)
    frozen = [text.piece for issue in found.issues for text in issue.texts]
    rows = [row for row in office.read(issues.issues, year=2026) if row.frozen_at]
    assert frozen == [told for row in sorted(rows, key=lambda row: row.issue_no) for told in row.bulletin.pieces]
    assert [text.authors for issue in found.issues for text in issue.texts] == [("作者1",), ("作者2",), ("作者3",)]


def test_written_again_the_book_is_the_same_and_a_file_of_others_is_left_alone(office: Desk, tmp_path: Path) -> None:
    first = write_year_book(office, 2026, tmp_path, step=quiet).written
    assert first.docx is not None and first.pdf is not None
    before = first.docx.read_bytes(), first.pdf.read_bytes()
    again = write_year_book(office, 2026, tmp_path, step=quiet).written
    assert (again.docx, again.pdf) == (first.docx, first.pdf)
    assert (first.docx.read_bytes(), first.pdf.read_bytes()) == before
    first.docx.write_bytes(b"somebody's own")
    other = write_year_book(office, 2026, tmp_path, step=quiet).written
    assert other.docx != first.docx and first.docx.read_bytes() == b"somebody's own"


@pytest.mark.parametrize("words", ["正在排", "正在写 Word", "正在写 PDF"])
def test_stopped_it_leaves_no_half_file(office: Desk, tmp_path: Path, words: str) -> None:
    def stop(_done: int, _total: int, told: str) -> None:
        if told.startswith(words):
            raise Cancelled

    with pytest.raises(Cancelled):
        write_year_book(office, 2026, tmp_path, step=stop)
    left = [path.name for path in tmp_path.iterdir() if path.is_file()]
    assert left == (["《社情民意》2026年汇编.docx"] if words == "正在写 PDF" else [])


def test_progress_only_grows(office: Desk, tmp_path: Path) -> None:
    seen: list[float] = []
    write_year_book(office, 2026, tmp_path, step=lambda done, total, _words: seen.append(done / total))
    assert seen == sorted(seen) and 0 <= seen[0] < seen[-1] <= 1


def test_a_year_without_issues_or_with_several_journals_is_refused(office: Desk, desk: Desk) -> None:
    with pytest.raises(Missing, match="2025 年还没有印发的期刊"):
        office.read(year_book, 2025, today=office.today)
    with pytest.raises(Missing, match="《没有的》还没有印发的期刊"):
        office.read(year_book, 2026, journal="没有的", today=office.today)
    other = next(row.name for row in office.read(journals) if row.name != "社情民意")
    made = piece(desk, State.AWAITING_SIGN_OFF, title="另一种")
    desk.do(take_step, made, Step.SIGN_OFF, {"签发人": "周启明", "刊物": other})
    for step in (Step.PRINT, Step.PROOFREAD, Step.PROOFREAD):
        desk.do(take_step, made, step, {})
    with pytest.raises(Invalid, match="请写明是哪一种"):
        office.read(year_book, 2026, today=office.today)
    found, _ = office.read(year_book, 2026, journal=f"《{other}》", today=office.today)
    assert [text.piece.title for issue in found.issues for text in issue.texts] == ["另一种"]
