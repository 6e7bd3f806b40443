"""Finding people and titles by the first letters of their pinyin, with every reading a character has.

单, 曾, 仇, 查, 区 are read otherwise as surnames; a person is found by any of the readings.
"""

from collections.abc import Iterator, Mapping
from itertools import islice, product

PinyinTable = Mapping[str, str]  # character -> first letters of its readings, the usual one first
Spelling = list[tuple[int, str]]  # position and possible letters of each character that has any

_MOST_SPELLINGS = 64  # a name of four characters with three readings each has 81; real ones have one to four


def parse(text: str) -> PinyinTable:
    """The table from its file: lines of letters, a tab, and the characters that are read so."""
    table: dict[str, str] = {}
    for line in text.splitlines():
        letters, _, characters = line.partition("\t")
        table.update(dict.fromkeys(characters, letters))
    return table


def spelling(text: str, table: PinyinTable) -> Spelling:
    """Position and possible letters of each character of `text` that has any: ideographs, Latin letters, digits."""
    return [(position, letters) for position, c in enumerate(text) if (letters := _letters(c, table))]


def _letters(character: str, table: PinyinTable) -> str:
    if character.isascii():
        return character.casefold() if character.isalnum() else ""
    return table.get(character, "")


def initials(name: str, table: PinyinTable) -> tuple[str, ...]:
    """All ways to type `name` by initials, the usual one first: 单国强 -> dgq, cgq, sgq. Empty when it has none."""
    letters = [letters for _, letters in spelling(name, table)]
    return tuple("".join(way) for way in islice(product(*letters), _MOST_SPELLINGS)) if letters else ()


def grams(text: str, table: PinyinTable, *, sizes: tuple[int, ...]) -> set[str]:
    """Every stretch of `sizes` initials in each line of `text`, in all readings: what the index of initials stores."""
    found: set[str] = set()
    for line in text.splitlines():
        letters = [letters for _, letters in spelling(line, table)]
        for size in sizes:
            for start in range(len(letters) - size + 1):
                found.update(map("".join, product(*letters[start : start + size])))
    return found


def find(typed: str, text: str, table: PinyinTable) -> tuple[int, int] | None:
    """Where the initials `typed` first stand in `text`: start and end in characters, or None."""
    return find_spelled(typed, spelling(text, table))


def find_spelled(typed: str, spelled: Spelling) -> tuple[int, int] | None:
    """The same in the `spelling` of a text: for who looks through many texts at each key."""
    wanted = typed.casefold()
    if not wanted:
        return None
    for start in _starts(wanted, spelled):
        return spelled[start][0], spelled[start + len(wanted) - 1][0] + 1
    return None


def _starts(wanted: str, spelled: Spelling) -> Iterator[int]:
    for start in range(len(spelled) - len(wanted) + 1):
        if all(letter in spelled[start + i][1] for i, letter in enumerate(wanted)):
            yield start


def matches(typed: str, name: str, table: PinyinTable) -> bool:
    """Whether `typed` is found in the initials of `name`, in any reading."""
    return find(typed, name, table) is not None
