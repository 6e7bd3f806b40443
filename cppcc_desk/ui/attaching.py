"""Files that go with something: read and kept on the worker, handed back as what is kept and what could not be had."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.errands import received
from cppcc_desk.errands.intake import files_in
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Reporter

_MOST_NAMED = 5


def keep_files(
    context: Context,
    paths: Sequence[Path],
    *,
    done: Callable[[list[ReceivedFile], list[str]], Any],
    failed: Callable[[BaseException], Any],
    what: str = "附件",
) -> None:
    """Keep files and what is in folders, byte for byte; those that cannot be had come back as sentences."""
    desk = context.desk

    def work(reporter: Reporter) -> tuple[list[ReceivedFile], list[str]]:
        kept: list[ReceivedFile] = []
        refused: list[str] = []
        files = files_in(paths)
        for number, path in enumerate(files):
            reporter.step(number, len(files), path.name)
            try:
                kept.append(received.keep_file(desk, path))
            except DeskError as refusal:
                refused.append(f"{path.name}：{refusal.message}")
        return kept, refused

    context.work.run(f"正在添加{what}", work, done=lambda both: done(*both), failed=failed)


def told(refused: Sequence[str]) -> str:
    """Several refusals as one text."""
    more = f"……等 {len(refused)} 个" if len(refused) > _MOST_NAMED else ""
    return "\n".join([*refused[:_MOST_NAMED], more]).strip()
