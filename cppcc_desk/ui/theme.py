"""How the window looks: colours, sizes and fonts by name, made into one palette and one style sheet."""

from functools import cache
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from cppcc_desk.paths import resource

TOKENS: Final[dict[str, str]] = {
    "bg": "#F3F5F8",
    "surface": "#FFFFFF",
    "surface2": "#F8FAFC",
    "nav": "#EAEFF5",
    "nav_hover": "#DFE6EF",
    "badge": "#D3DCE7",
    "under_paper": "#E3E8EE",
    "line": "#DCE2EA",
    "line2": "#C3CCD8",
    "ctrl": "#8593A5",
    "scroll": "#C5CEDA",
    "scroll_hover": "#9FADBE",
    "text": "#1C2733",
    "text2": "#4A5868",
    "text3": "#58677B",
    "disabled": "#9AA6B5",
    "primary": "#1F5A9E",
    "primary_hover": "#194B85",
    "primary_press": "#143D6E",
    "primary_soft": "#E6EFF9",
    "primary_line": "#9DBDE2",
    "on_primary": "#FFFFFF",
    "chart_light": "#BCCFE6",
    "chart_line": "#6F90BC",
    "sel": "#DCE9F8",
    "hover": "#F0F4F9",
    "stripe": "#FAFBFD",
    "mark": "#FFE9A8",
    "overdue": "#B3261E",
    "overdue_soft": "#FCEBEA",
    "overdue_line": "#E8A9A5",
    "soon": "#8A5300",
    "soon_fill": "#C87A00",
    "soon_soft": "#FFF3DC",
    "soon_line": "#E3BD78",
    "ontime": "#1E6B35",
    "ontime_fill": "#2E8B4A",
    "ontime_soft": "#E6F4EA",
    "ontime_line": "#9FCFAE",
    "grey_soft": "#EDF0F4",
    "snack": "#1C2733",
    "snack_text": "#FFFFFF",
    "snack_link": "#A9CBF5",
    "snack_hint": "#B7C2CF",
    "paper": "#FFFFFF",
    "print_red": "#D7000F",
}

# Sizes in logical pixels.
GAP: Final = 8
CONTROL: Final = 32
COMPACT: Final = 30
HEADER_ROW: Final = 32
TWO_LINE_ROW: Final = 62
BATCH_BAR: Final = 44
ACTION_BAR: Final = 52
PAGE_HEADER: Final = 52
PAGE_HEADER_LOW: Final = 46
NAV: Final = 176
NAV_RAIL: Final = 68
SIDE_COLUMN: Final = 340
READING_PITCH: Final = 27

# Widths and heights at which a page changes its shape.
WIDE: Final = 1600
NARROW: Final = 1200
TALL: Final = 850
LOW: Final = 640
SMALLEST: Final = (1024, 520)  # 1024 x 560 with the title bar of Windows

BODY: Final = 14
FAMILIES: Final = ["Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC"]

# Label roles: pixel size, weight, colour token.
ROLES: Final[dict[str, tuple[int, int, str]]] = {
    "page_title": (20, 600, "text"),
    "title": (18, 600, "text"),
    "dialog_title": (16, 600, "text"),
    "card_title": (15, 600, "text"),
    "strong": (14, 600, "text"),
    "body": (14, 400, "text"),
    "text2": (14, 400, "text2"),
    "small_strong": (13, 600, "text"),
    "small": (13, 400, "text"),
    "secondary": (13, 400, "text2"),
    "hint": (12, 400, "text3"),
    "error": (12, 400, "overdue"),
    "warning": (13, 400, "soon"),
    "wrong": (13, 400, "overdue"),
    "reading": (15, 400, "text"),
}


def color(token: str) -> QColor:
    """The colour called `token`; a KeyError is a slip of the pen in the program."""
    return QColor(TOKENS[token])


@cache
def _font(px: int, weight: int) -> QFont:
    found = QFont()
    found.setFamilies(FAMILIES)
    found.setPixelSize(px)
    found.setWeight(QFont.Weight(weight))
    return found


def font(px: float = BODY, *, bold: bool = False) -> QFont:
    """The interface font, `px` logical pixels high (rounded); bold means semibold."""
    return QFont(_font(max(8, round(px)), 600 if bold else 400))


# For QApplication: Fusion. Its setStyle() would hand back a QStyle, a class of so many enums that to know it costs as
# much as to paint the frame.
ARGUMENTS: Final = ("-style", "fusion")


def apply(app: QApplication) -> None:
    """Dress `app`, which was made with ARGUMENTS: always light, Chinese locale and Qt's own texts in Chinese."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app.styleHints().setColorScheme(Qt.ColorScheme.Light)
    app.setFont(font())
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet())
    if not app.property("speaks_chinese"):
        translator = QTranslator(app)
        if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
            app.setProperty("speaks_chinese", True)


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, token in (
        (role.Window, "bg"),
        (role.Base, "surface"),
        (role.AlternateBase, "stripe"),
        (role.Text, "text"),
        (role.WindowText, "text"),
        (role.ButtonText, "text"),
        (role.Button, "surface"),
        (role.Highlight, "primary"),
        (role.HighlightedText, "on_primary"),
        (role.PlaceholderText, "text3"),
        (role.ToolTipBase, "text"),
        (role.ToolTipText, "on_primary"),
        (role.Link, "primary"),
        (role.LinkVisited, "primary"),
        (role.Accent, "primary"),
        (role.Light, "surface"),
        (role.Midlight, "line"),
        (role.Mid, "line2"),
        (role.Dark, "ctrl"),
        (role.Shadow, "text3"),
    ):
        palette.setColor(name, color(token))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, color("disabled"))
    return palette


def _picture(name: str) -> str:
    return f'url("{resource(f"ui/{name}.svg").as_posix()}")'


def style_sheet() -> str:
    """The one style sheet of the program."""
    t = TOKENS
    roles = "\n".join(
        f'QLabel[role="{name}"] {{ font-size:{px}px; font-weight:{weight}; color:{t[token]}; }}'
        for name, (px, weight, token) in ROLES.items()
    )
    return f"""
* {{ outline: 0; }}
QMainWindow, QDialog, QWidget#page {{ background:{t["bg"]}; }}
QDialog {{ background:{t["surface"]}; }}
QFrame#card {{ background:{t["surface"]}; border:1px solid {t["line"]}; border-radius:6px; }}
QFrame#header {{ background:{t["surface"]}; border:0; border-bottom:1px solid {t["line"]}; }}
QFrame#bar {{ background:{t["surface2"]}; border:0; border-top:1px solid {t["line"]};
  border-bottom-left-radius:5px; border-bottom-right-radius:5px; }}
QFrame#nav {{ background:{t["nav"]}; border:0; border-right:1px solid {t["line"]}; }}
QFrame#hairline {{ background:{t["line"]}; border:0; }}
QFrame#side {{ background:{t["surface2"]}; border:0; border-left:1px solid {t["line"]}; }}
QFrame#under_paper {{ background:{t["under_paper"]}; border:0; }}
QFrame#panel {{ background:{t["surface"]}; border:1px solid {t["primary_line"]}; border-radius:4px; }}
QFrame#empty {{ background:{t["surface2"]}; border:1px dashed {t["line2"]}; border-radius:6px; }}
QFrame#snackbar {{ background:{t["snack"]}; border:0; border-radius:5px; }}
QFrame#snackbar QLabel {{ color:{t["snack_text"]}; }}
QFrame#snackbar QLabel[role="hint"] {{ color:{t["snack_hint"]}; }}
QFrame#snackbar QPushButton {{ color:{t["snack_link"]}; border:1px solid transparent; background:transparent;
  font-weight:600; padding:0 6px; }}
QFrame#snackbar QPushButton:focus {{ border-color:{t["snack_link"]}; }}
QFrame#notice {{ border:1px solid {t["soon_line"]}; background:{t["soon_soft"]}; border-radius:4px; }}
QFrame#notice[kind="error"] {{ border-color:{t["overdue_line"]}; background:{t["overdue_soft"]}; }}
QFrame#notice[kind="info"] {{ border-color:{t["primary_line"]}; background:{t["primary_soft"]}; }}
QFrame#notice QLabel {{ color:{t["soon"]}; font-size:13px; }}
QFrame#notice[kind="error"] QLabel {{ color:{t["overdue"]}; }}
QFrame#notice[kind="info"] QLabel {{ color:{t["primary_press"]}; }}
QFrame#notice QPushButton {{ color:{t["soon"]}; border:1px solid transparent; background:transparent; font-weight:600;
  padding:0 6px; min-height:24px; }}
QFrame#notice[kind="error"] QPushButton {{ color:{t["overdue"]}; }}
QFrame#notice[kind="info"] QPushButton {{ color:{t["primary"]}; }}
QFrame#notice QPushButton:hover {{ text-decoration:underline; }}
QFrame#notice QPushButton:focus {{ border-color:{t["ctrl"]}; }}
QFrame#drop {{ background:{t["primary_soft"]}; border:2px dashed {t["primary"]}; border-radius:6px; }}
QFrame#drop QLabel {{ color:{t["primary_press"]}; font-size:16px; font-weight:600; }}
QLabel {{ background:transparent; color:{t["text"]}; }}
{roles}
QLabel[tag="grey"] {{ color:{t["text2"]}; background:{t["grey_soft"]}; border-radius:3px; padding:2px 7px;
  font-size:12px; }}
QLabel[tag="blue"] {{ color:{t["primary_press"]}; background:{t["primary_soft"]}; border-radius:3px; padding:2px 7px;
  font-size:12px; }}
QLabel[tag="amber"] {{ color:{t["soon"]}; background:{t["soon_soft"]}; border-radius:3px; padding:2px 7px;
  font-size:12px; }}
QLabel[tag="red"] {{ color:{t["overdue"]}; background:{t["overdue_soft"]}; border-radius:3px; padding:2px 7px;
  font-size:12px; }}

QPushButton {{ background:{t["surface"]}; color:{t["text"]}; border:1px solid {t["line2"]}; border-radius:4px;
  padding:0 12px; min-height:{CONTROL - 2}px; }}
QPushButton:hover {{ background:{t["hover"]}; border-color:{t["primary_line"]}; }}
QPushButton:pressed {{ background:{t["sel"]}; }}
QPushButton:focus {{ border:2px solid {t["primary"]}; padding:0 11px; min-height:{CONTROL - 4}px; }}
QPushButton:disabled {{ color:{t["disabled"]}; background:{t["surface2"]}; border-color:{t["line"]}; }}
QPushButton[compact="true"] {{ min-height:{COMPACT - 2}px; }}
QPushButton[kind="primary"] {{ background:{t["primary"]}; color:{t["on_primary"]}; border-color:{t["primary"]};
  font-weight:600; }}
QPushButton[kind="primary"]:hover {{ background:{t["primary_hover"]}; }}
QPushButton[kind="primary"]:pressed {{ background:{t["primary_press"]}; }}
QPushButton[kind="primary"]:focus {{ border:2px solid {t["primary_press"]}; padding:0 11px; }}
QPushButton[kind="primary"]:disabled {{ background:{t["line"]}; color:{t["text2"]}; border-color:{t["line"]}; }}
QPushButton[kind="danger"] {{ color:{t["overdue"]}; border-color:{t["overdue_line"]}; }}
QPushButton[kind="danger"]:hover {{ background:{t["overdue_soft"]}; }}
QPushButton[kind="danger"]:focus {{ border-color:{t["overdue"]}; }}
QPushButton[kind="danger"]:disabled {{ color:{t["disabled"]}; border-color:{t["line"]}; }}
QPushButton[kind="link"] {{ border:1px solid transparent; background:transparent; color:{t["primary"]};
  padding:0 4px; }}
QPushButton[kind="link"]:hover {{ color:{t["primary_hover"]}; text-decoration:underline; }}
QPushButton[kind="link"]:focus {{ border:1px solid {t["primary"]}; padding:0 4px; min-height:{CONTROL - 2}px; }}
QPushButton[kind="link"]:disabled {{ color:{t["disabled"]}; }}
QPushButton[kind="flat"] {{ border:1px solid transparent; background:transparent; color:{t["text2"]}; padding:0 8px; }}
QPushButton[kind="flat"]:hover {{ background:{t["hover"]}; }}
QPushButton[kind="flat"]:pressed, QPushButton[kind="flat"]:checked {{ background:{t["sel"]}; }}
QPushButton[kind="flat"]:focus {{ border:1px solid {t["primary"]}; padding:0 8px; min-height:{CONTROL - 2}px; }}
QPushButton[kind="flat"]:disabled {{ color:{t["disabled"]}; }}
QPushButton[kind="chip"] {{ min-height:26px; padding:0 10px; border-radius:14px; color:{t["text2"]};
  border-color:{t["line"]}; }}
QPushButton[kind="chip"]:hover {{ background:{t["hover"]}; border-color:{t["primary_line"]}; }}
QPushButton[kind="chip"]:checked {{ background:{t["primary_soft"]}; color:{t["primary_press"]};
  border-color:{t["primary_line"]}; font-weight:600; }}
QPushButton[kind="chip"]:focus {{ border:2px solid {t["primary"]}; padding:0 9px; min-height:24px; }}
QPushButton[bare="true"] {{ padding:0; }}
QPushButton[inline="true"] {{ padding:0; border-width:0; min-height:18px; max-height:20px; font-size:13px; }}
QPushButton[inline="true"]:focus {{ padding:0; border-width:0; min-height:18px; text-decoration:underline; }}
QPushButton::menu-indicator {{ image:none; width:0; }}

QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QAbstractSpinBox {{ background:{t["surface"]}; color:{t["text"]};
  border:1px solid {t["ctrl"]}; border-radius:4px; padding:0 8px; selection-background-color:{t["primary"]};
  selection-color:{t["on_primary"]}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height:{CONTROL - 2}px; }}
QAbstractSpinBox {{ max-height:{CONTROL - 2}px; }}
QAbstractSpinBox:focus {{ max-height:{CONTROL - 4}px; }}
QPlainTextEdit, QTextEdit {{ padding:2px 4px; }}
QLineEdit[compact="true"], QComboBox[compact="true"] {{ min-height:{COMPACT - 2}px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border:2px solid {t["primary"]}; padding:0 7px;
  min-height:{CONTROL - 4}px; }}
QLineEdit[compact="true"]:focus, QComboBox[compact="true"]:focus {{ min-height:{COMPACT - 4}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border:2px solid {t["primary"]}; padding:1px 3px; }}
QLineEdit:disabled, QLineEdit[readOnly="true"], QComboBox:disabled, QAbstractSpinBox:disabled,
QPlainTextEdit[readOnly="true"] {{ background:{t["surface2"]}; color:{t["text2"]}; border-color:{t["line"]}; }}
QLineEdit[bad="true"], QComboBox[bad="true"], QAbstractSpinBox[bad="true"] {{ border:2px solid {t["overdue"]};
  padding:0 7px; min-height:{CONTROL - 4}px; }}
QPlainTextEdit[bad="true"], QFrame#tags[bad="true"] {{ border:2px solid {t["overdue"]}; padding:1px 3px; }}
QFrame#tags {{ background:{t["surface"]}; border:1px solid {t["ctrl"]}; border-radius:4px; }}
QFrame#tags[focused="true"] {{ border:2px solid {t["primary"]}; }}
QFrame#tags QLineEdit {{ border:0; padding:0 4px; min-height:24px; }}
QFrame#tags QPushButton {{ min-height:22px; padding:0 6px; background:{t["grey_soft"]}; color:{t["text"]};
  border:1px solid transparent; font-size:13px; }}
QFrame#tags QPushButton:focus {{ border:1px solid {t["primary"]}; padding:0 6px; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border:0; padding:0; min-height:0; background:transparent; }}
QComboBox::drop-down, QDateTimeEdit::drop-down {{ border:0; width:24px; }}
QComboBox::down-arrow, QDateTimeEdit::down-arrow {{ image:{_picture("down")}; width:12px; height:12px; }}
QComboBox QAbstractItemView {{ background:{t["surface"]}; border:1px solid {t["line2"]}; padding:2px;
  selection-background-color:{t["sel"]}; selection-color:{t["text"]}; }}
QComboBox QAbstractItemView::item {{ min-height:28px; padding:0 6px; }}
QSpinBox::up-button, QSpinBox::down-button {{ border:0; width:20px; background:transparent; }}
QSpinBox::up-arrow {{ image:{_picture("up")}; width:10px; height:10px; }}
QSpinBox::down-arrow {{ image:{_picture("down")}; width:10px; height:10px; }}
QRadioButton, QCheckBox {{ background:transparent; color:{t["text"]}; spacing:6px; min-height:28px; }}
QRadioButton:disabled, QCheckBox:disabled {{ color:{t["disabled"]}; }}
QRadioButton::indicator {{ width:14px; height:14px; border:1px solid {t["text3"]}; border-radius:8px;
  background:{t["surface"]}; }}
QRadioButton::indicator:checked {{ width:8px; height:8px; border:4px solid {t["primary"]}; border-radius:8px; }}
QRadioButton::indicator:focus {{ border-color:{t["primary_press"]}; }}
QCheckBox::indicator, QAbstractItemView::indicator {{ width:15px; height:15px; border:1px solid {t["text3"]};
  border-radius:3px; background:{t["surface"]}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{ border-color:{t["primary"]};
  background:{t["primary"]}; image:{_picture("tick")}; }}
QCheckBox::indicator:disabled {{ border-color:{t["line2"]}; background:{t["surface2"]}; }}
QCheckBox:focus, QRadioButton:focus {{ color:{t["primary_press"]}; text-decoration:underline; }}
QCheckBox::indicator:focus {{ border:2px solid {t["primary_press"]}; width:13px; height:13px; }}

QTableView, QListView, QTreeView {{ background:{t["surface"]}; alternate-background-color:{t["stripe"]}; border:0;
  selection-background-color:{t["sel"]}; selection-color:{t["text"]}; gridline-color:{t["line"]}; }}
QTableView::item {{ padding:0 8px; }}
QListWidget#suggestions {{ border:0; }}
QListWidget#suggestions::item {{ padding:0 10px; }}
QListWidget#suggestions::item:selected {{ background:{t["sel"]}; color:{t["text"]}; }}
QHeaderView {{ background:{t["surface2"]}; border:0; }}
QHeaderView::section {{ background:{t["surface2"]}; color:{t["text2"]}; border:0; border-bottom:1px solid {t["line"]};
  border-right:1px solid {t["line"]}; padding:0 8px; font-size:13px; font-weight:600; }}
QHeaderView::section:last {{ border-right:0; }}
QHeaderView::section:hover {{ background:{t["hover"]}; }}
QHeaderView::up-arrow {{ image:{_picture("up")}; width:10px; height:10px; subcontrol-position:center right;
  right:6px; }}
QHeaderView::down-arrow {{ image:{_picture("down")}; width:10px; height:10px; subcontrol-position:center right;
  right:6px; }}
QTabBar {{ background:transparent; }}
QTabBar::tab {{ background:transparent; color:{t["text2"]}; padding:0 4px; margin:0 12px 0 0; min-height:34px; border:0;
  border-bottom:2px solid transparent; }}
QTabBar::tab:hover {{ color:{t["primary_hover"]}; }}
QTabBar::tab:selected {{ color:{t["primary"]}; border-bottom:2px solid {t["primary"]}; font-weight:600; }}
QTabBar::tab:selected:focus {{ background:{t["primary_soft"]}; }}
QTabWidget::pane {{ border:0; border-top:1px solid {t["line"]}; }}
QTextBrowser {{ border:0; background:{t["surface"]}; padding:0; }}
QTextBrowser:focus {{ border:0; padding:0; }}
QScrollArea, QScrollArea > QWidget > QWidget#clear {{ border:0; background:transparent; }}
QScrollBar:vertical {{ background:transparent; width:12px; margin:0; }}
QScrollBar:horizontal {{ background:transparent; height:12px; margin:0; }}
QScrollBar::handle {{ background:{t["scroll"]}; border-radius:4px; margin:2px; }}
QScrollBar::handle:vertical {{ min-height:36px; }}
QScrollBar::handle:horizontal {{ min-width:36px; }}
QScrollBar::handle:hover {{ background:{t["scroll_hover"]}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height:0; width:0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background:transparent; }}
QAbstractScrollArea::corner {{ background:transparent; border:0; }}
QSplitter::handle {{ background:transparent; }}
QSplitter::handle:hover {{ background:{t["line"]}; }}
QProgressBar {{ background:{t["line"]}; border:0; border-radius:3px; max-height:6px; min-height:6px; }}
QProgressBar::chunk {{ background:{t["primary"]}; border-radius:3px; }}
QMenu {{ background:{t["surface"]}; border:1px solid {t["line2"]}; padding:4px; }}
QMenu::item {{ padding:6px 28px 6px 12px; border-radius:3px; font-size:13px; }}
QMenu::item:selected {{ background:{t["sel"]}; color:{t["text"]}; }}
QMenu::item:disabled {{ color:{t["disabled"]}; }}
QMenu::separator {{ height:1px; background:{t["line"]}; margin:4px 8px; }}
QMenu::indicator {{ width:14px; height:14px; margin-left:6px; }}
QMenu::indicator:non-exclusive {{ border:1px solid {t["text3"]}; border-radius:3px; }}
QMenu::indicator:checked {{ background:{t["primary"]}; border-color:{t["primary"]}; image:{_picture("tick")}; }}
QToolTip {{ background:{t["text"]}; color:{t["on_primary"]}; border:0; padding:6px; font-size:13px; }}
QCalendarWidget QToolButton {{ background:transparent; border:0; color:{t["text"]}; padding:4px 8px; }}
QCalendarWidget QToolButton:hover {{ background:{t["hover"]}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background:{t["surface2"]}; }}
QCalendarWidget QAbstractItemView {{ selection-background-color:{t["primary"]};
  selection-color:{t["on_primary"]}; }}
"""
