"""The sample office 云溪县政协, played through the real operations from received files to dispatched issues.

What happened when is told by resources/sample/story.json; nothing is written past the operations.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from cppcc_desk.documents.reading.roster import read_roster
from cppcc_desk.domain.drafting import MadeFor, Occasion
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.roster import RosterColumn, RosterRow
from cppcc_desk.domain.step_fields import step_named
from cppcc_desk.domain.submission import IntakeChannel
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands.documents import finish, keep_pictures
from cppcc_desk.errands.drafting import begun
from cppcc_desk.errands.hearing import Hearing
from cppcc_desk.errands.holding import Holding
from cppcc_desk.errands.intake import bring_in
from cppcc_desk.operations import clocks, commissioning, dispatching, finding, issuing, people, steps, units
from cppcc_desk.operations import documents as drafting
from cppcc_desk.operations import office as changing
from cppcc_desk.operations.correcting import correct_registration
from cppcc_desk.operations.people.cards import issue_cards
from cppcc_desk.operations.terms import begin_term
from cppcc_desk.operations.topics import TopicEntry, link_pieces, save_topics
from cppcc_desk.paths import DataFolder, resource
from cppcc_desk.queries import cards, commissions, office, submissions
from cppcc_desk.queries.people import bearers
from cppcc_desk.queries.topics import topic_named
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk

Tell = Callable[[str], object]
SAMPLE = "sample"
STEPS = 48  # sentences that are told while it is played


@dataclass
class SampleOffice:
    """The sample office being played: its desk, its clock, what each file became, and what it will answer."""

    desk: Desk
    tell: Tell
    now: list[datetime]
    submission_ids: dict[str, int] = field(default_factory=dict)
    topic_ids: dict[str, int] = field(default_factory=dict)
    commission_ids: dict[str, int] = field(default_factory=dict)

    def at(self, moment: str, by: str) -> None:
        """Let `by` act at `moment`."""
        self.now[0] = datetime.fromisoformat(moment)
        self.desk.by = by


@contextmanager
def story(data: Path, tell: Tell) -> "Iterator[SampleOffice]":
    """The sample office played into the empty folder `data`, at the end of its story and still open."""
    told = _resource("story.json")
    now = [datetime.fromisoformat(told["begins"])]
    desk = open_desk(DataFolder(data), clock=lambda: now[0])
    try:
        sample = SampleOffice(desk, tell, now)
        _furnish(sample, _resource("office.json"))
        _live(sample, told, _resource("topics.json"), _resource("occasions.json"), _resource("outcomes.json"))
        _draft_documents(sample, _resource("documents.json"))
        now[0] = today()
        yield sample
    finally:
        desk.close()


def today() -> datetime:
    """When the sample office's story has been told."""
    return datetime.fromisoformat(_resource("story.json")["now"])


def registrar() -> str:
    """Who registers the pieces of the sample office."""
    return str(_resource("office.json")["staff"][0]["name"])


def _resource(name: str) -> Any:
    return json.loads((resource(SAMPLE) / name).read_text(encoding="utf-8"))


def _furnish(sample: SampleOffice, told: Any) -> None:
    desk = sample.desk
    since = date(desk.today.year, 1, 1)
    desk.do(changing.change_settings, told["settings"], since=since)
    desk.do(changing.save_staff, [(person["name"], person["role"]) for person in told["staff"]])
    desk.do(begin_term, told["term"]["number"], began=date.fromisoformat(told["term"]["began"]))
    roster = read_roster(resource(SAMPLE) / "roster.xlsx").rows
    desk.do(people.add_people, [_person(row) for row in roster])
    groups = {group.name: group.id for group in desk.read(office.groups)}
    for group in told["groups"]:
        desk.do(
            units.save_group,
            groups.get(group["name"]),
            name=group["name"],
            leader=group["leader"],
            area=group["area"],
        )
    journals = {journal.name: journal.id for journal in desk.read(office.journals)}
    for journal in told["journals"]:
        desk.do(changing.save_journal, journals.get(journal["name"]), **journal)
    _destinations(desk, told["destinations"])
    sample.tell(
        f"已建立{told['settings']['office_short_name']}：名册 {len(roster)} 人，信息小组 {len(told['groups'])} 个"
    )
    given = desk.do(issue_cards, [one.person.id for one in desk.read(cards.lacking, on=desk.today) if one.card])
    sample.tell(f"已发信息员证 {len(given.numbers)} 张：{given.numbers[0]} 至 {given.numbers[-1]}")


def _destinations(desk: Desk, told: Sequence[dict[str, Any]]) -> None:
    there = {name: row for row in desk.read(office.destinations) for name in (row.name, *row.aliases.split("、"))}
    for destination in told:
        row = there.get(destination["name"])
        desk.do(
            changing.save_destination,
            row.id if row else None,
            name=destination["name"],
            aliases=destination.get("aliases", ""),
            parent=destination.get("parent", ""),
            default_form=row.default_form if row else destination.get("form", ""),
            clocks=row.clocks if row else (),
        )


def _person(row: RosterRow) -> PersonEntry:
    unit, _, position = row[RosterColumn.UNIT_POSITION].partition("　")
    return PersonEntry(
        name=row[RosterColumn.NAME],
        kind=PersonKind(row[RosterColumn.KIND] or PersonKind.OTHER),
        unit=unit,
        position=position,
        phone=row[RosterColumn.PHONE],
        sector=row[RosterColumn.SECTOR],
        committee=row[RosterColumn.COMMITTEE],
        town=row[RosterColumn.TOWN],
        party=row[RosterColumn.PARTY],
        info_group=row[RosterColumn.INFO_GROUP],
    )


def _live(sample: SampleOffice, story: Any, asked: Any, occasions: Any, outcomes: Any) -> None:
    """Everything in the order of time: what was asked for, receipts and what followed, meetings, what was heard."""
    happened: list[tuple[str, int, Callable[[], None]]] = []
    for piece in story["submissions"]:
        happened.append((piece["received"], 0, partial(_receive, sample, piece)))
        happened += [(event["at"], 1, partial(_follow, sample, piece, event)) for event in piece["events"]]
    happened += [(told["at"], 1, partial(_call, sample, told)) for told in asked["quarters"]]
    for told in asked["commissions"]:
        happened.append((told["at"], 1, partial(_commission, sample, told)))
        dropped = told.get("dropped", {}).items()
        happened += [(drop["at"], 1, partial(_let_go, sample, told, name, drop)) for name, drop in dropped]
    received = {piece["file"]: piece["received"] for piece in story["submissions"]}
    holding = Holding(sample.desk, sample.submission_ids, received)
    happened += [(moment, 2, partial(_let, sample, moment, do)) for moment, do in holding.happenings(occasions)]
    hearing = Hearing(sample.desk, sample.submission_ids)
    happened += [(moment, 2, partial(_let, sample, moment, do)) for moment, do in hearing.happenings(outcomes)]
    happened.sort(key=lambda entry: entry[:2])
    for _, _, do in happened:
        do()
    sample.tell(
        f"已办理 {len(happened)} 件事，登记来稿 {len(sample.submission_ids)} 篇，会议和活动 {len(occasions)} 次，"
        f"反馈 {len(outcomes)} 条"
    )


def _let(sample: SampleOffice, moment: str, do: Callable[[], object]) -> None:
    sample.at(moment, registrar())
    do()


def _call(sample: SampleOffice, told: dict[str, Any]) -> None:
    """The topics of a quarter, and which files will answer them."""
    sample.at(told["at"], told["by"])
    units = {unit.name: unit.id for unit in sample.desk.read(commissions.units_to_ask)}
    entries = [
        TopicEntry(
            theme=topic["theme"],
            angles=topic["angles"],
            lead_unit_id=units[topic["lead_unit"]],
            due_on=date.fromisoformat(topic["due"]),
        )
        for topic in told["topics"]
    ]
    made = sample.desk.do(save_topics, Quarter.parse(told["quarter"]), entries)
    for topic, topic_id in zip(told["topics"], made, strict=True):
        sample.topic_ids |= dict.fromkeys(topic["pieces"], topic_id)


def _commission(sample: SampleOffice, told: dict[str, Any]) -> None:
    """What was asked of people and units, and which files will come in for it."""
    sample.at(told["at"], told["by"])
    desk = sample.desk
    units = {unit.name: unit.id for unit in desk.read(commissions.units_to_ask)}
    made = desk.do(
        commissioning.commission,
        person_ids=[desk.read(bearers, [name])[0].id for name in told["people"]],
        unit_ids=[units[name] for name in told.get("units", ())],
        subject=told["subject"],
        asked_on=desk.today,
        due_on=date.fromisoformat(told["due"]),
        topic_call_id=desk.read(topic_named, told["topic"]).id if "topic" in told else None,
    )
    for name, commission_id in zip(told["people"], made, strict=False):
        sample.commission_ids[told.get("answered_by", {}).get(name, f"{name} {told['subject']}")] = commission_id


def _let_go(sample: SampleOffice, told: dict[str, Any], name: str, drop: dict[str, Any]) -> None:
    sample.at(drop["at"], drop["by"])
    commission_id = sample.commission_ids[f"{name} {told['subject']}"]
    sample.desk.do(commissioning.let_go, [commission_id], reason=drop["reason"])


def _receive(sample: SampleOffice, piece: dict[str, Any]) -> None:
    sample.at(piece["received"], piece.get("by", sample.desk.by))
    path = resource(SAMPLE) / "submissions" / piece["file"]
    for entry in bring_in(
        sample.desk,
        [path],
        channel=IntakeChannel(piece["channel"]),
        received_at=sample.desk.now,
        group=piece.get("group", ""),
    ):
        if entry.draft and entry.intake_no:
            submission_id = sample.desk.read(submissions.id_of, entry.intake_no)
            sample.submission_ids[piece["file"]] = submission_id
            if "follows" in piece:
                there = sample.desk.read(submissions.detail, submission_id, now=sample.desk.now).particulars
                linked = replace(there, follows_intake_no=_number(sample, piece["follows"]))
                sample.desk.do(correct_registration, submission_id, linked)
            if piece["file"] in sample.commission_ids:  # with the topic that it was asked for
                commission_id = sample.commission_ids[piece["file"]]
                sample.desk.do(commissioning.answer, commission_id, submission_id=submission_id)
            if piece["file"] in sample.topic_ids:
                sample.desk.do(link_pieces, sample.topic_ids[piece["file"]], [submission_id])
            sample.tell(f"{entry.intake_no}　{entry.draft.title}")
        else:
            sample.tell(f"{entry.file}：{entry.message}")


def _follow(sample: SampleOffice, piece: dict[str, Any], event: dict[str, Any]) -> None:
    if piece["file"] in sample.submission_ids:
        sample.at(event["at"], event["by"])
        _happen(sample, sample.submission_ids[piece["file"]], event)


def _happen(sample: SampleOffice, submission_id: int, event: dict[str, Any]) -> None:
    desk = sample.desk
    match event:
        case {"step": step}:
            values = dict(event.get("values", {}))
            for key in ("并入", "into"):
                if key in values:
                    values[key] = _number(sample, values[key])
            desk.do(
                steps.take_step,
                submission_id,
                step_named(step),
                values,
                opinion=event.get("opinion", ""),
                reason=event.get("reason", ""),
            )
        case {"issue": issue}:
            pieces = [submission_id, *(sample.submission_ids[file] for file in issue.get("with", ()))]
            desk.do(issuing.print_issue, pieces, journal=issue.get("journal", ""))
        case {"dispatch": told}:
            sent = {key: value for key, value in told.items() if key not in ("to", "form", "sent")}
            desk.do(
                dispatching.send,
                submission_id,
                to=told["to"],
                form=told.get("form", ""),
                sent_at=datetime.fromisoformat(told["sent"]),
                **sent,
            )
        case {"pause": reason}:
            desk.do(clocks.pause, submission_id, reason=reason)
        case {"resume": _}:
            desk.do(clocks.resume, submission_id)


def _draft_documents(sample: SampleOffice, told: Sequence[dict[str, Any]]) -> None:
    """The office's own 公文: each drafted, and finished with its number where that is told."""
    for paper in told:
        sample.at(paper["at"], paper["by"])
        kind, about = Kind(paper["kind"]), _made_for(sample, paper.get("for", {}))
        if "fields" in paper:
            fields = keep_pictures(sample.desk, paper["fields"], resource(SAMPLE))
        else:
            fields = begun(sample.desk, kind, about)
        made = sample.desk.do(drafting.save_document, None, kind=kind, fields=fields, made_for=about)
        if "finished" in paper:
            done = paper["finished"]
            sample.at(done["at"], done["by"])
            finish(sample.desk, made, sequence=done["sequence"])
    sample.tell(f"已起草公文 {len(told)} 份，定稿 {sum('finished' in paper for paper in told)} 份")


def _made_for(sample: SampleOffice, told: dict[str, Any]) -> MadeFor:
    """A dispatch of a piece, a meeting, the topics of a quarter, a query about uses, or nothing in particular."""
    if "piece" in told:
        piece = sample.submission_ids[told["piece"]]
        return MadeFor(submission_id=piece, dispatch_id=sample.desk.read(dispatching.found, piece, to=told["to"]))
    if "quarter" in told:
        return MadeFor(quarter=Quarter.parse(told["quarter"]))
    if "inquiry" in told:
        return MadeFor(inquiry_id=sample.desk.read(finding.destination, told["inquiry"]).id)
    return MadeFor(occasion=Occasion.from_dict(told["meeting"])) if "meeting" in told else MadeFor()


def _number(sample: SampleOffice, file: str) -> str:
    found = sample.desk.read(submissions.detail, sample.submission_ids[file], now=sample.desk.now)
    return found.row.intake_no
