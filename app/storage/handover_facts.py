"""What two laptops need of each other for one case: kept as facts of the desk, by case."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.storage import desk_facts
from app.storage.errors import DamagedRecord


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Here: the second assessor works at another computer; `code` opens the files."""

    code: str
    at: datetime


class Helping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There: the case is another centre's desk's, and only its practical is rated here."""

    asked_by: str
    centre: str
    code: str
    at: datetime


FactT = TypeVar("FactT", Asked, Helping)


def put(session: Session, case_id: UUID, fact: Asked | Helping) -> None:
    """Keep it, in place of what was kept for the case."""
    desk_facts.put(session, _name(case_id, type(fact)), msgspec.json.encode(fact).decode())


def drop(session: Session, case_id: UUID, kind: type[Asked] | type[Helping]) -> None:
    """Keep nothing of that kind for the case."""
    if desk_facts.get(session, _name(case_id, kind)):
        desk_facts.put(session, _name(case_id, kind), "")


def get(session: Session, case_id: UUID, kind: type[FactT]) -> FactT | None:
    """What is kept for the case, None when nothing is. Raises DamagedRecord."""
    kept = desk_facts.get(session, _name(case_id, kind))
    if not kept:
        return None
    try:
        return msgspec.json.decode(kept, type=kind)
    except msgspec.DecodeError as error:
        raise DamagedRecord(_name(case_id, kind).encode()) from error


def _name(case_id: UUID, kind: type[Asked] | type[Helping]) -> str:
    return f"{kind.__name__.lower()}:{case_id}"
