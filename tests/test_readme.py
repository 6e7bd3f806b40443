"""The README can be followed: its commands, files, pictures and modules are there."""

import re
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from cppcc_desk.cli.main import parser
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCED = [line for block in re.findall(r"^```\n(.*?)^```", README, re.M | re.S) for line in block.splitlines()]
INLINE = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", README, flags=re.M | re.S))
CALLS = [words for words in (*FENCED, *INLINE) if re.match(r"(bash|python|cppcc-desk)\b", words)]


def test_the_first_two_commands_are_demo_and_tests() -> None:
    assert [line for line in FENCED if line.startswith("bash")] == ["bash .ci/demo", "bash .ci/test"]


@pytest.mark.parametrize("call", CALLS)
def test_a_command_of_the_readme_exists(call: str) -> None:
    program, *words = call.split()
    match program:
        case "bash":
            assert (ROOT / words[0]).is_file()
        case "python":
            assert words[0] == "-m"
            assert find_spec(words[1]) is not None
        case "cppcc-desk":
            known = {"--help", *re.findall(r"^    (\w+) ", parser().format_help(), re.M)}
            assert set(words[:1]) <= known


def test_the_marks_named_are_known_to_the_tests() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    known = {mark.split(":")[0] for mark in settings["tool"]["pytest"]["ini_options"]["markers"]}
    named = {
        mark for call in CALLS for marks in re.findall(r'-m "([^"]+)"', call) for mark in re.findall(r"\w+", marks)
    }
    assert named
    assert named - {"not", "and", "or"} <= known


def test_the_console_script_is_installed_under_the_name_told() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["scripts"] == {"cppcc-desk": "cppcc_desk.__main__:main"}


def test_files_and_folders_named_are_there() -> None:
    named = [words for words in INLINE if re.fullmatch(r"[\w./-]+", words) and ("/" in words or words.endswith(".py"))]
    made = {"demo-out/", "dist/"}
    package = ROOT / "cppcc_desk"
    places = (ROOT, package, package / "storage", package / "documents" / "reading")
    missing = [name for name in named if name not in made and not any((place / name).exists() for place in places)]
    assert len(named) > 12
    assert missing == []


def test_rooms_of_the_house_are_all_told() -> None:
    (house,) = re.findall(r"^cppcc_desk/\n((?: +.*\n)+)", README, re.M)
    told = set(re.findall(r"(\w+)/", house))
    assert told == {path.parent.name for path in (ROOT / "cppcc_desk").glob("*/__init__.py")}


def test_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert pictures
    assert [name for name in pictures if not Path(ROOT, name).is_file()] == []


def test_the_demo_command_is_the_one_of_the_program() -> None:
    script = (ROOT / ".ci" / "demo").read_text(encoding="utf-8")
    assert re.search(r"cppcc-desk demo --out \S+", script)
