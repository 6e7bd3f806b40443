"""正文 as it is typed, and back: plain lines, tables as they are pasted from WPS or Excel, pictures by their names.

Blocks are those of the fields of a paper (design/commands.md, "Fields of document"): a string is a paragraph,
`{"table": …}` and `{"picture": key}` are what they say.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

_PICTURE = re.compile(r"〔图片：(.+)〕")
_BLANKS = " \r\u3000\u00a0"
_LEAST_ROWS = 2  # a head and one row: a single line with tabs is a line in which somebody pressed Tab
# Excel puts a cell of several lines into quotation marks, and doubles those that are inside.
_QUOTED = re.compile(r'(?<![^\t\n])"((?:[^"]|"")*\n(?:[^"]|"")*)"(?![^\t\n])')


def picture_line(name: str) -> str:
    """How the picture called `name` stands in the text."""
    return f"〔图片：{name}〕"


def pictures_of(fields: Mapping[str, Any]) -> dict[str, str]:
    """A name for every picture in the text and in the attachments of a paper, 图1 onwards: name -> key."""
    attachments = [item for item in fields.get("attachments") or () if isinstance(item, dict)]
    bodies = [fields.get("body"), *(item.get("body") for item in attachments)]
    keys = [key for body in bodies for key in _picture_keys(body)]
    return {f"图{number}": key for number, key in enumerate(dict.fromkeys(keys), start=1)}


def _picture_keys(body: Any) -> Iterator[str]:
    for block in body if isinstance(body, list) else ():
        if isinstance(block, dict) and "picture" in block:
            yield block["picture"]


def text_from_blocks(blocks: Any, pictures: Mapping[str, str]) -> str:
    """One paragraph a line; the cells of a table divided by tabs; a picture by its name in `pictures`."""
    names = {key: name for name, key in pictures.items()}
    parts: list[str] = []
    table_before = False
    given: list[Any] = [blocks] if isinstance(blocks, str) else list(blocks or ())
    for block in given:
        match block:
            case {"table": table}:
                if table_before:
                    parts.append("")  # else two tables with the same number of columns would become one
                parts += ["\t".join(map(_cell, line)) for line in (table["columns"], *table["rows"])]
            case {"picture": key}:
                parts.append(picture_line(names[key]))
            case _:
                parts += [line.replace("\t", " ") for line in str(block).split("\n") if line.strip()]
        table_before = isinstance(block, dict) and "table" in block
    return "\n".join(parts)


def _cell(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


def blocks_from_text(text: str, pictures: Mapping[str, str], *, before: Any = ()) -> list[Any]:
    """What the lines mean. Consecutive lines with the same number of cells divided by tabs, at least two of each, are
    a table whose first line is its head. A table with the same head as one of the blocks `before` keeps its widths.
    """
    widths = {
        tuple(block["table"]["columns"]): block["table"]["widths_mm"]
        for block in (before if isinstance(before, list) else ())
        if isinstance(block, dict) and block.get("table", {}).get("widths_mm")
    }
    made: list[Any] = []
    for lines in _together(_QUOTED.sub(lambda found: " ".join(found[1].replace('""', '"').split()), text).split("\n")):
        if len(lines) >= _LEAST_ROWS:
            head, *rows = lines
            table: dict[str, Any] = {"columns": head, "rows": rows}
            if tuple(head) in widths:
                table["widths_mm"] = widths[tuple(head)]
            made.append({"table": table})
        else:
            made += [block for line in lines if (block := _paragraph(" ".join(line), pictures))]
    return made


def unknown_pictures(text: str, pictures: Mapping[str, str]) -> list[str]:
    """Names that stand in the text like pictures but are none."""
    return [name for line in text.split("\n") if (name := _picture_name(line)) and name not in pictures]


def _together(lines: Iterable[str]) -> Iterator[Sequence[list[str]]]:
    """Lines as lists of cells: those that go together as a table at once, every other line by itself."""
    held: list[list[str]] = []
    for line in lines:
        cells = [cell.strip(_BLANKS) for cell in line.split("\t")] if line.strip(_BLANKS) else []
        if held and len(held[0]) != len(cells):
            yield held
            held = []
        if len(cells) > 1:
            held.append(cells)
        elif cells:
            yield [cells]
    if held:
        yield held


def _paragraph(line: str, pictures: Mapping[str, str]) -> Any:
    name = _picture_name(line)
    return {"picture": pictures[name]} if name in pictures else line.strip(_BLANKS)


def _picture_name(line: str) -> str:
    found = _PICTURE.fullmatch(line.strip(_BLANKS))
    return found[1] if found else ""
