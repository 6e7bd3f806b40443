"""Lays out the program folder as it will stand on the office's PC. `stage.py CACHE STAGE`.

runtime/    the official embeddable CPython
pkgs/       the libraries, trimmed to what the program uses
app/        the program and its resources, as tracked by git
licences/   of everything above, and manifest.tsv: every file with its SHA-256, component and licence
"""

import ast
import compileall
import hashlib
import py_compile
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

from closure import KINDS, closure

HERE = Path(__file__).parent
ROOT = HERE.parent

# The program has SQLite from sqlcipher3; this one has a fault fixed since (design of the data file), and nobody may
# come upon it. The catalogue signs sources that are not here.
NOT_OF_THE_RUNTIME = {"_sqlite3.pyd", "sqlite3.dll", "python.cat"}
SEARCH_PATH = "python311.zip\n.\n..\\pkgs\n..\\app\n"

# Of Qt: what the program imports is read from its source; these are loaded by name.
QT_PLUGINS = (
    "platforms/qwindows.dll",
    "platforms/qoffscreen.dll",  # selfcheck
    "styles/qmodernwindowsstyle.dll",
    "imageformats/qico.dll",
    "imageformats/qjpeg.dll",
    "imageformats/qgif.dll",
    "imageformats/qsvg.dll",
    "iconengines/qsvgicon.dll",
)
QT_TRANSLATIONS = ("qtbase_zh_CN.qm", "qt_zh_CN.qm")
QT = "PySide6/"
QT_FOLDERS = ("PySide6", "shiboken6")

# Sources of extension modules, stubs and parts that nothing of ours imports.
NOT_OF_THE_LIBRARIES = {".pyi", ".pyx", ".pxd", ".pxi", ".c", ".h", ".lib", ".typed", ".rng", ".xsl"}
NOT_IMPORTED = (
    "alembic/templates/",
    "alembic/testing/",
    "lxml/html/",
    "lxml/includes/",
    "lxml/isoschematron/",
    "OleFileIO_PL.py",
    "olefile/doc/",
    "olefile/olefile.html",
    "olefile/olefile2.",
    "sqlalchemy/testing/",
)
NOT_OF_THE_PROGRAM = ("resources/make_",)  # scripts that made tables

LICENCE_OF = {
    "runtime": "PSF-2.0",
    "app": "Proprietary",
    "PySide6_Essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "SQLAlchemy": "MIT",
    "alembic": "MIT",
    "et_xmlfile": "MIT",
    "lxml": "BSD-3-Clause AND MIT AND LGPL-2.1-or-later AND Zlib",
    "Mako": "MIT",
    "MarkupSafe": "BSD-3-Clause",
    "olefile": "BSD-2-Clause AND HPND",
    "openpyxl": "MIT",
    "platformdirs": "MIT",
    "python-docx": "MIT",
    "sqlcipher3": "Zlib AND BSD-3-Clause",
    "typing_extensions": "PSF-2.0",
    "xlrd": "BSD-3-Clause AND BSD-Advertising-Acknowledgement",
}
NOTICE = "第三方软件说明.txt"
OUR_COPIES = {  # licences that the wheels do not bring
    "PySide6_Essentials": ("LGPL-3.0.txt", "GPL-3.0.txt", "Qt-components.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "lxml": ("lxml-components.txt", "LGPL-2.1.txt"),
    "sqlcipher3": ("SQLCipher.txt",),
}


def main(cache: Path, stage: Path) -> None:
    shutil.rmtree(stage, ignore_errors=True)
    component: dict[str, str] = {}  # path -> whose it is
    _runtime(cache / "runtime", stage, component)
    _program(stage, component)
    _libraries(sorted((cache / "wheels").glob("*.whl")), stage, component)
    _compile(stage)
    shutil.copyfile(HERE / "program.ico", stage / "program.ico")
    shutil.copyfile(HERE / "licences" / NOTICE, stage / "licences" / NOTICE)
    _manifest(stage, component)


def _put(stage: Path, path: str, data: bytes) -> None:
    target = stage / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _runtime(files: Path, stage: Path, component: dict[str, str]) -> None:
    for path in sorted(files.iterdir()):
        if path.name not in NOT_OF_THE_RUNTIME:
            _put(stage, f"runtime/{path.name}", path.read_bytes())
    _put(stage, "runtime/python311._pth", SEARCH_PATH.replace("\n", "\r\n").encode())
    (stage / "licences" / "CPython-3.11.9").mkdir(parents=True)
    shutil.move(stage / "runtime" / "LICENSE.txt", stage / "licences" / "CPython-3.11.9" / "LICENSE.txt")
    component["runtime/"] = component["licences/CPython-3.11.9/"] = "runtime"


def _program(stage: Path, component: dict[str, str]) -> None:
    listed = subprocess.run(
        ["git", "-c", "core.quotePath=false", "ls-files", "-z", "cppcc_desk", "resources"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    for path in listed.stdout.rstrip("\0").split("\0"):
        if not path.startswith(NOT_OF_THE_PROGRAM):
            inside = f"cppcc_desk/{path}" if path.startswith("resources/") else path
            _put(stage, f"app/{inside}", (ROOT / path).read_bytes())
    component["app/"] = component["program.ico"] = component["licences/"] = "app"


def _libraries(wheels: list[Path], stage: Path, component: dict[str, str]) -> None:
    binaries: dict[str, bytes] = {}  # of Qt
    wanted: list[str] = []
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as packed:
            name, version = _named(packed)
            licences = f"licences/{name}-{version}/"
            for path in packed.namelist():
                if ".dist-info/" in path:
                    if _is_licence(path):
                        _put(stage, licences + PurePosixPath(path).name, packed.read(path))
                elif path.startswith(tuple(f"{folder}/" for folder in QT_FOLDERS)):
                    if PurePosixPath(path).suffix in KINDS:
                        binaries[path] = packed.read(path)
                    elif _of_qt(path):
                        wanted.append(path)
                        _put(stage, f"pkgs/{path}", packed.read(path))
                elif _of_a_library(path):
                    _put(stage, f"pkgs/{path}", packed.read(path))
                    component[f"pkgs/{path}"] = name
            for copy in OUR_COPIES.get(name, ()):
                _put(stage, licences + copy, (HERE / "licences" / copy).read_bytes())
            component[licences] = name
    component["pkgs/PySide6/"], component["pkgs/shiboken6/"] = "PySide6_Essentials", "shiboken6"
    for path in _needed(stage, binaries):
        _put(stage, f"pkgs/{path}", binaries[path])


def _named(packed: zipfile.ZipFile) -> tuple[str, str]:
    """Name and version of a wheel; a name without a licence in LICENCE_OF ends the build."""
    path = next(path for path in packed.namelist() if path.endswith(".dist-info/METADATA"))
    head = HeaderParser().parsestr(packed.read(path).decode())
    plain = {name.lower().replace("-", "_"): name for name in LICENCE_OF}
    name = plain.get(head["Name"].lower().replace("-", "_"))
    return name or sys.exit(f"no licence is told for {head['Name']}"), head["Version"]


def _is_licence(path: str) -> bool:
    name = PurePosixPath(path).name.upper()
    if name == "LICENSEREF-QT-COMMERCIAL.TXT":  # the other way to use Qt, which is not ours
        return False
    return name.startswith(("LICEN", "COPYING", "NOTICE", "AUTHORS"))


def _of_a_library(path: str) -> bool:
    script = ".data/" in path
    return not script and PurePosixPath(path).suffix not in NOT_OF_THE_LIBRARIES and not path.startswith(NOT_IMPORTED)


def _of_qt(path: str) -> bool:
    """Whether a file of Qt that is no binary is shipped: the packages' own modules and the Chinese texts."""
    pure = PurePosixPath(path)
    if pure.parent.name == "translations":
        return pure.name in QT_TRANSLATIONS
    return pure.suffix == ".py" and len(pure.parts) == 2


def _needed(stage: Path, binaries: dict[str, bytes]) -> set[str]:
    """The binaries of Qt that the program needs; all others are followed too, so that none lacks a DLL."""
    modules = {f"{QT}{module}.pyd" for module in _imported_of_qt(stage / "app")}
    roots = {*modules, *(f"{QT}plugins/{plugin}" for plugin in QT_PLUGINS), "shiboken6/Shiboken.pyd"}
    staged = {
        f"../{path.relative_to(stage).as_posix()}": path.read_bytes()
        for path in stage.rglob("*")
        if path.suffix in KINDS
    }
    needed = closure(binaries | staged, {*roots, *staged}, (*QT_FOLDERS, "../runtime"))
    return needed - staged.keys()


def _imported_of_qt(app: Path) -> Iterator[str]:
    """QtCore, QtGui …: the modules of PySide6 that the program names."""
    for path in app.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                yield str(node.module).split(".")[1]


def _compile(stage: Path) -> None:
    """Unchecked .pyc: the sources are never compared at start, and their times may be anything."""
    done = compileall.compile_dir(
        stage, quiet=1, stripdir=str(stage), invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )
    if not done:
        sys.exit("a module does not compile")


def _manifest(stage: Path, component: dict[str, str]) -> None:
    """licences/manifest.tsv; a file whose component is not known ends the build."""
    lines = ["file\tsha256\tcomponent\tlicence"]
    for path in sorted(path.relative_to(stage).as_posix() for path in stage.rglob("*") if path.is_file()):
        whose = _whose(path, component)
        digest = hashlib.sha256((stage / path).read_bytes()).hexdigest()
        lines.append(f"{path}\t{digest}\t{whose}\t{LICENCE_OF[whose]}")
    _put(stage, "licences/manifest.tsv", "\n".join([*lines, ""]).encode())


def _whose(path: str, component: dict[str, str]) -> str:
    source = PurePosixPath(path)
    if source.parent.name == "__pycache__":
        source = source.parent.parent / f"{source.name.split('.')[0]}.py"
    places = (str(source), *(f"{folder}/" for folder in source.parents))
    found = next((component[place] for place in places if place in component), None)
    return found or sys.exit(f"nobody's file: {path}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).absolute())
