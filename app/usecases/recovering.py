"""Forgotten PIN: the printed code opens the data, and its owner gets a new secret and seal."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from app.domain.clock import Clock
from app.seal.keys import SigningKey
from app.storage import desk_facts
from app.storage.database import Database
from app.storage.errors import ClockBehind
from app.storage.founding import Founder, let_work
from app.storage.log import CLOCK_SLACK, Signer, newest_time
from app.storage.tables import AssessorRow, SealRow
from app.storage.upgrade import open_desk
from app.usecases.practice_trust import renew_again


def try_log(file: Path, data_key: bytes, clock: Clock) -> None:
    """Let through a desk whose new seal's log can be opened: no code is spent on what would fail.

    Raises DamagedDatabase, NewerDatabase, ClockBehind, DiskFull.
    """
    database = open_desk(file, data_key)
    try:
        with database.reading() as session:
            now, newest = clock.now(), newest_time(session)
    finally:
        database.close()
    if newest is not None and now + CLOCK_SLACK < newest:
        raise ClockBehind(now, newest)


def let_in_again(
    database: Database,
    assessor_id: UUID,
    seal: SigningKey,
    ways: tuple[Clock, Callable[[], UUID]],
) -> None:
    """Give an assessor the seal the code made: its log is opened, the one before withdrawn.

    Done at unlock, so that a recovery cut off after the key file was written is whole then.
    `ways`: the clock and the maker of ids.
    """
    with database.reading() as session:
        if session.get(SealRow, seal.kid) is not None:
            return
    clock, new_id = ways
    with database.transaction() as session:
        who = session.get_one(AssessorRow, assessor_id)
        epoch = bytes.fromhex(desk_facts.need(session, desk_facts.EPOCH))
        place = (
            desk_facts.need(session, desk_facts.NAME),
            desk_facts.need(session, desk_facts.CENTRE),
        )
        founder = Founder(who.id, who.name, who.number, who.roles, seal, None)
        let_work(session, founder, Signer(seal, epoch, clock, new_id), place)
        desk_facts.put(session, desk_facts.recovered(seal.kid), clock.now().isoformat())
        renew_again(session)
