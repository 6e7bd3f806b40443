"""Commands on 照片 under `people`: one for a person, a folder of them at once."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import UsageError, for_all
from cppcc_desk.errands import photos
from cppcc_desk.queries.people import person_meant
from cppcc_desk.storage.desk import Desk


def add(under: Any) -> None:
    """The commands of `people` that are about pictures."""
    photo = under.add_parser("photo", help="给一个人换照片")
    photo.add_argument("name", metavar="姓名", help="同名的在后面加单位或电话")
    photo.add_argument("file", nargs="?", type=Path, metavar="照片")
    photo.add_argument("--remove", action="store_true", help="去掉照片")
    photo.set_defaults(run=_photo)
    folder = under.add_parser("photos", help="一个文件夹的照片：看看每张是谁的；带 --assign 时用上认得准的")
    folder.add_argument("folder", type=Path, metavar="文件夹")
    folder.add_argument("--assign", action="store_true", help="用上只认得一个人的")
    folder.set_defaults(run=_photos)
    for command in (photo, folder):
        for_all(command)


def _photo(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.remove == (arguments.file is not None):
        raise UsageError("请写照片的文件名，或者用 --remove 去掉照片。没有作任何改动；用 --help 查看用法。")
    person = desk.read(person_meant, arguments.name)
    portrait = None if arguments.remove else photos.read_portrait(arguments.file)
    photos.give(desk, person.id, portrait)
    size = len(portrait.data) if portrait else 0
    if arguments.json:
        output.show_json({"name": person.name, "unit": person.unit, "photo": portrait is not None, "size": size})
    else:
        output.line(f"{person.name}的照片已{'换好' if portrait else '去掉'}。")
    return output.DONE


def _photos(desk: Desk, arguments: argparse.Namespace) -> int:
    found = photos.look_through(desk, arguments.folder)
    certain = photos.beyond_doubt(found)
    if arguments.assign and certain:
        photos.assign(desk, certain)
    told = [
        {
            "file": one.file_name,
            "people": [{"name": person.name, "unit": person.unit} for person in one.offered],
            "assigned": arguments.assign and len(one.bearers) == 1 and certain.get(one.bearers[0].id) is one.portrait,
            "message": one.problem,
        }
        for one in found
    ]
    if arguments.json:
        output.show_json(told)
    else:
        output.columns((one.file_name, _told(one), one.problem) for one in found)
        word = "用上了" if arguments.assign else "认得准"
        output.line(f"{len(found)} 张照片，{word} {len(certain)} 张。")
    refused = sum(bool(one.problem) for one in found)
    return output.DONE if not refused else output.REFUSED if refused == len(found) else output.SOME_REFUSED


def _told(matched: photos.Matched) -> str:
    names = "、".join(person.name for person in matched.offered)
    return f"可能是{names}" if matched.hinted else names or "没有对应的人"
