"""Commands `backup` and `restore`; `check FILE` looks through a backup."""

import argparse
import hashlib
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import for_all
from cppcc_desk.errands import backups
from cppcc_desk.paths import DataFolder, data_folder
from cppcc_desk.storage.desk import Desk, minute_now
from cppcc_desk.storage.opening import DEFAULT_PERSON


def add(commands: Any) -> None:
    backup = commands.add_parser("backup", help="备份全部数据，读回来核对")
    backup.add_argument("--to", type=Path, metavar="文件夹", help="备份到这里，如U盘；不写时在数据文件夹里")
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="从备份恢复；现有数据另存")
    restore.add_argument("source", metavar="备份文件", help=f"写 {backups.LATEST} 用最近一个完好的备份")
    restore.add_argument("--into", type=Path, metavar="文件夹", help="恢复到另一个数据文件夹")
    restore.set_defaults(run=_restore, without_desk=True)
    for command in (backup, restore):
        for_all(command)


def _backup(desk: Desk, arguments: argparse.Namespace) -> int:
    made = backups.back_up(desk, to=arguments.to)
    path, manifest = made.path, made.manifest
    if arguments.json:
        output.show_json(
            {
                "file": str(path),
                "sha256": sha256_of(path),
                "records": manifest.submissions,
                "ok": True,
                "problems": [],
            }
        )
    else:
        output.line(f"已备份并核对：{path}，来稿 {manifest.submissions} 篇。")
    return output.DONE


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _restore(arguments: argparse.Namespace) -> int:
    here = data_folder(arguments.data)
    target = DataFolder(arguments.into) if arguments.into else here
    pinned = arguments.now
    path, restored = backups.restore(
        arguments.source,
        target,
        among=here.backups,
        by=arguments.by or DEFAULT_PERSON,
        clock=(lambda: pinned) if pinned else minute_now,
    )
    if arguments.json:
        kept = str(restored.kept_at) if restored.kept_at else None
        output.show_json({"restored_from": str(path), "previous_kept_at": kept, "ok": True})
        return output.DONE
    manifest = restored.manifest
    output.line(f"已恢复到 {manifest.made_at:%Y-%m-%d %H:%M} 的数据，来稿 {manifest.submissions} 篇。")
    if restored.kept_at:
        output.line(f"恢复前的数据保存在 {restored.kept_at}")
    if not restored.knows_numbers:
        output.line(backups.NUMBERS_UNKNOWN)
    return output.DONE
