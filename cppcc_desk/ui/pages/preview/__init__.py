"""付印预览: a paper as it will be printed, what to look at first, and the way to printer, Word and PDF."""

from cppcc_desk.ui.pages.preview.page import PreviewPage

__all__ = ["PreviewPage"]
