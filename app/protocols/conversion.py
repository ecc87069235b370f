"""Plain values to the structs of the format, finding every fault instead of the first."""

from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec

from app.protocols.faults import Fault, Problem
from app.protocols.yaml_reading import Plain

T = TypeVar("T")


def convert(value: Plain, to: type[T], file: str, path: str, faults: list[Fault]) -> T | None:
    """`value` as a `to`; None when it does not fit, its faults then added to `faults`.

    msgspec stops at the first error, so a value that does not fit is taken apart: each field of a
    struct and each entry of a list is tried on its own, down to the one that is wrong.
    """
    try:
        return msgspec.convert(value, to, strict=False)
    except msgspec.ValidationError as error:
        _find(value, to, _Place(file, path, faults))
        if not any(fault.file == file for fault in faults):
            faults.append(Fault(file, path, Problem.WRONG_VALUE, str(error)))
        return None


def convert_quietly(value: Plain, to: type[T]) -> T | None:
    """`value` as a `to`, or None: for what is still checked after its file had faults."""
    try:
        return msgspec.convert(value, to, strict=False)
    except msgspec.ValidationError:
        return None


class _Place:
    """Where in a file the search for faults stands."""

    def __init__(self, file: str, path: str, faults: list[Fault]) -> None:
        self.file, self.path, self.faults = file, path, faults

    def note(self, problem: Problem, detail: str) -> None:
        self.faults.append(Fault(self.file, self.path, problem, detail))

    def below(self, step: str) -> "_Place":
        return _Place(self.file, self.path + step, self.faults)


def _find(value: Plain, to: Any, place: _Place) -> None:  # noqa: ANN401 - any type of the format
    if value is None:
        return  # its fault was noted when the file was read
    shape = _shape_for(value, to)
    if isinstance(value, dict) and isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        _find_in_struct(value, shape, place)
    elif isinstance(value, dict) and get_origin(shape) is dict:
        for key, entry in value.items():
            _find(entry, get_args(shape)[1], place.below(f".{key}"))
    elif isinstance(value, list) and get_origin(shape) is tuple:
        for index, entry in enumerate(value):
            _find(entry, get_args(shape)[0], place.below(f"[{index}]"))
    else:
        _find_in_leaf(value, to, place)


def _find_in_struct(value: dict[str, Plain], to: type[msgspec.Struct], place: _Place) -> None:
    fields = {field.encode_name: field for field in msgspec.structs.fields(to)}
    for name in value.keys() - fields.keys():
        place.below(f".{name}").note(Problem.UNKNOWN_FIELD, name)
    for name, field in fields.items():
        if name in value:
            _find(value[name], field.type, place.below(f".{name}"))
        elif field.required:
            place.note(Problem.FIELD_MISSING, name)


def _find_in_leaf(value: Plain, to: Any, place: _Place) -> None:  # noqa: ANN401
    try:
        msgspec.convert(value, to, strict=False)
    except msgspec.ValidationError as error:
        if value == "":
            place.note(Problem.EMPTY_TEXT, "")
        else:
            reason = str(error).partition(" - at ")[0]
            place.note(Problem.WRONG_VALUE, f"{_shown(value)} ({reason})")


def _shape_for(value: Plain, to: Any) -> Any:  # noqa: ANN401
    """The member of a union that a value of this shape was meant for, without its limits."""
    if get_origin(to) is Annotated:
        return _shape_for(value, get_args(to)[0])
    if get_origin(to) in (Union, UnionType):
        members = [member for member in get_args(to) if member is not NoneType]
        fitting = [m for m in members if _is_struct(m) == isinstance(value, dict)]
        return _shape_for(value, (fitting or members)[0])
    return to


def _is_struct(to: Any) -> bool:  # noqa: ANN401
    return isinstance(to, type) and issubclass(to, msgspec.Struct)


def _shown(value: Plain) -> str:
    if isinstance(value, str):
        return f"“{value[:60]}…”" if len(value) > 60 else f"“{value}”"
    return "[…]" if isinstance(value, list) else "{…}"
