"""The sample office to try the program on: in a data folder of its own beside the office's data, so that nothing of it
mixes with the office's pieces, numbers and backups, and clearing it is deleting that folder.
"""

import shutil
import time
from contextlib import closing
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from cppcc_desk.domain.errors import World
from cppcc_desk.errands import playing
from cppcc_desk.errands.backups import Step
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.desk import Clock
from cppcc_desk.storage.engine import connect, plainly

MARK: Final = "这里是示例数据，和本单位的数据分开，可以随时在程序里清除。\n"


def load(office: DataFolder, *, step: Step) -> DataFolder:
    """The sample's data folder; made when it is not there. It is there whole or not at all. Raises World."""
    sample = office.sample
    if sample.is_sample:
        return sample
    part = sample.root.with_name(f"{sample.root.name}.part")
    for left in (sample.root, part):
        shutil.rmtree(left, ignore_errors=True)
    with plainly(office.root, saving=False):
        try:
            done = count(1)
            with playing.story(part, lambda words: step(min(next(done), playing.STEPS), playing.STEPS, words)):
                pass
            DataFolder(part).sample_mark.write_text(MARK, encoding="utf-8")
            part.rename(sample.root)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    return sample


def remove(office: DataFolder) -> None:
    """Delete the sample with everything that was tried in it. Raises World where something of it is still open."""
    try:
        shutil.rmtree(office.sample.root)
    except FileNotFoundError:
        return
    except OSError as error:
        raise World(
            f"示例数据没有全部清除：“{office.sample.root}”里有文件正被占用。本单位的数据没有动。请关闭打开的文件后再清除。"
        ) from error


def clock_of(sample: DataFolder) -> Clock:
    """Time in the sample goes on only while it is open: from what was done in it last, so that its due times stay as
    lively as on the first day."""
    began = max(playing.today(), _last(sample))
    since = time.monotonic()
    return lambda: (began + timedelta(seconds=time.monotonic() - since)).replace(second=0, microsecond=0)


def _last(sample: DataFolder) -> datetime:
    with plainly(sample.root, saving=False), closing(connect(sample.database)) as data:
        row = data.execute("select max(at) from journal_entry").fetchone()
    return datetime.fromisoformat(row[0]) if row and row[0] else datetime.min
