"""Papers in the window: a short notice as its fields, an office with sequences, and pages for pictures."""

from datetime import date
from typing import Any

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.official import Kind
from cppcc_desk.operations import documents as doing
from cppcc_desk.operations.office import change_settings
from cppcc_desk.storage.desk import Desk

FIELDS: dict[str, Any] = {
    "organs": ["政协云溪县委员会"],
    "title": "政协云溪县委员会关于报送第四季度\n社情民意信息的通知",
    "main_to": ["县政协各专门委员会", "各镇政协工委"],
    "date": "2026-11-20",
    "body": [
        "为做好第四季度社情民意信息工作，现将有关事项通知如下：",
        "一、报送内容",
        "围绕岁末年初民生保障、安全生产和“十五五”开局，反映群众的意见建议。",
        {"table": {"columns": ["单位", "任务数"], "rows": [["各专门委员会", "5"], ["各镇政协工委", "3"]]}},
        "二、报送时间",
        "请于2026年12月10日前报县政协办公室。",
    ],
    "attachments": [{"title": "第四季度信息选题参考", "body": ["一、农村供水", "二、校园周边交通"]}],
    "copy_to": ["县委办公室", "县政府办公室"],
    "printed_by": "政协云溪县委员会办公室",
    "printed_on": "2026-11-20",
}


def furnish(desk: Desk) -> None:
    """An office with its name and its three sequences."""
    told: dict[str, object] = {
        "office_name": "中国人民政治协商会议云溪县委员会",
        "office_short_name": "云溪县政协",
        "issued_by": "政协云溪县委员会办公室",
        "org_codes": {"委员会": "云政协", "办公室": "云政协办", "函": "云政协函"},
    }
    desk.do(change_settings, told, since=date(2026, 1, 1))


def draft(desk: Desk, kind: Kind = Kind.NOTICE, made_for: MadeFor | None = None, **more: Any) -> int:
    """The id of a saved draft."""
    return desk.do(doing.save_document, None, kind=kind, fields={**FIELDS, **more}, made_for=made_for)


def finished(desk: Desk, kind: Kind = Kind.NOTICE, sequence: str = "委员会", **more: Any) -> int:
    """The id of a paper that has its number."""
    made = draft(desk, kind, **more)
    desk.do(doing.finish_document, made, sequence=sequence)
    return made
