"""Ctrl+F finds by number, title, person, initials and text, and shows where."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from cppcc_desk.queries.search import Field, Hit, search_everything
from tests.pieces import shelf, submission

LONG = (
    "各乡镇反映的情况不同。" * 20 + "\n县城北门外的路灯有十七盏不亮，夜里行人只好打手电。" + "其余路段已经修好。" * 20
)


@pytest.fixture
def office() -> Iterator[Session]:
    with shelf() as session:
        session.add_all(
            [
                submission(
                    3, title="关于校园周边食品安全的建议", body=LONG, names=["张国强", "单小芳"], unit="云溪县教育局"
                ),
                submission(30, title="关于加装电梯的建议", body="老旧小区加装电梯难。校园，安全。", names=["张国强"]),
                submission(31, title="河道清淤", body="青石河。", edited="青石河淤积已久，亟待清理。", names=["曾明"]),
                submission(3, year=2025, title="公交线路", body="二路车到不了医院。", names=["李伟"]),
            ]
        )
        session.flush()
        yield session


def found(office: Session, typed: str) -> list[tuple[int, str]]:
    hits = search_everything(office, typed, limit=50)
    assert hits.count == len(hits.hits)
    assert not hits.capped
    return [(hit.submission_id, hit.field.value) for hit in hits.hits]


def marked(hit: Hit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.match]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-03", [(3, "来稿编号"), (2, "来稿编号"), (1, "来稿编号")]),
        ("202603", [(3, "来稿编号"), (2, "来稿编号"), (1, "来稿编号")]),
        ("2026-003", [(1, "来稿编号")]),
        ("２０２６－００３", [(1, "来稿编号")]),
        ("2026年第31号", [(3, "来稿编号")]),
        ("3", [(4, "来稿编号"), (1, "来稿编号")]),
        ("食品安全", [(1, "标题")]),
        ("校园", [(2, "原文"), (1, "标题")]),
        ("张国强", [(2, "反映人"), (1, "反映人")]),
        ("国强", [(2, "反映人"), (1, "反映人")]),
        ("教育局", [(1, "反映单位")]),
        ("张国强 电梯", [(2, "标题")]),
        ("张国强 食品 教育局", [(1, "标题")]),
        ("张国强 公交", []),
        ("zgq", [(2, "反映人"), (1, "反映人")]),
        ("sxf", [(1, "反映人")]),
        ("zm", [(3, "反映人")]),
        ("jzdt", [(2, "标题")]),
        ("亟待清理", [(3, "编辑稿")]),
        ("路灯有十七盏", [(1, "原文")]),
        ("灯 盏不", [(1, "原文")]),
        ("没有的词", []),
        ("", []),
        ("%", []),
        ("'; drop table submission", []),
        ('"安全" NOT', []),
    ],
)
def test_found(office: Session, typed: str, expected: list[tuple[int, str]]) -> None:
    assert found(office, typed) == expected


def test_the_place_is_shown_and_marked(office: Session) -> None:
    (hit,) = search_everything(office, "路灯 手电", limit=50).hits
    assert hit.snippet == "…情况不同。 县城北门外的路灯有十七盏不亮，夜里行人只好打手电。其余路段已经修好。…"
    assert marked(hit) == ["路灯", "手电"]
    assert "\n" not in hit.snippet
    (hit,) = search_everything(office, "sxf", limit=50).hits
    assert (hit.snippet, marked(hit)) == ("张国强、单小芳", ["单小芳"])
    assert (hit.intake_no, hit.title) == ("2026-003", "关于校园周边食品安全的建议")
    (hit,) = search_everything(office, "2026-31", limit=50).hits
    assert (hit.field, marked(hit)) == (Field.NUMBER, ["2026-031"])


def test_deleted_ones_are_gone_and_come_back(office: Session) -> None:
    from cppcc_desk.storage.tables import Submission

    row = office.get_one(Submission, 1)
    row.deleted_at = datetime(2026, 5, 1)
    office.flush()
    assert found(office, "食品安全") == found(office, "sxf") == found(office, "2026-003") == []
    row.deleted_at = None
    office.flush()
    assert found(office, "食品安全") == [(1, "标题")]


def test_the_count_is_capped_and_the_newest_come_first() -> None:
    with shelf() as session:
        session.add_all(submission(serial, title="路灯", body="校园安全") for serial in range(1, 1_006))
        session.flush()
        hits = search_everything(session, "园安全", limit=50)
        assert (hits.count, hits.capped) == (1_000, True)
        assert [hit.submission_id for hit in hits.hits] == list(range(1_005, 955, -1))
