"""`outcome` records what became of a piece or an issue; `outcomes` is everything else about 反馈 and 交办."""

from cppcc_desk.cli.outcomes.grammar import add

__all__ = ["add"]
