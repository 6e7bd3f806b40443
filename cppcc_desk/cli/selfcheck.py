"""The command `selfcheck`: whether the program works on this PC, tried in a folder of its own."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk import __version__
from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import for_all
from cppcc_desk.errands.selfcheck import selfcheck


def add(commands: Any) -> None:
    check = commands.add_parser("selfcheck", help="装好以后自检：建库、读稿、写 Word、Excel、PDF、开窗口")
    check.add_argument("--out", type=Path, required=True, metavar="文件夹", help="结果放在这里，不动办公室的数据")
    check.add_argument("--offscreen", action="store_true", help="不在屏幕上显示窗口")
    for_all(check)
    check.set_defaults(run=_selfcheck, without_desk=True)


def _selfcheck(arguments: argparse.Namespace) -> int:
    checked = selfcheck(arguments.out, offscreen=arguments.offscreen)
    if arguments.json:
        output.show_json(
            {
                "ok": True,
                "version": __version__,
                "system": checked.system,
                "sqlite": checked.sqlite,
                "data": str(checked.data),
                "intake_no": checked.intake_no,
                "title": checked.title,
                "files": [{"file": str(path), "bytes": path.stat().st_size} for path in checked.files],
            }
        )
    else:
        output.line(f"程序 {__version__}，{checked.system}，SQLite {checked.sqlite}")
        output.line(f"登记了 {checked.intake_no}　{checked.title}")
        for path in checked.files:
            output.line(f"已写出 {path}")
        output.line("自检通过。")
    return output.DONE
