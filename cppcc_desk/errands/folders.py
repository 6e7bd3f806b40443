"""Folders for people: filled beside their place and put there whole, with the fingerprints of what is in them."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cppcc_desk.domain.errors import World
from cppcc_desk.errands import writing
from cppcc_desk.paths import APP, sync_folder

SUMS: Final = "SHA256SUMS.txt"


@contextmanager
def whole_folder(target: Path, *, unmade: str) -> Iterator[Path]:
    """A folder to fill that becomes `target` at the end, or goes with everything in it.

    Raises World, beginning with what was not made: `unmade`.
    """
    part = target.with_name(f"{target.name}.{APP}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        with writing.plainly(target):
            part.mkdir(parents=True)
        yield part
        with writing.plainly(target):
            part.rename(target)
            sync_folder(target.parent)
    except World as trouble:
        shutil.rmtree(part, ignore_errors=True)
        raise World(f"没有生成{unmade}，也没有留下不完整的文件夹：{trouble.message}") from trouble
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def files_in(root: Path) -> list[str]:
    """Every file under `root` by its path from there, in order."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def fingerprints(root: Path, *, tell: Callable[[str], object]) -> str:
    """A line for every file under `root` as `sha256sum -c` takes it; `tell` hears of each and may raise to stop."""
    lines = []
    for name in files_in(root):
        tell(name)
        with (root / name).open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {name}\n")
    return "".join(lines)
