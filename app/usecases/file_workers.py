"""Two processes that make certificates' files, beside the one that reads and keeps them."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Self

from app.certificate.finished import FileKeys, WantedFile, finished_pdf
from app.domain.errors import UserError

WORKERS = 2
_AHEAD = 3 * WORKERS
"""How many files are under way: enough that nobody waits, few enough that memory stays small."""
_Made = bytes | None

_keys: FileKeys | None = None


class FileWorkers:
    """The two processes; they load what drawing needs while the caller still does other things.

    The keys go to them through a pipe: never on disk, command line or environment.
    """

    def __init__(self, keys: FileKeys) -> None:
        self._keys = keys
        self._pool = ProcessPoolExecutor(
            WORKERS, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(keys,)
        )
        for _ in range(WORKERS):
            self._pool.submit(_load)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def made(self, wanted: Iterable[WantedFile]) -> Iterator[tuple[WantedFile, _Made]]:
        """Each file in the order wanted, None for one that cannot be made.

        What a killed worker had, and all that follows, is made here.
        """
        under_way: deque[tuple[WantedFile, Future[_Made] | None]] = deque()
        for order in wanted:
            under_way.append((order, _handed(self._pool, order)))
            if len(under_way) == _AHEAD:
                yield _made(*under_way.popleft(), self._keys)
        while under_way:
            yield _made(*under_way.popleft(), self._keys)


def made_here(order: WantedFile, keys: FileKeys) -> _Made:
    """The file made in this process, None for one that cannot be made."""
    try:
        return finished_pdf(order, keys)
    except UserError:
        return None


def _handed(pool: ProcessPoolExecutor, order: WantedFile) -> Future[_Made] | None:
    try:
        return pool.submit(_make, order)
    except BrokenProcessPool:
        return None


def _made(
    order: WantedFile, future: Future[_Made] | None, keys: FileKeys
) -> tuple[WantedFile, _Made]:
    try:
        if future is not None:
            return order, future.result()
    except BrokenProcessPool:
        pass
    return order, made_here(order, keys)


def _begin(keys: FileKeys) -> None:
    """In a worker: keep the keys, leave Ctrl-C to the parent, and never outlive it."""
    global _keys
    _keys = keys
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _load() -> None:
    """In a worker: what the first file would wait for."""
    import app.certificate.badge
    import app.certificate.signing
    import app.certificate.whole  # noqa: F401


def _make(order: WantedFile) -> _Made:
    assert _keys is not None
    return made_here(order, _keys)
