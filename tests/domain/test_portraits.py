"""照片: what of a picture is kept, and whom the name of its file means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.portraits import HEIGHT_MM, MOST_PIXELS, WIDTH_MM, Bearer, Crop, bearers, crop, hinted, scaled

PEOPLE = (
    Bearer(1, "柳青禾", "石桥镇中心卫生院", "13800000001", "", "330101197501100021"),
    Bearer(2, "陈立新", "县水利局", "13800000002", "", ""),
    Bearer(3, "陈立新", "青岗镇饮水站", "13800000003", "13900000003", ""),
    Bearer(4, "陈立", "县教育局", "", "", "33010119800101003X"),
    Bearer(5, "古丽努尔·阿卜杜", "", "", "", ""),
)


@pytest.mark.parametrize(
    ("stem", "ids"),
    [
        ("柳青禾", [1]),
        ("03柳青禾", [1]),
        ("柳青禾 一寸照", [1]),
        ("柳青禾(2)", [1]),
        ("13800000001", [1]),
        ("IMG_13900000003_修", [3]),
        ("330101197501100021", [1]),
        ("33010119800101003x", [4]),
        ("陈立新", [2, 3]),
        ("陈立新（青岗镇饮水站）", [3]),
        ("县水利局-陈立新", [2]),
        ("陈立新_13800000002", [2]),
        ("陈立新_13811112222", [2, 3]),
        ("陈立", [4]),
        ("陈立新 青岗镇饮水站照片", [3]),
        ("青岗镇饮水站陈立新照片", []),
        ("柳青禾子", []),
        ("陈立新民", []),
        ("古丽努尔•阿卜杜", [5]),
        ("IMG_20260104_093000", []),
        ("许知远", []),
        ("新", []),
    ],
)
def test_a_file_means_whom_its_name_says(stem: str, ids: list[int]) -> None:
    assert [person.id for person in bearers(stem, PEOPLE)] == ids


@pytest.mark.parametrize(
    ("stem", "ids"),
    [
        ("青岗镇饮水站陈立新照片", [3]),
        ("陈立新民", [2, 3]),
        ("柳青禾一寸照", [1]),
        ("陈立", [4]),
        ("许知远", []),
        ("新", []),
    ],
)
def test_a_name_inside_a_longer_word_only_hints_at_somebody(stem: str, ids: list[int]) -> None:
    assert [person.id for person in hinted(stem, PEOPLE)] == ids


def test_a_wide_picture_is_cropped_in_the_middle_and_a_tall_one_more_below() -> None:
    assert crop(1400, 700) == Crop(450, 0, 500, 700)
    assert crop(500, 1000) == Crop(0, 100, 500, 700)
    assert crop(500, 700) == Crop(0, 0, 500, 700)


@given(width=st.integers(100, 9000), height=st.integers(100, 9000))
def test_what_is_kept_lies_in_the_picture_and_has_the_shape_of_the_box(width: int, height: int) -> None:
    part = crop(width, height)
    assert part.x >= 0 and part.x + part.width <= width
    assert part.y >= 0 and part.y + part.height <= height
    assert part.width == width or part.height == height
    assert abs(part.width * HEIGHT_MM - part.height * WIDTH_MM) <= HEIGHT_MM  # a pixel's worth
    kept = scaled(part)
    assert kept[0] <= MOST_PIXELS[0] and kept[1] <= MOST_PIXELS[1]
    if part.width <= MOST_PIXELS[0] and part.height <= MOST_PIXELS[1]:
        assert kept == (part.width, part.height)
