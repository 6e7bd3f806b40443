"""A 公文 composed: its elements in their order as a `Flow`, by GB/T 9704-2012."""

from cppcc_desk.domain.document.compose import compose_document

__all__ = ["compose_document"]
