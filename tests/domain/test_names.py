"""Names of two characters are told from other words by where they stand."""

import pytest

from cppcc_desk.domain.names import names_of_two


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("出席：李明、王小芳、张华、周启明", ["李明", "张华"]),
        ("李明同志在会上讲话", ["李明"]),
        ("会议由委员李明、常委王芳主持", ["李明", "王芳"]),
        ("李明副主席主持会议", ["李明"]),
        ("（李明、王芳等3人反映）", ["李明", "王芳"]),
        ("沈砚秋、李　明", ["李　明"]),
        ("反映人李明反映的情况", ["李明"]),
        ("加强管理、平台、服务方面的工作", []),
        ("李 ", []),
    ],
)
def test_names_by_where_they_stand(text: str, names: list[str]) -> None:
    assert [text[begin:end] for begin, end in names_of_two(text)] == names
