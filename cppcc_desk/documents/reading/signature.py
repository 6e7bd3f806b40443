"""The signature under a manuscript: 单位, 姓名, 电话, 日期 in the last lines, or in brackets at the end of the text."""

from cppcc_desk.documents.reading.blocks import Align, Line
from cppcc_desk.documents.reading.entries import Entries
from cppcc_desk.documents.reading.headings import is_numbered
from cppcc_desk.documents.reading.labels import unlabelled
from cppcc_desk.documents.reading.persons import Found, identify

LONGEST_ENTRY = 80  # characters of a line that may be a by-line or part of a signature
SENTENCE_END = "。！？；!?;…"
_REACH = 12  # lines from the end
_CONTACT = ("联系人", "（联系人")  # whom to ask is not who wrote
_NOTES = ("附件", "附：", "附:", "注：", "注:", "备注", "责任编辑", "（责任编辑", "编辑：", "抄送", "报送：", *_CONTACT)


def take_signature(lines: list[Line], start: int, entries: Entries) -> None:
    """Enter what the signature below `start` says, and remove from `lines` those of its lines that say nothing else."""
    taken: list[tuple[int, Found]] = []
    place, seen = len(lines), 0
    while place > start and seen < _REACH:
        place -= 1
        text = lines[place].text
        if not text:
            continue
        seen += 1
        found = _signed(text)
        if found is not None and not (_only_unit(found) and any(_only_unit(f) for _, f in taken)):
            taken.append((place, found))
        elif taken or not text.startswith(_NOTES) or len(text) > LONGEST_ENTRY:
            break  # a note under the signature stays in the body
    if _is_signature(lines, taken):
        for place in [place for place, found in reversed(taken) if entries.merge(found)][::-1]:
            del lines[place]
    _closing_bracket(lines[start:], entries)


def _is_signature(lines: list[Line], taken: list[tuple[int, Found]]) -> bool:
    """Lines that only name places are a signature when something else in them says so."""
    says = any(found.names or found.written_on or found.phone for _, found in taken)
    return says or any(lines[place].align is Align.RIGHT for place, _ in taken)


def _closing_bracket(lines: list[Line], entries: Entries) -> None:
    """A text that ends 。（云溪县第一中学 张明远） names its contributor; the text is left as it is."""
    last = next((line.text for line in reversed(lines) if line.text), "")
    head, opening, inside = last.rpartition("（")
    if entries.names or not opening or not inside.endswith("）") or not head.rstrip().endswith(tuple(SENTENCE_END)):
        return
    found = identify(unlabelled(inside[:-1]))
    if found.names and not found.rest:
        entries.merge(found)


def _signed(text: str) -> Found | None:
    """What a line of a signature says; None for any other line."""
    if (
        len(text) > LONGEST_ENTRY
        or text.endswith(tuple(SENTENCE_END))
        or is_numbered(text)
        or text.startswith(_CONTACT)
    ):
        return None
    found = identify(unlabelled(text))
    return None if found.rest or not found.anything else found


def _only_unit(found: Found) -> bool:
    """One line of a signature names the unit; above it the body may end with a place."""
    return bool(found.unit) and not (found.names or found.phone or found.written_on or found.position)
