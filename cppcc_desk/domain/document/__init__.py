"""A 公文 composed: its elements in their order as a `Flow`, by GB/T 9704-2012, and checked before it is printed."""

from cppcc_desk.domain.document.check import check_addressees, check_document
from cppcc_desk.domain.document.compose import compose_document
from cppcc_desk.domain.document.leaders import check_leaders

__all__ = ["check_addressees", "check_document", "check_leaders", "compose_document"]
