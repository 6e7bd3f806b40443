"""业务通讯: drafted part by part with its pages beside it, its numbers with their lists, who gets a copy."""

from cppcc_desk.ui.pages.reports.newsletter.page import NewsletterPage

__all__ = ["NewsletterPage"]
