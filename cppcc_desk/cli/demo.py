"""The command `demo`: the main job on the shipped sample office, from received files to printed papers."""

import argparse
import sys
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import for_all
from cppcc_desk.errands.demo import play


def add(commands: Any) -> None:
    demo = commands.add_parser("demo", help="用随附的示例办公室（云溪县政协）把主要工作演示一遍")
    demo.add_argument("--out", type=Path, required=True, metavar="文件夹")
    for_all(demo)
    demo.set_defaults(run=_demo, without_desk=True)


def _demo(arguments: argparse.Namespace) -> int:
    played = play(arguments.out, _to_stderr if arguments.json else output.line)
    if arguments.json:
        output.show_json(
            {
                "data": str(played.data),
                "submissions": played.submissions,
                "files": [str(path) for path in played.files],
            }
        )
    else:
        output.line(f"示例数据在 {played.data}：来稿 {played.submissions} 篇，写出 {len(played.files)} 个文件。")
    return output.DONE


def _to_stderr(text: str) -> None:
    sys.stderr.write(text + "\n")
