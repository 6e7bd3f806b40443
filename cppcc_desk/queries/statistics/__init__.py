"""Statistics read from what is recorded."""

from cppcc_desk.queries.statistics.material import material
from cppcc_desk.queries.statistics.whole import Statistics, statistics

__all__ = ["Statistics", "material", "statistics"]
