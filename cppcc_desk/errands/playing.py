"""The sample office 云溪县政协, played through the real operations from received files to dispatched issues.

What happened when is told by resources/sample/story.json; nothing is written past the operations.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cppcc_desk.documents.reading.roster import read_roster
from cppcc_desk.domain.drafting import MadeFor, Occasion
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.roster import RosterColumn, RosterRow
from cppcc_desk.domain.step_fields import step_named
from cppcc_desk.domain.submission import IntakeChannel
from cppcc_desk.errands.documents import finish, keep_pictures
from cppcc_desk.errands.drafting import begun
from cppcc_desk.errands.intake import bring_in
from cppcc_desk.operations import clocks, dispatching, issuing, people, steps, units
from cppcc_desk.operations import documents as drafting
from cppcc_desk.operations import office as changing
from cppcc_desk.operations.correcting import correct_registration
from cppcc_desk.operations.people.cards import issue_cards
from cppcc_desk.operations.terms import begin_term
from cppcc_desk.paths import DataFolder, resource
from cppcc_desk.queries import cards, office, submissions
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk

Tell = Callable[[str], object]
SAMPLE = "sample"
STEPS = 48  # sentences that are told while it is played


@dataclass
class SampleOffice:
    """The sample office being played: its desk, its clock, and what each file became."""

    desk: Desk
    tell: Tell
    now: list[datetime]
    submission_ids: dict[str, int] = field(default_factory=dict)

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
        _live(sample, told)
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


def _live(sample: SampleOffice, story: Any) -> None:
    """Everything in the order of time: receipts and what followed."""
    happened: list[tuple[str, int, dict[str, Any], dict[str, Any] | None]] = []
    for place, piece in enumerate(story["submissions"]):
        happened.append((piece["received"], place, piece, None))
        happened += [(event["at"], place, piece, event) for event in piece["events"]]
    happened.sort(key=lambda entry: (entry[0], entry[3] is not None))
    for moment, _, piece, event in happened:
        if event is None:
            _receive(sample, piece)
        elif piece["file"] in sample.submission_ids:
            sample.at(moment, event["by"])
            _happen(sample, sample.submission_ids[piece["file"]], event)
    sample.tell(f"已办理 {len(happened)} 件事，登记来稿 {len(sample.submission_ids)} 篇")


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
            sample.tell(f"{entry.intake_no}　{entry.draft.title}")
        else:
            sample.tell(f"{entry.file}：{entry.message}")


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
    """A dispatch of a piece, a meeting, or nothing in particular."""
    if "piece" in told:
        piece = sample.submission_ids[told["piece"]]
        return MadeFor(submission_id=piece, dispatch_id=sample.desk.read(dispatching.found, piece, to=told["to"]))
    return MadeFor(occasion=Occasion.from_dict(told["meeting"])) if "meeting" in told else MadeFor()


def _number(sample: SampleOffice, file: str) -> str:
    found = sample.desk.read(submissions.detail, sample.submission_ids[file], now=sample.desk.now)
    return found.row.intake_no
