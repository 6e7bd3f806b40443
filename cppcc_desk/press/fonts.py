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
from cppcc_desk.press.preference import NONE, Preference, preferred


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

    @property
    def told(self) -> str:
        """The family as people call it."""
        return f"{self.shown}加粗" if self.bold else self.shown


@dataclass(frozen=True)
class MissingFace:
    """A face of the standard that is stood in for; `reason` and `used` say why and by what."""

    face: Face
    used: str | None
    reason: str
    sentence: str


class Fonts:
    """The faces as this PC can set them."""

    def __init__(self, families: Iterable[str], preferred: Preference = NONE) -> None:
        self.preferred = preferred
        self._installed = frozenset(families)
        self._chosen = {face: self._choose(face) for face in Face}

    def _choose(self, face: Face) -> Choice | None:
        wanted, known = self.preferred.get(face, ""), self.known(face)
        if wanted in self._installed:
            return next((one for one in known if one.family == wanted), Choice(wanted, wanted, False, False))
        return known[0] if known else None

    def known(self, face: Face) -> tuple[Choice, ...]:
        """The installed families that are known to come near a face, the nearest first."""
        found = ((family, next(filter(self._installed.__contains__, family.names), None)) for family in FAMILIES[face])
        return tuple(Choice(name, family.shown, family.bold, family.genuine) for family, name in found if name)

    def choice(self, face: Face) -> Choice:
        """Raises World where no Chinese font is installed at all."""
        chosen = self._chosen[face]
        if chosen is None:
            raise World(NO_CHINESE_FONT)
        return chosen

    def told(self, face: Face) -> str:
        """What sets a face, as people call it; "" where nothing can."""
        chosen = self._chosen[face]
        return chosen.told if chosen else ""

    def usable(self) -> bool:
        return all(self._chosen.values())

    def missing(self) -> tuple[MissingFace, ...]:
        """The faces that are stood in for, by need or by choice."""
        return tuple(
            self._missing(face, chosen) for face, chosen in self._chosen.items() if not (chosen and chosen.genuine)
        )

    def _missing(self, face: Face, chosen: Choice | None) -> MissingFace:
        wanted = _TRADE_NAME[face]
        if chosen is None:
            return MissingFace(face, None, LACKING, f"{LACKING}“{wanted}”，也没有可以代替的中文字体")
        reason = AS_SET if any(one.genuine for one in self.known(face)) else LACKING
        return MissingFace(face, chosen.told, reason, f"{reason}“{wanted}”，以{chosen.told}代替")

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


LACKING, AS_SET = "本机未安装", "按设置不用"
NO_CHINESE_FONT = (
    "这台电脑没有任何中文字体，不能预览、打印或生成 PDF；稿件没有受影响，Word 文件照常可以导出。"
    "请安装宋体或仿宋后再试。"
)


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
    """The fonts of this PC, looked up once on each thread and after another choice: a QRawFont belongs to the thread
    that made it."""
    ready()
    found: Fonts | None = getattr(_of_thread, "fonts", None)
    if found is None or found.preferred is not preferred():
        found = _of_thread.fonts = Fonts(QFontDatabase.families(), preferred())
    return found


def other_chinese_families(face: Face) -> tuple[str, ...]:
    """Installed families that can write Chinese and are not `known` for a face: its own under an unusual name, say."""
    known = {one.family for one in installed().known(face)}
    found = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return tuple(name for name in found if name not in known and not name.startswith("@"))  # @: turned for columns
