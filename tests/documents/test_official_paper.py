"""Every kind of 公文 rendered by LibreOffice and measured: GB/T 9704's rules, and the same pages as our own."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cppcc_desk.documents.official import write_paper
from cppcc_desk.domain.drafting import CalledTopic, called
from cppcc_desk.domain.official import Kind, OfficialDocument
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands.documents import lay, write_document
from tests import papers
from tests.conftest import NOW
from tests.measuring import faults, measured, needs_measuring

pytestmark = needs_measuring

# A joint mark and signature have two middles, and 发文字号 stands on the line of the last 签发人.
JOINT = {"H04", "N04", "D03", "D05"}


def measure(
    document: OfficialDocument, folder: Path, *, allowed: frozenset[str] = frozenset(), more_pages: int = 0
) -> None:
    """`more_pages` of LibreOffice, which sets each border of 汉字 and digits a fifth of a character wider."""
    laid = lay(document, today=NOW.date())
    path = folder / "paper.docx"
    write_paper(laid.flow, laid.layout, path)
    result = measured(path, papers.CHECKED_AS[document.kind], folder)
    assert [fault for fault in faults(result) if fault.split()[1] not in allowed] == []
    assert 0 <= result["pages"] - len(laid.layout.pages) <= more_pages


@pytest.mark.parametrize("name", papers.ALL)
def test_each_kind_is_as_the_standard_says(name: str, tmp_path: Path) -> None:
    measure(papers.ALL[name], tmp_path)


@pytest.mark.parametrize("length", [109, 190])
def test_a_paragraph_divided_for_the_signature(length: int, tmp_path: Path) -> None:
    document = papers.document(body=(("请各单位结合实际认真研究" * 20)[:length] + "。",))
    assert lay(document, today=NOW.date()).layout.division is not None
    measure(document, tmp_path)


@pytest.mark.parametrize("kind", Kind)
def test_twelve_pages_with_a_seal(kind: Kind, tmp_path: Path) -> None:
    # a letter's last page may be odd, so nothing brings pages of other programs into step with ours
    measure(papers.long(kind), tmp_path, more_pages=1 if kind is Kind.LETTER else 0)


@pytest.mark.parametrize("kind", Kind)
def test_tables_pictures_and_attachments_without_a_seal(kind: Kind, tmp_path: Path) -> None:
    measure(papers.rich(kind), tmp_path)


@pytest.mark.parametrize("name", papers.ALL)
def test_our_own_pdf_is_as_the_standard_says(qapp: QApplication, name: str, tmp_path: Path) -> None:
    document = papers.ALL[name]
    docx, pdf = tmp_path / "paper.docx", tmp_path / "paper.pdf"
    write_document(document, lay(document, today=NOW.date()), docx=docx, pdf=pdf)
    result = measured(docx, papers.CHECKED_AS[document.kind], tmp_path, pdf=pdf)
    assert faults(result) == []


def test_several_signatories_long_names_and_what_stands_above_the_mark(tmp_path: Path) -> None:
    full = "中国人民政治协商会议云溪县委员会"
    document = papers.document(
        Kind.REQUEST, organs=(full,), signatories=("周启明", "李明", "沈砚秋"), copy_no=12, urgency="特急"
    )
    measure(document, tmp_path, allowed=frozenset({"N04"}))


def test_a_letter_of_a_long_name_with_a_copy_number(tmp_path: Path) -> None:
    document = papers.document(
        Kind.LETTER, organs=("中国人民政治协商会议云溪县委员会办公室",), copy_no=1, urgency="加急"
    )
    measure(document, tmp_path)


def test_a_joint_paper(tmp_path: Path) -> None:
    document = papers.document(organs=(papers.ORGAN, "云溪县人民政府"), seal=papers.picture())
    measure(document, tmp_path, allowed=frozenset(JOINT))


@pytest.mark.parametrize("count", [3, 10])
def test_the_notice_of_a_quarters_topics(count: int, tmp_path: Path) -> None:
    angles = "山区管网防冻、农网低电压改造进度、应急抢修力量配备"
    topics = [
        CalledTopic(theme=f"冬季供水供电保障{n}", angles=angles, lead_unit="农业和农村委员会", due_on=NOW.date())
        for n in range(1, count + 1)
    ]
    organ = "政协云溪县委员会办公室"
    fields = called(Kind.NOTICE, Quarter(2026, 4), topics, organ=organ, length_limit=1500)
    text = {"title": fields["title"], "main_to": tuple(fields["main_to"]), "body": tuple(fields["body"])}
    measure(papers.document(organs=(organ,), **text), tmp_path)


def test_many_addressees_move_to_the_foot(tmp_path: Path) -> None:
    many = tuple(f"云溪县第{n}乡镇人民政府政协委员联络工作委员会" for n in range(1, 16))
    document = papers.document(main_to=many)
    assert lay(document, today=NOW.date()).layout.text_on_first_page
    measure(document, tmp_path)
