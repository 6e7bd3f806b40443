"""待办工作台: what is open, the tightest deadline first."""

from cppcc_desk.ui.pages.workbench.page import WorkbenchPage

__all__ = ["WorkbenchPage"]
