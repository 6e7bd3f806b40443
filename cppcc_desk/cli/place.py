"""Commands `place`, where the office's data lies on this PC, and `sample`, an office to try the program on."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import for_all
from cppcc_desk.errands import placing, sample
from cppcc_desk.paths import DataFolder, data_folder
from cppcc_desk.storage.opening import refuse_away


def add(commands: Any) -> None:
    place = commands.add_parser("place", help="数据放在哪里；换一个文件夹或磁盘")
    change = place.add_mutually_exclusive_group()
    change.add_argument("--move", type=Path, metavar="文件夹", help="把全部数据搬到这里，核对后再清走原处的")
    change.add_argument("--use", type=Path, metavar="文件夹", help="改用这里已有的数据，原处的不动")
    place.set_defaults(run=_place, without_desk=True)
    office = commands.add_parser("sample", help="试用的示例办公室：load 载入，remove 全部清除")
    office.add_argument("what", choices=("load", "remove"), metavar="load/remove")
    office.set_defaults(run=_sample, without_desk=True)
    for command in (place, office):
        for_all(command)


def _place(arguments: argparse.Namespace) -> int:
    folder = before = data_folder(arguments.data)
    if arguments.move is not None:
        folder = placing.move(before, placing.place_in(arguments.move))
    elif arguments.use is not None:
        folder = placing.use(placing.place_in(arguments.use))
    else:
        refuse_away(folder)
    if arguments.json:
        output.show_json({"data": str(folder.root), "settled": folder.settled, "before": str(before.root)})
    elif arguments.move is not None:
        output.line(f"数据已搬到 {folder.root}，逐个核对无误；原处（{before.root}）只留下以前的备份。")
    else:
        output.line(f"数据在 {folder.root}")
    return output.DONE


def _sample(arguments: argparse.Namespace) -> int:
    office = data_folder(arguments.data)
    refuse_away(office)
    if arguments.what == "load":
        loaded = sample.load(office, step=lambda _done, _total, told: None if arguments.json else output.line(told))
        return _told(arguments, loaded, f"示例数据在 {loaded.root}，和本单位的数据分开。")
    sample.remove(office)
    return _told(arguments, office.sample, "示例数据已全部清除，本单位的数据没有动。")


def _told(arguments: argparse.Namespace, folder: DataFolder, sentence: str) -> int:
    if arguments.json:
        output.show_json({"data": str(folder.root), "loaded": folder.is_sample})
    else:
        output.line(sentence)
    return output.DONE
