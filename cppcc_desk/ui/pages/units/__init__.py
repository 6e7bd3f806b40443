"""单位: 界别, 专委会, 镇街工委, 党派团体 and 信息小组, in official order."""

from cppcc_desk.ui.pages.units.page import UnitsPage

__all__ = ["UnitsPage"]
