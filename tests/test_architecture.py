"""The house keeps its rules: imports run one way, checkers pass, names mean something, refusals are sentences."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "cppcc_desk"
BIN = Path(sys.executable).parent
KINDS = ("Forbidden", "Missing", "Invalid", "Stale", "Unreadable", "World", "NotADatabase", "NewerData", "UsageError")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What stands for a value in a sentence while it is looked at.
VALUE = "甲"


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def run(*command: str) -> None:
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_imports_run_one_way() -> None:
    run("lint-imports")


def test_ruff_is_content() -> None:
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")


@pytest.mark.slow
def test_mypy_is_content() -> None:
    run("mypy", "--strict", "cppcc_desk")


def test_no_room_is_called_after_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "base_utils"}
    assert [path for path in modules() if path.stem in empty or path.parent.name in empty] == []


def test_every_module_opens_with_a_sentence() -> None:
    for path in modules():
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert said, path
        assert said.splitlines()[0].endswith((".", ":", "…")) or "\n" in said, path


def test_exceptions_are_caught_by_name() -> None:
    """`except Exception` occurs twice in the program: at the edge of the commands and at that of the window."""
    everything = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    ]
    assert len(everything) <= 2, everything


def _catches_everything(node: ast.ExceptHandler) -> bool:
    names = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    caught = any(
        name is None or (isinstance(name, ast.Name) and name.id in ("Exception", "BaseException")) for name in names
    )
    return caught and not any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))


# --- refusals --------------------------------------------------------------------------------------------------------


def _text(node: ast.expr, values: dict[str, str]) -> str | None:
    """The sentence of a raise, with a word for each value in it; None when it is put together elsewhere."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            found = [_text(part, values) for part in parts]
            return None if None in found else "".join(part or "" for part in found)
        case ast.FormattedValue(value=ast.Name(id=name)) if name in values:
            return values[name]
        case ast.FormattedValue():
            return VALUE
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            both = (_text(left, values), _text(right, values))
            return None if None in both else "".join(part or "" for part in both)
    return None


def refusals() -> Iterator[tuple[str, str]]:
    """Every `raise Kind("…")` of the program: where, and its sentence."""
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {"NOTHING": "没有作任何改动。", "UNCHANGED": "放假表没有改动。"}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS and node.args:
                sentence = _text(node.args[0], constants)
                if sentence is not None:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", sentence


def test_every_refusal_is_a_chinese_sentence() -> None:
    found = list(refusals())
    assert len(found) > 80
    for place, sentence in found:
        assert CHINESE.search(sentence), place
        assert "{" not in sentence and "}" not in sentence, (place, sentence)
        assert "%s" not in sentence and "TODO" not in sentence and "None" not in sentence, (place, sentence)
        assert "  " not in sentence and not re.search(r"[,;?!]", sentence), (place, sentence)
        assert sentence.endswith(("。", "。”", VALUE)), (place, sentence)


def test_refusals_say_what_became_of_the_data_or_what_to_do() -> None:
    """What happened, whether the data is safe, what to do: at least one of the last two."""
    told = re.compile("没有|请|不受影响|完好|已填内容|未|可以跳过")
    silent = [(place, sentence) for place, sentence in refusals() if not told.search(sentence)]
    assert silent == []
