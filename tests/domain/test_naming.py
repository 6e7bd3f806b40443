"""All names of an office follow from the name of its place."""

import pytest

from cppcc_desk.domain.naming import area_of, level_of, names_for


@pytest.mark.parametrize(
    ("typed", "full", "short", "code"),
    [
        ("云溪县", "中国人民政治协商会议云溪县委员会", "云溪县政协", "云政协"),
        ("江宁市云溪区", "中国人民政治协商会议江宁市云溪区委员会", "云溪区政协", "云政协"),
        ("云溪市", "中国人民政治协商会议云溪市委员会", "云溪市政协", "云政协"),
        ("河源自治州云溪自治县", "中国人民政治协商会议河源自治州云溪自治县委员会", "云溪自治县政协", "云政协"),
        ("青原盟云溪旗", "中国人民政治协商会议青原盟云溪旗委员会", "云溪旗政协", "云政协"),
    ],
)
def test_names_of_a_place(typed: str, full: str, short: str, code: str) -> None:
    names = names_for(typed)
    assert names is not None
    assert (names.office_name, names.office_short_name) == (full, short)
    assert names.issued_by == f"政协{typed}委员会办公室"
    assert names.org_codes == {"委员会": code, "办公室": f"{code}办", "函": f"{code}函"}


@pytest.mark.parametrize(
    "typed", ["云溪县", " 云溪县 ", "云溪县政协", "政协云溪县委员会", "中国人民政治协商会议云溪县委员会"]
)
def test_however_it_is_typed(typed: str) -> None:
    assert area_of(typed) == "云溪县"


@pytest.mark.parametrize("typed", ["", "云溪", "县", "政协", "委员会", "办公室"])
def test_what_is_no_place_makes_no_names(typed: str) -> None:
    assert (names_for(typed), level_of(typed)) == (None, "")


@pytest.mark.parametrize(
    ("typed", "level"), [("云溪县", "县"), ("江宁市云溪区", "区"), ("云溪市", "市"), ("云溪旗", "")]
)
def test_what_the_party_committee_is_called_after(typed: str, level: str) -> None:
    assert level_of(typed) == level
