"""A 职务 beside a name is held against the roster."""

import pytest

from cppcc_desk.domain.document import check_leaders
from cppcc_desk.domain.official import Kind
from tests import papers

POSTS = {"周启明": ["县政协副主席"], "李明": ["县教育局局长", "石桥镇村民"], "王芳": ["农民"]}


def told(text: str, kind: Kind = Kind.NOTICE, **given: object) -> list[str]:
    return [problem.sentence for problem in check_leaders(papers.document(kind, body=(text,), **given), POSTS)]


@pytest.mark.parametrize(
    "text",
    [
        "县政协副主席周启明出席会议。",
        "周启明副主席讲话，县教育局局长李明作说明。",
        "周启明、李明、王芳主任等参加。",
        "李明主任医师坐诊，李明主任委员主持。",
        "主席李明华讲话。",
    ],
)
def test_who_is_called_as_in_the_roster_is_not_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "written"), [("主席周启明讲话。", "主席周启明"), ("周启明主席讲话。", "周启明主席")])
def test_another_post_is_doubtful(text: str, written: str) -> None:
    assert told(text) == [f"“周启明”在名册里是县政协副主席，这里写的是“{written}”，请核对"]


def test_it_is_told_once_for_a_name_and_where_it_stands() -> None:
    document = papers.document(Kind.MINUTES, body=("周启明主席讲话。",) * 3, attendance=(("出席", ("李明书记",)),))
    assert [problem.element for problem in check_leaders(document, POSTS)] == ["body", "attendance"]
