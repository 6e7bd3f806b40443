"""What happened in a time, counted from what is recorded."""

from cppcc_desk.queries.figures.counting import Counted, counted

__all__ = ["Counted", "counted"]
