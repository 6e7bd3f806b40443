"""Contrast is computed, colours are named in one place, Qt speaks Chinese."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.paths import resource
from cppcc_desk.ui import icons, theme
from cppcc_desk.ui.theme import TOKENS
from cppcc_desk.ui.widgets.lamp import LOOKS

UI = Path(theme.__file__).parent


def luminance(hexcode: str) -> float:
    """Relative luminance, WCAG 2.1."""
    channels = [int(hexcode[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_formula_agrees_with_the_published_extremes() -> None:
    assert contrast("snack_text", "snack_text") == 1
    assert round(contrast("text", "surface"), 1) == 15.1
    assert round(contrast("ctrl", "surface"), 2) == 3.13


WORDS = [
    *[("text", ground) for ground in ("surface", "surface2", "bg", "nav", "sel", "hover", "stripe", "mark")],
    *[
        ("text2", ground)
        for ground in ("surface", "surface2", "bg", "nav", "nav_hover", "sel", "hover", "badge", "grey_soft")
    ],
    *[("text3", ground) for ground in ("surface", "surface2", "bg", "sel", "hover", "primary_soft")],
    ("text2", "line"),
    *[("primary", ground) for ground in ("surface", "surface2", "sel", "primary_soft")],
    ("primary_press", "primary_soft"),
    ("primary_press", "sel"),
    *[("on_primary", ground) for ground in ("primary", "primary_hover", "primary_press", "overdue", "text")],
    ("overdue", "surface"),
    ("overdue", "overdue_soft"),
    ("overdue", "sel"),
    ("soon", "surface"),
    ("soon", "soon_soft"),
    ("soon", "sel"),
    ("ontime", "ontime_soft"),
    ("snack_text", "snack"),
    ("snack_link", "snack"),
    ("snack_hint", "snack"),
]


@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_can_be_read(words: str, ground: str) -> None:
    assert contrast(words, ground) >= 4.5


@pytest.mark.parametrize("ground", ["surface", "stripe"])
def test_borders_lamps_and_focus_can_be_seen(ground: str) -> None:
    assert contrast("ctrl", ground) >= 3
    assert contrast("primary", ground) >= 3
    assert contrast("chart_line", ground) >= 3
    for look in LOOKS.values():
        assert contrast(look.fill, ground) >= 3


def test_lamps_differ_in_shape_not_only_in_colour() -> None:
    assert len({look.shape for look in LOOKS.values()}) == len(LOOKS)
    assert set(LOOKS) == set(Urgency)


def test_colours_are_named_in_the_theme_only() -> None:
    literal = re.compile(r"#[0-9A-Fa-f]{3,8}\b|QColor\(\s*[\"'\d]|GlobalColor\.(?!transparent)")
    found = [
        f"{path.name}: {hit.group()}"
        for path in UI.rglob("*.py")
        if path.name != "theme.py"
        for hit in literal.finditer(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(("name", "token"), [("down", "text2"), ("up", "text2"), ("tick", "on_primary")])
def test_pictures_of_the_style_sheet_use_the_tokens(name: str, token: str) -> None:
    assert TOKENS[token] in resource(f"ui/{name}.svg").read_text("utf-8")
    assert f"ui/{name}.svg" in theme.style_sheet()


def test_every_icon_draws_something() -> None:
    for name in icons.PATHS:
        image = icons.pixmap(name, "text", 24, dpr=1).toImage()
        marks = sum(image.pixelColor(x, y).alpha() > 0 for x in range(24) for y in range(24))
        assert marks >= 8, name


def test_icons_are_cached_by_density() -> None:
    assert icons.pixmap("home", dpr=1.25, size=16).width() == 20
    assert icons.pixmap("home", dpr=2, size=16).width() == 32
    assert icons.pixmap("home", dpr=2, size=16).cacheKey() == icons.pixmap("home", dpr=2, size=16).cacheKey()


def test_qt_speaks_chinese(qapp: QApplication) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QLocale().dayName(1) == "星期一"
    assert qapp.font().pixelSize() == 14
