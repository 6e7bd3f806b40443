"""Schemes changed part by part, told in sections, tried on one piece; which years each one counts."""

from collections import Counter
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from cppcc_desk.domain.scoring.checking import problems
from cppcc_desk.domain.scoring.editing import (
    KINDS,
    Place,
    added,
    kind_at,
    neighbour,
    removed,
    replaced,
    suggested_name,
    swapped,
    value_at,
)
from cppcc_desk.domain.scoring.events import EventType, Ledger
from cppcc_desk.domain.scoring.example import Sample, fitting, names_of, piece_of, reckoned, sample_day, sample_words
from cppcc_desk.domain.scoring.outline import SECTIONS, outline
from cppcc_desk.domain.scoring.scheme import Award, Cap, Factor, Group, RankGroup, Scheme, Take, When, Window
from cppcc_desk.domain.scoring.scores import scores
from cppcc_desk.domain.scoring.sentences import of_scheme
from cppcc_desk.domain.scoring.simulating import simulated, summary
from cppcc_desk.domain.scoring.versions import Span, Version, counting, spans
from cppcc_desk.storage.presets import presets
from tests.domain.scoring.making import author, event, person, piece, scheme

PRESETS = {one.name: one for one in presets()}
USED = PRESETS["履职百分制型"]


@pytest.mark.parametrize("used", PRESETS.values(), ids=PRESETS)
def test_the_sections_hold_every_sentence_once(used: Scheme) -> None:
    told = Counter(sentence.text for block in outline(used, {}) for sentence in block.sentences)
    told.subtract([f"{used.name}：{used.note}"])
    assert +told == Counter(sentence for _, sentence in of_scheme(used))


def test_every_field_of_a_scheme_has_its_sentence() -> None:
    whole = USED
    for kind in KINDS:
        whole, _ = added(whole, kind)
    told = {sentence.place.field for block in outline(whole, {}) for sentence in block.sentences}
    told_with_the_name = {"note"}
    set_when_it_is_applied = {"valid_from"}
    assert told | told_with_the_name | set_when_it_is_applied == {field.name for field in fields(Scheme)}


def test_what_is_wrong_stands_at_its_sentence() -> None:
    wrong = replace(
        USED,
        name="",
        rules=(USED.rules[1], replace(USED.rules[1], key="again"), *USED.rules[2:]),
        ranking=(*USED.ranking, RankGroup(name="界别", ledger=Ledger.UNIT, kinds=frozenset())),
        awards=(Award(tier="一等", group="没有的组", slots=1),),
        bands=USED.bands[::-1],
    )
    found = problems(wrong)
    blocks = outline(wrong, found)
    at = {sentence.place: sentence.problem for block in blocks for sentence in block.sentences if sentence.problem}
    assert at.keys() == {
        Place("name"),
        Place("rules", 1),
        Place("ranking", len(USED.ranking)),
        Place("awards", 0),
        Place("bands"),
    }
    assert "没有选哪些人" in at[Place("ranking", len(USED.ranking))] and "都叫“界别”" in at[Place("ranking", 7)]
    assert not any(block.problem for block in blocks)
    empty = replace(USED, rules=(), targets=(), caps=())
    assert [b.section.key for b in outline(empty, problems(empty)) if b.problem] == ["points"]


def test_an_award_without_a_name_is_refused() -> None:
    assert "没有名称" in problems(added(USED, "awards")[0])[f"awards/{len(USED.awards)}"]


@pytest.mark.parametrize("kind", KINDS)
def test_parts_are_added_and_taken_away(kind: str) -> None:
    grown, place = added(USED, kind)
    assert kind_at(grown, place) == kind and grown != USED
    twice, other = added(grown, kind)
    assert getattr(value_at(twice, place), "key", 1) != getattr(value_at(twice, other), "key", 2)
    assert removed(grown, place) == USED


def test_names_that_others_point_to_are_followed() -> None:
    group = Place("groups", 0)
    renamed = replaced(USED, group, Group(name="各级采用", take=Take.ALL))
    assert {rule.group for rule in renamed.rules} == {"各级采用", "批示", "转化", ""}
    assert {rule.group for rule in removed(USED, group).rules} == {"批示", "转化", ""}
    members = Place("ranking", 0)
    moved = replaced(USED, members, replace(USED.ranking[0], name="全体委员"))
    assert moved.awards[0].group == "全体委员" and problems(moved) == {}
    assert all(award.group != "委员" for award in removed(USED, members).awards)


def test_the_next_one_is_of_the_same_kind() -> None:
    first_fault = Place("rules", 13)
    assert kind_at(USED, first_fault) == "faults" and neighbour(USED, first_fault, -1) is None
    assert neighbour(USED, first_fault, 1) == Place("rules", 14)
    assert neighbour(USED, Place("rules", 12), 1) is None and neighbour(USED, Place("window"), 1) is None
    changed = swapped(USED, Place("rules", 0), Place("rules", 1))
    assert changed.rules[:2] == USED.rules[1::-1]


def test_a_part_is_called_by_what_it_is_about() -> None:
    when = When(types=frozenset({EventType.INSTRUCTED}), levels=frozenset({"市"}))
    assert suggested_name(replace(USED.rules[0], when=when)) == "市领导批示"
    joint = When(joint=True)
    assert suggested_name(Factor(key="x", name="", when=joint, by=Decimal("0.5"))) == "联名的减半"
    assert suggested_name(Factor(key="x", name="", when=joint, by=Decimal("1.5"))) == "联名的乘以 1.5"
    assert suggested_name(Factor(key="x", name="", when=When(), by=Decimal(2))) == ""
    assert [suggested_name(cap) for cap in USED.caps if isinstance(cap, Cap)] == [cap.name for cap in USED.caps]
    assert suggested_name(USED.ranking[0]) == "委员、常委" and suggested_name(USED.groups[0]) == ""


def _given(used: Scheme, sample: Sample) -> dict[str, Decimal]:
    made = piece_of(sample, on=sample_day(used, 2026))
    return {one.name: Decimal(one.total) / 100 for one in reckoned(made, used, names_of(made))}


def test_a_sample_is_reckoned_for_every_author_and_unit() -> None:
    used = PRESETS["简明型"]
    sample = Sample(authors=2, adopted=("本级", "市"), instructed=("市",))
    each = Decimal("8.25")  # half of 0.5 + 1 + 5 + 10
    assert _given(used, sample) == {
        "作者甲": each,
        "作者乙": each,
        "作者甲的界别": each,
        "作者乙的界别": each,
        "镇街工委": 2 * each,
    }
    assert sample_words(sample) == "2 人联名的来稿，本级、市级采用（单篇），市领导批示。"
    own = replace(sample, comprehensive=True, collective=True, evidence=False, on_topic=True, journal="两办")
    assert sample_words(own) == (
        "集体综合稿，属于重点选题，本级、市级采用（刊物《两办》，单篇），市领导批示，没有佐证。"
    )
    assert set(_given(replace(used, evidence_needed=True), own).values()) == {Decimal(0)}


def _conditions() -> list[tuple[str, When]]:
    return [
        (f"{used.name} {item.name}", item.when)
        for used in PRESETS.values()
        for item in (*used.rules, *used.extras, *used.factors)
        if not item.when.identities
    ]


@pytest.mark.parametrize(("name", "when"), _conditions(), ids=[name for name, _ in _conditions()])
def test_the_example_fits_the_sentence_it_is_for(name: str, when: When) -> None:
    used = replace(PRESETS["简明型"], rules=(replace(USED.rules[0], when=when, points=Decimal(1), whole=True),))
    assert _given(used, fitting(when))["作者甲"] >= 1


def test_a_real_piece_is_reckoned_in_all_its_years() -> None:
    used = scheme("A")
    told = piece(
        1,
        event(EventType.OWN, "本级"),
        event(EventType.UPPER, "市", on=date(2027, 3, 1)),
        by=(author(1, name="石青"),),
    )
    (one,) = reckoned(told, used, {person(): "石青"})
    assert (one.name, one.total, len(one.lines)) == ("石青", 600, 2)
    two_years = replace(used, window=Window(years=2))
    (both,) = reckoned(told, two_years, {person(): "石青"})
    assert both.total == 600


def test_years_are_told_for_each_version() -> None:
    calendar = Window()
    old, new = Version(1, date(2020, 1, 1), calendar), Version(2, date(2026, 11, 20), calendar)
    assert spans(()) == {} and spans((old,)) == {1: Span(None, None)}
    told = spans((old, new))
    assert (told[1].words, told[2].words, Span(None, None).words) == ("2025 年度及以前", "2026 年度起", "所有年度")
    between = Version(3, date(2024, 5, 1), calendar)
    assert spans((old, between, new))[3].words == "2024—2025 年度"
    assert spans((old, Version(4, date(2026, 1, 5), calendar), new)).keys() == {1, 2}
    assert counting((new, old), 2026) is new and counting((new,), 1990) is new
    assert Span(2024, 2024).words == "2024 年度"
    december = Version(5, date(2026, 12, 1), Window(starts=(12, 1), year_before=True))
    assert spans((old, december))[5].words == "2027 年度起"


def test_what_a_change_does_in_one_sentence() -> None:
    used = scheme("A", ranking=[{"name": "委员", "ledger": "个人", "kinds": ["委员"]}])
    roster = {person(number): frozenset({"委员"}) for number in (1, 2, 3)}
    pieces = (
        piece(1, event(EventType.OWN, "本级"), by=(author(1, "委员"),)),
        piece(2, event(EventType.UPPER, "市"), by=(author(2, "委员"),)),
    )
    assert scores(pieces, used, 2026, roster=roster)[person(2)].total == 500
    dear = replace(used, rules=tuple(replace(r, points=Decimal(9)) if r.key == "own" else r for r in used.rules))
    moves = simulated(pieces, used, dear, 2026, roster=roster)["委员"]
    assert summary(moves) == "2 人名次有变，最多升 1 名、降 1 名。"
    assert summary(()) == "谁的得分和名次都不变。"
    more = replace(used, rules=tuple(replace(r, points=Decimal(6)) if r.key == "city" else r for r in used.rules))
    assert summary(simulated(pieces, used, more, 2026, roster=roster)["委员"]) == "谁的名次都不变；1 人只是得分有变。"
    bare = replace(used, ranking=())
    assert summary(simulated(pieces, used, bare, 2026, roster=roster)["委员"]) == (
        "谁的名次都不变；3 人不再在原来的排名组。"
    )
    assert summary(simulated(pieces, bare, used, 2026, roster=roster)["委员"]) == "谁的名次都不变；3 人新进排名组。"


def test_each_section_says_what_can_be_added_to_it() -> None:
    assert {kind for section in SECTIONS for kind, _ in section.adding} == set(KINDS)
