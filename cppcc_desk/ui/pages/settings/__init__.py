"""设置: the office's own rules and lists, and what belongs to this PC."""

from cppcc_desk.ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
