"""任务进度: how far people and units have come with what they owe this year."""

from cppcc_desk.ui.pages.quotas.page import QuotasPage

__all__ = ["QuotasPage"]
