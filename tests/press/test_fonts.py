"""Stand-ins in their order, and what is said about them."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cppcc_desk.domain.errors import World
from cppcc_desk.domain.layout import Face
from cppcc_desk.press import preference
from cppcc_desk.press.fonts import FAMILIES, Fonts, installed, other_chinese_families

WINDOWS = ("仿宋", "楷体", "黑体", "宋体", "SimSun", "Microsoft YaHei")
OFFICE = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "华文中宋")


@pytest.fixture
def no_preference(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test chooses is forgotten after it."""
    monkeypatch.setattr(preference._Kept, "path", None)
    monkeypatch.setattr(preference._Kept, "read", None)


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


def test_another_choice_is_followed_where_it_is_installed() -> None:
    office = (*OFFICE, "华文仿宋", "FZXBSJW--GB1-0")
    chosen = Fonts(office, {Face.FANGSONG: "华文仿宋", Face.XIAOBIAOSONG: "FZXBSJW--GB1-0", Face.KAI: "没有的字体"})
    assert [chosen.choice(face).family for face in (Face.FANGSONG, Face.XIAOBIAOSONG, Face.KAI)] == [
        "华文仿宋",
        "FZXBSJW--GB1-0",
        "楷体_GB2312",
    ]
    assert [missing.sentence for missing in chosen.missing()] == [
        "按设置不用“仿宋_GB2312”，以华文仿宋代替",
        "按设置不用“方正小标宋”，以FZXBSJW--GB1-0代替",
    ]
    bold = Fonts((*WINDOWS, "华文中宋"), {Face.XIAOBIAOSONG: "宋体"})
    assert bold.choice(Face.XIAOBIAOSONG).bold
    assert bold.missing()[0].sentence == "本机未安装“方正小标宋”，以宋体加粗代替"
    assert [one.told for one in bold.known(Face.XIAOBIAOSONG)] == ["华文中宋", "宋体加粗"]


def test_the_choice_of_this_pc_is_kept_and_a_damaged_one_is_none(tmp_path: Path, no_preference: None) -> None:
    path = tmp_path / "fonts.json"
    preference.keep_in(path)
    assert preference.preferred() == {}
    preference.prefer(Face.KAI, "霞鹜文楷")
    preference.prefer(Face.HEI, "黑体")
    preference.prefer(Face.HEI, "")
    preference.keep_in(path)
    assert preference.preferred() == {Face.KAI: "霞鹜文楷"}
    for damaged in ("", "[]", '{"宋体', '{"隶书": "隶书"}'):
        path.write_text(damaged, encoding="utf-8")
        preference.keep_in(path)
        assert preference.preferred() == {}


def test_fonts_are_looked_up_again_after_another_choice(qapp: QApplication, no_preference: None) -> None:
    before = installed()
    assert installed() is before
    (other, *_) = other_chinese_families(Face.KAI)
    preference.prefer(Face.KAI, other)
    assert installed() is not before
    assert installed().choice(Face.KAI).family == other
