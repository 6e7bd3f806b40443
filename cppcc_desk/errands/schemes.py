"""计分办法 as files: one that ships with the program or one that an office handed on, read; one of ours written."""

import json
from dataclasses import replace
from pathlib import Path

from cppcc_desk.domain.errors import Invalid, Unreadable
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.written import from_dict, to_dict
from cppcc_desk.errands import writing
from cppcc_desk.storage.presets import presets

_LARGEST = 1_000_000  # bytes; a scheme of an office has some ten thousand
NOTHING = "没有作任何改动。"


def read_scheme(source: str, *, name: str | None = None) -> Scheme:
    """The scheme of a file, or the shipped one of this name; called `name` where that is given.

    Raises Unreadable for what is no file, Invalid for a file that is no scheme.
    """
    shipped = next((one for one in presets() if one.name == source.strip()), None)
    scheme = shipped or _of_file(Path(source))
    return replace(scheme, name=name.strip()) if name and name.strip() else scheme


def _of_file(path: Path) -> Scheme:
    try:
        if path.stat().st_size > _LARGEST:
            raise Invalid(f"“{path.name}”太大，不是计分办法文件。{NOTHING}")
        given = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError:
        known = "、".join(one.name for one in presets())
        raise Unreadable(f"打不开“{path}”。{NOTHING}请写 .json 文件，或者自带的名称：{known}。") from None
    except (ValueError, RecursionError):
        raise Invalid(f"“{path.name}”不是计分办法文件。{NOTHING}请选从本程序导出的 .json 文件。") from None
    return from_dict(given)


def export_scheme(scheme: Scheme, path: Path) -> None:
    """Write a scheme as one file, for another office or for keeping. Raises World or Locked."""
    text = json.dumps(to_dict(scheme), ensure_ascii=False, indent=2)
    writing.write(path, lambda part: _write(part, f"{text}\n"))


def _write(part: Path, text: str) -> None:
    part.write_text(text, encoding="utf-8", newline="\n")
