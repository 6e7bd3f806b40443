"""A picture as papers use it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Picture:
    """An image file's bytes, its height divided by its width, and how wide it is at its own resolution."""

    name: str
    data: bytes
    ratio: float
    width_mm: float
