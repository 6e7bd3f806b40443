"""The signature under a manuscript: 单位, 姓名, 电话, 日期 in the last lines, or in brackets at the end of the text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cppcc_desk.documents.reading.blocks import Align, Line
from cppcc_desk.documents.reading.entries import Entries
from cppcc_desk.documents.reading.headings import is_numbered
from cppcc_desk.documents.reading.labels import Field, has_strange_label, pairs, unlabelled
from cppcc_desk.documents.reading.persons import Found, identify

LONGEST_ENTRY = 80  # characters of a line that may be a by-line or part of a signature
SENTENCE_END = "。！？；!?;…"
_REACH = 12  # lines from the end
_CONTACT = ("联系人", "（联系人")  # whom to ask is not who wrote
_NOTES = ("附件", "附：", "附:", "注：", "注:", "备注", "责任编辑", "（责任编辑", "编辑：", "抄送", "报送：", *_CONTACT)
_ADDRESS = re.compile(
    r"[（(]?(?:通[讯信]地址|联系地址|地址|邮政编码|邮编|电子邮[箱件]|邮箱|E-?mail|微信号?|QQ号?)[:： ]|@", re.I
)
_OTHERS_PART = re.compile(r"[（(]?[\u4e00-\u9fff]{2,6}[:：]\s*[\u4e00-\u9fff 　]{2,12}[）)]?$")  # 指导老师：周山
_ANNEX = re.compile(r"附件\s*[0-9一二三四五]{0,2}\s*[:：]?$")
_RUN_ON = re.compile(r"(.*[。！？])[ \u3000\t]{2,}(\S.*)")


def take_signature(lines: list[Line], start: int, entries: Entries) -> None:
    """Enter what the signature below `start` says, and remove from `lines` those of its lines that say nothing else."""
    _part_from_text(lines, start)
    annexes = (i for i in range(start + 1, len(lines)) if _ANNEX.match(lines[i].text))
    for end in (len(lines), *annexes):
        taken = _signed_lines(lines, start, end)
        if _is_signature(lines, taken):
            understood = entries.sign([found for _, found in reversed(taken)])
            for (place, _), whole in zip(taken, reversed(understood), strict=True):
                if whole:
                    del lines[place]
            break
    else:
        for place, found in _signed_lines(lines, start, len(lines)):
            if found == Found() and lines[place].align is not Align.CENTRE:
                del lines[place]  # of a pattern that nobody filled in: 反映人：
    _closing_bracket(lines[start:], entries)


def _signed_lines(lines: Sequence[Line], start: int, end: int) -> list[tuple[int, Found]]:
    """The lines that end the text above `end` and say who wrote it and when, the last first."""
    taken: list[tuple[int, Found]] = []
    place, seen = _above_attachments(lines, start, end), 0
    while place > start and seen < _REACH:
        place -= 1
        text = lines[place].text
        if not text:
            continue
        seen += 1
        found = None if _ADDRESS.search(text) else signed(text)
        if found is not None and not _is_beyond(lines, place, found, taken):
            taken.append((place, found))
        elif _ADDRESS.search(text) or (_OTHERS_PART.match(text) and not text.endswith(tuple(SENTENCE_END))):
            continue  # stays in the body: no field for it
        elif taken or not text.startswith(_NOTES) or len(text) > LONGEST_ENTRY:
            if text.endswith(("：", ":")):  # what stands right under it is a list, not a signature
                while taken and taken[-1][1] == Found(names=taken[-1][1].names):
                    taken.pop()
            break  # a note under the signature stays in the body
    return taken


def _is_beyond(lines: Sequence[Line], place: int, found: Found, taken: Sequence[tuple[int, Found]]) -> bool:
    """Whether the line at `place` belongs to the text above a signature of the lines `taken`, though it looks alike."""
    if _only_unit(found) and any(_only_unit(below) for _, below in taken):
        return True
    return bool(found.names) and any(
        below.names and lines[there].align is not lines[place].align for there, below in taken
    )


def _above_attachments(lines: Sequence[Line], start: int, end: int) -> int:
    """The index under the signature when the text ends with a numbered list of attachments; else `end`."""
    place = end
    while place > start and end - place < _REACH:
        place -= 1
        text = lines[place].text
        if text.startswith(("附件", "附：", "附:")):
            return place
        if text and not is_numbered(text):
            break
    return end


def _part_from_text(lines: list[Line], start: int) -> None:
    """Put a signature that stands behind the last sentence, on its line, on a line of its own."""
    last = next((i for i in range(len(lines) - 1, start - 1, -1) if lines[i].text), -1)
    match = _RUN_ON.fullmatch(lines[last].text) if last >= 0 else None
    found = signed(match[2]) if match else None
    if match and found and found.anything:
        lines[last : last + 1] = [replace(lines[last], text=match[1]), replace(lines[last], text=match[2])]


def _is_signature(lines: Sequence[Line], taken: Sequence[tuple[int, Found]]) -> bool:
    """Lines that only name places are a signature when something else in them says so."""
    says = any(
        found.names or found.written_on or found.phone or found.drafter or (found.unit and found.position)
        for _, found in taken
    )
    return says or any(lines[place].align is Align.RIGHT for place, _ in taken)


def _closing_bracket(lines: Sequence[Line], entries: Entries) -> None:
    """A text that ends 。（云溪县第一中学 张明远） names its contributor; the text is left as it is."""
    last = next((line.text for line in reversed(lines) if line.text), "")
    head, opening, inside = last.rpartition("（")
    if entries.names or not opening or not inside.endswith("）") or not head.rstrip().endswith(tuple(SENTENCE_END)):
        return
    found = identify(unlabelled(inside[:-1]))
    if found.names and not found.rest:
        entries.merge(found)


def signed(text: str) -> Found | None:
    """What a line of a signature says, nothing for an unfilled one (　年　月　日); None for any other line."""
    if (
        len(text) > LONGEST_ENTRY
        or text.endswith(tuple(SENTENCE_END))
        or is_numbered(text)
        or text.startswith(_CONTACT)
    ):
        return None
    if has_strange_label(text):
        return None
    labelled = pairs(text.strip("（()） \u3000"))
    found = _entered(labelled) if labelled else identify(unlabelled(text))
    return None if found.rest else found


def _entered(labelled: Sequence[tuple[Field, str]]) -> Found:
    entries = Entries()
    for field, value in labelled:
        if field in (Field.TITLE, Field.BODY, Field.SECTOR):
            return Found(rest=value)
        entries.enter(field, value)
    return entries.found


def _only_unit(found: Found) -> bool:
    """One line of a signature names the unit; above it the body may end with a place."""
    return bool(found.unit) and not (found.names or found.phone or found.written_on or found.position)
