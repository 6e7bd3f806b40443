"""A Windows to try the setup on: wine, in a folder of its own, as an office in China has it."""

import os
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FONTS = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
FAMILY = "Noto Serif CJK SC"


@dataclass(frozen=True)
class Ended:
    """How a program ended."""

    code: int
    out: str
    err: str


class Windows:
    """A fresh Windows on drive C in `folder`; call `close` at the end."""

    def __init__(self, folder: Path) -> None:
        self.drive = folder / "prefix" / "drive_c"
        home = folder / "home"  # wine lays the person's desktop there
        home.mkdir(parents=True)
        told = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
        self._environment = told | {
            "HOME": str(home),
            "WINEPREFIX": str(self.drive.parent),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d",
            "LC_ALL": "zh_CN.UTF-8",  # code page 936, where the locale is installed
        }
        self.run("wineboot", "--init")
        self.be("win10")

    @property
    def user(self) -> Path:
        """The person's folder."""
        return next(path for path in (self.drive / "users").iterdir() if path.name != "Public")

    def be(self, version: str) -> None:
        """Pretend to be win81, win10 …"""
        self.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", version, "/f")

    def run(self, program: str | Path, *words: str) -> Ended:
        """A program run to its end."""
        with self.running(program, *words) as one:
            out, err = one.communicate(timeout=300)
        return Ended(one.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))

    @contextmanager
    def running(self, program: str | Path, *words: str) -> "Iterator[subprocess.Popen[bytes]]":
        """A program that runs meanwhile, and is killed after."""
        with subprocess.Popen(
            ["wine", str(program), *words],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as one:
            try:
                yield one
            finally:
                one.kill()

    def wait(self, true: Callable[[], bool], seconds: float = 60) -> None:
        """Until something has happened in there."""
        until = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < until
            time.sleep(0.2)

    def install_a_chinese_font(self) -> None:
        """The offscreen platform of Qt reads single fonts only, and Debian has collections."""
        font = single_font(Path(FONTS).read_bytes(), FAMILY)
        (self.drive / "windows" / "Fonts" / "NotoSerifCJKsc.otf").write_bytes(font)

    def close(self) -> None:
        """End every program in there."""
        subprocess.run(["wineserver", "--kill"], env=self._environment, check=False)
        subprocess.run(["wineserver", "--wait"], env=self._environment, check=False)


def single_font(collection: bytes, family: str) -> bytes:
    """The font of that name out of a .ttc file, as a file of its own."""
    count = struct.unpack_from(">I", collection, 8)[0]
    for start in struct.unpack_from(f">{count}I", collection, 12):
        number = struct.unpack_from(">H", collection, start + 4)[0]
        tables = [struct.unpack_from(">4sIII", collection, start + 12 + 16 * place) for place in range(number)]
        name = next(collection[at : at + size] for tag, _, at, size in tables if tag == b"name")
        if family.encode("utf-16-be") in name:
            break
    else:
        raise LookupError(family)
    head, body = collection[start : start + 12], b""
    first = len(head) + 16 * len(tables)
    for tag, checksum, at, size in tables:
        head += struct.pack(">4sIII", tag, checksum, first + len(body), size)
        body += collection[at : at + size] + bytes(-size % 4)
    return head + body
