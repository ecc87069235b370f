"""A desk that makes an order's files, to be killed: tells how many are kept, who works for it."""

import multiprocessing
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from tests.desk_work import practice_desk
from tests.factories import FixedClock

_ENOUGH = 2


def make_files(home: Path, ids: Sequence[bytes], told: Connection) -> None:
    """Make them; tells (kept so far, the workers' process numbers) and at two waits for its end."""
    desk = practice_desk(home, FixedClock())

    def tell(done: int) -> None:
        told.send((done, [child.pid for child in multiprocessing.active_children()]))
        if done == _ENOUGH:
            told.recv()

    desk.certificate_files.make_all(ids, tell, lambda: False)
    desk.close()
