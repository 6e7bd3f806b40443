"""信息员证: the register of cards, what is due for renewal, who lacks one, and pictures for them."""

from cppcc_desk.ui.pages.cards.page import CardsPage

__all__ = ["CardsPage"]
