"""An older ledger as offices keep them: titles over the heads, joined cells, formulas, days of every kind, totals."""

import io
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook

_COMPUTED, _UNCOMPUTED = 77_001, 77_002  # numbers that become formulas, with and without their result

HEADS = ("序号", "编号", "收稿日期", "题目", "作者", "单位", "类别", "采用情况", None, None, "领导批示", "份数", "备注")
UNDER = (None,) * 7 + ("县级", "市级", "省级")

ROWS: tuple[tuple[object, ...], ...] = (
    (1, "2025-001", "3月5日", "关于石桥镇集市停车难的建议", "柳青禾、顾长安", "石桥镇中心卫生院", "交通出行", "√",
     "2025.4.1", None, "江承志书记4月3日批示", 2, "好稿"),
    (2, "2025-002", "2025年2月30日", "没有这一天的稿件", "张三", "县医院"),
    (3, "A-7", 45_750, "数字写成的日期", "李四", "县医院", "医疗卫生", None, "第5期"),
    (4, "2025-004", "2025.5.6", "公式算出来的份数", "苏晚晴", "县文联", "文化旅游", None, None, None, None, _COMPUTED),
    (5, "2025-005", "2025-05-07", "公式没有结果", "苏晚晴", "县文联", "文化旅游", None, None, None, None, _UNCOMPUTED),
    (6, "2025-001", "2025/3/9", "编号重了的另一篇", "何远", "城关镇"),
    (7, "2025-001", "2025年3月5日", "关于石桥镇集市停车难的建议", "柳青禾、顾长安", "石桥镇中心卫生院"),
    ("合计", None, None, "共 7 篇"),
    ("注：本表由办公室填写，每季度核对一次。",),
)  # fmt: skip


def older(path: Path) -> Path:
    """The ledger of 2025, written to `path`."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "来稿"
    sheet.append(["2025年云溪县政协反映社情民意来稿登记表"])
    sheet.merge_cells("A1:M1")
    sheet.append(["填报单位：云溪县政协办公室"])
    sheet.append(list(HEADS))
    sheet.append(list(UNDER))
    sheet.merge_cells("H3:J3")
    for letter in "ABCDEFGKLM":
        sheet.merge_cells(f"{letter}3:{letter}4")
    for row in ROWS:
        sheet.append(list(row))
    book.create_sheet("说明").append(["填表说明：按季度汇总。"])
    buffer = io.BytesIO()
    book.save(buffer)
    path.write_bytes(_with_formulas(buffer.getvalue()))
    return path


def _with_formulas(packed: bytes) -> bytes:
    """openpyxl writes no results of formulas; programs do."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(rb"<v>%d</v>" % _COMPUTED, b"<f>1+2</f><v>3</v>", content)
                content = re.sub(rb"<v>%d</v>" % _UNCOMPUTED, b"<f>1+2</f>", content)
            target.writestr(name, content)
    return made.getvalue()
