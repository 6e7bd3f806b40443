"""Stand-ins in their order, and what is said about them."""

import pytest

from cppcc_desk.domain.errors import World
from cppcc_desk.domain.layout import Face
from cppcc_desk.press.fonts import FAMILIES, Fonts

WINDOWS = ("仿宋", "楷体", "黑体", "宋体", "SimSun", "Microsoft YaHei")
OFFICE = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "华文中宋")


def test_an_office_pc_lacks_nothing() -> None:
    fonts = Fonts(OFFICE)
    assert fonts.missing() == ()
    assert fonts.choice(Face.XIAOBIAOSONG).family == "方正小标宋简体"
    assert fonts.choice(Face.FANGSONG).family == "仿宋_GB2312"


def test_a_plain_windows_lacks_the_title_face_only() -> None:
    (missing,) = Fonts(WINDOWS).missing()
    assert missing.face is Face.XIAOBIAOSONG
    assert missing.sentence == "本机未安装“方正小标宋”，以宋体加粗代替"


def test_the_nearer_stand_in_wins() -> None:
    fonts = Fonts((*WINDOWS, "华文中宋"))
    assert fonts.missing()[0].used == "华文中宋"
    assert not fonts.choice(Face.XIAOBIAOSONG).bold


def test_english_names_of_the_same_families_do() -> None:
    fonts = Fonts(("FZXiaoBiaoSong-B05S", "FangSong", "KaiTi", "SimHei", "SimSun"))
    assert fonts.missing() == ()


def test_a_linux_with_noto_has_stand_ins_for_all() -> None:
    fonts = Fonts(("Noto Serif CJK SC", "Noto Sans CJK SC"))
    assert fonts.usable()
    assert {missing.face for missing in fonts.missing()} == set(Face)
    assert fonts.choice(Face.XIAOBIAOSONG).bold
    assert fonts.choice(Face.HEI).family == "Noto Sans CJK SC"


def test_no_chinese_font_at_all_is_said_in_one_sentence() -> None:
    fonts = Fonts(("DejaVu Sans",))
    assert not fonts.usable()
    assert len(fonts.missing()) == len(Face)
    with pytest.raises(World, match="Word 文件照常可以导出"):
        fonts.choice(Face.FANGSONG)


def test_every_face_has_a_genuine_family_first() -> None:
    for families in FAMILIES.values():
        assert families[0].genuine
