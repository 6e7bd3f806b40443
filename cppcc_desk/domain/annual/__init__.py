"""The 公文 that tell of an office's year: the 通报 with its annexes, the 表彰决定."""

from cppcc_desk.domain.annual.circulating import chart_of, circulated
from cppcc_desk.domain.annual.commending import Honoured, commended
from cppcc_desk.domain.annual.printed import by_month, changed, numbers_of, numbers_printed, summary

__all__ = [
    "Honoured",
    "by_month",
    "changed",
    "chart_of",
    "circulated",
    "commended",
    "numbers_of",
    "numbers_printed",
    "summary",
]
