"""A package looked through again: every file against its SHA-256, and the list of those against what was noted here."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from cppcc_desk.domain.errors import Missing, Unreadable
from cppcc_desk.errands.backups import Step, silent
from cppcc_desk.errands.folders import SUMS
from cppcc_desk.queries.yearend.packages import recorded_sums
from cppcc_desk.storage.desk import Desk

_LINE: Final = re.compile(r"([0-9a-f]{64}) [ *](.+)")
# What Windows, macOS and office programs leave in folders that are looked at.
_LEFT_BEHIND: Final = re.compile(r"(?i)thumbs\.db|desktop\.ini|\.ds_store|\._.*|~\$.*|\.~lock\..*")


@dataclass(frozen=True)
class PackageCheck:
    """`files` are on the list; `known` whether this office's data remembers having made the package."""

    folder: Path
    files: int
    problems: tuple[str, ...]
    known: bool

    @property
    def ok(self) -> bool:
        """Whether everything is there and as it was."""
        return not self.problems


def check_package(desk: Desk, folder: Path, *, step: Step = silent) -> PackageCheck:
    """Compare every file of a package with what was written; only reads.

    Raises Missing for a folder that is no package, Unreadable for a list that is none, and what `step` raises.
    """
    sums = folder / SUMS
    if not folder.is_dir():
        raise Missing(f"没有“{folder}”这个文件夹，没有校验。请核对路径，U 盘上的请先插好。")
    if not sums.is_file():
        raise Missing(f"“{folder}”里没有 {SUMS}，不是归档包，或者校验清单已被删除，没有校验。请选归档包的文件夹。")
    wanted, problems = _listed(sums)
    for number, (name, digest) in enumerate(wanted.items()):
        step(number, len(wanted), name)
        problems += _compared(folder, name, digest)
    problems += [f"多出来的文件：{name}" for name in _others(folder, set(wanted))]
    noted = desk.read(recorded_sums, folder.name)
    known = _digest(sums) in noted.digests
    if not known and noted.of_this_name:
        problems.append("校验清单和生成归档包时的记录不一样，清单可能被改过")
    return PackageCheck(folder, len(wanted), tuple(problems), known)


def _listed(sums: Path) -> tuple[dict[str, str], list[str]]:
    """Path in the package -> SHA-256, and lines that say neither."""
    try:
        lines = sums.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"“{sums}”读不出来，没有校验。请换一份归档包的副本再试。") from error
    wanted: dict[str, str] = {}
    problems = []
    for number, line in enumerate(lines, start=1):
        found = _LINE.fullmatch(line)
        path = PurePosixPath(found[2]) if found else None
        if found is None or path is None or path.is_absolute() or ".." in path.parts:
            problems.append(f"校验清单第 {number} 行不对：{line[:60]}")
        else:
            wanted[found[2]] = found[1]
    if not wanted:
        raise Unreadable(f"“{sums}”里没有列出任何文件，没有校验。请换一份归档包的副本再试。")
    return wanted, problems


def _compared(folder: Path, name: str, digest: str) -> list[str]:
    path = folder / name
    if not path.is_file():
        return [f"缺少文件：{name}"]
    try:
        return [] if _digest(path) == digest else [f"内容变了：{name}"]
    except OSError:
        return [f"打不开：{name}"]


def _others(folder: Path, wanted: set[str]) -> list[str]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not _LEFT_BEHIND.fullmatch(path.name))
    names = (path.relative_to(folder).as_posix() for path in found)
    return [name for name in names if name not in wanted and name != SUMS]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
