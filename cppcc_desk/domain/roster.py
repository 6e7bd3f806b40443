"""名册: what a list of people says of each of them, as read and before it is confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cppcc_desk.domain.submission import ReadStatus


class RosterColumn(StrEnum):
    """What the program knows of a person in a roster, by the head of its column."""

    NAME = "姓名"
    GENDER = "性别"
    ETHNICITY = "民族"
    BORN_ON = "出生日期"
    KIND = "身份"
    SECTOR = "界别"
    COMMITTEE = "专委会"
    TOWN = "镇街"
    PARTY = "党派"
    INFO_GROUP = "信息小组"
    UNIT_POSITION = "工作单位及职务"
    UNIT = "工作单位"
    POSITION = "职务"
    PHONE = "联系电话"
    OTHER_PHONE = "其他电话"
    ID_NO = "身份证号"
    REMARK = "备注"


@dataclass(frozen=True, kw_only=True)
class RosterRow:
    """One person as the row `number` of the sheet says; a column that says nothing is not in `values`.

    Telephone and identity numbers are text, BORN_ON is 1975-01-10, or 1975-01 where no day is given. `problems` are
    sentences on what could not be understood of this row.
    """

    values: Mapping[RosterColumn, str]
    sheet: str = ""
    number: int
    problems: tuple[str, ...] = ()

    def __getitem__(self, column: RosterColumn) -> str:
        """What the row says in `column`, "" for nothing."""
        return self.values.get(column, "")


@dataclass(frozen=True, kw_only=True)
class RosterResult:
    """One roster read, or the reason why not: `message` is a sentence exactly when `status` is REFUSED or SKIPPED.

    Problems of rows are among `warnings`, too, with where they are. `heads` are those of the columns as they are
    written, with what each was taken for; None for one that was not read. `is_text`: the file is text, whose encoding a
    person may choose where it was guessed wrong.
    """

    status: ReadStatus
    rows: tuple[RosterRow, ...] = ()
    warnings: tuple[str, ...] = ()
    message: str = ""
    heads: Mapping[str, RosterColumn | None] = field(default_factory=dict)
    is_text: bool = False
