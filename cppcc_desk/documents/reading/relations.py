"""What a part of a package refers to (ECMA-376 part 2, 9.3): its relationships inside the package."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from cppcc_desk.documents.reading.package import Package
from cppcc_desk.documents.reading.xml import tree

_OFFICE_DOCUMENT = "/officedocument"


@dataclass(frozen=True)
class Relation:
    """`kind` is the type in lower case, `target` the name of the part it leads to, which need not be there."""

    id: str
    kind: str
    target: str


def relations(package: Package, part: str) -> Iterator[Relation]:
    """The relations of `part`, "" for the package itself; those that lead outside are left out."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    root = tree(package.chunks(rels)) if rels in package else None
    for relation in () if root is None else root:
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            yield Relation(relation.get("Id", ""), relation.get("Type", "").lower(), target.lstrip("/"))


def main_part(package: Package, usual: str) -> str:
    """The part that the package is about; `usual` where it says nothing or what is not there."""
    found = next((r.target for r in relations(package, "") if r.kind.endswith(_OFFICE_DOCUMENT)), usual)
    return found if found in package else usual
