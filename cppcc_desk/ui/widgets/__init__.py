"""The widgets every page is built from.

Those that draw the office's clocks and steps (lamp, counter, step_bar, step_strip) are imported from their own modules:
the first frame has none of them.
"""

from cppcc_desk.ui.widgets.boxes import STRETCH, clear, column, row, top_left
from cppcc_desk.ui.widgets.buttons import action, button, menu_button
from cppcc_desk.ui.widgets.cards import Bar, Card, batch_bar
from cppcc_desk.ui.widgets.drop_overlay import DropOverlay
from cppcc_desk.ui.widgets.empty_state import EmptyState
from cppcc_desk.ui.widgets.filter_chips import FilterChips
from cppcc_desk.ui.widgets.label import ElidedLabel, hairline, label, picture, tag
from cppcc_desk.ui.widgets.navigation import Area, Navigation
from cppcc_desk.ui.widgets.notice import NoticeBar
from cppcc_desk.ui.widgets.page_header import PageHeader
from cppcc_desk.ui.widgets.progress import ProgressCard
from cppcc_desk.ui.widgets.search_box import SearchBox
from cppcc_desk.ui.widgets.snackbar import Snackbar
from cppcc_desk.ui.widgets.suggest import SuggestEdit, Suggestion

__all__ = [
    "STRETCH",
    "Area",
    "Bar",
    "Card",
    "DropOverlay",
    "ElidedLabel",
    "EmptyState",
    "FilterChips",
    "Navigation",
    "NoticeBar",
    "PageHeader",
    "ProgressCard",
    "SearchBox",
    "Snackbar",
    "SuggestEdit",
    "Suggestion",
    "action",
    "batch_bar",
    "button",
    "clear",
    "column",
    "hairline",
    "label",
    "menu_button",
    "picture",
    "row",
    "tag",
    "top_left",
]
