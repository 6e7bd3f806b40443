"""登记来稿: the form beside the original, or a list of many files."""

from cppcc_desk.ui.pages.register.page import RegisterPage

__all__ = ["RegisterPage"]
