"""`fonts`: what sets each face of the standard on this PC, and another choice."""

import argparse
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import for_all
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.layout import Face
from cppcc_desk.press import preference
from cppcc_desk.storage.desk import Desk

BEST = "自动"


def add(commands: Any) -> None:
    fonts = commands.add_parser("fonts", help="这台电脑用什么字体排印公文：查看，或另选")
    fonts.add_argument("face", nargs="?", choices=[face.value for face in Face], metavar="/".join(Face))
    fonts.add_argument("family", nargs="?", metavar="字体", help=f"已经安装的字体；写“{BEST}”由程序选")
    fonts.set_defaults(run=_fonts)
    for_all(fonts)


def _fonts(_desk: Desk, arguments: argparse.Namespace) -> int:
    from cppcc_desk.press.fonts import installed, other_chinese_families  # noqa: PLC0415 - Qt

    if arguments.family is not None:
        face = Face(arguments.face)
        known = [one.family for one in installed().known(face)]
        if arguments.family not in (BEST, *known, *other_chinese_families(face)):
            raise Missing(f"这台电脑没有安装中文字体“{arguments.family}”，没有作任何改动。请核对字体的名称。")
        preference.prefer(face, "" if arguments.family == BEST else arguments.family)
    fonts = installed()
    faces = [face for face in Face if arguments.face in (None, face)]
    if arguments.json:
        output.show_json(
            [
                {
                    "face": face.value,
                    "family": fonts.told(face),
                    "chosen": face in fonts.preferred,
                    "known": [one.family for one in fonts.known(face)],
                }
                for face in faces
            ]
        )
    else:
        output.columns(
            (face.value, fonts.told(face) or "没有可用的字体", "另选" if face in fonts.preferred else BEST)
            for face in faces
        )
    return output.DONE
