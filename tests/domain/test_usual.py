"""What a new 公文 begins with: the office's names, today, and the sequence its number usually comes from."""

from datetime import date

import pytest

from cppcc_desk.domain.official import KEYS, Kind
from cppcc_desk.domain.official.usual import (
    LETTERHEAD_USES,
    PURPOSES,
    copied_fields,
    usual_fields,
    usual_sequence,
)

TODAY = date(2026, 11, 20)
SEQUENCES = ("委员会", "办公室", "函")


@pytest.mark.parametrize("kind", Kind)
def test_only_fields_of_the_kind_are_filled_in(kind: Kind) -> None:
    found = usual_fields(
        kind,
        office_name="中国人民政治协商会议云溪县委员会",
        short_name="云溪县政协",
        issued_by="政协云溪县委员会办公室",
        today=TODAY,
        letterheads={},
    )
    assert found.keys() <= KEYS[kind]
    assert found["date"] == "2026-11-20"
    assert found["organs"] == ["政协云溪县委员会办公室" if kind in (Kind.LETTER, Kind.MINUTES) else "政协云溪县委员会"]
    assert kind in PURPOSES


@pytest.mark.parametrize(
    ("kind", "use"),
    [
        (Kind.NOTICE, "文件"),
        (Kind.REQUEST, "文件"),
        (Kind.LETTER, "函"),
        (Kind.MINUTES, "纪要"),
        (Kind.BULLETIN, "简报"),
    ],
)
def test_a_paper_begins_with_the_head_that_the_office_has_for_it(kind: Kind, use: str) -> None:
    heads = {word: {"file": word} for word in LETTERHEAD_USES}
    names = {"office_name": "云溪县政协", "short_name": "云溪县政协", "issued_by": ""}
    assert usual_fields(kind, **names, today=TODAY, letterheads=heads)["letterhead"] == {"file": use}
    assert "letterhead" not in usual_fields(kind, **names, today=TODAY, letterheads={})


def test_the_name_of_another_office_stays_as_it_is() -> None:
    found = usual_fields(
        Kind.NOTICE, office_name="云溪县政协", short_name="", issued_by="", today=TODAY, letterheads={}
    )
    assert found["organs"] == ["云溪县政协"]


@pytest.mark.parametrize(
    ("kind", "organ", "sequence"),
    [
        (Kind.NOTICE, "政协云溪县委员会", "委员会"),
        (Kind.NOTICE, "政协云溪县委员会办公室", "办公室"),
        (Kind.LETTER, "政协云溪县委员会办公室", "函"),
    ],
)
def test_the_number_comes_from_the_sequence_of_who_issues_it(kind: Kind, organ: str, sequence: str) -> None:
    assert usual_sequence(kind, [organ], SEQUENCES) == sequence
    assert usual_sequence(kind, [organ], ()) == ""


def test_a_copy_is_of_today_and_has_no_number() -> None:
    old = {"title": "甲", "doc_number": {"serial": 1}, "copy_no": 3, "date": "2025-01-02", "printed_on": "2025-01-03"}
    assert copied_fields(Kind.NOTICE, old, today=TODAY) == {
        "title": "甲",
        "date": "2026-11-20",
        "printed_on": "2026-11-20",
    }
