"""The widgets pages are built from."""

from cppcc_desk.ui.widgets.boxes import STRETCH, clear, column, row, top_left
from cppcc_desk.ui.widgets.buttons import action, button, menu_button
from cppcc_desk.ui.widgets.cards import Bar, Card, batch_bar
from cppcc_desk.ui.widgets.counter import CounterCard
from cppcc_desk.ui.widgets.drop_overlay import DropOverlay
from cppcc_desk.ui.widgets.empty_state import EmptyState
from cppcc_desk.ui.widgets.filter_chips import FilterChips
from cppcc_desk.ui.widgets.label import ElidedLabel, hairline, label, picture, tag
from cppcc_desk.ui.widgets.lamp import Lamp, LampChip, chip_width, draw_chip, draw_lamp
from cppcc_desk.ui.widgets.navigation import Area, Navigation
from cppcc_desk.ui.widgets.notice import NoticeBar
from cppcc_desk.ui.widgets.page_header import PageHeader
from cppcc_desk.ui.widgets.progress import ProgressCard
from cppcc_desk.ui.widgets.search_box import SearchBox
from cppcc_desk.ui.widgets.snackbar import Snackbar
from cppcc_desk.ui.widgets.step_bar import Progress, StepBar, StepMark
from cppcc_desk.ui.widgets.step_strip import StepCount, StepStrip
from cppcc_desk.ui.widgets.suggest import SuggestEdit, Suggestion

__all__ = [
    "STRETCH",
    "Area",
    "Bar",
    "Card",
    "CounterCard",
    "DropOverlay",
    "ElidedLabel",
    "EmptyState",
    "FilterChips",
    "Lamp",
    "LampChip",
    "Navigation",
    "NoticeBar",
    "PageHeader",
    "Progress",
    "ProgressCard",
    "SearchBox",
    "Snackbar",
    "StepBar",
    "StepCount",
    "StepMark",
    "StepStrip",
    "SuggestEdit",
    "Suggestion",
    "action",
    "batch_bar",
    "button",
    "chip_width",
    "clear",
    "column",
    "draw_chip",
    "draw_lamp",
    "hairline",
    "label",
    "menu_button",
    "picture",
    "row",
    "tag",
    "top_left",
]
