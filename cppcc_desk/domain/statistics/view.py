"""Which table is wanted: what stands in its rows and columns, what is counted, and which pieces are left out."""

from dataclasses import dataclass
from typing import Final

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.statistics.dimensions import Dimension, Measure

Filters = tuple[tuple[Dimension, tuple[str, ...]], ...]  # of each, the values that count: keys or words

_MANY: Final = 3  # measures, which a title does not name one by one


@dataclass(frozen=True, kw_only=True)
class View:
    """A table to be made. `columns` None: a column for each of `measures`; else there is one of these.

    `compared`: beside the sums stand those of the same days of the year before.
    """

    rows: Dimension
    columns: Dimension | None
    measures: tuple[Measure, ...]
    filters: Filters = ()
    compared: bool = False

    def __post_init__(self) -> None:
        if not self.measures or (self.columns is not None and len(self.measures) > 1):
            raise ValueError("one measure by a dimension, or several side by side")
        if self.columns is self.rows:
            raise Invalid(f"行和列不能都是“{self.rows}”。没有作任何改动。请换一个列项。")

    @property
    def title(self) -> str:
        """采用情况统计表（按类别和采用层级）, 来稿和采用情况统计表（按月份）."""
        what = "和".join(self.measures) if len(self.measures) < _MANY else "来稿办理"
        by = self.rows.value if self.columns is None else f"{self.rows}和{self.columns}"
        return f"{what}情况统计表（按{by}）"

    @property
    def asks_uses(self) -> bool:
        """Whether it must be known where pieces were used."""
        about = {self.rows, self.columns, *(dimension for dimension, _ in self.filters)}
        return Dimension.ADOPTED_LEVEL in about or bool({Measure.ADOPTED, Measure.ISSUED} & set(self.measures))


READY: Final = {
    "months": View(rows=Dimension.MONTH, columns=None, measures=(Measure.RECEIVED, Measure.ADOPTED)),
    "levels": View(rows=Dimension.CATEGORY, columns=Dimension.ADOPTED_LEVEL, measures=(Measure.ADOPTED,)),
    "groups": View(rows=Dimension.GROUP, columns=None, measures=tuple(Measure)),
    "sources": View(rows=Dimension.SOURCE, columns=None, measures=tuple(Measure)),
}
READY_WORDS: Final = {
    "months": "按月来稿与采用",
    "levels": "按类别与层级",
    "groups": "按小组",
    "sources": "按来源",
}
