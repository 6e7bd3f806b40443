"""Names in a package: what Windows takes, short enough for it in any usual folder, and none twice."""

from pathlib import Path, PurePosixPath
from typing import Final

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.paths import APP, safe_name

CATALOGUE: Final = "1-归档文件目录"
ISSUES: Final = "2-期刊"
DOCUMENTS: Final = "3-公文"
PIECES: Final = "4-来稿"
OCCASIONS: Final = "5-会议活动"
LEDGERS: Final = "6-台账"
ORIGINALS, PROOFS = "原件", "佐证"
README, INDEX = "说明.txt", "目录.html"

_LONGEST_PATH: Final = 259  # characters that programs on Windows take
_BEING_WRITTEN: Final = len(f".{APP}.part") + len(".4194304.part")  # behind the package and behind a file
FOLDER, _FILE = 30, 60  # characters of a piece's folder, and of any file
_DEEPEST: Final = len(f"/{PIECES}//{ORIGINALS}/") + FOLDER + _FILE + len("(99)")
LONGEST_PLACE: Final = _LONGEST_PATH - _BEING_WRITTEN - _DEEPEST
_SUFFIX = 8  # a longer ending is a part of the name


def refuse_deep(package: Path) -> None:
    """Raises Invalid where files of the package would have longer paths than Windows takes."""
    if len(str(package.absolute())) > LONGEST_PLACE:
        raise Invalid(
            f"“{package.parent}”这个文件夹太深，归档包里的文件会超出 Windows 的路径长度，没有写出任何文件。"
            "请换一个离磁盘根目录近一些的文件夹。"
        )


def short(text: str, most: int = _FILE) -> str:
    """`text` as a name of at most so many characters."""
    return safe_name(safe_name(text)[:most])


def folder_name(number: str, title: str) -> str:
    """2026-001 关于石桥镇集市停车难的建议."""
    return short(f"{number} {title}", FOLDER)


def file_name(name: str) -> str:
    """The name of a received file, cut before its ending where it is too long."""
    safe = safe_name(name)
    stem, dot, ending = safe.rpartition(".")
    if not dot or not stem or len(ending) >= _SUFFIX:
        return short(safe)
    return f"{short(stem, _FILE - len(ending) - 1)}.{ending}"


class Names:
    """Gives each file of the package a path of its own; Windows does not tell capitals from small letters."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def file(self, place: str) -> str:
        """`place`, a path in the package, or the first of it numbered (2), (3) … that is free."""
        ending = PurePosixPath(place).suffix
        return f"{self.stem(place.removesuffix(ending), ending)}{ending}"

    def stem(self, place: str, *endings: str) -> str:
        """The same for several files of one name, without their endings."""
        made, number = place, 1
        while any(f"{made}{ending}".casefold() in self._given for ending in endings):
            number += 1
            made = f"{place}({number})"
        self._given |= {f"{made}{ending}".casefold() for ending in endings}
        return made
