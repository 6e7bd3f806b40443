"""The demo: the main job on the sample office, from received files to papers, and an office that is sound after it."""

import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import text

from cppcc_desk import app
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.official import DocumentState, Kind
from cppcc_desk.errands.documents import set_document
from cppcc_desk.queries import cards, clocks, documents, forms, issues, submissions
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from tests.cli.calling import process
from tests.conftest import NOW, StandingClock
from tests.demo import Demo, played

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return played(tmp_path_factory)


@pytest.fixture(scope="module")
def office(demo: Demo) -> Iterator[Desk]:
    """The sample office at the end of its story."""
    desk = open_desk(demo.data, clock=StandingClock())
    yield desk
    desk.close()


def command(*words: str | Path, data: Path) -> Any:
    found = process("--data", data, "--now", NOW.isoformat(), *words, "--json")
    assert found.code == 0, found.err
    return found.json


def test_it_says_what_it_made(demo: Demo) -> None:
    assert demo.code == 0
    told = demo.told
    assert list(told) == ["data", "submissions", "files"]
    assert Path(told["data"]) == demo.data.root
    assert told["submissions"] >= 40
    files = [Path(name) for name in told["files"]]
    assert len(set(files)) == len(files)
    assert all(path.is_file() and path.stat().st_size > 0 for path in files)
    written = {path for path in demo.out.rglob("*.*") if demo.data.root not in path.parents}
    assert written == set(files)  # nothing half, nothing unsaid


def test_stdout_is_one_value_and_the_story_goes_to_stderr(demo: Demo) -> None:
    assert demo.stdout.startswith("{") and demo.stdout.endswith("}\n")
    lines = demo.stderr.splitlines()
    assert lines[0].startswith("已建立云溪县政协：名册 ")
    assert sum(line.startswith("已写出 ") for line in lines) == len(demo.told["files"])
    assert sum(bool(re.match(r"2026-\d{3}　", line)) for line in lines) == demo.told["submissions"]
    assert not re.search(r"Traceback|Warning|[A-Za-z]+Error", demo.stderr)


def test_the_office_is_sound(office: Desk, demo: Demo) -> None:
    assert check(office) == ()
    assert office.read(submissions.count, submissions.Filter()) == demo.told["submissions"]
    assert office.read(submissions.gaps, NOW.year) == ()


def test_issue_numbers_run_on_in_every_journal(office: Desk) -> None:
    numbers: defaultdict[tuple[str, int, bool], list[int]] = defaultdict(list)
    totals: defaultdict[str, list[int]] = defaultdict(list)
    for issue in reversed(office.read(issues.issues)):
        numbers[issue.journal, issue.year, issue.supplement].append(issue.issue_no)
        if issue.cumulative_no is not None:
            totals[issue.journal].append(issue.cumulative_no)
    assert {journal for journal, _, _ in numbers} >= {"社情民意", "委员反映", "专报"}
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert totals
    assert all(found == list(range(found[0], found[0] + len(found))) for found in totals.values())


def test_two_dispatches_were_late_and_something_is_overdue(office: Desk) -> None:
    everything = [
        office.read(submissions.detail, i, now=NOW) for i in office.read(submissions.ids, submissions.Filter())
    ]
    late = [
        (detail.row.intake_no, row.destination) for detail in everything for row in detail.dispatches if row.clock.late
    ]
    assert len(late) == 2
    open_items = office.read(clocks.open_items, now=NOW)
    assert sum(item.urgency is Urgency.OVERDUE for item in open_items) >= 1
    assert {item.urgency for item in open_items} >= {Urgency.OVERDUE, Urgency.DUE_SOON, Urgency.PAUSED}


def test_commands_find_the_same_office(demo: Demo) -> None:
    listed = command("list", "--limit", "500", data=demo.data.root)
    assert len(listed) == demo.told["submissions"]
    overdue = command("list", "--overdue", data=demo.data.root)
    assert {row["urgency"] for row in overdue} == {"超期"}
    assert command("check", data=demo.data.root) == {"ok": True, "problems": []}


def test_every_issue_has_its_sheet_with_its_text(demo: Demo, office: Desk) -> None:
    sheets = demo.papers("期刊/*.docx")
    found = office.read(issues.issues)
    assert len(sheets) == len(found) >= 20
    for issue in found:
        (sheet,) = [path for path in sheets if path.name.startswith(f"{issue.name}（")]
        assert sheet.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
        text = "".join(paragraph.text for paragraph in Document(str(sheet)).paragraphs)
        for piece in issue.bulletin.pieces:
            for paragraph in piece.paragraphs:
                assert "".join(paragraph.split()) in "".join(text.split()), (issue.name, paragraph)


def test_every_kind_of_form_was_written(demo: Demo) -> None:
    for kind in forms.ASKED_FOR:
        papers = demo.papers(f"表单/{kind} *.docx")
        assert papers, kind
        assert all(path.with_suffix(".pdf").exists() for path in papers)


def test_everybody_who_should_have_one_has_a_card(demo: Demo, office: Desk) -> None:
    held = office.read(cards.cards, on=NOW.date())
    assert [card.number for card in held] == [f"10-{number:03d}" for number in range(1, len(held) + 1)]
    assert len(held) >= 20 and not any(one.card for one in office.read(cards.lacking, on=NOW.date()))
    (sheet,) = demo.papers("表单/信息员证 *.docx")
    assert sheet.stem == f"信息员证 {len(held)}张" and sheet.with_suffix(".pdf").exists()


def test_every_finished_paper_was_written(demo: Demo, office: Desk) -> None:
    finished = [row for row in office.read(documents.documents) if row.state is DocumentState.FINISHED]
    assert {row.kind for row in finished} >= {Kind.NOTICE, Kind.CIRCULAR, Kind.REQUEST, Kind.LETTER, Kind.MINUTES}
    written = demo.papers("公文/*.docx")
    assert len(written) == len(finished) and all(path.with_suffix(".pdf").exists() for path in written)
    for row in finished:
        _, laid = set_document(office, row.kind, office.read(documents.document, row.id).fields)
        assert laid.check == (), row.title


def test_the_ledger_has_every_submission(demo: Demo) -> None:
    (path,) = demo.papers("台账/*.xlsx")
    (sheet,) = load_workbook(path).worksheets
    numbers = [str(row[0].value) for row in sheet.iter_rows(min_row=4)]
    assert numbers == [f"2026-{number:03d}" for number in range(1, demo.told["submissions"] + 1)]


def test_it_refuses_a_folder_that_has_data(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in demo.out.rglob("*") if path.suffix in (".db", ".docx", ".pdf")}
    assert app.run(["demo", "--out", str(demo.out), "--json"]) == 1
    out, err = capsys.readouterr()
    told = json.loads(out)["error"]
    assert (told["kind"], told["message"] + "\n") == ("invalid", err)
    assert "已经有数据，没有改动它" in err
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_it_needs_to_be_told_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(["demo"]) == 2
    assert "缺少参数：--out" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "文件").write_text("不是文件夹", encoding="utf-8")
    assert app.run(["demo", "--out", str(tmp_path / "文件")]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "数据文件夹的位置被一个文件占用" in err


# ------------------------------------------------------------------------------------------------ the newsletter

QUARTER = "between '2026-07-01' and '2026-09-30 23:59:59.999999'"
LIVE = "submission_id in (select id from submission where deleted_at is null)"
COUNTED = {
    "received": f"select count(*) from submission where deleted_at is null and received_at {QUARTER}",
    "valid": (
        f"select count(*) from submission where deleted_at is null and received_at {QUARTER}"
        " and screening not in ('不采用', '退回补充')"
    ),
    "received_from_units": (
        f"select count(*) from submission where deleted_at is null and received_at {QUARTER} and collective_submission"
    ),
    "issues": f"select count(*) from issue where issued_on {QUARTER}",
    "issued": f"select count(*) from issue_item i join issue on issue.id = i.issue_id where issued_on {QUARTER}",
    "sent_city": (
        f"select count(*) from dispatch d join destination t on t.id = d.destination_id where sent_at {QUARTER}"
        " and t.name = '市政协'"
    ),
    "instructed": f"select count(*) from outcome where kind = '批示' and occurred_on {QUARTER}",
    "replied": f"select count(*) from outcome where kind = '答复' and occurred_on {QUARTER}",
    "carried_out": f"select count(*) from outcome where kind = '落实' and occurred_on {QUARTER}",
    "media": f"select count(*) from outcome where kind = '媒体' and occurred_on {QUARTER}",
    "adopted_city": (
        f"select count(distinct submission_id) from outcome where kind = '采用' and level = '市' and {LIVE}"
        f" and occurred_on {QUARTER}"
    ),
    "adopted_province": (
        f"select count(distinct submission_id) from outcome where kind = '采用' and level = '省' and {LIVE}"
        f" and occurred_on {QUARTER}"
    ),
    "adopted_national": (
        f"select count(distinct submission_id) from outcome where kind = '采用' and level = '全国' and {LIVE}"
        f" and occurred_on {QUARTER}"
    ),
}


@pytest.fixture(scope="module")
def newsletter(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """`newsletter 2026Q3` on a copy of the sample office, which has issued it already."""
    copy = tmp_path_factory.mktemp("copy") / "data"
    shutil.copytree(demo.data.root, copy)
    return command("newsletter", "2026Q3", "--out", copy.parent / "通讯", data=copy)


def test_the_numbers_of_the_newsletter_are_those_of_plain_sql(newsletter: Any, office: Desk) -> None:
    told = newsletter["numbers"]
    counted = {
        key: office.read(lambda session, query=query: session.execute(text(query)).scalar_one())
        for key, query in COUNTED.items()
    }
    assert {key: told[key] for key in COUNTED} == counted
    assert told["received"] == sum(told["by_month"][month]["received"] for month in ("7月", "8月", "9月")) > 0
    sources = ("members", "informants", "units", "others")
    assert told["received"] == sum(told[f"received_from_{source}"] for source in sources)


def test_the_newsletter_is_written_as_it_was_issued(newsletter: Any, demo: Demo) -> None:
    (first,) = demo.papers("通讯/*.docx")
    again = Path(newsletter["docx"])
    assert again.name == first.name and again.read_bytes() == first.read_bytes()
    assert newsletter["issue_no"] == 3
    paragraphs = "".join(paragraph.text for paragraph in Document(str(again)).paragraphs)
    assert f"共收到社情民意信息{newsletter['numbers']['received']}篇" in paragraphs
    book = load_workbook(newsletter["xlsx"])
    rows = {row[0]: row[2] for row in book["各项数字"].iter_rows(min_row=4, values_only=True)}
    assert rows["收到来稿"] == str(newsletter["numbers"]["received"])
