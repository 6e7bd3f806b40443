"""Files for people: written whole or not at all, nothing overwritten that is not ours, troubles as sentences."""

import errno
import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from cppcc_desk.domain.errors import World
from cppcc_desk.paths import free_name, names_from, write_whole

LOCKED = "locked"


class Locked(World):
    """The target is open in another program; `path` could be written under `free`."""

    kind = LOCKED

    def __init__(self, path: Path, free: Path) -> None:
        super().__init__(
            f"没有写出“{path.name}”：文件正被占用（可能在 Word 或 WPS 中打开），原文件没有改动，数据没有丢失。"
            f"请关闭该文件后重试，或另存为“{free.name}”。"
        )
        self.path = path
        self.free = free


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn a failure to write `path` into a sentence."""
    try:
        yield
    except PermissionError as error:
        if path.exists():
            raise Locked(path, free_name(path)) from error
        raise World(f"没有写出“{path.name}”：文件夹“{path.parent}”不能写入，数据没有丢失。请换一个文件夹。") from error
    except OSError as error:
        raise World(
            f"没有写出“{path.name}”：{_cause(error, path)}，数据没有丢失。请处理后重试，或换一个文件夹。"
        ) from error


def _cause(error: OSError, path: Path) -> str:
    causes = {
        errno.ENOSPC: f"“{path.anchor or path.parent}”所在的磁盘空间不足",
        errno.EROFS: f"文件夹“{path.parent}”是只读的",
        errno.ENAMETOOLONG: "文件名太长",
        errno.ENOENT: f"“{path.parent}”不见了，或者路径太长",  # beyond 260 characters Windows says no more than that
        errno.ENOTDIR: f"“{path.parent}”不是文件夹",
        errno.EIO: "读写磁盘出错，U 盘可能已经拔出",
    }
    return causes.get(error.errno or 0, "磁盘没有完成写入")


def write(path: Path, fill: Callable[[Path], None]) -> None:
    """Write `path` whole by `fill`. Raises World or Locked."""
    with plainly(path):
        write_whole(path, fill)


def write_bytes(path: Path, data: bytes) -> None:
    """Write `path` whole with `data`. Raises World or Locked."""

    def fill(part: Path) -> None:
        part.write_bytes(data)

    write(path, fill)


def place(path: Path, ours: Collection[str]) -> Path:
    """The first of `names_from(path)` that is free or holds a file of ours (by SHA-256)."""
    return next(name for name in names_from(path) if _may_take(name, ours))


def _may_take(path: Path, ours: Collection[str]) -> bool:
    with plainly(path):
        return not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() in ours
