"""Which typefaces of the standard this PC has, what stands in for the others, and what to say about it."""

import os
import sys
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QRawFont

from cppcc_desk.domain.errors import World
from cppcc_desk.domain.layout import Face


@dataclass(frozen=True)
class Family:
    """A font family under every name it may be installed by; `bold` where only its bold cut comes near the face."""

    shown: str
    names: tuple[str, ...]
    genuine: bool = False  # the face itself and not a stand-in
    bold: bool = False


def _genuine(shown: str, *others: str) -> Family:
    return Family(shown, (shown, *others), genuine=True)


def _standin(shown: str, *others: str, bold: bool = False) -> Family:
    return Family(shown, (shown, *others), bold=bold)


_SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "思源宋体")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "思源黑体")
_SONGTI = _standin("宋体", "SimSun", "新宋体", "NSimSun", bold=True)

# Genuine families first, then stand-ins from near to far. GW and Fandol are free fonts with the metrics of the real
# ones, met on PCs without Windows.
FAMILIES: Mapping[Face, tuple[Family, ...]] = MappingProxyType(
    {
        Face.FANGSONG: (
            _genuine("仿宋_GB2312", "FangSong_GB2312"),
            _genuine("仿宋", "FangSong"),
            _genuine("方正仿宋_GBK", "FZFangSong-Z02"),
            _genuine("方正仿宋简体", "FZFangSong-Z02S"),
            _genuine("方正仿宋_GB2312"),
            _genuine("CESI仿宋-GB2312"),
            _standin("华文仿宋", "STFangsong"),
            _standin("GW FangSong"),
            _standin("FandolFang"),
            _standin("宋体", "SimSun"),
            _standin(*_SERIF),
        ),
        Face.KAI: (
            _genuine("楷体_GB2312", "KaiTi_GB2312"),
            _genuine("楷体", "KaiTi"),
            _genuine("方正楷体_GBK", "FZKai-Z03"),
            _genuine("方正楷体简体", "FZKai-Z03S"),
            _genuine("CESI楷体-GB2312"),
            _standin("华文楷体", "STKaiti"),
            _standin("GW KaiTi"),
            _standin("FandolKai"),
            _standin("霞鹜文楷", "LXGW WenKai"),
            _standin("宋体", "SimSun"),
            _standin(*_SERIF),
        ),
        Face.HEI: (
            _genuine("黑体", "SimHei"),
            _genuine("方正黑体_GBK", "FZHei-B01"),
            _genuine("方正黑体简体", "FZHei-B01S"),
            _standin("GW SimHei"),
            _standin("FandolHei"),
            _standin("微软雅黑", "Microsoft YaHei", "Microsoft YaHei UI"),
            _standin(*_SANS),
            Family("宋体", _SONGTI.names, bold=True),
            _standin(*_SERIF, bold=True),
        ),
        Face.SONG: (
            _genuine("宋体", "SimSun"),
            _genuine("新宋体", "NSimSun"),
            _genuine("方正书宋_GBK", "FZShuSong-Z01"),
            _standin("GW SimSun"),
            _standin("FandolSong"),
            _standin("华文宋体", "STSong"),
            _standin(*_SERIF),
            _standin(*_SANS),
        ),
        Face.XIAOBIAOSONG: (
            _genuine("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
            _genuine("方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
            _genuine("汉仪小标宋简"),
            _genuine("小标宋体"),
            _standin("华文中宋", "STZhongsong"),
            _standin("GW XiaoBiaoSong"),
            _standin("FandolSong", bold=True),
            _SONGTI,
            _standin(*_SERIF, bold=True),
            _standin(*_SANS, bold=True),
        ),
    }
)

_TRADE_NAME = {
    Face.FANGSONG: "仿宋_GB2312",
    Face.KAI: "楷体_GB2312",
    Face.HEI: "黑体",
    Face.SONG: "宋体",
    Face.XIAOBIAOSONG: "方正小标宋",
}


@dataclass(frozen=True)
class Choice:
    """The installed family that sets a face here."""

    family: str
    shown: str
    bold: bool
    genuine: bool


@dataclass(frozen=True)
class MissingFace:
    """A face of the standard that this PC lacks; `sentence` says what stands in for it."""

    face: Face
    used: str | None
    sentence: str


class Fonts:
    """The faces as this PC can set them."""

    def __init__(self, families: Iterable[str]) -> None:
        installed = frozenset(families)
        self._chosen = {face: _choose(face, installed) for face in Face}

    def choice(self, face: Face) -> Choice:
        """Raises World where no Chinese font is installed at all."""
        chosen = self._chosen[face]
        if chosen is None:
            raise World(NO_CHINESE_FONT)
        return chosen

    def usable(self) -> bool:
        return all(self._chosen.values())

    def missing(self) -> tuple[MissingFace, ...]:
        return tuple(_missing(face, chosen) for face, chosen in self._chosen.items() if not (chosen and chosen.genuine))

    @lru_cache(maxsize=256)  # noqa: B019 - one Fonts lives as long as the program
    def font(self, face: Face, pixels: int) -> QFont:
        """The face at a whole number of pixels, laid out by its design widths. The caller may not change it."""
        chosen = self.choice(face)
        font = QFont(chosen.family)
        font.setPixelSize(pixels)
        font.setBold(chosen.bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setKerning(False)
        return font

    @lru_cache(maxsize=256)  # noqa: B019
    def raw(self, face: Face, pixels: int) -> QRawFont:
        """The same face by its glyphs."""
        return QRawFont.fromFont(self.font(face, pixels), QFontDatabase.WritingSystem.SimplifiedChinese)


NO_CHINESE_FONT = (
    "这台电脑没有任何中文字体，不能预览、打印或生成 PDF；稿件没有受影响，Word 文件照常可以导出。"
    "请安装宋体或仿宋后再试。"
)


def _choose(face: Face, installed: frozenset[str]) -> Choice | None:
    for family in FAMILIES[face]:
        for name in family.names:
            if name in installed:
                return Choice(name, family.shown, family.bold, family.genuine)
    return None


def _missing(face: Face, chosen: Choice | None) -> MissingFace:
    wanted = _TRADE_NAME[face]
    if chosen is None:
        return MissingFace(face, None, f"本机未安装“{wanted}”，也没有可以代替的中文字体")
    used = f"{chosen.shown}加粗" if chosen.bold else chosen.shown
    return MissingFace(face, used, f"本机未安装“{wanted}”，以{used}代替")


def ready() -> None:
    """Make sure that fonts can be asked for and pages painted, also in a command without a window or a display."""
    if QGuiApplication.instance() is not None:
        return
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
    _application.append(QGuiApplication([]))


_application: list[QGuiApplication] = []  # kept: Qt has one, and its end is the program's


_of_thread = threading.local()


def installed() -> Fonts:
    """The fonts of this PC, looked up once on each thread: a QRawFont belongs to the thread that made it."""
    ready()
    if not hasattr(_of_thread, "fonts"):
        _of_thread.fonts = Fonts(QFontDatabase.families())
    found: Fonts = _of_thread.fonts
    return found
