"""The yearly notice of days off, understood from its pasted text."""

from cppcc_desk.domain.holidays.notice import HolidayNotice, parse_notice

__all__ = ["HolidayNotice", "parse_notice"]
