"""A real desk at the far end of a line: what its runs take in time, bytes and round trips."""

import random
import re
import shutil
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import zstandard
from sqlalchemy import select

from app.domain.clock import SystemClock
from app.domain.desks import DeskKind
from app.seal.records import RecordType
from app.storage import log
from app.storage.tables import RecordRow
from app.workspace import Workspace
from tests.app.sync.region import PHRASE, Prepared, prepare, reach, sync
from tests.bench.light_laptops import sitting
from tests.bench.link import Line, Link
from tests.desk_work import MARIA, desks, unlock
from tests.node_process import NodeProcess

_COUNTED = re.compile(r'intyga_requests_total\{call="(/v1/[a-z]+|/trust|/status/bundle)".*\} (\d+)')


@dataclass(slots=True)
class FarDesk:
    """A desk and its node, and a line between them."""

    laptop: Workspace
    node: NodeProcess
    link: Link | None

    def write(self, count: int) -> None:
        """So many parts of 4 KB, each of another person, are signed."""
        desk, chance = self.laptop.desk, random.Random(count)
        with desk.database.transaction() as session:
            for _ in range(count):
                told = sitting(chance)
                log.append(session, desk.signer, RecordType.SITTING_CLOSED, str(uuid4()), told)

    def run(self) -> float:
        """Seconds of a whole run; nothing waits after it."""
        begun = time.perf_counter()
        result = sync(self.laptop)
        taken = time.perf_counter() - begun
        assert result.lacking == result.refused == 0
        assert self.laptop.syncing.status().waiting == 0
        return taken

    def calls(self) -> int:
        """How many calls of a desk the node has answered."""
        with urllib.request.urlopen(f"{self.node.address}/metrics") as told:
            return sum(int(count) for _, count in _COUNTED.findall(told.read().decode()))

    def packed(self) -> int:
        """Bytes of everything signed here, in one zstd frame."""
        with self.laptop.desk.database.reading() as session:
            rows = session.execute(select(RecordRow.raw, RecordRow.salt, RecordRow.payload))
            content = b"".join(part or b"" for row in rows for part in row)
        return len(zstandard.ZstdCompressor(level=3).compress(content))


class Bench:
    """A region and a desk enrolled there, copied for every measurement."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._prepared = folder, prepare(folder / "prepared")

    @contextmanager
    def far(self, line: Line) -> Iterator[FarDesk]:
        """Fresh copies, in step and not connected, with the line between them. Raises NoLink."""
        with (
            TemporaryDirectory(dir=self._folder) as place,
            _served(self._prepared, Path(place), "0.0.0.0") as node,
            Link(line, [node.port]) as link,
            _opened(self._prepared, Path(place), node.address) as laptop,
        ):
            sync(laptop)
            reach(laptop, f"http://{link.address}:{node.port}")
            yield FarDesk(laptop, node, link)

    @contextmanager
    def near(self) -> Iterator[FarDesk]:
        """Fresh copies on this machine."""
        with (
            TemporaryDirectory(dir=self._folder) as place,
            _served(self._prepared, Path(place), "127.0.0.1") as node,
            _opened(self._prepared, Path(place), node.address) as laptop,
        ):
            yield FarDesk(laptop, node, None)


@contextmanager
def _served(prepared: Prepared, place: Path, host: str) -> Iterator[NodeProcess]:
    folder = shutil.copytree(prepared.node, place / "region" / "node")
    with NodeProcess(folder, host=host) as node:
        yield node
        node.kill()  # what is still under way on the line that is gone is not waited for


@contextmanager
def _opened(prepared: Prepared, place: Path, address: str) -> Iterator[Workspace]:
    home = shutil.copytree(prepared.home, place / "laptop")
    laptop = unlock(desks(home, SystemClock()), DeskKind.REAL, MARIA, PHRASE)
    reach(laptop, address)
    yield laptop
    laptop.close()
