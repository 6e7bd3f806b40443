"""Office files without chance: the same content is the same bytes, whenever it was packed."""

import io
import re
import shutil
import zipfile
from datetime import date

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can tell
_CHUNK = 1024 * 1024
_PROPERTIES = "docProps/core.xml"
_STAMP = re.compile(rb"(?<=>)\d{4}-\d\d-\d\dT[\d:.]+Z?(?=</dcterms:)")


def without_times(packed: bytes, *, dated: date | None = None) -> bytes:
    """The same parts with one fixed time; with `dated` the properties say that day instead of the minute of writing."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            if dated is not None and name == _PROPERTIES:
                target.writestr(entry, _STAMP.sub(f"{dated.isoformat()}T00:00:00Z".encode(), source.read(name)))
                continue
            with source.open(name) as part, target.open(entry, "w") as copy:  # a long table is not held whole
                shutil.copyfileobj(part, copy, _CHUNK)
    return result.getvalue()
