"""导入旧台账: an older ledger beside what is recorded, before anything of it is saved."""

from cppcc_desk.ui.pages.ledger_import.page import LedgerImportPage

__all__ = ["LedgerImportPage"]
