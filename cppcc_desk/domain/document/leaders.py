"""Whether a 公文 calls people by the 职务 that the roster has for them."""

import re
from collections.abc import Collection, Iterator, Mapping

from cppcc_desk.domain.official import OfficialDocument
from cppcc_desk.domain.preprint import PrintProblem, Severity
from cppcc_desk.domain.titles import POSTS

_POST = f"副?(?:{'|'.join(POSTS)})(?![医护科委])"
_GOES_ON = "[同等出主参在讲作指强介通代和与及率到要提]"  # what may stand behind a name: not the rest of a longer one
_POSTS = re.compile(_POST)


def check_leaders(document: OfficialDocument, posts: Mapping[str, Collection[str]]) -> tuple[PrintProblem, ...]:
    """`posts` are those of the roster by name, of all who bear it. A 职务 before or behind a name that is none of
    theirs (副主席 without 副, a former post) is doubtful, once for each name."""
    return tuple(
        PrintProblem(Severity.WARN, f"“{name}”在名册里是{'、'.join(told)}，这里写的是“{written}”，请核对", element)
        for name, told in posts.items()
        if (known := {post for words in told for post in _POSTS.findall(words)})
        for element, written in _first_other(document, name, known)
    )


def _first_other(document: OfficialDocument, name: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    bare = re.escape(name)
    beside = re.compile(rf"({_POST}){bare}(?![\u4e00-\u9fff])|({_POST}){bare}(?={_GOES_ON})|{bare}({_POST})")
    for element, text in _texts(document):
        for found in beside.finditer(text) if name in text else ():
            for written in filter(None, found.groups()):
                if written not in known:
                    yield element, found[0]
                    return


def _texts(document: OfficialDocument) -> Iterator[tuple[str, str]]:
    """The field and what is said in it."""
    yield "title", document.name
    yield "main_to", "、".join(document.main_to)
    for element, blocks in (("body", document.body), *(("attachments", one.body) for one in document.attachments)):
        yield element, "\n".join(block for block in blocks if isinstance(block, str))
    for label, names in document.attendance:
        yield "attendance", f"{label}：{'、'.join(names)}"
