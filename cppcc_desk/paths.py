"""Where things lie: bundled files, the office's data folder and its parts; how files are written whole and locked."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO

APP = "cppcc_desk"
VARIABLE = "CPPCC_DESK_DATA"  # of the environment; it counts more than what the person has chosen
_PLACE = "place.txt"  # at home: where the data lies instead
_UTF16 = "utf-16-le"  # what the uninstaller can read; it tells where the data stays


def resource(name: str) -> Path:
    """A file shipped with the program: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "resources"
    return (installed if installed.is_dir() else package.parent / "resources") / name


@dataclass(frozen=True)
class DataFolder:
    """The office's data folder; the first access makes nothing.

    `settled`: the person has put the data there, so that its absence means a drive that is not plugged in, and never
    a new office.
    """

    root: Path
    settled: bool = False

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
    def package_lock(self) -> Path:
        """Held while an archive package of a year is written; void after a kill."""
        return self.root / "package.lock"

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

    @property
    def sample(self) -> "DataFolder":
        """Where the sample office lies while it is tried: a data folder of its own, gone when it is deleted."""
        return DataFolder(self.root / "sample")

    @property
    def sample_mark(self) -> Path:
        """Lies in a data folder that holds the sample office."""
        return self.root / "示例数据.txt"

    @property
    def is_sample(self) -> bool:
        return self.sample_mark.exists()


def home_folder() -> Path:
    """%LOCALAPPDATA%\\cppcc_desk and its like: where the data lies unless the person has put it elsewhere."""
    import platformdirs  # noqa: PLC0415 - 20 ms that most starts with --data do not need

    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def data_folder(given: Path | None = None) -> DataFolder:
    """The office's data: in `given`, else where the variable says, else where the person has put it, else at home."""
    explicit = given or os.environ.get(VARIABLE)
    if explicit:
        return DataFolder(Path(explicit))
    home = home_folder()
    try:
        settled = (home / _PLACE).read_text(encoding=_UTF16, errors="replace").replace("\0", "").strip()
    except OSError:
        return DataFolder(home)
    return DataFolder(Path(settled), settled=True) if settled else DataFolder(home)


def settle(place: Path) -> None:
    """From the next start on the data lies in `place`; the change is whole or not at all. Raises OSError."""
    write_whole(home_folder() / _PLACE, lambda part: _write(part, str(place.absolute())))


def forget_place() -> None:
    """The data lies at home again."""
    (home_folder() / _PLACE).unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding=_UTF16)


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


def take_lock(file: IO[bytes]) -> bool:
    """Take the operating system's lock of an open file until it is closed; False while another has it.

    No killed process leaves it behind.
    """
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


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
