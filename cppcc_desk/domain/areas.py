"""Which 信息小组 looks after a town or a 界别, from the words that the office wrote of each group's area.

城关街道、云台街道；界别：中共、九三学社: a clause ends with ； and may say before a colon what its words are.
"""

import re
from collections.abc import Iterator, Mapping

_CLAUSES = re.compile(r"[；;。\n]")
_WORDS = re.compile(r"[、，,\s]")
_LABEL = re.compile(r"\s*([^：:、，,]{1,6})[：:]")
_SECTORS = "界别"
# 石桥镇政协委员联络工作委员会 looks after 石桥镇.
_TOWN = re.compile(r".{1,8}?(?:街道|镇|乡|苏木|开发区|园区|新区)")


def covering(areas: Mapping[int, str], *, town: str = "", sector: str = "") -> tuple[int, ...]:
    """The groups whose area names `town`, else those that name `sector`; `areas`: id of a group -> its words."""
    for wanted, of_sectors in ((_town(town), False), (_sector(sector), True)):
        shorten = _sector if of_sectors else _town
        found = [
            group
            for group, area in areas.items()
            if wanted and any(shorten(word) == wanted for word in _words(area, of_sectors=of_sectors))
        ]
        if found:
            return tuple(found)
    return ()


def _words(area: str, *, of_sectors: bool) -> Iterator[str]:
    """The words that name 界别, or those that name places; a clause without a label may name either."""
    for clause in _CLAUSES.split(area):
        label = _LABEL.match(clause)
        if label is None or (label[1] == _SECTORS) == of_sectors:
            yield from filter(None, _WORDS.split(clause[label.end() :] if label else clause))


def _town(name: str) -> str:
    found = _TOWN.match(name.strip())
    return found[0] if found else name.strip()


def _sector(name: str) -> str:
    return name.strip().removesuffix("界")
