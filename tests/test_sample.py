"""The shipped sample office holds together: files, people, dates, numbers; and its story can be lived through."""

import io
import json
import re
import zipfile
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from openpyxl import load_workbook

from cppcc_desk.domain.occasions import OccasionKind
from cppcc_desk.domain.outcomes import REQUIRED, OutcomeKind, outcome_values
from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.step_fields import named_values, split, step_named
from cppcc_desk.domain.submission import Contributor, IntakeChannel, Registration
from cppcc_desk.domain.workflow import State, Step, after, default_conclusion
from cppcc_desk.operations import clocks, dispatching, issuing, registering, steps
from cppcc_desk.operations import office as changing
from cppcc_desk.paths import resource
from cppcc_desk.queries import clocks as timing
from cppcc_desk.queries import office
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.fresh import CODES
from tests.conftest import StandingClock
from tests.sample_source import make

SAMPLE = resource("sample")
STORY: dict[str, Any] = json.loads((SAMPLE / "story.json").read_text(encoding="utf-8"))
OFFICE: dict[str, Any] = json.loads((SAMPLE / "office.json").read_text(encoding="utf-8"))
PIECES: list[dict[str, Any]] = STORY["submissions"]
TAKEN_IN = [piece for piece in PIECES if "same_bytes_as" not in piece]
SOURCES = {piece.file: piece for piece in make.pieces()}
INVENTED_PHONE = re.compile(r"1[3-9]\d0000\d{4}")
IN_DAYS = {"市政协": 2, "县委": 5, "县政府": 5}  # every other destination: two weeks

Event = dict[str, Any]


def _roster() -> list[dict[str, str]]:
    sheet = load_workbook(SAMPLE / "roster.xlsx").worksheets[0]
    heads, *rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(map(str, heads), map(str, row), strict=True)) for row in rows]


def _edits(piece: dict[str, Any]) -> list[Event]:
    return [event for event in piece["events"] if event.get("step") == "编辑"]


def _by_file(file: str) -> dict[str, Any]:
    return next(piece for piece in PIECES if piece["file"] == file)


def _contents(package: bytes) -> list[tuple[str, tuple[int, ...], bytes]]:
    with zipfile.ZipFile(io.BytesIO(package)) as entries:
        return [(entry.filename, entry.date_time, entries.read(entry)) for entry in entries.infolist()]


# --- the files -------------------------------------------------------------------------------------------------------


def test_files_are_as_many_and_as_small_as_promised() -> None:
    files = sorted((SAMPLE / "submissions" / "2026").iterdir())
    assert {f"2026/{file.name}" for file in files} == {piece["file"] for piece in PIECES}
    assert Counter(file.suffix for file in files) == {".docx": 34, ".txt": 10}
    assert sum(file.stat().st_size for file in SAMPLE.rglob("*") if file.is_file()) < 2_000_000


def test_built_files_are_what_the_sources_make() -> None:
    built = dict(make.built())
    assert built == dict(make.built())
    for name, data in built.items():
        shipped = (SAMPLE / name).read_bytes()
        # How far a package is pressed together depends on the machine's zlib; what is in it must not.
        same = _contents(shipped) == _contents(data) if name.endswith(("docx", "xlsx")) else shipped == data
        assert same, f"{name}: python -m tests.sample_source.make"


def test_the_exact_duplicate_has_the_same_bytes() -> None:
    copies = [piece for piece in PIECES if "same_bytes_as" in piece]
    assert len(copies) == 1
    folder = SAMPLE / "submissions"
    assert (folder / copies[0]["file"]).read_bytes() == (folder / copies[0]["same_bytes_as"]).read_bytes()
    assert copies[0]["received"] > _by_file(copies[0]["same_bytes_as"])["received"]


def test_originals_have_the_lengths_of_real_pieces() -> None:
    lengths = [len("".join(source.original)) for source in SOURCES.values() if source.original]
    assert min(lengths) < 250
    assert max(lengths) > 3000
    assert 900 <= sum(lengths) / len(lengths) <= 1400


def test_no_sentence_is_used_twice_but_in_pieces_that_are_alike() -> None:
    alike = {
        SOURCES[piece["file"]].number for piece in TAKEN_IN if any(e.get("step") == "合并" for e in piece["events"])
    }
    sentences = Counter(
        sentence
        for source in SOURCES.values()
        if source.number not in alike
        for sentence in re.split(r"[。！？；\n]", "\n".join(source.original))
        if len(sentence) > 14
    )
    assert [sentence for sentence, times in sentences.items() if times > 1] == []


def test_every_phone_number_is_invented() -> None:
    texts = [(make.SOURCE / "roster.tsv").read_text(encoding="utf-8")]
    texts += [path.read_text(encoding="utf-8") for path in (make.SOURCE / "texts").glob("*.md")]
    numbers = re.findall(r"(?<!\d)1[3-9]\d ?\d{4} ?\d{4}(?!\d)", "\n".join(texts))
    assert len(numbers) > 80
    assert [number for number in numbers if not INVENTED_PHONE.fullmatch(number.replace(" ", ""))] == []


# --- people ----------------------------------------------------------------------------------------------------------


def test_roster_is_like_a_real_one() -> None:
    roster = _roster()
    names = Counter(row["姓名"] for row in roster)
    assert 55 <= len(roster) <= 65
    assert [name for name, times in names.items() if times > 1] == ["陈立新"]
    assert {"单", "曾", "仇", "查", "区"} <= {name[0] for name in names}
    assert {row["身份"] for row in roster} <= set(PersonKind)
    assert any(not row["联系电话"] for row in roster)
    assert all(INVENTED_PHONE.fullmatch(row["联系电话"].replace(" ", "")) for row in roster if row["联系电话"])
    assert {row["信息小组"] for row in roster} - {""} == {group["name"] for group in OFFICE["groups"]}
    cells = load_workbook(SAMPLE / "roster.xlsx").worksheets[0]["D"]
    assert {cell.number_format for cell in cells} == {"@"}


def test_authors_are_in_the_roster_with_their_unit() -> None:
    roster = _roster()
    strangers = []
    for piece in TAKEN_IN:
        reads = piece["reads_as"]
        for place, name in enumerate(reads["contributors"]):
            rows = [row for row in roster if row["姓名"] == name]
            if rows:
                units = reads["unit"].split("、")
                unit = units[place] if place < len(units) else ""
                assert any(row["工作单位及职务"].startswith(unit) for row in rows), (name, unit)
            if not rows:
                strangers.append(name)
    assert strangers == ["黄德旺"]  # the villager who complains
    leaders = {group["leader"] for group in OFFICE["groups"]}
    assert leaders <= {row["姓名"] for row in roster}


def test_only_staff_acts_and_only_known_people_sign_for_it() -> None:
    staff = {person["name"]: person["role"] for person in OFFICE["staff"]}
    receivers = {(receiver["organ"], receiver["name"]) for receiver in OFFICE["receivers"]}
    for piece in PIECES:
        assert piece["by"] in staff
        for event in piece["events"]:
            assert event["by"] in staff
            if event.get("step") == "签发":
                assert staff[event["by"]] == "签发"
            if told := event.get("dispatch"):
                assert (told["to"], told["signed_by"]) in receivers


# --- the story -------------------------------------------------------------------------------------------------------


def test_time_runs_forward_and_on_working_days() -> None:
    chinese_calendar = pytest.importorskip("chinese_calendar")
    received = [piece["received"] for piece in PIECES]
    assert received == sorted(received)
    assert STORY["begins"] < received[0]
    overtime = set()
    for piece in PIECES:
        moments = [piece["received"], *(event["at"] for event in piece["events"])]
        assert all(before < later for before, later in pairwise(moments)), piece["file"]
        assert moments[-1] < STORY["now"]
        for moment in map(datetime.fromisoformat, moments):
            assert 7 <= moment.hour < 18
            if not chinese_calendar.is_workday(moment.date()):
                overtime.add(moment.date())
    assert overtime == {date(2026, 7, 11)}  # an urgent piece, printed on a Saturday as its signatory asked


def test_steps_are_legal_and_use_only_known_keys_and_words() -> None:
    words = {"类别": "category", "性质": "nature", "原因": "rejection_reason", "保管期限": "retention"}
    journals = {journal["name"] for journal in OFFICE["journals"]}
    for piece in PIECES:
        for event in piece["events"]:
            kinds = {"step", "issue", "dispatch", "pause", "resume"} & event.keys()
            assert len(kinds) == 1, event
            assert event.keys() <= {"at", "by", *kinds, "values", "opinion", "reason"}
            if "step" not in event:
                continue
            named_values(step_named(event["step"]), event["values"])
            for label, kind in words.items():
                offered = [entry if isinstance(entry, str) else entry[0] for entry in CODES[kind]]
                assert event["values"].get(label, offered[0]) in offered
            assert event["values"].get("刊物", "专报") in journals


def _state_after(piece: dict[str, Any]) -> State:
    state = State.REGISTERED
    for event in piece["events"]:
        if "issue" in event:
            state = after(state, Step.PRINT).state
            for file in event["issue"]["with"]:
                assert any(
                    other.get("step") == "签发" and other["at"] < event["at"] for other in _by_file(file)["events"]
                )
        elif "step" in event:
            step = step_named(event["step"])
            state = after(state, step, event["values"].get("结论", default_conclusion(step))).state
        elif "dispatch" in event:
            assert state is State.ISSUED
    return state


def test_steps_are_in_legal_order() -> None:
    beside = {file for piece in PIECES for event in piece["events"] for file in event.get("issue", {}).get("with", ())}
    assert len(beside) == 1
    states = Counter(_state_after(piece) for piece in TAKEN_IN if piece["file"] not in beside)
    assert states[State.ARCHIVED] == 29
    assert states[State.MERGED] == 2
    assert states[State.RETAINED] == 1


def test_third_quarter_is_finished_and_november_is_not() -> None:
    closed = {"合并", "存档"}
    for piece in TAKEN_IN:
        last = piece["events"][-1] if piece["events"] else {}
        if "2026-07-01" <= piece["received"] < "2026-10-01":
            kept = last.get("values", {}).get("结论") == "留存"
            assert last.get("step") in closed or kept, piece["file"]
            assert last["at"] < "2026-10-01"
        if piece["received"] >= "2026-11-01":
            assert last.get("step") not in closed


def test_dispatches_are_in_time_but_two() -> None:
    late = []
    for piece in TAKEN_IN:
        signed = next((e["values"]["去向"] for e in piece["events"] if e.get("step") == "签发"), "")
        sent = [event["dispatch"]["to"] for event in piece["events"] if "dispatch" in event]
        assert set(sent) <= set(split(signed))
        received = datetime.fromisoformat(piece["received"])
        stood = [datetime.fromisoformat(e["at"]) for e in piece["events"] if "pause" in e or "resume" in e]
        paused = stood[1] - stood[0] if len(stood) == 2 else timedelta()
        for event in piece["events"]:
            if told := event.get("dispatch"):
                days = IN_DAYS.get(told["to"], 14)
                due = received.replace(hour=23, minute=59) + timedelta(days=days) + paused
                if datetime.fromisoformat(told["sent"]) > due:
                    late.append((piece["file"], told["to"]))
                    assert told["reason"]
    assert late == [("2026/数字适老（尹素芬委员）.docx", "县政府"), ("2026/村医队伍（施文博）.docx", "县卫生健康局")]


def test_second_proof_is_read_by_another_person() -> None:
    for piece in TAKEN_IN:
        passed = [
            event["values"]["校对人"]
            for event in piece["events"]
            if event.get("step") == "校对" and event["values"]["结论"] == "通过"
        ]
        assert len(passed) in (0, 2)
        assert len(set(passed)) == len(passed)


def test_edited_texts_are_real_and_shorter() -> None:
    edited = [piece for piece in TAKEN_IN if _edits(piece)]
    assert len(edited) >= 28
    for piece in edited:
        original = "\n".join(SOURCES[piece["file"]].original)
        text = _edits(piece)[-1]["values"]["正文"]
        assert text != original
        assert len(text) < len(original), piece["file"]
        assert len(text) <= 1200
        assert _edits(piece)[-1]["values"]["标题"] != piece["reads_as"]["title"]
    sent_back = [piece for piece in edited if len(_edits(piece)) > 1]
    assert len(sent_back) == 2
    for piece in sent_back:
        first, last = (edit["values"]["正文"] for edit in _edits(piece))
        assert first != last


# --- lived through ---------------------------------------------------------------------------------------------------


def _furnish(desk: Desk) -> None:
    desk.do(changing.save_staff, [(person["name"], person["role"]) for person in OFFICE["staff"]])
    there = {name: row for row in desk.read(office.destinations) for name in (row.name, *split(row.aliases))}
    for told in OFFICE["destinations"]:
        row = there.get(told["name"])
        desk.do(
            changing.save_destination,
            row.id if row else None,
            name=told["name"],
            aliases=told.get("aliases", ""),
            parent=told.get("parent", ""),
            default_form=row.default_form if row else told["form"],
            clocks=row.clocks if row else (),
        )


def _register(desk: Desk, piece: dict[str, Any]) -> int:
    reads = piece["reads_as"]
    registration = Registration(
        title=reads["title"],
        original_text="\n".join(SOURCES[piece["file"]].original),
        contributors=tuple(Contributor(name=name, unit=reads["unit"]) for name in reads["contributors"]),
        received_at=desk.now,
        intake_channel=IntakeChannel(piece["channel"]),
        submitting_unit=reads["unit"],
        collective_submission=reads["collective"],
    )
    return desk.do(registering.register, registration, to_complete=True).id


def _act(desk: Desk, ids: dict[str, int], file: str, event: Event) -> None:
    match event:
        case {"step": step}:
            values = dict(event["values"])
            if "并入" in values:
                values["并入"] = desk.read(lambda s: s.get_one(t.Submission, ids[event["values"]["并入"]]).intake_no)
            desk.do(steps.take_step, ids[file], step_named(step), values, opinion=event.get("opinion", ""))
        case {"issue": told}:
            desk.do(issuing.print_issue, [ids[f] for f in (file, *told["with"])], journal=told["journal"])
        case {"dispatch": told}:
            told = {**told, "sent_at": datetime.fromisoformat(told["sent"])}
            del told["sent"]
            desk.do(dispatching.send, ids[file], **told)
        case {"pause": reason}:
            desk.do(clocks.pause, ids[file], reason=reason)
        case {"resume": _}:
            desk.do(clocks.resume, ids[file])


def test_the_year_can_be_lived_through(desk: Desk, clock: StandingClock) -> None:
    clock.now = datetime.fromisoformat(STORY["begins"])
    _furnish(desk)
    ids: dict[str, int] = {}
    happened = [(piece["received"], piece, None) for piece in TAKEN_IN]
    happened += [(event["at"], piece, event) for piece in TAKEN_IN for event in piece["events"]]
    for moment, piece, event in sorted(happened, key=lambda entry: entry[0]):
        clock.now = datetime.fromisoformat(moment)
        desk.by = event["by"] if event else piece["by"]
        if event is None:
            ids[piece["file"]] = _register(desk, piece)
        else:
            _act(desk, ids, piece["file"], event)
    clock.now = datetime.fromisoformat(STORY["now"])

    issues = desk.read(lambda s: [(i.journal.name, i.issue_no, i.assigned_at, len(i.items)) for i in s.query(t.Issue)])
    assert [count for *_, count in issues].count(2) == 1
    for journal in {name for name, *_ in issues}:
        numbered = sorted((at, number) for name, number, at, _ in issues if name == journal)
        assert [number for _, number in numbered] == list(range(1, len(numbered) + 1))

    items = desk.read(timing.open_items, now=clock.now)
    assert Counter(item.urgency.value for item in items) == {
        "超期": 2,
        "临期": 2,
        "时限内": 5,
        "暂停": 1,
    }


# --- meetings and activities -----------------------------------------------------------------------------------------

OCCASIONS: list[dict[str, Any]] = json.loads((SAMPLE / "occasions.json").read_text(encoding="utf-8"))


def test_meetings_and_activities_are_about_people_and_pieces_that_are_there() -> None:
    roster = _roster()
    known = {row["姓名"] for row in roster} | {person["name"] for person in OFFICE["staff"]}
    leaders = {group["name"]: group["leader"] for group in OFFICE["groups"]}
    files = {piece["file"] for piece in TAKEN_IN}
    for one in OCCASIONS:
        members = {row["姓名"] for row in roster if row["信息小组"] == one.get("group")}
        asked = members | set(one.get("present", ())) | set(one.get("observing", ()))
        assert asked <= known, one["name"]
        for word in ("excused", "absent", "spoke"):
            assert set(one.get(word, ())) <= asked, (one["name"], word)
        assert not set(one.get("spoke", ())) & {*one.get("excused", ()), *one.get("absent", ())}, one["name"]
        assert {*one.get("discussed", ()), *one.get("produced", ())} <= files, one["name"]
        assert one["host"] in asked and (one["kind"] == "小组活动") == ("group" in one)
        if one["kind"] == "小组活动":
            assert one["host"] not in one.get("excused", ()) and one["group"] in leaders


def test_every_group_met_in_the_quarters_that_are_over() -> None:
    held = Counter(
        (one["group"], (datetime.fromisoformat(one["at"]).month + 2) // 3)
        for one in OCCASIONS
        if one["kind"] == "小组活动" and "cancelled" not in one and one["at"] <= STORY["now"]
    )
    assert {(group["name"], quarter) for group in OFFICE["groups"] for quarter in (1, 2, 3)} <= set(held)
    assert {kind.value for kind in OccasionKind} == {one["kind"] for one in OCCASIONS}


# --- what became of it -----------------------------------------------------------------------------------------------

OUTCOMES: list[dict[str, Any]] = json.loads((SAMPLE / "outcomes.json").read_text(encoding="utf-8"))


def _on(outcome: dict[str, Any]) -> date:
    return date.fromisoformat(outcome["values"]["日期"])


def test_the_third_quarter_has_outcomes_of_every_kind() -> None:
    quarter = [one for one in OUTCOMES if date(2026, 7, 1) <= _on(one) <= date(2026, 9, 30)]
    kinds = Counter(one["kind"] for one in quarter)
    levels = Counter(one["values"].get("层级") for one in quarter if one["kind"] == "采用")
    answers = {one["values"]["结果"] for one in quarter if one["kind"] == "答复"}
    assert kinds["批示"] == 3 and kinds["落实"] >= 2
    assert levels["市"] >= 3 and levels["省"] >= 2 and levels["全国"] == 1
    assert answers == {"A", "B", "C"}


def test_outcomes_are_whole_come_after_their_piece_and_are_recorded_after_they_happened() -> None:
    for one in OUTCOMES:
        kind = OutcomeKind(one["kind"])
        piece = _by_file(one["piece"])
        assert outcome_values(kind, one["values"]).get(REQUIRED[kind][0])
        assert piece["received"][:10] <= one["values"]["日期"] <= one["at"][:10] <= STORY["now"]
        assert one.get("files") or one["values"].get("佐证")
        if one["values"].get("层级") in ("市", "省", "全国") and one["kind"] == "采用":
            sent = [
                event["dispatch"]["sent"]
                for event in piece["events"]
                if event.get("dispatch", {}).get("to") == "市政协"
            ]
            assert sent and sent[0][:10] < one["values"]["日期"], piece["file"]


def test_one_instruction_is_overdue_and_the_others_are_answered() -> None:
    given = [each for one in OUTCOMES for each in one.get("assigned", ())]
    units = {entry["name"] for entry in OFFICE["destinations"]}
    assert [each["unit"] for each in given if "feedback" not in each and each["due"] < STORY["now"]] == ["县农业农村局"]
    assert sum("closed" in each for each in given) == 2
    assert {each["unit"] for each in given} <= units
