"""One backup: a .zip with the database, the originals, this PC's settings, and a manifest with the hash of each.

The databases are copied by SQLite's own backup, never as files: a live one keeps part of itself in its log. Beside them
lies every record in plain text, for the day when no program reads the database any more (reliability.md D9).
"""

import errno
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as dbapi

from cppcc_desk.domain.errors import DeskError, NewerData, NotADatabase, World
from cppcc_desk.paths import DataFolder, sync_folder
from cppcc_desk.storage import migrations
from cppcc_desk.storage.engine import PRAGMAS, connect, plainly

DATABASE, ORIGINALS, MANIFEST, RECORDS = "desk.db", "originals.db", "manifest.json", "records.jsonl"
PART = ".part"
BEFORE_RESTORE = "恢复前"
_BARE: Final = ("cipher_log_level = NONE", "mmap_size = 0", "trusted_schema = ON")  # for a copy that is only looked at
_PASSING: Final = ("synchronous = OFF", "journal_mode = OFF")  # for a copy that is thrown away when the power goes
_BLOCK = 1 << 20
_SPARE = 16 << 20  # bytes that stay free beside a backup


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says of itself. `entries` is the number of the journal's last line, `hashes` SHA-256 by member.

    `began` is the hash of the journal's first line and tells this office's data from another's, on whatever PC;
    `head` is that of the last one and tells whether something was done since. What a later program adds is
    passed over; `schema` tells whether its data can be read.
    """

    sequence: int
    made_at: datetime
    made_by: str
    reason: str
    office: str
    began: str
    head: str
    submissions: int
    entries: int
    schema: int
    hashes: dict[str, str]

    def to_json(self) -> bytes:
        return json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}, ensure_ascii=False, indent=1).encode()

    @staticmethod
    def from_json(data: bytes) -> "Manifest":
        """Raises ValueError, KeyError, TypeError or AttributeError for what is no manifest."""
        told = json.loads(data)
        return Manifest(
            sequence=int(told["sequence"]),
            made_at=datetime.fromisoformat(told["made_at"]),
            made_by=str(told["made_by"]),
            reason=str(told["reason"]),
            office=str(told["office"]),
            began=str(told["began"]),
            head=str(told["head"]),
            submissions=int(told["submissions"]),
            entries=int(told["entries"]),
            schema=int(told["schema"]),
            hashes={str(name): str(digest) for name, digest in told["hashes"].items()},
        )


@dataclass(frozen=True)
class Backup:
    """A backup file, its manifest and its size in bytes."""

    path: Path
    manifest: Manifest
    size: int

    @property
    def is_named_by_us(self) -> bool:
        """Whether the file has the name it was made with; one that somebody renamed is theirs."""
        return self.path.name == _name(self.manifest.made_at, self.manifest.sequence)


def make(
    folder: DataFolder,
    to: Path,
    *,
    sequence: int,
    made_at: datetime,
    made_by: str,
    reason: str,
    step: Callable[[int, int, str], object] = lambda _done, _total, _words: None,
) -> Backup:
    """Back up a data folder into the folder `to`; the file has its name only once it was read again and found whole.

    `step(done, total, words)` hears what is done next, and may raise to stop it. Raises World where there is no room or
    the place is gone, NotADatabase where the data itself is damaged.
    """
    name = _name(made_at, sequence)
    part = to / f"{name}{PART}"
    with disk_told(to):
        to.mkdir(parents=True, exist_ok=True)
        _refuse_little_room("备份没有做成", _needed(folder, to))
        with tempfile.TemporaryDirectory(prefix="backup.", suffix=PART, dir=folder.root) as work:
            step(0, 3, "正在复制数据")
            with disk_told(folder.root):
                members = list(_copies(folder, Path(work)))
            manifest = _manifest(
                Path(work) / DATABASE, sequence=sequence, made_at=made_at, made_by=made_by, reason=reason, hashes={}
            )
            try:
                step(1, 3, "正在写出备份文件")
                manifest = _pack(part, members, manifest)
                step(2, 3, "正在读回核对")
                if problems := _wrong_members(part, manifest):
                    raise World(
                        f"备份没有做成：写出的文件读回来不一样（{'、'.join(problems)}）。数据没有受影响。请换一个磁盘。"
                    )
                part.replace(to / name)
                sync_folder(to)
            except BaseException:
                for left in (part, to / name):  # what is told as not made is not there
                    with suppress(OSError):
                        left.unlink(missing_ok=True)
                raise
    return Backup(to / name, manifest, (to / name).stat().st_size)


def _name(made_at: datetime, sequence: int) -> str:
    return f"备份_{made_at:%Y%m%d-%H%M}_{sequence:05d}.zip"


def _needed(folder: DataFolder, to: Path) -> dict[Path, int]:
    """Bytes by place: a copy in the data folder, and the backup itself."""
    held = (folder.database, folder.database, folder.originals)  # the database once more as plain text
    size = sum(path.stat().st_size for path in held if path.exists())
    return {to: 2 * size} if folder.root.stat().st_dev == to.stat().st_dev else {folder.root: size, to: size}


def _refuse_little_room(what: str, needed: dict[Path, int]) -> None:
    for place, size in needed.items():
        if shutil.disk_usage(place).free < size + _SPARE:
            raise World(
                f"{what}：磁盘空间不足（{place}），大约需要 {(size + _SPARE) >> 20} MB。"
                "数据和以前的备份没有受影响。请腾出空间再试。"
            )


def _copies(folder: DataFolder, work: Path) -> Iterator[tuple[str, Path]]:
    """Every member by its name, from a state that was whole at one moment."""
    for source, name in ((folder.database, DATABASE), (folder.originals, ORIGINALS)):
        if source.exists():
            _copy_online(source, work / name)
            yield name, work / name
    yield RECORDS, _written_out(work / DATABASE, work / RECORDS)
    # the note of given numbers after the database: so it is never behind it
    for small in (folder.numbers, folder.window, folder.fonts):
        if small.is_file():
            yield small.name, Path(shutil.copy2(small, work / small.name))


def _copy_online(source: Path, target: Path) -> None:
    """Raises NotADatabase only for what is damaged; a full disk or a database that is held is told as such."""
    with (
        plainly(source.parent, saving=False),
        closing(connect(source, pragmas=PRAGMAS)) as live,
        closing(connect(target, pragmas=(*_BARE, *_PASSING))) as copy,
    ):
        live.backup(copy)
        # the copy shall be one file, whoever opens it
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        ours = source.name != DATABASE or _is_ours(copy)
        if problems := _integrity(copy) or ([] if ours else ["不是本程序的数据"]):
            raise NotADatabase(f"备份没有做成：数据有损坏（{problems[0]}）。数据没有改动。请从以前的备份恢复。")


def _written_out(database: Path, target: Path) -> Path:
    """Every row as a line `["table", {"column": value}]`; what is no text or number is left to the database."""
    line = json.JSONEncoder(ensure_ascii=False).encode
    with closing(connect(database, pragmas=_BARE)) as data, target.open("w", encoding="utf-8", newline="\n") as out:
        data.text_factory = lambda text: text.decode(errors="replace")  # a flipped bit must not stop the backup
        kinds = {name: kind for _, name, kind, *_ in data.execute("PRAGMA table_list").fetchall()}
        for table in sorted(name for name, kind in kinds.items() if kind == "table" and not name.startswith("sqlite_")):
            rows = data.execute(f'select * from "{table}"')
            columns = [column[0] for column in rows.description]
            for row in rows:
                told = {name: value for name, value in zip(columns, row, strict=True) if not isinstance(value, bytes)}
                out.write(line([table, told]) + "\n")
    return target


def _is_ours(connection: Any) -> bool:
    return bool(connection.execute("PRAGMA application_id").fetchone()[0] == migrations.APPLICATION_ID)


def _integrity(connection: Any) -> list[str]:
    return [str(row[0]) for row in connection.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]


def _manifest(copy: Path, **told: Any) -> Manifest:
    """What is in a copy of the database. Raises NotADatabase for one that is empty, or another program's."""
    try:
        return _counted(copy, **told)
    except dbapi.DatabaseError as error:
        raise NotADatabase("备份没有做成：数据文件里不是本程序的数据。数据没有改动。请从以前的备份恢复。") from error


def _counted(copy: Path, **told: Any) -> Manifest:
    """Asks only for what was there from the first schema step on: before an upgrade the copy is of an older one."""
    with closing(connect(copy, pragmas=_BARE)) as data:

        def one(question: str) -> Any:
            row = data.execute(question).fetchone()
            return row[0] if row else None

        office = one("select value from office_setting where key = 'office_name' order by effective_from desc limit 1")
        return Manifest(
            office=str(json.loads(office)) if office else "",
            began=one("select hash from journal_entry where id = 1") or "",
            head=one("select hash from journal_entry order by id desc limit 1") or "",
            submissions=int(one("select count(*) from submission")),
            entries=int(one("select coalesce(max(id), 0) from journal_entry")),
            schema=int(one("PRAGMA user_version")),
            **told,
        )


def _pack(part: Path, members: list[tuple[str, Path]], manifest: Manifest) -> Manifest:
    """The manifest with the hashes of what was packed; it goes in last, so that all is read but once.

    Originals are files that are packed already; the rest is worth packing. Members bear no time: a .zip knows none
    before 1980, where a clock that has lost its battery begins.
    """
    hashes = {}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, path in members:
            digest = hashlib.sha256()
            entry = zipfile.ZipInfo(name) if name == ORIGINALS else name  # an entry of its own is stored as it is
            with path.open("rb") as source, package.open(entry, "w", force_zip64=True) as packed:
                while block := source.read(_BLOCK):
                    digest.update(block)
                    packed.write(block)
            hashes[name] = digest.hexdigest()
        manifest = replace(manifest, hashes=hashes)
        package.writestr(zipfile.ZipInfo(MANIFEST), manifest.to_json())
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    return manifest


def read(path: Path) -> Backup:
    """What a backup says of itself. Raises NotADatabase for a file that is none."""
    try:
        with zipfile.ZipFile(path) as package:
            return Backup(path, Manifest.from_json(package.read(MANIFEST)), path.stat().st_size)
    except FileNotFoundError:
        raise World(f"找不到备份文件“{path}”。没有作任何改动。请核对路径，或插好U盘。") from None
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError, NotImplementedError) as error:
        raise NotADatabase(f"“{path.name}”不是本程序的备份，或已损坏。没有作任何改动。请换另一个备份。") from error


def verify(path: Path) -> tuple[str, ...]:
    """What is wrong with a backup, by reading all of it; empty for one that can be restored."""
    try:
        with unpacked(path):
            return ()
    except DeskError as refusal:
        return (refusal.message,)


@contextmanager
def unpacked(path: Path, work: Path | None = None) -> Iterator[tuple[Manifest, Path]]:
    """The manifest, and a folder with the members, every one of them looked through; removed afterwards.

    `work` is where the folder is made, else where the PC keeps temporary files. Raises NotADatabase for a damaged
    backup, NewerData for one of a newer program, World.
    """
    manifest = read(path).manifest
    if manifest.schema > migrations.LATEST:
        raise NewerData(f"备份“{path.name}”是较新版本的程序做的。没有作任何改动。请升级本程序后再恢复。")
    with disk_told(path.parent):  # a stick may be pulled out while it is read
        wrong = _wrong_members(path, manifest)
    if wrong:
        raise NotADatabase(f"备份“{path.name}”已损坏（{'、'.join(wrong)}）。没有作任何改动。请换另一个备份。")
    place = work or Path(tempfile.gettempdir())
    with disk_told(place), tempfile.TemporaryDirectory(prefix="restore.", suffix=PART, dir=place) as folder:
        _unpack(path, manifest, Path(folder))
        _refuse_unsound(Path(folder), path.name)
        yield manifest, Path(folder)


def _unpack(path: Path, manifest: Manifest, folder: Path) -> None:
    with zipfile.ZipFile(path) as package:
        _refuse_little_room("没有做成", {folder: sum(member.file_size for member in package.infolist())})
        for name in manifest.hashes.keys() - {RECORDS}:
            with package.open(name) as packed, (folder / name).open("wb") as out:
                shutil.copyfileobj(packed, out, _BLOCK)
                out.flush()
                os.fsync(out.fileno())


def _refuse_unsound(folder: Path, name: str) -> None:
    told = f"备份“{name}”里的数据有损坏。没有作任何改动。请换另一个备份。"
    for member in (DATABASE, ORIGINALS):
        if not (folder / member).exists():
            continue
        try:
            with plainly(folder, saving=False), closing(connect(folder / member, pragmas=_BARE)) as data:
                sound, ours = not _integrity(data), member != DATABASE or _is_ours(data)
        except NotADatabase as damage:
            raise NotADatabase(told) from damage
        if not sound:
            raise NotADatabase(told)
        if not ours:
            raise NotADatabase(f"“{name}”里不是本程序的数据。没有作任何改动。请换另一个备份。")


def _wrong_members(path: Path, manifest: Manifest) -> list[str]:
    """Members that are missing or not what the manifest says."""
    wrong = [] if DATABASE in manifest.hashes else [DATABASE]
    try:
        with zipfile.ZipFile(path) as package:
            for name, expected in manifest.hashes.items():
                if Path(name).name != name:  # a name that leads elsewhere is none of ours
                    wrong.append(name)
                    continue
                digest = hashlib.sha256()
                try:
                    with package.open(name) as member:
                        while block := member.read(_BLOCK):
                            digest.update(block)
                except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
                    digest = hashlib.sha256(b"unreadable")
                if digest.hexdigest() != expected:
                    wrong.append(name)
    except zipfile.BadZipFile:
        return [path.name]
    return wrong


@contextmanager
def disk_told(place: Path) -> Iterator[None]:
    """Trouble of the disk as a sentence."""
    try:
        yield
    except OSError as error:
        why = {
            errno.ENOSPC: "磁盘空间不足",
            errno.EROFS: "磁盘是只读的",
            errno.EACCES: "文件夹不能写入",
            errno.EPERM: "文件夹不能写入",
        }.get(error.errno or 0, "读写磁盘出错，U盘可能被拔出")
        raise World(f"没有做成：{why}（{place}）。数据和以前的备份没有受影响。请检查后再试。") from error
