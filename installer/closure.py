"""Which DLLs a set of Windows binaries loads: those shipped beside them, and those expected from Windows itself.

windows_dlls.txt lists what Windows is known to bring. A name that is neither shipped nor listed stops the build, for
on an office's PC it would be a program that does not start.
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import pefile

EXPECTED = Path(__file__).with_name("windows_dlls.txt")
KINDS = {".exe", ".dll", ".pyd"}
_TABLES = ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT")


def imports(data: bytes) -> set[str]:
    """Names of the DLLs that a binary asks for, at once or late, in lower case."""
    binary = pefile.PE(data=data, fast_load=True)
    binary.parse_data_directories([pefile.DIRECTORY_ENTRY[f"IMAGE_{name}"] for name in _TABLES])
    return {entry.dll.decode().lower() for table in _TABLES for entry in getattr(binary, table, ())}


def closure(binaries: Mapping[str, bytes], roots: Iterable[str], folders: Iterable[str]) -> set[str]:
    """The paths among `binaries` that `roots` need, themselves included.

    A name is looked for in the asking file's own folder, then in `folders`, as Windows and the packages do it.
    Ends the build when a name is neither there nor in windows_dlls.txt.
    """
    expected = set(EXPECTED.read_text(encoding="utf-8").split())
    by_name = {path.lower(): path for path in binaries}
    needed: set[str] = set()
    unknown: dict[str, str] = {}
    waiting = list(roots)
    while waiting:
        path = waiting.pop()
        if path in needed:
            continue
        needed.add(path)
        for name in imports(binaries[path]):
            places = (f"{folder}/{name}".lower() for folder in (str(PurePosixPath(path).parent), *folders))
            found = next((by_name[place] for place in places if place in by_name), None)
            if found:
                waiting.append(found)
            elif name not in expected:
                unknown[name] = path
    if unknown:
        told = (f"{name}, wanted by {path}" for name, path in sorted(unknown.items()))
        sys.exit("neither shipped nor known to come with Windows:\n" + "\n".join(told))
    return needed
