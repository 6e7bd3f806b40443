"""计分办法: which there are, what each says in sentences, and what a change would do."""

from cppcc_desk.ui.pages.schemes.page import SchemesPage

__all__ = ["SchemesPage"]
