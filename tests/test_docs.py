"""The manual keeps up with the program: commands, steps, states, settings, pages and lists are all told."""

import argparse
import re
from collections.abc import Iterator

import pytest

from cppcc_desk.cli.main import parser
from cppcc_desk.domain.forms import FORM_KINDS
from cppcc_desk.domain.submission import IntakeChannel, UrgencyGrade
from cppcc_desk.domain.workflow import TEN_STEPS, Screening, State, Step
from cppcc_desk.paths import resource
from cppcc_desk.storage.fresh import SETTINGS

FOLDER = resource("help")
CHAPTERS = {path.stem.split("-", 1)[1]: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}


def _commands(of: argparse.ArgumentParser) -> Iterator[str]:
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices


def _in_code(text: str) -> set[str]:
    """First words of what is set as code."""
    return {words.split()[0] for words in re.findall(r"`([^`]+)`", text)}


def test_every_command_is_in_the_manual() -> None:
    assert set(_commands(parser())) <= _in_code(CHAPTERS["commands"])


def test_no_command_of_the_manual_is_missing_in_the_program() -> None:
    words = {word for word in _in_code(CHAPTERS["commands"]) if re.fullmatch(r"[a-z]+", word)}
    assert words <= set(_commands(parser()))


def test_every_setting_is_in_the_manual() -> None:
    assert set(SETTINGS) <= _in_code(CHAPTERS["keys"])


@pytest.mark.parametrize("words", [Step, State, Screening, UrgencyGrade], ids=lambda words: words.__name__)
def test_every_word_of_the_work_is_in_the_manual(words: type[Step]) -> None:
    everything = "\n".join(CHAPTERS.values())
    assert [word.value for word in words if word.value not in everything] == []


def test_the_ten_steps_stand_in_their_order() -> None:
    assert " → ".join(step.value for step in TEN_STEPS) in CHAPTERS["start"]


def test_every_state_is_explained() -> None:
    explained = re.findall(r"^\| (\S+) \| \S", CHAPTERS["submissions"], re.MULTILINE)
    assert set(State) <= set(explained)


def test_every_form_is_in_the_manual() -> None:
    assert [kind for kind in FORM_KINDS if f"| {kind} |" not in CHAPTERS["preview"]] == []


def test_every_section_of_the_settings_is_in_the_manual() -> None:
    from cppcc_desk.ui.pages.settings.page import SECTIONS

    assert [kind.title for kind in SECTIONS if f"| {kind.title} |" not in CHAPTERS["settings"]] == []


def test_every_page_is_in_the_manual() -> None:
    from cppcc_desk.ui.pages import SPECS

    everything = "\n".join(CHAPTERS.values())
    assert [spec.title for spec in SPECS if spec.title.removesuffix(" F1") not in everything] == []


def test_chapters_are_of_a_length_that_is_read() -> None:
    lengths = {name: len("".join(text.split())) for name, text in CHAPTERS.items()}
    assert all(length <= 1_600 for length in lengths.values()), lengths
    assert len(IntakeChannel) == 7 and len(CHAPTERS) == 38
