"""Writes the File lines of setup.nsi for a staged folder, in the order of names. `listing.py STAGE LIST`.

`File /r` would take the files in whatever order the disk has them, and no two setups would be the same.
"""

import sys
from itertools import groupby
from pathlib import Path


def main(stage: Path, target: Path) -> None:
    files = sorted(path.relative_to(stage) for path in stage.rglob("*") if path.is_file())
    lines = []
    for folder, inside in groupby(files, key=lambda path: path.parent):
        below = "" if folder == Path() else "\\" + "\\".join(folder.parts)
        lines.append(f'SetOutPath "${{NEW}}{below}"')
        lines += [f'File "{stage / path}"' for path in inside]
    target.write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), Path(sys.argv[2]))
