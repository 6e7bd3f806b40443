"""Whom of the roster words mean: whole names, and of namesakes what the refusal itself offers to tell them apart."""

import re

import pytest

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.people import PersonEntry
from cppcc_desk.operations.people import add_people, leave
from cppcc_desk.queries.people import person_meant, person_named
from cppcc_desk.storage.desk import Desk


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Ids 1 to 6."""
    desk.do(
        add_people,
        [
            PersonEntry(name="王芳", unit="云溪县人民医院"),
            PersonEntry(name="王芳", town="石桥镇"),
            PersonEntry(name="王芳", sector="教育界"),
            PersonEntry(name="王芳", unit="石桥镇中心卫生院", phone="138-0000-0001"),
            PersonEntry(name="王芳芳"),
            PersonEntry(name="买买提 江", unit="县中学"),
        ],
    )
    return desk


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("王芳芳", 5),
        ("王芳（云溪县人民医院）", 1),
        ("王芳(人民医院)", 1),
        ("王芳 人民医院", 1),
        ("王芳（石桥镇）", 2),  # though another one's unit begins like that
        (" 王芳（教育界） ", 3),
        ("王芳 13800000001", 4),
        ("王芳（138-0000-0001）", 4),
        ("买买提 江", 6),
        ("买买提 江（县中学）", 6),
    ],
)
def test_a_name_and_what_tells_namesakes_apart(office: Desk, words: str, meant: int) -> None:
    assert office.read(person_meant, words).id == meant


def test_what_is_offered_can_be_typed(office: Desk) -> None:
    with pytest.raises(Invalid, match="名册里有 4 位“王芳”") as refused:
        office.read(person_meant, "王芳")
    offered = re.findall("王芳（[^）]+）", refused.value.message)
    assert [office.read(person_meant, words).id for words in offered] == [1, 2, 3, 4]
    assert list(refused.value.problems) == ["people"]


def test_nobody_of_that_unit_is_meant(office: Desk) -> None:
    with pytest.raises(Invalid, match="名册里的“王芳芳”不是“县医院”的：王芳芳，没有可以区分的内容"):
        office.read(person_meant, "王芳芳（县医院）")


def test_those_whom_nothing_tells_apart_are_to_be_told_more_of(desk: Desk) -> None:
    desk.do(add_people, [PersonEntry(name="王芳", town="石桥镇"), PersonEntry(name="王芳", town="石桥镇")])
    with pytest.raises(Invalid, match="请先在名册里补上单位或电话"):
        desk.read(person_meant, "王芳")


@pytest.mark.parametrize("words", ["芳", "王芳芳芳", "03王芳芳", "没有这人（县医院）"])
def test_a_name_is_a_whole_one(office: Desk, words: str) -> None:
    with pytest.raises(Missing, match=f"名册里没有“{words}”"):
        office.read(person_meant, words)
    assert office.read(person_named, words) == (words, None)


def test_who_has_left_is_not_meant(office: Desk) -> None:
    office.do(leave, [5], on=office.now.date(), reason="调离")
    with pytest.raises(Missing):
        office.read(person_meant, "王芳芳")
