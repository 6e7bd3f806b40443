"""A scheme as JSON-able values and back: what an office stores, sends to another office and gets from it.

The form of the values is that of the dataclasses in `scheme`: what is missing has its default, what is not known is
refused by name. Points are written as text, so that 0.1 stays 0.1.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.scoring.scheme import Scheme

FORMAT = "cppcc_desk 计分办法 1"
NOTHING = "没有作任何改动。"


def to_dict(scheme: Scheme) -> dict[str, Any]:
    """JSON-able; what equals its default is left out, so that the file shows what the office decided."""
    return {"format": FORMAT, **values_of(scheme)}


def from_dict(given: object) -> Scheme:
    """Raises Invalid, naming the place, for anything that is no scheme."""
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise Invalid(f"这不是计分办法文件。{NOTHING}请选从本程序导出的 .json 文件。")
    read = read_as(Scheme, {key: value for key, value in given.items() if key != "format"}, "计分办法")
    assert isinstance(read, Scheme)
    return read


def values_of(value: Any) -> Any:  # noqa: PLR0911 - one line for each kind of value
    """Any value of frozen dataclasses, tuples, sets and words as JSON-able ones."""
    if is_dataclass(value) and not isinstance(value, type):
        shown = {}
        for field in fields(value):
            held = getattr(value, field.name)
            default = field.default_factory() if callable(field.default_factory) else field.default
            if held != default:
                shown[field.name] = values_of(held)
        return shown
    if isinstance(value, frozenset):
        return sorted(str(word) for word in value)
    if isinstance(value, tuple):
        return [values_of(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): values_of(item) for key, item in value.items()}
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def read_as(wanted: Any, given: Any, where: str) -> Any:
    """The other way round; raises Invalid, naming the place, for what is no `wanted`."""
    if get_origin(wanted) in (Union, types.UnionType):
        inner = next(kind for kind in get_args(wanted) if kind is not types.NoneType)
        return None if given is None else read_as(inner, given, where)
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _read_fields(wanted, given, where)
    if get_origin(wanted) is tuple:
        return _read_tuple(get_args(wanted), given, where)
    if get_origin(wanted) is frozenset:
        (inner,) = get_args(wanted)
        return frozenset(read_as(inner, item, where) for item in _a(list, given, where))
    if get_origin(wanted) is Mapping:
        key_kind, kind = get_args(wanted)
        return {
            read_as(key_kind, key, where): read_as(kind, item, where) for key, item in _a(dict, given, where).items()
        }
    return _read_word(wanted, given, where)


def _read_fields(wanted: type, given: Any, where: str) -> Any:
    known = _hints(wanted)
    unknown = [key for key in _a(dict, given, where) if key not in known]
    if unknown:
        raise Invalid(f"“{where}”里不认识“{'、'.join(map(str, unknown))}”。{NOTHING}")
    read = {key: read_as(known[key], item, f"{where} › {key}") for key, item in given.items()}
    try:
        return wanted(**read)
    except TypeError:
        missing = [field.name for field in fields(wanted) if field.name not in read]
        raise Invalid(f"“{where}”缺少“{'、'.join(missing)}”中必须有的项。{NOTHING}") from None


def _read_tuple(kinds: tuple[Any, ...], given: Any, where: str) -> tuple[Any, ...]:
    items = _a(list, given, where)
    if kinds[-1] is Ellipsis:
        return tuple(read_as(kinds[0], item, f"{where} › {place + 1}") for place, item in enumerate(items))
    if len(items) != len(kinds):
        raise Invalid(f"“{where}”应有 {len(kinds)} 项，实有 {len(items)} 项。{NOTHING}")
    return tuple(read_as(kind, item, where) for kind, item in zip(kinds, items, strict=True))


def _read_word(wanted: Any, given: Any, where: str) -> Any:
    if wanted in (int, bool, str):
        return _a(wanted, given, where)
    parse: Callable[[str], Any] = date.fromisoformat if wanted is date else wanted
    try:
        return parse(_a(str, given, where))
    except (ValueError, InvalidOperation):
        known = f"；可以是：{'、'.join(wanted)}" if issubclass(wanted, StrEnum) else ""
        raise Invalid(f"“{where}”不能是“{given}”{known}。{NOTHING}") from None


def _a(kind: type, given: Any, where: str) -> Any:
    if not isinstance(given, kind) or (kind is int and isinstance(given, bool)):
        raise Invalid(f"“{where}”的内容不对：{given!r}。{NOTHING}")
    return given


@cache
def _hints(wanted: type) -> dict[str, Any]:
    return get_type_hints(wanted)
