"""The level of what a piece is sent to."""

from cppcc_desk.domain.outcomes import Level, level_of
from cppcc_desk.domain.step_fields import split
from cppcc_desk.storage import tables as t


def level_at(destination: t.Destination) -> Level:
    """That of one 去向, by all its names."""
    names = (destination.name, *split(destination.aliases))
    return level_of(names, department=destination.parent_id is not None)
