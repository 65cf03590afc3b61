"""Values of a program as they are at the time of a call: lists of messages grow afterwards."""

import base64
import dataclasses
import datetime
import enum
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Union

_FIXED = (str, bool, int, float)


class JsonText(NamedTuple):
    """An object, an array or null, already written down."""

    text: str


Value = Union[str, bool, int, float, JsonText]


def frozen(value: Any) -> Value:
    """The value as it is now. Raises what JSON raises for what cannot be written down."""
    if type(value) in _FIXED:
        return value
    plain = value if isinstance(value, (str, bool, int, float)) else None
    if plain is not None and not isinstance(value, enum.Enum):
        return str(value) if isinstance(value, str) else plain
    text = json.dumps(value, default=_plain)
    return JsonText(text) if text[:1] in "[{n" else json.loads(text)


def size(value: Value) -> int:
    """About how many bytes it takes."""
    if type(value) is str:
        return len(value) + 32
    return len(value.text) + 32 if type(value) is JsonText else 32


def plain_object(value: Any) -> Mapping[str, Any]:
    """The members of an object of any kind, such as the usage in a provider's reply."""
    found = value if isinstance(value, Mapping) else _plain(value)
    if not isinstance(found, Mapping):
        raise TypeError(f"an object is needed, not {type(value).__name__}")
    return found


def _plain(value: Any) -> Any:
    for method in ("model_dump", "to_dict", "_asdict"):
        convert = getattr(value, method, None)
        if callable(convert) and not isinstance(value, type):
            return convert()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Iterable) and hasattr(value, "__len__"):
        return list(value)
    members = getattr(value, "__dict__", None)
    return dict(members) if members and not callable(value) else str(value)
