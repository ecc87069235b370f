"""What whoever runs the node asks it: is it ready, and figures for Prometheus; nobody's data."""

import ipaddress
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import InstrumentedAttribute, Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.node.backup_list import BackupList
from app.node.database import NodeDatabase
from app.node.tables import EnrolledSeal, FeedRow, NodeFact, RegisteredCertificate, StoredRecord
from app.node.upgrade import VERSION
from app.node.watching import Requests

_ROOM = 256 * 2**20
_TEXT = "text/plain; version=0.0.4"
_REPLICAS = text("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'")


class Operations:
    """/readyz for a balancer; /metrics for machines of the region's own network."""

    def __init__(
        self,
        database: NodeDatabase,
        folder: Path,
        now: Callable[[], datetime],
        requests: Requests,
    ) -> None:
        self._database, self._folder, self._now = database, folder, now
        self._requests, self._backups = requests, BackupList(folder)

    def all(self) -> list[Route]:
        """The routes."""
        return [Route("/readyz", self._readyz), Route("/metrics", self._metrics)]

    def ready(self) -> str:
        """Whether the node can take records: "ready", or what is in the way."""
        try:
            with self._database.reading() as session:
                fact = session.get(NodeFact, "version")
        except SQLAlchemyError:
            return "no database"
        if fact is None or fact.value != VERSION:
            return "other version"
        return "ready" if shutil.disk_usage(self._folder).free >= _ROOM else "disk nearly full"

    def figures(self) -> str:
        """All figures, a line each."""
        lines = list(self._requests.lines())
        with self._database.reading() as session:
            lines += _counted(session)
        lines += self._backup_lines()
        return "\n".join([*lines, ""])

    def _backup_lines(self) -> Iterator[str]:
        here, now = self._backups.here(), self._now()
        yield "# TYPE intyga_backups gauge"
        yield f"intyga_backups {len(here)}"
        if here:
            yield "# TYPE intyga_backup_age_seconds gauge"
            for which, backup in (("newest", here[-1]), ("oldest", here[0])):
                age = (now - backup.made).total_seconds()
                yield f'intyga_backup_age_seconds{{backup="{which}"}} {age:.0f}'

    async def _readyz(self, request: Request) -> Response:
        said = await run_in_threadpool(self.ready)
        return Response(said, 200 if said == "ready" else 503, media_type="text/plain")

    async def _metrics(self, request: Request) -> Response:
        if not _is_near(request.client.host if request.client else ""):
            return Response(status_code=404)
        try:
            return Response(await run_in_threadpool(self.figures), media_type=_TEXT)
        except SQLAlchemyError:
            return Response("\n".join([*self._requests.lines(), ""]), media_type=_TEXT)


def _counted(session: Session) -> Iterator[str]:
    yield from _by(session, "intyga_records", "result", StoredRecord.result)
    held = StoredRecord.reason
    yield from _by(session, "intyga_records_with_reason", "reason", held)
    yield from _by(session, "intyga_seals", "state", EnrolledSeal.state)
    yield from _by(session, "intyga_certificates", "state", RegisteredCertificate.state)
    yield "# TYPE intyga_feed_cursor gauge"
    yield f"intyga_feed_cursor {session.scalar(select(func.max(FeedRow.cursor))) or 0}"
    if session.connection().dialect.name == "postgresql":
        yield "# TYPE intyga_replicas gauge"
        yield f"intyga_replicas {session.scalar(_REPLICAS)}"


def _by(
    session: Session, name: str, label: str, column: InstrumentedAttribute[str]
) -> Iterator[str]:
    yield f"# TYPE {name} gauge"
    for value, count in session.execute(select(column, func.count()).group_by(column)):
        if value:
            yield f'{name}{{{label}="{value}"}} {count}'


def _is_near(address: str) -> bool:
    """Of this machine or a private network; a proxy in front says who asks behind it."""
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return False
