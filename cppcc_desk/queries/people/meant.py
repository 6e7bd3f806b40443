"""The person of the roster whom words mean: a name, and of namesakes what tells them apart."""

import re
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.queries.people.lists import RosterPerson, bearers

_WITH_MORE = re.compile(r"(?P<name>[^（(]+?)\s*[（(](?P<more>.+)[）)]|(?P<first>\S+)\s+(?P<rest>.+)")
_NO_DIGIT = re.compile(r"\D")


def person_named(session: Session, words: str, *, gone: bool = False) -> tuple[str, RosterPerson | None]:
    """Who is meant, and by which name; the words as they are and None for somebody who is not in the roster in use,
    or with `gone` not among those who have left it.

    王芳; of several 王芳（县医院） or 王芳 县医院, and instead of the unit 镇街, 界别, 专委会, 党派, 职务 or phone. The
    name is a whole one, never a part of a longer one. Raises Invalid where several, or none of these, can be meant.
    """
    name, more = _apart(session, words.strip(), gone=gone)
    same = bearers(session, [name], gone=gone)
    found = _fitting(same, more) if more else same
    if same and len(found) != 1:
        what = f"名册里有 {len(same)} 位“{name}”" if len(same) > 1 else f"名册里的“{name}”不是“{more}”的"
        problem = f"{what}：{_offered(same)}。"
        raise Invalid(f"{problem}没有作任何改动。{_way(same)}", {"people": problem})
    return (name, found[0]) if found else (words.strip(), None)


def person_meant(session: Session, words: str, *, gone: bool = False) -> RosterPerson:
    """The one person whom `words` mean, as above. Raises Missing, Invalid."""
    _, found = person_named(session, words, gone=gone)
    if found is None and gone:
        raise Missing(f"退出名册的人里没有“{words.strip()}”。没有作任何改动。请核对姓名。")
    if found is None:
        raise Missing(f"名册里没有“{words.strip()}”。没有作任何改动。请核对姓名，或先登记到名册。")
    return found


def person_ever(session: Session, words: str) -> RosterPerson:
    """The one person whom `words` mean, also one who has left where nobody in use is meant. Raises Missing, Invalid."""
    _, found = person_named(session, words)
    if found is None:
        _, found = person_named(session, words, gone=True)
    return found or person_meant(session, words)


def _apart(session: Session, words: str, *, gone: bool) -> tuple[str, str]:
    """Name and what follows it; a name may have a blank in it."""
    told = _WITH_MORE.fullmatch(words)
    if told is None or bearers(session, [words], gone=gone):
        return words, ""
    return (told["name"] or told["first"]).strip(), (told["more"] or told["rest"]).strip()


def _facts(person: RosterPerson) -> Iterator[str]:
    facts = (person.unit, person.town, person.sector, person.committee, person.party, person.position, person.phone)
    return filter(None, facts)


def _fitting(people: Sequence[RosterPerson], more: str) -> Sequence[RosterPerson]:
    """Those of whom `more` is a fact, else a part of the name of their unit."""
    number = _NO_DIGIT.sub("", more)
    exact = [
        person
        for person in people
        if more in _facts(person) or (number and number == _NO_DIGIT.sub("", person.phone) and len(number) == len(more))
    ]
    return exact or [person for person in people if more in person.unit]


def _telling(person: RosterPerson, people: Sequence[RosterPerson]) -> str:
    """The first fact that means `person` and no other of `people`; "" where nothing does."""
    return next((fact for fact in _facts(person) if list(_fitting(people, fact)) == [person]), "")


def _offered(people: Sequence[RosterPerson]) -> str:
    """Each as it may be typed."""
    return "、".join(
        f"{person.name}（{telling}）" if (telling := _telling(person, people)) else f"{person.name}，没有可以区分的内容"
        for person in people
    )


def _way(people: Sequence[RosterPerson]) -> str:
    if all(_telling(person, people) for person in people):
        return "请照上面的写法写明是哪一位。"
    return "请照上面的写法写明是哪一位；没有可以区分的，请先在名册里补上单位或电话。"
