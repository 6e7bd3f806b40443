"""Commands on activities of the 信息小组 and on meetings: `activity`, `attend`; both number them in one series."""

from cppcc_desk.cli.occasions.grammar import add

__all__ = ["add"]
