"""Names of two characters in running text, where a line may not end between the two.

There is no list of everybody who may be named. A surname and one character are a name where they stand by themselves
between marks or blanks (a list: 李明、王小芳), or beside what a person is (李明同志, 委员李明).
"""

import re
from collections.abc import Iterator

from cppcc_desk.domain.surnames import SURNAMES
from cppcc_desk.domain.titles import ROLES, WORDS

_NAME = rf"[{''.join(sorted(SURNAMES))}][\u3000 ]?[\u3400-\u9fff]"
_ROLE = "|".join(ROLES)
_BEHIND_A_ROLE = "|".join(f"(?<={role})" for role in (*ROLES, "反映人", "签发人", "执笔人", "联系人"))
_ENDS = r"(?=[、，。；：！？）\s\u3000]|等|$)"
_NAMES = re.compile(
    rf"(?:^|(?<=[、，。；：（\s\u3000])){_NAME}{_ENDS}|{_NAME}(?=副?(?:{_ROLE}))|(?:{_BEHIND_A_ROLE}){_NAME}"
)


def names_of_two(text: str) -> Iterator[tuple[int, int]]:
    """Where names of two characters begin and end in `text`; 李　明, spread to the width of three, is one too."""
    return (found.span() for found in _NAMES.finditer(text) if found[0] not in WORDS)
