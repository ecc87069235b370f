"""What differs between two versions of a protocol: one pure function for everybody who asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from app.domain.protocol import Item, Protocol
from app.domain.text import Text


class Part(StrEnum):
    """What a change is about, in the order it is told."""

    PROFILE = "profile"
    RULE = "rule"
    SCALE = "scale"
    AREA = "area"
    CRITERION = "criterion"
    ITEM = "item"
    TASK = "task"
    WORDING = "wording"
    CODE = "code"


class ChangeKind(StrEnum):
    """What happened to it."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs: its name in the domain, and both values as they are there."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was added, changed or removed. `area`: the id of the area it belongs to."""

    part: Part
    kind: ChangeKind
    key: str
    name: Text
    area: str = ""
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs, in order of part.

    `moves_areas`: a certificate of the older version would be read wrongly by the newer, because
    its levels stand in the order of the areas and on the same scale.
    """

    changes: tuple[Change, ...]
    moves_areas: bool

    def of(self, part: Part) -> tuple[Change, ...]:
        """The changes of one part."""
        return tuple(change for change in self.changes if change.part is part)

    def count(self, part: Part, kind: ChangeKind) -> int:
        """How many of a part were added, changed or removed."""
        return sum(change.kind is kind for change in self.of(part))


def compare(old: Protocol, new: Protocol) -> Comparison:
    """What `new` says that `old` did not, and the other way round."""
    changes = (
        *_whole(Part.PROFILE, old, new, ("scheme", "code", "name", "level", "owner"), new.name),
        *_whole(Part.RULE, old.rules, new.rules, _names(new.rules), new.name),
        *_parts(Part.SCALE, _scale(old), _scale(new)),
        *_parts(Part.AREA, _areas(old), _areas(new)),
        *_parts(Part.CRITERION, _criteria(old), _criteria(new)),
        *_parts(Part.ITEM, _items(old), _items(new)),
        *_parts(Part.TASK, _tasks(old), _tasks(new)),
        *_whole(Part.WORDING, old.wording, new.wording, _names(new.wording), new.name),
        *_whole(Part.CODE, old.codes, new.codes, _names(new.codes), new.name),
    )
    return Comparison(changes, _read_by(old) != _read_by(new))


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something with an id that may be in one version and not in the other."""

    name: Text
    area: str
    values: Mapping[str, object]


def _whole(
    part: Part, old: object, new: object, names: Iterable[str], name: Text
) -> Iterable[Change]:
    """One change for each field that differs, so that each can be told in a line."""
    for field in names:
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            change = FieldChange(field, before, after)
            yield Change(part, ChangeKind.CHANGED, field, name, fields=(change,))


def _parts(part: Part, old: Mapping[str, _Thing], new: Mapping[str, _Thing]) -> Iterable[Change]:
    for key, thing in new.items():
        if key not in old:
            yield Change(part, ChangeKind.ADDED, key, thing.name, thing.area)
        elif differing := _differing(old[key], thing):
            yield Change(part, ChangeKind.CHANGED, key, thing.name, thing.area, differing)
    for key, thing in old.items():
        if key not in new:
            yield Change(part, ChangeKind.REMOVED, key, thing.name, thing.area)


def _differing(old: _Thing, new: _Thing) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(field, old.values[field], value)
        for field, value in new.values.items()
        if old.values[field] != value
    )


def _read_by(protocol: Protocol) -> tuple[object, ...]:
    """What a certificate's levels are read with."""
    return tuple(area.shared_id for area in protocol.areas), len(protocol.scale)


def _scale(protocol: Protocol) -> dict[str, _Thing]:
    return {str(each.code): _Thing(each.name, "", _values(each)) for each in protocol.scale}


def _areas(protocol: Protocol) -> dict[str, _Thing]:
    return {
        each.id: _Thing(each.name, each.id, {**_values(each), "place": place})
        for place, each in enumerate(protocol.areas, 1)
    }


def _criteria(protocol: Protocol) -> dict[str, _Thing]:
    return {each.id: _Thing(each.text, each.area, _values(each)) for each in protocol.criteria}


def _items(protocol: Protocol) -> dict[str, _Thing]:
    return {
        each.id: _Thing(each.question.stem, each.area, _item_values(each, protocol.pictures))
        for each in protocol.items
    }


def _item_values(item: Item, pictures: Mapping[str, str]) -> dict[str, object]:
    values = {**_values(item.question), **_values(item)}
    del values["question"]
    values["picture"] = pictures.get(item.question.picture or "", "")
    return values


def _tasks(protocol: Protocol) -> dict[str, _Thing]:
    things = {}
    for each in protocol.tasks:
        values = {**_values(each), "picture": protocol.pictures.get(each.picture or "", "")}
        things[each.id] = _Thing(each.title, "", values)
    return things


def _values(thing: object) -> dict[str, object]:
    return {name: getattr(thing, name) for name in _names(thing)}


def _names(thing: object) -> tuple[str, ...]:
    return tuple(field.name for field in fields(thing))  # type: ignore[arg-type]
