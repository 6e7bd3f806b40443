"""What the office decides about the newsletter of a quarter while it is drafted: head, order, its own words, pieces."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from cppcc_desk.domain.errors import Invalid

USUAL_MARK = "反映社情民意业务通讯"


class SectionKind(StrEnum):
    """What a part of the newsletter is about, in the usual order (design/domain.md section 7)."""

    SUMMARY = "总体情况"
    USES = "采用与批示情况"
    UNITS = "单位报送采用统计"
    PEOPLE = "个人报送采用统计"
    FEEDBACK = "办理反馈摘登"
    PIECES = "信息选登"
    TOPICS = "下季度征集要点"
    NEWS = "工作动态"


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part: `told` is the text as it was told from the numbers when it was last saved, `edited` what the office made
    of it; both "" while nobody has touched it."""

    kind: SectionKind
    title: str
    shown: bool = True
    told: str = ""
    edited: str = ""

    @property
    def touched(self) -> bool:
        """Whether the office wrote in it."""
        return self.edited != self.told


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A piece that is printed: in full, or as the digest that the office wrote."""

    number: str
    full: bool
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class Extra:
    """Somebody who gets copies besides those who get one anyway, or another number of them; 0 for none."""

    name: str
    about: str = ""  # tells namesakes apart
    copies: int


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands above and below the text; `letterhead` is the office's own head by its reference."""

    mark: str = USUAL_MARK
    title: str = ""  # "": from the quarter
    issued_by: str = ""
    editor: str = ""
    reviewer: str = ""
    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    distribute_to: tuple[str, ...] = ()
    letterhead: Mapping[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A newsletter while it is drafted.

    `days` are its first and last day where they are not those of the office's quarter; `dated` is the day it bears,
    `issue_no` and `cumulative_no` the number it is to get, all three None while they are left to the program.
    """

    head: Head = field(default_factory=Head)
    sections: tuple[Section, ...] = ()
    chosen: tuple[Chosen, ...] = ()
    extras: tuple[Extra, ...] = ()
    by_score: bool = True  # lines of units by score, else in official order
    days: tuple[date, date] | None = None
    dated: date | None = None
    issue_no: int | None = None
    cumulative_no: int | None = None

    def section(self, kind: SectionKind) -> Section:
        """The part about it."""
        return next(section for section in self.sections if section.kind is kind)

    def with_section(self, changed: Section) -> "Plan":
        """With this part in the place of the one about the same."""
        return replace(self, sections=tuple(changed if s.kind is changed.kind else s for s in self.sections))

    def moved(self, kind: SectionKind, by: int) -> "Plan":
        """With a part that many places further down, or up for a negative number; not beyond the ends."""
        order = list(self.sections)
        section = self.section(kind)
        place = min(max(order.index(section) + by, 0), len(order) - 1)
        order.remove(section)
        order.insert(place, section)
        return replace(self, sections=tuple(order))

    def to_dict(self) -> dict[str, Any]:
        """JSON-able."""
        values = asdict(self)
        values["days"] = [day.isoformat() for day in self.days] if self.days else None
        values["dated"] = self.dated.isoformat() if self.dated else None
        return values

    @staticmethod
    def from_dict(values: Mapping[str, Any]) -> "Plan":
        """Raises Invalid where something is missing, or not known to this program."""
        try:
            given = dict(values)
            head = {**given["head"]}
            for names in ("report_to", "send_to", "distribute_to"):
                head[names] = tuple(head[names])
            given["head"] = Head(**head)
            given["sections"] = tuple(Section(**{**s, "kind": SectionKind(s["kind"])}) for s in given["sections"])
            given["chosen"] = tuple(Chosen(**piece) for piece in given["chosen"])
            given["extras"] = tuple(Extra(**extra) for extra in given["extras"])
            days = given["days"]
            given["days"] = (date.fromisoformat(days[0]), date.fromisoformat(days[1])) if days else None
            given["dated"] = date.fromisoformat(given["dated"]) if given["dated"] else None
            return Plan(**given)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise Invalid(
                f"这一期通讯存下的内容读不出来（{error}）。数据没有改动。请从备份恢复，或者重新起草这一期。"
            ) from error


def usual_sections() -> tuple[Section, ...]:
    """All parts in the usual order; pieces are printed where some are chosen."""
    return tuple(Section(kind=kind, title=kind.value) for kind in SectionKind)


def begun(before: Plan | None, *, issued_by: str, distribute_to: Sequence[str], letterhead: Any = None) -> Plan:
    """The plan of a new newsletter: head, order and titles like those of the one `before`, all texts untouched."""
    if before is None:
        head = Head(issued_by=issued_by, distribute_to=tuple(distribute_to), letterhead=letterhead)
        return Plan(head=head, sections=usual_sections())
    sections = tuple(replace(section, told="", edited="") for section in before.sections)
    head = replace(before.head, title="")
    return Plan(head=head, sections=sections, by_score=before.by_score, extras=before.extras)
