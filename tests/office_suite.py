"""LibreOffice as a measuring tool: papers to PDF with fonts of the real metrics (variables SOFFICE and GW_FONTS)."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

# Font of a paper -> stand-in with its metrics.
_STAND_INS = {
    "仿宋_GB2312": "GW FangSong",
    "仿宋": "GW FangSong",
    "楷体_GB2312": "GW KaiTi",
    "楷体": "GW KaiTi",
    "黑体": "GW SimHei",
    "宋体": "GW SimSun",
    "方正小标宋简体": "GW XiaoBiaoSong",
}


@lru_cache(maxsize=1)
def soffice() -> str:
    """The program, or ""."""
    return os.environ.get("SOFFICE") or shutil.which("soffice") or ""


@lru_cache(maxsize=1)
def why_not() -> str:
    """Why papers cannot be measured here; "" when they can."""
    if not soffice():
        return "no LibreOffice: set SOFFICE"
    if not os.environ.get("GW_FONTS"):
        return "no fonts with the metrics of the real ones: set GW_FONTS"
    return ""


def to_pdf(papers: Sequence[Path], folder: Path) -> None:
    """Write a PDF of each paper into `folder`."""
    configuration = folder / "fonts.conf"
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{other}</string></edit></match>'
        for name, other in _STAND_INS.items()
    )
    configuration.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{os.environ['GW_FONTS']}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{folder / 'font_cache'}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(configuration)}
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice(), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, papers)]
    for _ in range(2):  # the first start of a new profile may only make it
        subprocess.run(command, capture_output=True, check=False, env=environment)
