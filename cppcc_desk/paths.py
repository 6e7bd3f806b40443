"""Where things lie: bundled files, the office's data folder and what is in it, and the way a file is written whole."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

APP = "cppcc_desk"


def resource(name: str) -> Path:
    """A file shipped with the program: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "resources"
    return (installed if installed.is_dir() else package.parent / "resources") / name


@dataclass(frozen=True)
class DataFolder:
    """The office's data folder; the first access makes nothing."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "desk.db"

    @property
    def originals(self) -> Path:
        """Received files, byte for byte, in a second SQLite file."""
        return self.root / "originals.db"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def drafts(self) -> Path:
        """What somebody was typing: one JSON file a form, offered again after a kill."""
        return self.root / "drafts"

    @property
    def papers(self) -> Path:
        """Where papers are written unless the person chooses another folder."""
        return self.root / "papers"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def window_open(self) -> Path:
        """Lies here while a window is open, so that the next start knows of a kill or a power cut; says whose it is."""
        return self.root / "window.open"

    @property
    def window_lock(self) -> Path:
        """Held while a window is open; void after a kill."""
        return self.root / "window.lock"

    @property
    def numbers(self) -> Path:
        """Numbers that were given, should an older database be put back."""
        return self.root / "numbers.json"

    @property
    def fonts(self) -> Path:
        """Which font families this PC shall use, where somebody has chosen one."""
        return self.root / "fonts.json"

    @property
    def window(self) -> Path:
        """Window state of this PC."""
        return self.root / "window.ini"


def default_data_folder() -> Path:
    """%LOCALAPPDATA%\\cppcc_desk and its like, or the variable CPPCC_DESK_DATA."""
    chosen = os.environ.get("CPPCC_DESK_DATA")
    if chosen:
        return Path(chosen)
    import platformdirs  # noqa: PLC0415 - 20 ms that most starts with --data do not need

    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a `.part` file beside `path`, then put it in place; the target is the old file or the new one.

    Raises the OSError of whatever went wrong, after removing the part.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        write(part)
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder for fsync; NTFS journals the rename
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def names_from(path: Path) -> Iterator[Path]:
    """`path`, `name(2).ext`, `name(3).ext` …"""
    yield path
    for number in count(2):
        yield path.with_name(f"{path.stem}({number}){path.suffix}")


def free_name(path: Path) -> Path:
    """The first of `names_from(path)` that is not taken; nothing is overwritten silently."""
    return next(name for name in names_from(path) if not name.exists())


_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{d}{n}" for d in ("COM", "LPT") for n in range(1, 10))}
_LONGEST_NAME = 100


def safe_name(text: str) -> str:
    """`text` as a name that Windows takes: no forbidden, control or direction marks, not reserved, not too long."""
    name = "".join(c for c in text.translate(_FORBIDDEN) if c.isprintable()).strip(" .")
    name = name[:_LONGEST_NAME].strip(" .") or "未命名"
    return f"_{name}" if name.split(".")[0].upper() in _RESERVED else name
