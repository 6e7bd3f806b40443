"""What an office is called on its papers, from the name of its county, city or district alone.

A suggestion for the first settings: the forms are those in use (中国人民政治协商会议…委员会, 政协…委员会办公室), and
the 发文机关代字 is by custom the first character of the place and 政协.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from cppcc_desk.domain.people import term_name

BODY: Final = "中国人民政治协商会议"
# 杭州市萧山区: what stands before the place itself; 义乌市 is the place.
_PLACE = re.compile(r"(?P<above>.+?(?:省|市|自治州|州|盟|地区))?(?P<place>[^省]+?(?:自治县|自治旗|县|市|区|旗))")
_FULL = re.compile(rf"{BODY}(?P<area>.+?)委员会")


@dataclass(frozen=True)
class OfficeNames:
    """Full and short name, who issues the journals, and the 代字 of each kind of number."""

    office_name: str
    office_short_name: str
    issued_by: str
    org_codes: Mapping[str, str] = field(default_factory=dict)


def area_of(text: str) -> str:
    """云溪县, from what somebody typed for it: 云溪县政协, 政协云溪县委员会, the full name; "" where there is none."""
    words = "".join(text.split())
    full = _FULL.fullmatch(words)
    words = full["area"] if full else words.removeprefix("政协").removesuffix("委员会").removesuffix("政协")
    return words if _PLACE.fullmatch(words) else ""


def names_for(area: str) -> OfficeNames | None:
    """The names of the office of `area`; None where that is no county, city or district."""
    found = _PLACE.fullmatch(area_of(area))
    if found is None:
        return None
    whole, place = found[0], found["place"]
    code = f"{place[0]}政协"
    return OfficeNames(
        office_name=f"{BODY}{whole}委员会",
        office_short_name=f"{place}政协",
        issued_by=f"政协{whole}委员会办公室",
        org_codes={"委员会": code, "办公室": f"{code}办", "函": f"{code}函"},
    )


def body_of(office_name: str, term: int | None = None) -> str:
    """政协云溪县委员会, of one 届 政协云溪县第十届委员会; a name of another shape stays as it is."""
    found = _FULL.fullmatch("".join(office_name.split()))
    if found is None:
        return office_name
    return f"政协{found['area']}{term_name(term) if term is not None else ''}委员会"


def level_of(area: str) -> str:
    """县, 市 or 区: what its party committee and government are called after; "" where that cannot be told."""
    found = _PLACE.fullmatch(area_of(area))
    level = found["place"][-1] if found else ""
    return level if level in ("县", "市", "区") else ""
