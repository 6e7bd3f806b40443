"""The bytes of a received file, read once and read-only: what is parsed, hashed and kept is the same."""

import stat
from pathlib import Path

from cppcc_desk.domain.errors import Unreadable

MAX_FILE = 100 * 1024 * 1024
_INTERRUPTED = "文件读取中断（U 盘可能被拔出或已损坏），这份文件没有导入；请重新插好或重新复制后再导入。"


def load(path: Path) -> bytes:
    """The bytes of `path`. Raises Unreadable when it is gone, locked, too big, or cut off in mid-read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("这不是普通文件，不能导入；请选择稿件文件。")
        if found.st_size > MAX_FILE:
            raise Unreadable(f"文件过大（超过 {MAX_FILE // 1024 // 1024} MB），没有读取；请删去图片或附件后再导入。")
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError as error:
        raise Unreadable("找不到这份文件，可能已被移走或 U 盘已拔出；请核对后再导入。") from error
    except PermissionError as error:
        raise Unreadable("没有权限读取这份文件，或文件正被其他程序占用；请关闭后再导入。") from error
    except OSError as error:
        raise Unreadable(_INTERRUPTED) from error
    if len(data) < found.st_size:
        raise Unreadable(_INTERRUPTED)
    return data
