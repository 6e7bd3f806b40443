"""The reading child: takes files from its standard input one after another and answers what they say, until it ends.

It opens no file and no connection. An error that is a bug ends it, naming the place but not the text it was reading.
"""

import json
import struct
import sys
import traceback
from types import TracebackType
from typing import IO

from cppcc_desk.documents.reading import read_bytes
from cppcc_desk.documents.reading.ledgers import read_ledger_bytes
from cppcc_desk.documents.reading.roster import read_roster_bytes
from cppcc_desk.documents.reading.sandbox import confine_self, watch
from cppcc_desk.documents.reading.wanted import LEDGER, MANUSCRIPT, ROSTER
from cppcc_desk.documents.reading.wire import columns_read, heads_read, write_answer, write_ledger, write_roster
from cppcc_desk.domain.registers.history import LedgerRead
from cppcc_desk.domain.roster import RosterResult
from cppcc_desk.domain.submission import ReadResult, ReadStatus

_LONGEST = 60  # seconds; the parent's own limit is shorter
_HEAD = struct.Struct("<IQ")
_NO_MEMORY = "读取这份文件需要的内存过大，已停止，没有导入；文件可能异常复杂，{.anew}。"


def main() -> None:
    """Serve until standard input ends; the first argument is the limit of memory in bytes."""
    sys.excepthook = _name_the_place
    confine_self(int(sys.argv[1]))
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(_HEAD.size)) == _HEAD.size:
        watch(_LONGEST)
        answer = _serve(source, *_HEAD.unpack(head))
        target.write(struct.pack("<Q", len(answer)))
        target.write(answer)
        target.flush()
        watch(0)


def _serve(source: IO[bytes], head_size: int, data_size: int) -> bytes:
    asked = json.loads(source.read(head_size))
    data, name, encoding = source.read(data_size), asked["name"], asked["encoding"]
    try:
        if asked["wanted"] == LEDGER.thing:
            heads, year = heads_read(asked["chosen"]), asked["year"]
            read = read_ledger_bytes(data, name, encoding=encoding, chosen=heads, year=year)
            return write_ledger(read, spent=False)
        if asked["wanted"] == ROSTER.thing:
            chosen = columns_read(asked["chosen"])
            return write_roster(read_roster_bytes(data, name, encoding=encoding, chosen=chosen), spent=False)
        return write_answer(read_bytes(data, name, encoding=encoding), spent=False)
    except MemoryError:
        pass  # what it held is let go before anything else is made
    refused = ReadStatus.REFUSED
    if asked["wanted"] == LEDGER.thing:
        return write_ledger(LedgerRead(status=refused, message=_NO_MEMORY.format(LEDGER)), spent=True)
    if asked["wanted"] == ROSTER.thing:
        return write_roster(RosterResult(status=refused, message=_NO_MEMORY.format(ROSTER)), spent=True)
    return write_answer((ReadResult(status=refused, message=_NO_MEMORY.format(MANUSCRIPT)),), spent=True)


def _name_the_place(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write where the error arose; its message may quote the text and is left out."""
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-4:]]
    sys.stderr.write(f"{kind.__name__} at {' > '.join(places)}\n")


if __name__ == "__main__":
    main()
