"""Blocks of a manuscript understood as a draft: title, by-line, labels, signature; the rest is the body.

What is not recognised stays in the body and its field stays empty: no contributor is ever guessed
(design: reliability.md E9).
"""

from collections.abc import Iterator
from itertools import pairwise

from cppcc_desk.documents.reading.blocks import Align, Block, Line, Manuscript, Paragraph, Table, lines_of
from cppcc_desk.documents.reading.entries import Entries
from cppcc_desk.documents.reading.forms import is_form, is_frame, read_form
from cppcc_desk.documents.reading.headings import (
    can_continue,
    is_addressee,
    is_instruction,
    is_letterhead,
    is_numbered,
    is_subtitle,
    is_title,
    joined,
    looks_continued,
    neat,
)
from cppcc_desk.documents.reading.labels import Field, has_strange_label, label, pairs, unlabelled
from cppcc_desk.documents.reading.persons import Found, identify
from cppcc_desk.documents.reading.pieces import beginnings
from cppcc_desk.documents.reading.signature import LONGEST_ENTRY, SENTENCE_END, take_signature
from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.domain.submission import MAX_TITLE, Draft

_HEAD_LINES = 40  # how far labels, letterhead and by-line may reach
_SHORT = 40  # characters of a line above a form that belongs to the form
_MOST_PIECES = 50
_LEAST_TEXT = 30  # characters of a piece that stands by itself


Understood = tuple[Draft, tuple[str, ...]]  # a draft, and everything to be looked at in it


def understand(manuscript: Manuscript) -> tuple[Understood, ...]:
    """The pieces in `manuscript`: one, or several when each has its own title, text and contributor.

    Raises Unreadable when there is no text at all.
    """
    reader = _Reader(manuscript.blocks)
    draft = reader.draft()
    if not draft.title and not draft.body:
        seen = "只有图片或嵌入的内容，" if manuscript.warnings else ""
        raise Unreadable(f"文件里{seen}没有可读的文字（空文档）；请核对是否发错文件，图片稿请手工登记。")
    pieces = _apart(manuscript.blocks, beginnings(manuscript.blocks, reader.title_line))
    if not pieces:
        return ((draft, (*manuscript.warnings, *reader.warnings(draft))),)
    titles = [piece.title for piece, _ in pieces]
    return tuple(
        (piece, (*manuscript.warnings, _of_several(titles, number), *warnings))
        for number, (piece, warnings) in enumerate(pieces)
    )


def _apart(blocks: tuple[Block, ...], places: tuple[int, ...]) -> list[Understood]:
    """The pieces that begin at `places`, and the one above; [] unless every one of them is whole."""
    if not 0 < len(places) < _MOST_PIECES:
        return []
    pieces: list[Understood] = []
    for begin, end in pairwise((0, *places, len(blocks))):
        reader = _Reader(blocks[begin:end])
        draft = reader.draft()
        if not reader.whole(draft):
            return []
        pieces.append((draft, tuple(reader.warnings(draft))))
    return pieces


def _of_several(titles: list[str], number: int) -> str:
    others = "、".join(f"“{title}”" for place, title in enumerate(titles) if place != number)
    return f"这份文件里有 {len(titles)} 篇来稿，这是第 {number + 1} 篇，另有{others}，请核对。"


class _Reader:
    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self._entries = Entries()
        self._unknown: list[str] = []
        self._second_title = ""
        self._title_by_guess = False
        self._title_parts: list[Line] = []
        self._form_title = ""
        self._in_instructions = False
        self._above_form = 0  # lines above the form that holds the title
        self._lines: list[Line] = []
        self._flatten(blocks)

    @property
    def title_line(self) -> Line | None:
        """The first line of the title, where it is a line of its own."""
        return self._title_parts[0] if self._title_parts else None

    def draft(self) -> Draft:
        start = self._head()
        self._look_for_second(start)
        if not self._second_title:  # the last signature would be somebody else's
            take_signature(self._lines, start, self._entries)
        title = self._form_title or self._entries.title or joined([line.text for line in self._title_parts])
        body = [line.text for line in self._lines[start:] if line.text]
        if not title and body:
            title = self._first_words(body[0])
        return self._entries.draft(title=neat(title), body="\n".join(body))

    def whole(self, draft: Draft) -> bool:
        """Whether `draft` stands by itself: a title of its own, a text, and who wrote it."""
        told = draft.title and not self._title_by_guess and len(draft.body) >= _LEAST_TEXT
        return bool(told and (draft.contributors or draft.unit) and not self._second_title)

    def warnings(self, draft: Draft) -> Iterator[str]:
        if not draft.title:
            yield "没有认出标题，请补填。"
        elif self._title_by_guess:
            yield "没有单独的标题行，标题取自正文首句，请核对。"
        if len(draft.title) > MAX_TITLE:
            yield f"标题超过 {MAX_TITLE} 个字，请缩短。"
        if not draft.body:
            yield "只有标题，没有读到正文（正文为空），请与原稿核对。"
        if not draft.contributors:
            collective = f"；如是“{draft.unit}”的集体来稿，请勾选集体来稿" if draft.unit else ""
            yield f"没有认出反映人（作者），请补填{collective}。"
        if self._entries.part_of_date:
            yield f"写稿日期只见“{self._entries.part_of_date}”，不完整或有误，日期没有填入，请补填。"
        if self._unknown:
            yield f"登记表中有未带入的栏目：{'、'.join(self._unknown)}，请看原稿。"
        if self._second_title:
            yield f"这份文件里可能不止一篇来稿（又见标题“{self._second_title}”），已作为一篇读入，如需请拆分登记。"

    def _flatten(self, blocks: tuple[Block, ...]) -> None:
        """Put all text in lines, reading form tables on the way."""
        for number, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                for text in block.text.split("\n"):
                    line = " ".join(text.split("\t")).strip()
                    if not self._instructs(line):
                        self._lines.append(Line(line, number, block.align, block.size, block.is_title))
            elif is_form(block):
                self._form(block, number)
            elif is_frame(block):
                self._flatten(tuple(b for row in block.rows for cell in row for b in cell.blocks))
            else:
                self._lines += [Line(text, number) for text in lines_of((block,))]

    def _instructs(self, line: str) -> bool:
        """Whether a line under a form tells how to fill it in, or goes on with that: such lines are no text."""
        self._in_instructions = bool(self._form_title) and (
            is_instruction(line) or (self._in_instructions and is_numbered(line))
        )
        return self._in_instructions

    def _form(self, table: Table, number: int) -> None:
        form = read_form(table)
        for field, value in form.values:
            if field is not Field.TITLE:
                self._entries.enter(field, value)
            elif not self._form_title:
                self._form_title, self._above_form = value, len(self._lines)
            elif neat(value) != neat(self._form_title):
                self._second_title = neat(value)
        self._unknown += form.unknown
        self._lines += [Line(text, number) for text in form.body]

    def _head(self) -> int:
        """Read everything above the body; the index of the body's first line."""
        lines, place, seen = self._lines, 0, 0
        letterhead = False
        while place < len(lines) and seen < _HEAD_LINES:
            line = lines[place]
            if not line.text:
                place += 1
                continue
            seen += 1
            taken, body_begins = self._labels(place)
            place += taken
            if body_begins:
                break
            if taken:
                continue
            if self._has_title and self._byline(line):
                place += 1
            elif not self._title_parts and self._is_letterhead(place, after=letterhead):
                letterhead = True
                place += 1
            elif place < self._above_form and len(line.text) <= _SHORT and not line.text.endswith(tuple(SENTENCE_END)):
                place += 1  # the form's own name
            elif self._has_title:
                break
            elif self._byline(line, needs_name=True) and self._title_follows(place):
                place += 1
            elif is_title(line.text, marked=line.is_title or line.align is Align.CENTRE):
                place = self._title(place)
            else:
                break
        if not self._has_title:
            return 0 if letterhead or self._entries.empty else place
        return place

    @property
    def _has_title(self) -> bool:
        return bool(self._form_title or self._entries.title or self._title_parts)

    def _labels(self, place: int) -> tuple[int, bool]:
        """How many lines from `place` are labelled entries (0: none), and whether the body begins after them."""
        line = self._lines[place]
        found = pairs(line.text.strip("（()）") if line.text.startswith(("（", "(")) else line.text)
        if not found:
            if label(line.text) is Field.BODY and self._has_title:
                return 1, True
            return 0, False
        used = 1
        for field, value in found:
            if field is Field.BODY:  # what follows 正文： on its line is the first line of the body
                self._lines[place] = Line(value, line.paragraph)
                return 0, True
            below = self._value_below(place) if not value and len(found) == 1 else ""
            used = 2 if below else 1
            self._entries.enter(field, value or below)
        return used, False

    def _value_below(self, place: int) -> str:
        text = self._lines[place + 1].text if place + 1 < len(self._lines) else ""
        return text if len(text) <= LONGEST_ENTRY and not pairs(text) and label(text) is None else ""

    def _is_letterhead(self, place: int, *, after: bool) -> bool:
        """A line of letterhead or an organ's name above one; `after` one, also the organ with the date of issue."""
        text = self._lines[place].text
        if is_letterhead(text):
            return True
        if len(text) > LONGEST_ENTRY:
            return False
        found = identify(text)
        if found.rest or not found.unit or found.names:
            return False
        if after and found.written_on:
            return True
        following = next((line.text for line in self._lines[place + 1 :] if line.text), "")
        return is_letterhead(following)

    def _title_follows(self, place: int) -> bool:
        following = next((line for line in self._lines[place + 1 :] if line.text), None)
        return following is not None and is_title(following.text, marked=following.align is Align.CENTRE)

    def _title(self, place: int) -> int:
        """Take the title from `place` on; the index after it."""
        first = self._lines[place]
        self._title_parts.append(first)
        place += 1
        while place < len(self._lines) and len(self._title_parts) < 5:
            line = self._lines[place]
            if not line.text:
                if line.paragraph == first.paragraph:
                    place += 1
                    continue
                break
            if not self._continues_title(self._title_parts[-1], line):
                break
            self._title_parts.append(line)
            place += 1
        return place

    def _continues_title(self, last: Line, line: Line) -> bool:
        if is_subtitle(line.text):
            return not _says_who(line.text)
        if not can_continue(line.text) or pairs(line.text) or _says_who(line.text):
            return False
        if line.paragraph == last.paragraph:
            return last.align is Align.CENTRE or looks_continued(last.text, line.text)
        same_look = line.align is Align.CENTRE and last.align is Align.CENTRE
        if same_look and last.size and line.size and last.size != line.size:
            return False
        return same_look or looks_continued(last.text, line.text)

    def _byline(self, line: Line, *, needs_name: bool = False) -> bool:
        """Enter a line that only names who wrote; False when it is something else."""
        text = line.text
        if len(text) > LONGEST_ENTRY or text.endswith(tuple(SENTENCE_END + "：:")) or is_numbered(text):
            return False
        if has_strange_label(text):
            return False
        bracketed = text.startswith(("（", "(", "【", "[")) and text.endswith(("）", ")", "】", "]"))
        found = identify(unlabelled(text))
        if found.rest or not found.anything or (needs_name and not found.names):
            return False
        if not (bracketed or found.names or found.phone or line.align is not Align.SIDE or found.written_on):
            return found.unit != "" and not is_addressee(found.unit) and self._alone(found)
        return self._entries.merge(found)

    def _alone(self, found: Found) -> bool:
        """A bare unit under the title is the contributor's only while no other is known."""
        if self._entries.unit:
            return False
        self._entries.merge(found)
        return True

    def _first_words(self, text: str) -> str:
        """The beginning of a text without a title, when it is short enough to serve as one."""
        cut = min((text.find(c) for c in SENTENCE_END + "，,：: \u3000" if c in text), default=len(text))
        words = text[:cut]
        self._title_by_guess = 4 <= len(words) <= 45
        return words if self._title_by_guess else ""

    def _look_for_second(self, start: int) -> None:
        first = self.title_line
        if first is None or not (first.align is Align.CENTRE or first.is_title):
            return
        for line in self._lines[start + 1 :]:
            same = line.align is first.align and line.is_title == first.is_title and line.size == first.size
            if same and line.text.startswith("关于") and is_title(line.text, marked=True):
                self._second_title = neat(line.text)
                return


def _says_who(text: str) -> bool:
    found = identify(text)
    return found.anything and not found.rest
