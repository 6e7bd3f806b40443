"""The office's roster template (.xlsx) read row by row: one person a row, columns known by their heads."""

from pathlib import Path

from cppcc_desk.domain.errors import Unreadable

COLUMNS = ("姓名", "身份", "工作单位及职务", "联系电话", "界别", "专委会", "镇街", "党派", "信息小组")


def read_roster(path: Path) -> tuple[dict[str, str], ...]:
    """One dict a person with the keys of COLUMNS, "" where a cell is empty.

    Raises Unreadable when the first row does not hold these heads.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - 300 ms that only reading a table needs

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        rows = [[_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    finally:
        book.close()
    heads = rows[0] if rows else []
    if lacking := [column for column in COLUMNS if column not in heads]:
        raise Unreadable(f"名册“{path.name}”缺少这些列：{'、'.join(lacking)}。没有登记任何人；请按模板填写后再试。")
    place = {column: heads.index(column) for column in COLUMNS}
    people = [{column: row[i] if i < len(row) else "" for column, i in place.items()} for row in rows[1:]]
    return tuple(person for person in people if person["姓名"])


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
