"""The four ledgers out of what is recorded, read in bulk; and what an older ledger is laid beside."""

from cppcc_desk.queries.registers.known import known_pieces, ledger_office
from cppcc_desk.queries.registers.lines import Ref, refs, register_years
from cppcc_desk.queries.registers.rows import RegisterRow, register_rows

__all__ = ["Ref", "RegisterRow", "known_pieces", "ledger_office", "refs", "register_rows", "register_years"]
