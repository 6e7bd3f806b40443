"""The schemes that ship: sound, complete, and with the figures of the golden vectors."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.checking import problems
from cppcc_desk.domain.scoring.doubting import doubts
from cppcc_desk.domain.scoring.events import FAULTS, EventType
from cppcc_desk.domain.scoring.scheme import Across, Scheme
from cppcc_desk.domain.scoring.sentences import of_scheme
from cppcc_desk.domain.scoring.written import from_dict, to_dict
from cppcc_desk.storage.presets import presets
from tests.domain.scoring.making import author, event, person, piece, score

OWN, UPPER, INSTRUCTED = EventType.OWN, EventType.UPPER, EventType.INSTRUCTED
PRESETS = {preset.name: preset for preset in presets()}
EVERY = pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)


def test_four_ship() -> None:
    assert list(PRESETS) == ["简明型", "单篇综合型", "就高型", "履职百分制型"]


@EVERY
def test_a_preset_is_complete_and_in_order(preset: Scheme) -> None:
    assert problems(preset) == {}
    assert from_dict(to_dict(preset)) == preset
    assert preset.note.count("。") == 1
    assert "适合" in preset.note
    assert {kind for rule in preset.rules for kind in rule.when.types} == set(EventType)
    assert {group.name for group in preset.ranking} == {"委员", "信息员", *UnitKind}
    assert preset.tie_breaks
    assert preset.bands
    assert preset.awards
    assert preset.pay
    assert all(rule.whole for rule in preset.rules if rule.when.types & FAULTS)
    levels = {level for rule in preset.rules if INSTRUCTED in rule.when.types for level in rule.when.levels}
    assert levels == {"本级", "市", "省", "全国"}
    assert len({name + sentence for name, sentence in of_scheme(preset)}) > 30


@EVERY
def test_a_preset_raises_no_doubt_but_for_words_of_the_office(preset: Scheme) -> None:
    assert doubts(preset, journals=("两办",)) == ()


def test_golden_01_under_the_preset() -> None:
    used = piece(1, event(OWN, "本级"), event(UPPER, "市"), event(UPPER, "全国"), event(INSTRUCTED, "市"))
    assert score(PRESETS["简明型"], used) == 36


@pytest.mark.parametrize(("across", "total"), [(Across.ALL, 37), (Across.HIGHEST, 30)])
def test_golden_02_under_the_preset(across: Across, total: int) -> None:
    used = piece(1, event(OWN, "本级", form="单篇"), event(UPPER, "全国", form="单篇"), by=(author(1, "委员"),))
    assert score(replace(PRESETS["单篇综合型"], across=across), used) == total


def test_golden_07_under_the_preset() -> None:
    made = piece(1, event(UPPER, "全国"), by=tuple(author(n) for n in (1, 2, 3, 4)))
    given = [score(PRESETS["履职百分制型"], made, who=person(n)) for n in (1, 2, 3, 4)]
    assert given == [Decimal(text) for text in ("12.50", "4.17", "4.17", "4.16")]


def test_golden_09_under_the_preset() -> None:
    made = piece(
        1,
        event(UPPER, "省", journal="简报"),
        event(UPPER, "省", journal="两办", id="2"),
        event(INSTRUCTED, "省"),
    )
    assert score(PRESETS["就高型"], made) == 40
