"""Named facts of this desk: its epoch, centre, node and the day something was last done."""

from typing import cast

from sqlalchemy import Table, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.storage.errors import DamagedRecord
from app.storage.tables import DeskFact

NAME, CENTRE, HOST, EPOCH = "name", "centre", "host", "epoch"
NODE_NAME, NODE_URL, NODE_PUBLIC = "node_name", "node_url", "node_public"
ERASED = "erased"
"""That somebody was erased and no screen has heard of it yet: "1"."""
_HELD = "desk_facts"
_FACTS = cast("Table", DeskFact.__table__)


def asked_profiles(kid: bytes) -> str:
    """The fact of which profiles a seal was invited for, before it has a statement."""
    return f"asked_profiles:{kid.hex()}"


def cursor(kid: bytes) -> str:
    """The fact of how far the feed has been applied that the node keeps for a seal.

    One for each seal of the desk: what is told to one alone is not passed over by another's run.
    """
    return f"cursor:{kid.hex()}"


def untold_accreditation(kid: bytes) -> str:
    """The fact that an accreditation came by hand and the node has not been told; "" once it is."""
    return f"untold_accreditation:{kid.hex()}"


def recovered(kid: bytes) -> str:
    """The fact of when a seal was made by the recovery code, in place of its owner's before."""
    return f"recovered:{kid.hex()}"


def get(session: Session, name: str) -> str | None:
    """The fact, None when it was never set."""
    return _held(session).get(name)


def need(session: Session, name: str) -> str:
    """The fact. Raises DamagedRecord when a desk lacks what it was founded with."""
    value = get(session, name)
    if value is None:
        raise DamagedRecord(name.encode())
    return value


def put(session: Session, name: str, value: str) -> None:
    """Set the fact."""
    if get(session, name) == value:
        return
    put_it = insert(_FACTS).values(name=name, value=value)
    session.connection().execute(put_it.on_conflict_do_update(set_={"value": value}))
    _held(session)[name] = value


def _held(session: Session) -> dict[str, str]:
    """All of them, read once in a unit of work: they are few, and a run asks for twenty."""
    held: dict[str, str] | None = session.info.get(_HELD)
    if held is None:
        rows = session.connection().execute(select(_FACTS.c.name, _FACTS.c.value))
        held = session.info[_HELD] = {name: value for name, value in rows}
    return held
